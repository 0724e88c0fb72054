"""The language of a text, as far as its letters or its page tell."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from firsthand.extract.page import Page

SAMPLE = 4000  # characters looked at: enough to outvote names in another script
FIRST = 20  # elements among which `<html>` stands: a page may have none, and thousands of articles
HEAD = 500  # elements of a head; a page without a body may have thousands of articles
KANA = 0.05  # of the ideographs and kana of a Japanese text at least so many are kana
# The languages written in a script, the likeliest where nothing is declared first.
BY_SCRIPT: dict[str, tuple[str, ...]] = {
    "ARABIC": ("ar", "fa", "ur", "ps", "ckb", "ug", "sd", "ku", "ks", "ms", "az"),
    "HEBREW": ("he", "iw", "yi"),
    "CYRILLIC": (
        *("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg", "tt", "uz", "ba", "cv", "ab"),
        "bs",
        "az",
    ),
    "GREEK": ("el", "gr"),
    "HANGUL": ("ko",),
    "KANA": ("ja",),
    "CJK": ("zh", "ja", "yue", "ko"),
    "DEVANAGARI": ("hi", "mr", "ne", "sa"),
    "BENGALI": ("bn", "as"),
    "GURMUKHI": ("pa",),
    "GUJARATI": ("gu",),
    "TAMIL": ("ta",),
    "TELUGU": ("te",),
    "KANNADA": ("kn",),
    "MALAYALAM": ("ml",),
    "SINHALA": ("si",),
    "THAI": ("th",),
    "LAO": ("lo",),
    "KHMER": ("km",),
    "MYANMAR": ("my",),
    "GEORGIAN": ("ka",),
    "ARMENIAN": ("hy",),
    "ETHIOPIC": ("am", "ti"),
}
# Letters that one language of a script has and the likeliest has not.
LETTERS = {"ARABIC": (("ٹڈڑے", "ur"), ("پچژگ", "fa")), "CYRILLIC": (("ўЎ", "be"), ("їєґЇЄҐ", "uk"))}
TOLD = 0.003  # of a text's letters that must be such; names in passing have fewer


def language_of(text: str, page: Page, path: Sequence[int] = ()) -> str:
    """A BCP 47 code: by the commonest script, and within it as the page declares; Latin letters as it declares, else "en".

    What is declared nearest to the text counts: `path` are the elements around it. A page in Arabic that declares "en" is
    taken at its letters.
    """
    declared = _declared(page, path)
    counts = Counter(text[:SAMPLE])
    script = _script(counts)
    written = BY_SCRIPT.get(script, ())
    if not written:
        return declared if declared and declared not in _OTHERS else "en"
    return declared if declared in written else _by_letters(script, counts) or written[0]


# languages written in Latin letters hardly ever: where the letters are Latin, one of them declared is a slip
_OTHERS = frozenset(
    ["ar", "fa", "ur", "he", "ru", "uk", "bg", "el", "ko", "ja", "zh", "hi", "bn", "ta", "te", "th", "ka", "hy", "am"]
)


def _script(counts: Counter[str]) -> str:
    scripts = Counter[str]()
    for letter, n in counts.items():
        if letter.isalpha():
            scripts[unicodedata.name(letter, "").partition(" ")[0]] += n
    kana = scripts.pop("HIRAGANA", 0) + scripts.pop("KATAKANA", 0)
    ideographs = scripts["CJK"]
    if kana and kana >= KANA * (kana + ideographs):
        scripts["KANA"] = kana + scripts.pop("CJK", 0)
    return scripts.most_common(1)[0][0] if scripts else ""


def _by_letters(script: str, counts: Counter[str]) -> str | None:
    letters = sum(n for c, n in counts.items() if c.isalpha())
    found = ((sum(counts[c] for c in marks), code) for marks, code in LETTERS.get(script, ()))
    return next((code for n, code in found if n > TOLD * letters), None)


def _declared(page: Page, path: Sequence[int]) -> str | None:
    """The language that the innermost element around says, else the page's root, else its meta tags."""
    around = [page.elements[i] for i in reversed(path)]
    root = next((e for e in page.elements[:FIRST] if e.tag == "html"), None)
    for element in [*around, *([root] if root else [])]:
        if words := element.attrs.get("lang") or element.attrs.get("xml:lang"):
            return _code(words)
    for element in page.elements[:HEAD]:
        if element.tag == "body":
            break
        if element.tag == "meta" and _names_language(element.attrs):
            return _code(element.attrs.get("content", ""))
    return None


def _names_language(attrs: Mapping[str, str]) -> bool:
    return attrs.get("property", "").lower() == "og:locale" or attrs.get("http-equiv", "").lower() == "content-language"


def _code(words: str) -> str | None:
    return words.split("-")[0].split("_")[0].split(",")[0].strip().lower() or None
