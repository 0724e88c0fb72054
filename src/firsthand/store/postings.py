"""Who shares rare words with whom: every article's fingerprints in sorted arrays, and what they say, whatever order they came in.

A posting is a fingerprint of 40 bits and the number of an article in 24, in one 64-bit integer; a run is a sorted array of
them. New articles make a run of their own, and runs of like size are merged, so that one article more costs little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from firsthand.model.problems import StoreError
from firsthand.store.postings_arrays import (
    ARTICLE,
    BITS,
    SPREAD,
    Card,
    Keys,
    Numbers,
    State,
    distinct,
    number,
    numbers,
    once,
    order,
    place,
    sketch,
    tally,
    within,
    without,
)

Cards = Callable[[Sequence[str]], Iterable[Card]]  # the cards of these articles

# A fingerprint in more different texts than this is a formula; of one outlet's, that outlet's boilerplate. Measured on a
# thousand generated copies of real news with a notice under each; see gold/floors.toml, copies.
EVERYWHERE = 100
OUTLET = 8
SHARED = 2  # fingerprints that two articles must share to be compared
MOST = 200  # articles that one is compared with: those it has most of, or that have most of it
MANY = 1 << 23  # postings, or pairs, that are worked on at once
ONE_BY_ONE = 0.02  # of all articles; if more are new, all candidates are sought together
WASTE = 0.25  # of all articles; if more are gone, the arrays are made anew


class Postings:
    """The index. `sync` brings it to what the record holds; the rest are questions."""

    def __init__(self, state: State | None = None) -> None:
        self.state = state or State()
        self._number = {id_: n for n, id_ in enumerate(self.state.ids) if self.state.alive[n]}
        self._near: dict[int, Numbers] | None = None

    # Questions

    def near(self, article_id: str) -> tuple[str, ...]:
        """The articles before it, by id, that it is to be compared with, by id."""
        n = self._number.get(article_id)
        found = () if n is None else self._pairs().get(n, ())
        return tuple(sorted(self.state.ids[m] for m in found))

    def with_near(self) -> list[str]:
        """The articles that have any, by id."""
        return sorted(self.state.ids[n] for n in self._pairs())

    def mark(self, article_id: str) -> int:
        """A number that changes when another of the article's fingerprints becomes common."""
        return int(self.state.marks[self._number[article_id]])

    def common_of(self, hashes: Keys) -> Keys:
        """Those of these fingerprints that are common."""
        return hashes[within(hashes, self.state.common)]

    def candidates(self, card: Card) -> tuple[str, ...]:
        """The articles before it that an article, held or not, would be compared with, by id."""
        return tuple(sorted(self.state.ids[n] for n in self._seek(card)))

    # Changes

    def sync(self, present: Mapping[str, str], cards: Cards) -> bool:
        """Takes in what is new or changed of the record's articles, lets go what is gone; whether there was any."""
        digests = self.state.digests.tolist()
        known = {i for i, n in self._number.items() if i in present and digests[n] == number(present[i])}
        gone, fresh = self._number.keys() - known, sorted(present.keys() - known)
        if not gone and not fresh:
            return False
        if len(gone) + len(self.state.ids) - len(self._number) > WASTE * len(self.state.ids):
            self.state, self._number, self._near = State(), {}, None
            gone, fresh = set(), sorted(present)
        lost = once(np.concatenate([numbers(), *self._drop(gone)]))
        won = once(np.concatenate([numbers(), *(self._add(list(cards(some))) for some in _batches(fresh))]))
        self._settle(lost, won, len(fresh) + len(gone), cards)
        return True

    def _add(self, cards: list[Card]) -> Keys:
        """New articles at the end of the arrays, and a run of their postings; their fingerprints."""
        s, first = self.state, len(self.state.ids)
        if first + len(cards) > int(ARTICLE):
            raise StoreError(f"more than {ARTICLE} articles: too many for one record")
        s.ids += [card.id for card in cards]
        self._number.update({card.id: first + i for i, card in enumerate(cards)})
        run = np.concatenate([numbers(), *((c.hashes << BITS) | np.uint64(first + i) for i, c in enumerate(cards))])
        run.sort()
        rows = {
            "digests": [number(c.digest) for c in cards],
            "order": [order(c.id) for c in cards],
            "outlets": [number(c.outlet or "") if c.outlet else 0 for c in cards],
            "sketches": [sketch(c.hashes) for c in cards],
            "sizes": [len(c.hashes) for c in cards],
            "marks": [0] * len(cards),
            "alive": [1] * len(cards),
        }
        for name, values in rows.items():
            setattr(s, name, np.concatenate((getattr(s, name), np.array(values, dtype=np.uint64))))
        hashes = run >> BITS
        self._mark(run[within(hashes, s.common)])
        s.runs.append(run)
        s.names.append(None)
        while len(s.runs) > 1 and 2 * len(s.runs[-1]) >= len(s.runs[-2]):
            last, s.names[-2:] = s.runs.pop(), [None]
            s.runs[-1] = np.sort(np.concatenate((s.runs[-1], last)), kind="stable")
        return once(hashes)

    def _drop(self, ids: Iterable[str]) -> Iterable[Keys]:
        """Lets go articles; their fingerprints. Their postings stay until the arrays are made anew."""
        gone = np.array(sorted(self._number.pop(i) for i in ids), dtype=np.uint64)
        self.state.alive[gone] = 0
        for run in self.state.runs:
            yield run[within(run & ARTICLE, gone)] >> BITS

    def _settle(self, lost: Keys, won: Keys, many: int, cards: Cards) -> None:
        """Settles anew what is common among these fingerprints, and who is near whom.

        What is common stays so when articles come: it stands in many texts, and is not looked at again.
        """
        s = self.state
        changed = once(np.concatenate((lost, won)))
        unsure = once(np.concatenate((lost, without(won, s.common))))
        common, before = self._common_among(unsure), unsure[within(unsure, s.common)]
        fresh, gone = without(common, before), without(before, common)
        for hashes, sign in ((fresh, 1), (gone, -1)):
            group, docs = self._docs(hashes)
            self._mark((hashes[group] << BITS) | docs.astype(np.uint64), sign)
        s.common = once(np.concatenate((without(s.common, gone), fresh)))
        if many > max(64, ONE_BY_ONE * len(s.ids)):
            s.near_later, s.near_before = self._join()
            self._near = None
            return
        near = self._pairs()
        rare = np.concatenate((without(changed, s.common), fresh))
        touched = np.unique(self._docs(rare)[1]).tolist()
        for n in [n for n in near if not s.alive[n]]:
            del near[n]
        for some in _batches([s.ids[n] for n in touched]):
            for card in cards(some):
                found = self._seek(card)
                near.pop(self._number[card.id], None)
                if len(found):
                    near[self._number[card.id]] = found
        later = sorted(near)
        s.near_later = np.repeat(np.array(later, dtype=np.int64), [len(near[n]) for n in later])
        s.near_before = np.concatenate([np.empty(0, dtype=np.int64), *(near[n] for n in later)])

    def _mark(self, keys: Keys, sign: int = 1) -> None:
        values = (keys >> BITS) * SPREAD
        docs = (keys & ARTICLE).astype(np.int64)
        np.add.at(self.state.marks, docs, values if sign > 0 else np.uint64(0) - values)

    # The arrays

    def _pairs(self) -> dict[int, Numbers]:
        if self._near is None:
            later, first = np.unique(self.state.near_later, return_index=True)
            parts = np.split(self.state.near_before, first[1:]) if len(later) else []
            self._near = dict(zip(later.tolist(), parts, strict=True))
        return self._near

    def _docs(self, hashes: Keys) -> tuple[Numbers, Numbers]:
        """The articles of these fingerprints: for each posting which of the fingerprints, and which article."""
        groups, docs = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
        for run in self.state.runs:
            low = np.searchsorted(run, hashes << BITS)
            times = np.searchsorted(run, (hashes + np.uint64(1)) << BITS) - low
            total = int(times.sum())
            at = np.repeat(low - (np.cumsum(times) - times), times) + np.arange(total)
            found = (run[at] & ARTICLE).astype(np.int64)
            here = np.flatnonzero(self.state.alive[found])
            groups.append(np.repeat(np.arange(len(hashes)), times)[here])
            docs.append(found[here])
        return np.concatenate(groups), np.concatenate(docs)

    def _frequency(self, hashes: Keys) -> Numbers:
        total = np.zeros(len(hashes), dtype=np.int64)
        for run in self.state.runs:
            total += np.searchsorted(run, (hashes + np.uint64(1)) << BITS) - np.searchsorted(run, hashes << BITS)
        return total

    def _common_among(self, hashes: Keys) -> Keys:
        """Those that stand in too many different texts, of one outlet or in all. Copies of one text count once."""
        s = self.state
        often = hashes[self._frequency(hashes) > OUTLET]
        found = [numbers()]
        for start in range(0, len(often), 1 << 16):
            some = often[start : start + (1 << 16)]
            group, docs = self._docs(some)
            texts = distinct(group, s.sketches[docs])
            everywhere = np.bincount(group[texts], minlength=len(some)) > EVERYWHERE
            said = np.flatnonzero(s.outlets[docs])
            group, docs = group[said], docs[said]
            texts = distinct(group, s.outlets[docs], s.sketches[docs])
            group, outlet = group[texts], s.outlets[docs[texts]]
            own = np.lexsort((outlet, group))
            group, outlet = group[own], outlet[own]
            starts = np.flatnonzero(np.concatenate(([True], (np.diff(group) != 0) | (outlet[1:] != outlet[:-1]))))
            counts = np.diff(np.concatenate((starts, [len(group)]))) if len(group) else starts[:0]
            everywhere[group[starts[: len(counts)][counts > OUTLET]]] = True
            found.append(some[everywhere])
        return once(np.concatenate(found))

    def _seek(self, card: Card) -> Numbers:
        """The numbers of the articles before it that it is to be compared with."""
        s, mine = self.state, np.uint64(order(card.id))
        group, docs = self._docs(without(card.hashes, s.common))
        before = np.flatnonzero(s.order[docs] < mine)
        group, docs = group[before], docs[before]
        if len(group) and np.bincount(group).max() > MOST:
            sort = np.lexsort((np.uint64(0) - s.order[docs], group))
            kept = sort[place(group[sort]) < MOST]
            docs = docs[kept]
        found, shared = np.unique(docs, return_counts=True)
        enough = shared >= SHARED
        found, shared = found[enough], shared[enough]
        least = np.minimum(s.sizes[found], np.uint64(len(card.hashes)))
        best = np.lexsort((s.order[found], -shared, -(shared / least)))[:MOST]
        return np.sort(found[best])

    def _join(self) -> tuple[Numbers, Numbers]:
        """The candidates of all articles at once: pairs of numbers, the later by id and the earlier."""
        s = self.state
        pairs, counts = numbers(), np.empty(0, dtype=np.int64)
        held: list[Keys] = []
        for low, high in self._ranges():
            keys = np.concatenate([run[np.searchsorted(run, low) : np.searchsorted(run, high)] for run in s.runs])
            hashes, docs = keys >> BITS, (keys & ARTICLE).astype(np.int64)
            use = np.flatnonzero(s.alive[docs].astype(bool) & ~within(hashes, s.common))
            hashes, docs = hashes[use], docs[use]
            sort = np.lexsort((s.order[docs], hashes))
            hashes, docs = hashes[sort], docs[sort]
            nth = place(hashes)
            at = np.flatnonzero(nth)
            for back in range(1, MOST + 1):
                at = at[nth[at] >= back]
                if not len(at):
                    break
                held.append((docs[at].astype(np.uint64) << np.uint64(32)) | docs[at - back].astype(np.uint64))
                if sum(map(len, held)) > MANY:
                    pairs, counts, held = *tally(pairs, counts, held), []
        pairs, counts = tally(pairs, counts, held)
        pairs, counts = pairs[counts >= SHARED], counts[counts >= SHARED]
        later, before = (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
        share = counts / np.minimum(s.sizes[later], s.sizes[before])
        sort = np.lexsort((s.order[before], -counts, -share, later))
        kept = sort[place(later[sort]) < MOST]
        kept = kept[np.lexsort((before[kept], later[kept]))]
        return later[kept], before[kept]

    def _ranges(self) -> list[tuple[np.uint64, np.uint64]]:
        parts = 1 + sum(map(len, self.state.runs)) // MANY
        edges = [np.uint64(i * ((1 << 40) // parts)) << BITS for i in range(parts)]
        return list(zip(edges, [*edges[1:], np.uint64(2**64 - 1)], strict=True)) if self.state.runs else []


def _batches(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[i : i + 20_000] for i in range(0, len(ids), 20_000))
