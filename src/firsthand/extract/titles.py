"""An article's title out of what its page's accounts give: site names cut off, then the likeliest by who gives what.

Accounts of a title: the heading that is shown, JSON-LD's headline, `og:title`, the tab's title, other meta tags.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape

from firsthand.model.articles import Datum
from firsthand.model.spans import Span

Named = tuple[str, Datum]  # an account and what it says
MADE_OF = re.compile(r"[\W_]+")
# "Storm closes port - Tidewire", "Storm closes port|Tidewire", "Tidewire: Storm closes port"; not "Storm-hit port"
DIVIDER = re.compile(
    r"\s*[|\uff5c\u3163\u2223\u00a6]\s*|\s+[-\u2010-\u2015\u00b7\u2022\u00ab\u00bb:/~]+\s+|\s+[\u2010-\u2015]|\s*::\s*|:\s+"
)
LOOSE = re.compile(r"\s*[-\u2010-\u2015|\uff5c\u3163:\u00b7]\s*")  # a divider, where another account ends before it
TAB_END = re.compile(r"\s+[|\u2013\u2014\u00b7\u00ab\u00bb-]\s+[^|\u2013\u2014\u00b7\u00ab\u00bb-]*$")
ARTICLE = re.compile(r"^the\s", re.IGNORECASE)
QUOTES = str.maketrans("\u2018\u2019\u201a`\u00b4\u201c\u201d\u201e\u00ab\u00bb", "'''''\"\"\"\"\"")
DASHES = re.compile("[\u2010-\u2015]")
OPENING = "\"'\u201c\u201e\u00ab\u2018\u300c\u300e\u00bf\u00a1\u201a\u203a\u00bb(#"
ASKED = ["shown", "json-ld", "og", "tab"]  # accounts whose titles are weighed; others only where none of these is
LONGEST_NAME = 60  # characters of a site's name
FEWEST = 4  # letters that are left of a title without its site's name
LIKE_SITE = 5  # letters from which a name that only begins or ends a site's is the site's: "Golem" of golem.de
SHORT = 20  # characters: so short a title is often a section's or the site's

# Fitted by `training/titles.py` on 529 pages, those of publishers counted five times as much as those of the web. Each page
# scored by weights that saw none of its publisher (eight folds, four ways to fold): right .885 and .816; without the last two
# signs .872 and .810 (28 signs were tried so). By votes over titles with their sites' names: .763 and .769.
WEIGHTS = {
    "shown": -0.03,
    "json-ld": 0.88,
    "og": 0.74,
    "tab": -1.08,
    "two": 0.64,  # accounts or more say it
    "spelled": 1.27,  # the share of those who say it that write it so
    "short": -1.23,
    "og_less": 1.60,  # og:title has it, and another account puts a kicker before it
    "odd": -0.43,  # begins with a mark that no title begins with
    "og_alone": -1.00,  # og:title has it and no other account: written for sharing
    "within": 0.55,  # another account has it with more words before or after: a kicker, a section, a call to read
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One wording of a title: the first datum that has it, and its signs by name."""

    datum: Datum
    signs: dict[str, float]

    @property
    def weight(self) -> float:
        return sum(WEIGHTS[name] * value for name, value in self.signs.items())


@lru_cache(4096)  # a page's accounts say the same again and again
def key(words: str) -> str:
    """Letters and digits alone, in small: what two spellings of one title share."""
    return MADE_OF.sub("", words).casefold()


def likeliest(said: Sequence[Named]) -> list[Datum]:
    """The titles of the accounts, the likeliest first, each wording once. Site names are cut off already."""
    found = sorted(candidates(said), key=lambda c: -c.weight)
    return [c.datum for c in found]


def candidates(said: Sequence[Named]) -> list[Candidate]:
    """Each wording that an account gives, in the order of the accounts. Of each account its first title counts."""
    first: dict[str, Datum] = {}
    for account, d in said:
        first.setdefault(account, d)
    if "twitter" in first:
        first.setdefault("og", first["twitter"])
    asked = {a: first[a] for a in ASKED if a in first} or first
    wordings: dict[str, list[str]] = {}
    for account, d in asked.items():
        wordings.setdefault(_spelled(d.value), []).append(account)
    keys = {words: key(words) for words in wordings}
    return [
        Candidate(asked[accounts[0]], _signs(words, accounts, keys, wordings)) for words, accounts in wordings.items()
    ]


def _signs(
    words: str, accounts: Sequence[str], keys: dict[str, str], wordings: dict[str, list[str]]
) -> dict[str, float]:
    own = keys[words]
    saying = [a for other, names in wordings.items() if keys[other] == own for a in names]
    longer = [k for k in keys.values() if k != own and len(own) > 2 * FEWEST and own in k]
    signs = {name: float(name in saying) for name in ASKED}
    signs["two"] = float(len(saying) >= 2)
    signs["spelled"] = len(accounts) / len(saying)
    signs["short"] = float(len(words) < SHORT)
    signs["og_less"] = float("og" in saying and any(k.endswith(own) for k in longer))
    signs["odd"] = float(not (words[:1].isalnum() or words[:1] in OPENING))
    signs["og_alone"] = float(saying == ["og"] and len(wordings) > 1)
    signs["within"] = float(bool(longer))
    return signs


def without_site(said: Sequence[Named], names: Sequence[str]) -> list[Named]:
    """The titles, each without the site's name at its end or start, and without what another account leaves off there.

    'Storm closes port - Tidewire' on a page of Tidewire gives 'Storm closes port'.
    """
    keys = {key(d.value) for _, d in said}
    sites = [k for name in names if len(name) <= LONGEST_NAME and len(k := key(name)) > 2 and k not in keys]
    return [(account, _cut(account, d, sites, keys - {key(d.value)})) for account, d in said]


def _cut(account: str, d: Datum, sites: Sequence[str], others: set[str]) -> Datum:
    value = unescape(d.value)  # some are escaped twice: "&amp;#8230;"
    while (shorter := _shorter(value, sites, others)) is not None:
        value = shorter
    if account == "tab" and value == d.value and (end := TAB_END.search(value)):
        value = value[: end.start()]
    return d if value == d.value else _placed(d, value)


def _shorter(value: str, sites: Sequence[str], others: set[str]) -> str | None:
    for match in LOOSE.finditer(value):
        if len(k := key(value[: match.start()])) > 2 * FEWEST and k in others:
            return value[: match.start()].strip()
    found = list(DIVIDER.finditer(value))
    if not found:
        return None
    first, last = found[0], found[-1]
    before, after = value[: last.start()].strip(), value[last.end() :].strip()
    if ":" not in last[0] and len(key(before)) >= FEWEST and is_site(after, sites):
        return before
    before, after = value[: first.start()].strip(), value[first.end() :].strip()
    return after if len(key(after)) >= FEWEST and is_site(before, sites) else None


def is_site(words: str, sites: Sequence[str]) -> bool:
    """Whether words are a site's name or begin or end one. `sites` are keys."""
    k = key(ARTICLE.sub("", words))
    if len(k) < 3 or len(words) > LONGEST_NAME:
        return False
    return any(k == s or (min(len(k), len(s)) >= LIKE_SITE and (_ends(s, k) or _ends(k, s))) for s in sites)


def _ends(whole: str, part: str) -> bool:
    return whole.startswith(part) or whole.endswith(part)


def _placed(d: Datum, value: str) -> Datum:
    """The datum with a part of its words, at that part's place where the words stand as they are."""
    at, words = d.capture_span, d.words or ""
    start = words.find(value)
    if at is None or start < 0 or len(at) != len(words):
        return replace(d, value=value)
    return replace(d, value=value, capture_span=Span(at.start + start, at.start + start + len(value)), words=value)


def _spelled(words: str) -> str:
    """One spelling whatever the typography: "Pier's end - again" of "Pier\u2019s end \u2013 again"."""
    return " ".join(DASHES.sub("-", words.translate(QUOTES)).split())
