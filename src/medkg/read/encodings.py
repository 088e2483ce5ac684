"""Decide how bytes become text: byte order mark, UTF-8, UTF-16 by its zeros, GB18030 by its commonest characters.

Detectors guess short Chinese text wrongly (as Korean, mostly), so nothing is guessed here that can be tested:
UTF-8 and GB18030 are tried strictly, and GB18030 must besides look like Chinese prose.
"""

import codecs
import re
from collections.abc import Iterator

from medkg.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins alike
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_COMMON_HAN = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定"
    "行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些"
    "然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公"
    "无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将"
    "组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理模型网络医疗预测数据临床诊断识别影像患者"
)
_SAMPLE = 1 << 20
_LOW_TRAILS = 0.1
"""Mojibake (UTF-8 or Big5 read as GB18030) is full of characters outside GB 2312; Chinese prose has hardly any."""
_COMMON_SHARE = 0.12
"""Chinese prose is one third common characters; Korean or Japanese bytes read as GB18030 hold a few per cent."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_FAULT = re.compile(r"[\ud800-\udfff]")


def _mark_fault(error: UnicodeError) -> tuple[str, int]:
    """Put one lone surrogate for every byte that is not decoded; ``surrogateescape`` stops at bytes below 128."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error("medkg-mark", _mark_fault)


def decode(data: bytes, encoding: str) -> str:
    """Return the text; every byte that the encoding does not know becomes one lone surrogate.

    Raises:
        InputError: the encoding is one that cannot skip a fault, such as ``idna``.
    """
    try:
        return data.decode(encoding, "medkg-mark")
    except UnicodeError as error:
        raise InputError(f"--encoding {encoding}: cannot read this text ({error}); name another") from error


def find_fault(text: str, encoding: str) -> str:
    """Return what is wrong with this decoded text, or nothing: ``byte 0xE9 at character 13 is not utf-8; …``."""
    fault = None if text.isprintable() else _FAULT.search(text)  # the first look is twenty times faster
    if fault is None:
        return ""
    byte = ord(fault[0]) & 0xFF
    return f"byte 0x{byte:02X} at character {fault.start() + 1} is not {encoding}; name the right one with --encoding"


def check_encoding(encoding: str) -> str:
    """Return Python's name of this encoding.

    Raises:
        InputError: there is no text encoding of this name.
    """
    try:
        info = codecs.lookup(encoding)
        b"a\xff\n".decode(encoding, "medkg-mark")
    except (LookupError, ValueError) as error:
        raise InputError(
            f"--encoding {encoding!a}: no such text encoding; use a name such as utf-8, gb18030, big5 or cp1252"
        ) from error
    return info.name


def choose_encoding(data: bytes, wanted: str | None = None) -> tuple[str, str]:
    """Return the encoding of these bytes, and a notice where it was not plain (else an empty string).

    A byte order mark outranks ``wanted``, as in browsers: it belongs to the file, ``wanted`` to the whole call.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, ""
    if wanted is not None:
        return wanted, ""
    if encoding := _find_utf16(data):
        return encoding, f"read as {encoding.upper()}, as its zero bytes show; name another with --encoding"
    if _is_valid(data, "utf-8"):
        return "utf-8", ""
    if _is_valid(data, "gb18030") and _looks_chinese(data):
        return "gb18030", "not UTF-8, read as GB18030; name another with --encoding"
    return (
        "utf-8",
        "not UTF-8 throughout, and no other encoding was recognised; records with unreadable bytes are rejected",
    )


def keeps_newlines(encoding: str) -> bool:
    r"""Return whether a ``\n`` byte is always a line end in this encoding, so that lines can be decoded one by one."""
    try:
        return "a\n".encode(encoding) == b"a\n" and b"\xff\n".decode(encoding, "replace").endswith("\n")
    except UnicodeError:
        return False


def _is_valid(data: bytes, encoding: str) -> bool:
    """Return whether the encoding knows every byte, without holding the text."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in _chunks(data):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _chunks(data: bytes) -> Iterator[memoryview]:
    """Yield the bytes in pieces of a megabyte."""
    view = memoryview(data)
    for start in range(0, len(data), _SAMPLE):
        yield view[start : start + _SAMPLE]


def _find_utf16(data: bytes) -> str:
    """Return ``utf-16-le`` or ``utf-16-be`` where every second byte is often zero and its neighbours seldom are."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < len("{}".encode("utf-16-le")) or len(data) % 2:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    few, many = min(even, odd), max(even, odd)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    return encoding if many > 0.05 * len(sample) / 2 and few <= 0.2 * many and _is_valid(data, encoding) else ""


def _looks_chinese(data: bytes) -> bool:
    """Return whether these bytes, read as GB18030, hold mostly GB 2312 and many of the commonest characters."""
    sample = data.decode("gb18030", "ignore")[:_SAMPLE]
    han = _HAN.findall(sample)
    if not han:
        return False
    outside = sum(1 for character in han if not _is_gb2312(character))
    common = sum(1 for character in han if character in _COMMON_HAN)
    return outside <= _LOW_TRAILS * len(han) and common >= _COMMON_SHARE * len(han)


def _is_gb2312(character: str) -> bool:
    """Return whether GB 2312, the set of everyday simplified characters, has this character."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
