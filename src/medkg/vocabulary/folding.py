"""The folding that makes two spellings one word, and the normal form that makes two names one name."""

import functools
import re
import unicodedata

_BRITISH = (
    (re.compile(r"tumour"), "tumor"),
    (re.compile(r"isation"), "ization"),
    (re.compile(r"colour"), "color"),
    (re.compile(r"aemia"), "emia"),
    (re.compile(r"oedema"), "edema"),
    (re.compile(r"anaes"), "anes"),
    (re.compile(r"paediatr"), "pediatr"),
    (re.compile(r"orthopaed"), "orthoped"),
    (re.compile(r"gynaec"), "gynec"),
    (re.compile(r"oesoph"), "esoph"),
    (re.compile(r"haem"), "hem"),
    (re.compile(r"modelling"), "modeling"),
    (re.compile(r"labell"), "label"),
    (re.compile(r"centre$"), "center"),
    (re.compile(r"fibre$"), "fiber"),
    (re.compile(r"behaviour"), "behavior"),
    (re.compile(r"neighbour"), "neighbor"),
    (re.compile(r"grey"), "gray"),
    (re.compile(r"(?<=[a-z]{3}[lmnrt])is(?=(?:e|ed|ing|er|ers|es)$)"), "iz"),
    (re.compile(r"analyz|analys(?=e|i)(?!is$)"), "analyz"),
)
_MAYBE_BRITISH = re.compile("|".join(pattern.pattern for pattern, _ in _BRITISH))
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "κ": "kappa", "λ": "lambda",
    "μ": "mu", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi", "ω": "omega",
}  # fmt: skip
# words of which the final s is no plural; scans, videos, gliomas, arrays and metrics are plurals
_KEEP_FINAL_S = re.compile(
    r"(ss|us|is)$|^(series|species|diabetes|lens|gas|biogas|bias|debias|atlas|pancreas|canvas|alias|whereas|news|always"
    r"|chaos|cosmos|trans|perhaps|does|ethos)$|^(?!(?:topic|metric|biometric|clinic|critic|diacritic|antibiotic|heuristic"
    r"|mosaic|characteristic|logic|harmonic|fabric|rubric|tactic|epidemic|comic|conic|quadric|superquadric|geodesic)s$)"
    r".*ics$"
)
_SINGULAR_ENDS_IN_S = re.compile(r"(?:bias|atlas|lens|gas|canvas|alias|virus|fetus|sinus|thrombus|apparatus)es$")
IRREGULAR = {
    "analyses": "analysis", "corpora": "corpus", "criteria": "criterion", "diagnoses": "diagnosis",
    "hypotheses": "hypothesis", "indices": "index", "matrices": "matrix", "metastases": "metastasis",
    "nuclei": "nucleus", "prognoses": "prognosis", "spectra": "spectrum", "stenoses": "stenosis",
    "syntheses": "synthesis", "vertebrae": "vertebra", "vertices": "vertex",
}  # fmt: skip
"""Plurals of nouns that no ending tells, in lower case → their singulars."""
VERSION = re.compile(r"[vV]\d[\d.]*")
"""A version as a word of its own: "v5", "V2.1"."""
_SHORTEST = 4  # letters of a word that can lose an ending: "was" is no plural of "wa"


@functools.lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """Return the form in which two spellings of a word meet: lower case, singular, American, Greek by name."""
    text = word.casefold()
    if text in IRREGULAR:
        return IRREGULAR[text]
    if text.isascii() and text.isalpha() and len(text) < _SHORTEST:
        return text[:-1] if word[:-1].isupper() and len(word) == _SHORTEST - 1 and word.endswith("s") else text
    for letter, name in _GREEK.items():
        if letter in text:
            text = text.replace(letter, name)
    if _MAYBE_BRITISH.search(text):
        for pattern, american in _BRITISH:
            text = pattern.sub(american, text)
    if text.endswith("ies") and len(text) > _SHORTEST and not text.endswith(("series", "species")):
        return text[:-3] + "y"
    if (re.search(r"(?:ss|x|z|ch|sh)es$", text) and len(text) > _SHORTEST) or _SINGULAR_ENDS_IN_S.search(text):
        return text[:-2]
    if text.endswith("s") and len(text) >= _SHORTEST and (not _KEEP_FINAL_S.search(text) or word[:-1].isupper()):
        return text[:-1]
    return text


_PARTS = re.compile(r"[^\W_]+[²³⁰-⁹+]*")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@functools.lru_cache(maxsize=200_000)
def normal_form(name: str) -> str:
    """Return the form in which the spellings of one name meet: ``U-Net``, ``UNet`` and ``u-nets`` are one.

    Case, width, hyphens, spaces and the plural of each word go; versions stay apart (``MIMIC-III`` and ``MIMIC-IV``).
    """
    text = unicodedata.normalize("NFKC", name).translate(_SUPERSCRIPTS)
    return "".join(fold_word(part) for part in _PARTS.findall(text))
