import gc

import pytest

from medkg.garbage import collector_paused


def test_the_collector_rests_within_the_block_and_works_again_after_a_failure() -> None:
    """Whatever happens inside, Python's setting is as before."""

    @collector_paused()
    def fail() -> None:
        raise ValueError("off" if not gc.isenabled() else "on")

    with pytest.raises(ValueError, match="off"):
        fail()
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    """The setting of the caller is kept."""
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
