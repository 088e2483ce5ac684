"""IRIs from values, as plain strings."""

import hashlib
import re
import unicodedata

from medkg.model import Curie, Iri

BASE = "https://w3id.org/medkg/"
ONTOLOGY = BASE + "ontology#"

_GREEK = str.maketrans(
    {
        "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
        "θ": "theta", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi",
        "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
    }
)  # fmt: skip


def slug(name: str) -> str:
    """Return the part of an IRI that names a thing: ``U-Net++`` → ``u-net-plus-plus``; Han characters stay."""
    text = unicodedata.normalize("NFKC", name).casefold().translate(_GREEK).replace("+", " plus ")
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = re.sub(r"[^a-z0-9\u3400-\u9fff]+", "-", text).strip("-")
    return text or "x" + digest(name)


def entity_iri(kind: str, name: str) -> Iri:
    """Return the IRI of a thing of this kind (``method``, ``modality``, ``task`` or ``dataset``)."""
    return Iri(f"{BASE}{kind}/{slug(name)}")


def paper_iri(paper_id: str) -> Iri:
    """Return the IRI of a paper; an id with unusual characters gets a digest, so that no two ids meet."""
    if re.fullmatch(r"[A-Za-z0-9._\u3400-\u9fff-]+", paper_id):
        return Iri(f"{BASE}paper/{paper_id}")
    return Iri(f"{BASE}paper/{slug(paper_id)[:60]}-{digest(paper_id)}")


def content_iri(folder: str, *parts: object) -> Iri:
    """Return an IRI in this folder (``claim``, ``evidence``…) named by the content of its parts."""
    return Iri(f"{BASE}{folder}/{digest(*parts)}")


def digest(*parts: object) -> str:
    """Return 16 hexadecimal digits that name these parts by content."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def expand(curie: Curie) -> Iri:
    """Return the IRI of a term of our ontology: ``medkg:mentions`` in full."""
    return Iri(ONTOLOGY + curie.removeprefix("medkg:"))
