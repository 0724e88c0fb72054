"""Several accounts of one article, put together: what its page shows, its JSON-LD, its meta tags. Pure.

None is right by rank alone: a title that more accounts give wins. Measured on publishers' and web pages, in thousandths of
titles: JSON-LD alone 725 and 422, og:title alone 664 and 472, the first h1 687 and 746, weighed together 786 and 776.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.model.articles import Datum, DatumKind

Account = str  # "shown", "json-ld", "og", "tab", "meta author"
Said = tuple[Account, Datum]
TITLE_WEIGHTS = {"shown": 1.2, "json-ld": 1.5, "og": 1.0, "tab": 0.7}  # the best of six tried, on two sets
MADE_OF = re.compile(r"[\W_]+")


def combined(shown: Sequence[Datum], told: Sequence[Said]) -> list[Datum]:
    """The data of one article, the likeliest of each kind first; what the page shows keeps its place in the text.

    shown title "Storm closes port", JSON-LD and og "Storm closes port of Darma" -> that of JSON-LD, then the shown one.
    """
    rest = [d for d in shown if d.kind not in ("title", "byline", "published", "tag")]
    also = [d for _, d in told if d.kind not in ("title", "byline", "published", "tag")]
    return [*_titles(shown, told), *_names(shown, told), *_published(shown, told), *rest, *_tags(shown, told), *also]


def _titles(shown: Sequence[Datum], told: Sequence[Said]) -> list[Datum]:
    said = [("shown", d) for d in shown if d.kind == "title"] + [(a, d) for a, d in told if d.kind == "title"]
    votes: dict[str, float] = {}
    for account in dict.fromkeys(a for a, _ in said):
        first = next(d for a, d in said if a == account)
        votes[_key(first)] = votes.get(_key(first), 0.0) + TITLE_WEIGHTS.get(account, 0.0)
    return [d for _, d in sorted(said, key=lambda x: -votes.get(_key(x[1]), 0.0))]


def _names(shown: Sequence[Datum], told: Sequence[Said]) -> list[Datum]:
    """The bylines of the first account that names anyone but the outlet; a shown one of the same name stands for it."""
    own = {_key(d): d for d in shown if d.kind == "byline"}
    houses = {_key(d) for d in (*shown, *told_of(told, "outlet")) if d.kind in ("outlet", "republisher")}
    accounts = [[d for a, d in told if a == x and d.kind == "byline"] for x in ("json-ld", "meta author")]
    accounts += [list(own.values()), told_of(told, "byline")]
    for names in ([d for d in held if _key(d) not in houses] for held in accounts):
        if names:
            return list({_key(d): own.get(_key(d), d) for d in reversed(names)}.values())[::-1]
    return next((held for held in accounts if held), [])


def _published(shown: Sequence[Datum], told: Sequence[Said]) -> list[Datum]:
    """An instant before a day, what is told before what is shown: shown dates are often of the next article's."""
    said = [d for _, d in told if d.kind == "published"]
    own = [d for d in shown if d.kind == "published"]
    if own and said and all(d.value[:10] != own[0].value[:10] for d in said) and own[0].how != "metadata":
        return [*said, *own]
    return sorted([*said, *own], key=lambda d: "T" not in d.value)


def _tags(shown: Sequence[Datum], told: Sequence[Said]) -> list[Datum]:
    """The tags of the fullest account: the keywords, else JSON-LD's, else the others; with those that are shown."""
    own = {_key(d): d for d in shown if d.kind == "tag"}
    for account in ("keywords", "json-ld", "news_keywords", "article:tag"):
        if tags := [d for a, d in told if a == account and d.kind == "tag"]:
            return [own.get(_key(d), d) for d in tags]
    return list(own.values())


def told_of(told: Sequence[Said], kind: DatumKind) -> list[Datum]:
    """What the accounts say of one kind."""
    return [d for _, d in told if d.kind == kind]


def _key(d: Datum) -> str:
    return MADE_OF.sub("", d.value).casefold()
