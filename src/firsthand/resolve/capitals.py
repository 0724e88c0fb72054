"""'Kalda wants talks': a capital that speaks or acts for the state, in the articles where it is less often a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from firsthand.lang import get
from firsthand.model.units import InArticle, NameUse
from firsthand.resolve.aliases import party_of
from firsthand.resolve.fold import fold
from firsthand.resolve.joins import Key
from firsthand.resolve.party import Party


def led_to_states(parties: Iterable[Party], uses: Mapping[Key, NameUse]) -> list[Party]:
    """The parties, with each capital in the articles where it oftener acts or speaks than it is where something is, the state's.

    A capital that is nothing else in the whole record is no party of its own. One that ever acts or speaks is among the
    state's names, though elsewhere it is a place.
    """
    held = list(parties)
    capitals = _capitals()
    states = {p: at for at, party in enumerate(held) for key in party.names if (p := party_of(*key))}
    taken: dict[int, list[tuple[Key, str]]] = defaultdict(list)
    named: dict[int, set[str]] = defaultdict(set)
    gone: set[int] = set()
    for at, party in enumerate(held):
        owner = next((capitals[f] for key in party.names if (f := fold(key[1])) in capitals), None)
        state = states.get(("state", owner)) if owner else None
        if party.kind != "place" or party.held or state is None or state == at:
            continue
        shown = [(key, s) for key in party.names for s in uses[key].shown]
        acting = _acting(s for _, s in shown)
        taken[state] += [(key, s.article_id) for key, s in shown if s.article_id in acting]
        named[state] |= {key[1] for key, s in shown if s.acts or s.speaks}
        if shown and all(s.article_id in acting for _, s in shown):
            gone.add(at)
    for at, names in taken.items():
        held[at] = _with(held[at], names, uses)
    for at, words in named.items():
        held[at] = replace(held[at], also=(*held[at].also, *sorted(words)))
    return [party for at, party in enumerate(held) if at not in gone]


def _acting(shown: Iterable[InArticle]) -> set[str]:
    """The articles in which a capital oftener acts or speaks than it is where something is."""
    weight: dict[str, int] = defaultdict(int)
    for s in shown:
        weight[s.article_id] += s.acts + s.speaks - s.where
    return {article for article, n in weight.items() if n > 0}


def _with(party: Party, names: list[tuple[Key, str]], uses: Mapping[Key, NameUse]) -> Party:
    if not names:
        return party
    keys = sorted({key for key, _ in names})
    words = ", ".join(f"“{key[1]}”" for key in keys)
    why = f"{words}: a capital that speaks or acts for its state, and is no place there, in {len(names)} articles"
    forms = tuple(form for key in keys for form in uses[key].forms)
    held = frozenset((key[1], article_id) for key, article_id in names)
    return replace(party, held=party.held | held, why=tuple(sorted({*party.why, why})), also=(*party.also, *forms))


def _capitals() -> dict[tuple[str, ...], str]:
    """States by the folded name of their capital, but for those that bear its name."""
    rows = get("en").tables.get("countries", ())
    pairs = ((form, row[0]) for row in rows for form in "|".join(row[2:3]).split("|") if form)
    return {fold(form): state for form, state in pairs if fold(form) != fold(state)}
