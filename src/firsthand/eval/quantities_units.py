"""Our units and values written as CQE's gold writes them: conventions of that data, which articles never see."""

from __future__ import annotations

from firsthand.read.quantities.lexicon import lexicon
from firsthand.read.quantities.reader import Found

NAMES = {
    "US dollar": "dollar",
    "percent": "percentage",
    "percentage point": "percentage point",
    "israeli shekel": "shekel",
    "pound-mass": "pound-mass",
}
PEOPLE = {"person": "people"}
GOOD = {"best": "good", "better": "good", "worst": "bad", "worse": "bad", "most": "much", "least": "little"}
NO_MODIFIER = ("ing", "ed")


def as_value(f: Found) -> tuple[float, float, bool]:
    """Least, most and whether it is an interval: dozens are 12 to 120 there, millions a million to ten million."""
    a = f.amount
    if a.kind == "many":
        return a.scale, 10 * a.scale, True
    high = a.high if a.high is not None else a.low
    return a.low, high, a.kind == "range"


def as_unit(f: Found) -> str:
    """The normal form: a unit of measure, or the counted noun in the singular with what describes it."""
    a = f.amount
    name = NAMES.get(a.unit.name, a.unit.name) if a.unit else _noun(f) if a.noun else "% -" if a.kind == "part" else "-"
    if a.per and name != "-":
        return f"{name} per {a.per}"
    return name


def as_word(f: Found, n: int) -> str:
    """The word between blanks that a token of ours is part of, small letters, without punctuation at its rims."""
    t, first, last = f.tokens, n, n + 1
    while first > 0 and t.glued(first):
        first -= 1
    while t.glued(last):
        last += 1
    word = "".join(t.low[first:last]).strip(",.;:!?()'\"“”‘’—–")
    return word.removesuffix("'s").removesuffix("’s")


def _noun(f: Found) -> str:
    noun = f.amount.noun
    assert noun is not None
    t = f.tokens
    kept: list[str] = []
    for n in range(noun.first, noun.head):
        joined = (t.glued(n + 1) and not t.text[n + 1].isalnum()) or (t.glued(n) and not t.text[n - 1].isalnum())
        if (
            t.text[n].isalpha()
            and len(t.text[n]) > 1
            and (joined or not t.low[n].endswith(NO_MODIFIER) or t.low[n] in lexicon().sets["nouns_in_ing"])
        ):
            glue = bool(kept) and t.glued(n) and not t.text[n - 1].isalnum() and n > noun.first
            kept[-1:] = [f"{kept[-1]}-{_plain(t.low[n])}"] if glue else [*kept[-1:], _plain(t.low[n])]
    return " ".join([*kept, PEOPLE.get(noun.name, noun.name)])


def _plain(word: str) -> str:
    """An adjective without its degree: 'hottest' is hot."""
    if word in GOOD:
        return GOOD[word]
    if len(word) > 5 and word.endswith("est") and word not in ("honest", "modest", "forest", "interest"):
        stem = word[:-3]
        if stem in lexicon().sets["stems_with_e"]:
            return stem + "e"
        if stem.endswith("i"):
            return stem[:-1] + "y"
        return stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "ls" else stem
    return word
