"""Chains: for each attribution, every step from the page to the origin, each with the words that show it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from firsthand.lang import get
from firsthand.model.findings import Chain, Hop
from firsthand.model.ids import make_id
from firsthand.model.readings import Attribution
from firsthand.model.units import Result, TraceInput
from firsthand.trace.page import declared_hops, page_hops, same_party
from firsthand.trace.reuse import Ways, reuse_hops, ways
from firsthand.trace.told import is_own
from firsthand.trace.voices import channel_hops, last_hops, outwards, relay_hops

# what stands behind a document's noun and names nobody whose it is: "reports [in Kalda]", "a video [posted on Telegram]"
PLACED = re.compile(
    r"^(?P<own>(?:(?!of\b)[\w’'-]+\s){0,2}(?!of\b)[\w’'-]+)\s(?:posted\s|shared\s|published\s)?(?:in|on|at|near)\s.*$",
    re.DOTALL,
)
A = re.compile(r"(?:an?|one|some|another)\s", re.IGNORECASE)  # "a Kalda radio station": nobody's name


def run(payload: TraceInput) -> Result:
    """One chain for each attribution of the article, in the order of the text.

    'A security source told Al-Mayadeen' in The Cradle on an archive page gives: the archive republishes, The Cradle is
    credited, Al-Mayadeen was told, "a security source" speaks.
    """
    by_id = {a.id: a for a in payload.attributions}
    declared = declared_hops(payload.article)
    inside = frozenset(a.inside for a in payload.attributions)
    names = frozenset(m.name for m in payload.mentions)
    page = Page((*page_hops(payload.article), *declared), declared, ways(payload), inside, names)
    told = sorted(payload.attributions, key=lambda a: (a.content[0], a.id))
    return Result(tuple(chain(a, by_id, page, payload) for a in told))


@dataclass(frozen=True, slots=True)
class Page:
    """What is the same for all attributions of an article."""

    own: tuple[Hop, ...]  # the page's hops
    declared: tuple[Hop, ...]  # of these whoever the article says it has its text from
    reuse: Ways
    holding: frozenset[str | None]  # attributions that others were read within
    names: frozenset[str]  # whoever and whatever it mentions


def chain(attribution: Attribution, by_id: dict[str, Attribution], page: Page, payload: TraceInput) -> Chain:
    """The chain of one attribution."""
    article, mentions = payload.article, payload.mentions
    own = page.own
    if (whom := attribution.addressee) is not None and is_own(article, whom.of(article.text)):
        own = tuple(hop for hop in own if hop not in page.declared)  # it was told itself
    hops = [*own, *reuse_hops(page.reuse, attribution, own)]
    for relay in outwards(attribution, by_id):
        _append(hops, relay_hops(article, relay, attribution, mentions))
    _append(hops, channel_hops(article, attribution, mentions))
    last = last_hops(article, attribution, mentions, attribution.id in page.holding, by_id.values())
    _append(hops, last)
    origin, named, breaks = _end(last or tuple(hops), bool(last), page.names)
    return Chain(
        id=make_id("chain", attribution.id),
        article_id=article.id,
        attribution_id=attribution.id,
        hops=tuple(hops),
        origin=origin,
        origin_named=named,
        reaches_origin=breaks is None,
        breaks=breaks,
    )


def _append(hops: list[Hop], more: tuple[Hop, ...]) -> None:
    """Adds hops, but none of a party that is in the chain already: an outlet that quotes its own report is one step."""
    for hop in more:
        if not any(same_party(hop.party, held.party) for held in hops):
            hops.append(hop)


def _end(hops: tuple[Hop, ...], anybody: bool, names: frozenset[str]) -> tuple[str | None, bool, str | None]:
    """The party the chain ends at, whether it is named, and why it ends short of an origin, if it does."""
    end = hops[-1]
    if not anybody and end.kind != "relay":
        return end.party, False, "The text names nobody, not even vaguely, for these words."
    if end.kind == "relay":
        breaks = f"Ends at {end.party}: the text does not say whom {end.party} has it from."
        return end.party, _is_named(end, names), breaks
    return end.party, _is_named(end, names), None


def _is_named(hop: Hop, names: frozenset[str]) -> bool:
    """'the Port Office statement' is a document with a name in it; 'a news release' and 'a Western news agency' are not named."""
    party = hop.party or " "
    if hop.kind == "unnamed" or party in names:
        return hop.kind != "unnamed"
    if hop.kind == "document":
        own = PLACED.sub(r"\g<own>", party)
        return any(word[0].isupper() and word.strip(".,").casefold() not in _months() for word in own.split()[1:])
    if hop.kind in ("organisation", "group") and A.match(hop.words or "") and hop.how == "speaks":
        return False  # 'a Western embassy', 'a doctors’ group'
    return hop.kind != "relay" or not (A.match(hop.words or "") or party.split(" ")[-1].islower())


@cache
def _months() -> frozenset[str]:
    return frozenset(name.casefold() for name in get("en").column("months"))
