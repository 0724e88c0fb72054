"""Families: articles that are one text, and the one that the others have it from, where the evidence says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from firsthand.model.findings import Direction, Family, ReuseLink
from firsthand.model.ids import make_id
from firsthand.model.units import ArticleCard, FamilyInput, Result
from firsthand.relate.link import WHOLE, same_article

COMPOSITE = 0.6  # a text made of two unrelated ones joins either only when it is mostly that one


def family(payload: FamilyInput) -> Result:
    """The connected sets of articles over same-article links, whatever the order they came in."""
    cards = {card.id: card for card in payload.articles}
    links = [x for x in payload.links if x.from_article in cards and x.to_article in cards]
    joining = _joining(links)
    families = sorted((_family(g, joining, cards) for g in _components(joining)), key=lambda f: f.id)
    return Result(tuple(families))


def _joining(links: list[ReuseLink]) -> list[ReuseLink]:
    composite = _composites(links)
    return [x for x in links if same_article(x.coverage_from, x.coverage_to) and _may_join(x, composite)]


def _may_join(link: ReuseLink, composite: set[str]) -> bool:
    least = min(link.coverage_from, link.coverage_to)
    return least >= COMPOSITE or not {link.from_article, link.to_article} & composite


def _composites(links: list[ReuseLink]) -> set[str]:
    """Articles that hold the whole of two others which share nothing with each other."""
    linked = {frozenset((x.from_article, x.to_article)) for x in links}
    held: dict[str, set[str]] = defaultdict(set)
    for x in links:
        if x.coverage_from >= WHOLE:
            held[x.to_article].add(x.from_article)
        if x.coverage_to >= WHOLE:
            held[x.from_article].add(x.to_article)
    return {
        holder
        for holder, parts in held.items()
        if any(frozenset((p, q)) not in linked for p in parts for q in parts if p < q)
    }


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
    inside = set(members)
    ours = [x for x in links if x.from_article in inside]
    founder, why = _founder(members, ours, cards)
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
