"""Our units and values written as CQE's gold writes them: conventions of that data, which articles never see."""

from __future__ import annotations

from firsthand.read.quantities import Found

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
    name = NAMES.get(a.unit.name, a.unit.name) if a.unit else _noun(f) if a.noun else "-"
    if a.per and name != "-":
        return f"{name} per {a.per}"
    return name


def _noun(f: Found) -> str:
    noun = f.amount.noun
    assert noun is not None
    words = [_plain(w) for w in f.tokens.low[noun.first : noun.head] if w[0].isalpha()]
    kept = [w for w in words if len(w) > 1 and not w.endswith(NO_MODIFIER)]
    return " ".join([*kept, PEOPLE.get(noun.name, noun.name)])


def _plain(word: str) -> str:
    """An adjective without its degree: 'hottest' is hot."""
    if word in GOOD:
        return GOOD[word]
    if len(word) > 5 and word.endswith("est") and word not in ("honest", "modest", "forest", "interest"):
        stem = word[:-3]
        if stem.endswith("i"):
            return stem[:-1] + "y"
        return stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "ls" else stem
    return word
