"""Families: articles that are one text, and the one that the others have it from, where the evidence says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.model.findings import Direction, Family, ReuseLink
from firsthand.model.ids import make_id
from firsthand.model.spans import Spans
from firsthand.model.units import ArticleCard, FamilyInput, Result
from firsthand.relate.link import same_article

# A text made of two unrelated ones is neither, unless it is nearly all that one. Measured on generated copies (eval copies):
# joining from .6 on puts one merge in four into a family, from .85 on one in forty.
COMPOSITE = 0.85
HELD = 0.5  # of a text that must stand in another for that one to be made of it
SHARE = 0.15  # of a text that must be from another for it to be made of that one
APART = 0.2  # of the shorter of two stretches; less in common, and they are not the same words


def family(payload: FamilyInput) -> Result:
    """The connected sets of articles over same-article links, whatever the order they came in."""
    cards = {card.id: card for card in payload.articles}
    links = [x for x in payload.links if x.from_article in cards and x.to_article in cards]
    joining = _joining(links)
    inside: dict[str, list[ReuseLink]] = defaultdict(list)
    for x in joining:
        inside[x.from_article].append(x)
    families = [_family(g, [x for m in g for x in inside[m]], cards) for g in _components(joining)]
    families.sort(key=lambda f: f.id)
    return Result(tuple(families))


def _joining(links: list[ReuseLink]) -> list[ReuseLink]:
    """The links between articles that are one text."""
    same = [x for x in links if same_article(x.coverage_from, x.coverage_to)]
    composite = _composites(links, {frozenset((x.from_article, x.to_article)) for x in same})
    return [x for x in same if _may_join(x, composite)]


def _may_join(link: ReuseLink, composite: set[str]) -> bool:
    least = min(link.coverage_from, link.coverage_to)
    return least >= COMPOSITE or not {link.from_article, link.to_article} & composite


@dataclass(frozen=True, slots=True, order=True)
class _Part:
    """A text that stands in another: how much of that one it is, which it is, and where it stands there."""

    share: float
    article: str
    spans: Spans


def _composites(links: list[ReuseLink], same: set[frozenset[str]]) -> set[str]:
    """Articles that hold most of two others, in places apart, which are not one text themselves."""
    held: dict[str, list[_Part]] = defaultdict(list)
    for x in links:
        if x.coverage_from >= HELD and x.coverage_to >= SHARE:
            part = _Part(x.coverage_to, x.from_article, tuple(sorted(p.to_span for p in x.passages)))
            held[x.to_article].append(part)
        if x.coverage_to >= HELD and x.coverage_from >= SHARE:
            part = _Part(x.coverage_from, x.to_article, tuple(sorted(p.from_span for p in x.passages)))
            held[x.from_article].append(part)
    return {holder for holder, parts in held.items() if len(parts) > 1 and _made_of_two(sorted(parts), same)}


def _made_of_two(parts: list[_Part], same: set[frozenset[str]]) -> bool:
    """Whether two parts stand apart. The short ones come first: a text made of the same two would stand in for both.

    Copies of one part stand where it stands and are passed over, so that a thousand of them cost a thousand looks.
    """
    apart: list[_Part] = []
    for part in parts:
        common = [_common(part.spans, other.spans) for other in apart]
        if any(
            c < APART and frozenset((part.article, other.article)) not in same
            for c, other in zip(common, apart, strict=True)
        ):
            return True
        if all(c < 1 - APART for c in common):
            apart.append(part)
    return False


def _common(a: Spans, b: Spans) -> float:
    """How much of the shorter the two have in common, 0 to 1."""
    i = j = shared = 0
    while i < len(a) and j < len(b):
        shared += max(0, min(a[i].end, b[j].end) - max(a[i].start, b[j].start))
        i, j = (i + 1, j) if a[i].end <= b[j].end else (i, j + 1)
    least = min(sum(map(len, a)), sum(map(len, b)))
    return shared / least if least else 1.0


def _components(links: Iterable[ReuseLink]) -> list[list[str]]:
    head: dict[str, str] = {}

    def find(x: str) -> str:
        while head.setdefault(x, x) != x:
            head[x] = head[head[x]]
            x = head[x]
        return x

    for link in links:
        a, b = sorted((find(link.from_article), find(link.to_article)))
        head[b] = a
    groups: dict[str, list[str]] = defaultdict(list)
    for x in sorted(head):
        groups[find(x)].append(x)
    return list(groups.values())


def _family(members: list[str], links: list[ReuseLink], cards: dict[str, ArticleCard]) -> Family:
    founder, why = _founder(members, links, cards)
    return Family(make_id("family", members[0]), tuple(members), founder, why)


def _founder(members: list[str], links: list[ReuseLink], cards: dict[str, ArticleCard]) -> tuple[str | None, str]:
    """The only member that others have it from and that has it from none; of several, the only earliest dated."""
    told = [x for x in links if x.direction != "unknown"]
    if not told:
        return None, "nothing says which came first"
    takers = {x.from_article for x in told}
    givers = sorted({x.to_article for x in told} - takers)
    if not givers:
        return None, "the evidence runs in a circle"
    if len(givers) == 1:
        return givers[0], _reasons(givers[0], told)
    days = {g: (cards[g].published or "")[:10] for g in givers}
    first = min(days.values())
    if all(len(day) == 10 for day in days.values()) and list(days.values()).count(first) == 1:
        founder = next(g for g in givers if days[g] == first)
        return founder, f"the earliest ({first}) of {len(givers)} that have it from no other here"
    return None, f"{len(givers)} have it from no other here, and no date parts them"


SAID: dict[Direction, str] = {
    "declared": "named as the source by {} of the others",
    "linked": "linked to by {} of the others",
    "dated": "dated before {} of the others",
    "contained": "the longer text that {} of the others are cut from",
}


def _reasons(founder: str, links: list[ReuseLink]) -> str:
    by = [x.direction for x in links if x.to_article == founder]
    return ", ".join(said.format(by.count(direction)) for direction, said in SAID.items() if direction in by)
