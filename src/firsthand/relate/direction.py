"""Which of two articles has it from the other: evidence in a fixed order, never a verdict without one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import urlsplit

from firsthand.model.articles import Article, Datum
from firsthand.model.findings import Evidence, Proof

# "contained" speaks only for a text cut out of a longer one: nearly all of it in less than most of the other
WHOLE = 0.95
LESS = 0.8
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def tell(a: Article, b: Article, coverage_a: float, coverage_b: float) -> tuple[Evidence, ...]:
    """All that speaks for either way, the strongest first. Declared > linked > dated > contained.

    The first one decides which is put first; what speaks against it is kept beside it.
    """
    found = [e for find in ORDER if (e := _one_way(find, a, b))]
    if contained := _contained(a, b, coverage_a, coverage_b):
        found.append(contained)
    return tuple(found)


def _declared(later: Article, earlier: Article) -> Evidence | None:
    """'Source: Sputnik' in the one, and Sputnik the outlet of the other."""
    outlet = earlier.first("outlet")
    own = later.first("outlet")
    if outlet is None or (own and fold(own.value) == fold(outlet.value)):
        return None
    for datum in later.all("declared_source"):
        if fold(datum.value) == fold(outlet.value):
            return Evidence(later.id, "declared", f"it names {outlet.value} as its source", _proofs((later, datum)))
    return None


def _linked(later: Article, earlier: Article) -> Evidence | None:
    """A hyperlink in the one to the site of the other's outlet."""
    outlet = earlier.first("outlet")
    own = later.first("outlet")
    if outlet is None or (own and fold(own.value) == fold(outlet.value)):
        return None
    name = fold(outlet.value).replace(" ", "")
    for datum in later.all("link"):
        if len(name) > 3 and name in _labels(datum.value):
            why = f"it links to {datum.value}, a page of {outlet.value}"
            return Evidence(later.id, "linked", why, _proofs((later, datum)))
    return None


def _dated(later: Article, earlier: Article) -> Evidence | None:
    """Published on a later day. Times of day are left aside: two clocks, two time zones."""
    a, b = later.first("published"), earlier.first("published")
    if a is None or b is None or a.how == "inferred" or b.how == "inferred":
        return None
    ours, theirs = DAY.match(a.value), DAY.match(b.value)
    if ours and theirs and ours.group() > theirs.group():
        why = f"it is dated {ours.group()}, the other {theirs.group()}"
        return Evidence(later.id, "dated", why, _proofs((later, a), (earlier, b)))
    return None


def _contained(a: Article, b: Article, coverage_a: float, coverage_b: float) -> Evidence | None:
    part, within, rest = (a, coverage_a, coverage_b) if coverage_a > coverage_b else (b, coverage_b, coverage_a)
    own, other = a.first("outlet"), b.first("outlet")
    if own and other and fold(own.value) == fold(other.value):
        return None  # of one outlet the longer is as likely an update of the shorter
    if within >= WHOLE and rest < LESS:
        return Evidence(part.id, "contained", "nearly all of it stands in the other, which has more")
    return None


Find = Callable[[Article, Article], Evidence | None]
ORDER: tuple[Find, ...] = (_declared, _linked, _dated)


def _one_way(find: Find, a: Article, b: Article) -> Evidence | None:
    """What is found of one of the two only; each naming the other says nothing."""
    ours, theirs = find(a, b), find(b, a)
    return None if ours and theirs else ours or theirs


def _proofs(*said: tuple[Article, Datum]) -> tuple[Proof, ...]:
    return tuple(Proof(article.id, datum.capture_span, datum.words) for article, datum in said)


def _labels(href: str) -> tuple[str, ...]:
    try:
        host = urlsplit(href).hostname or ""
    except ValueError:
        return ()
    return tuple(label.replace("-", "") for label in host.split("."))


@lru_cache(maxsize=4096)  # outlets are few
def fold(name: str) -> str:
    """A name without case, accents, punctuation and leading article."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return " ".join(re.findall(r"\w+", plain)).removeprefix("the ")
