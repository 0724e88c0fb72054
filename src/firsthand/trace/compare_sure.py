"""Whether two accounts that seem to part are of one thing for sure. Of two things that are merely alike, nothing is told.

A wrong contradiction costs more trust than a missed one: where a comparison is weak, it is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from firsthand.model.cards import Cards
from firsthand.model.comparing import Cell, Variant
from firsthand.model.findings import ReuseLink
from firsthand.trace.compare_board import FAR, MOSTLY, SLIP, Board, Spot, day_of
from firsthand.trace.compare_figures import stands_for
from firsthand.trace.compare_kinds import turned
from firsthand.trace.compare_lines import terms
from firsthand.trace.compare_scope import HARM, role_of
from firsthand.trace.compare_values import DAY, one_voice

OWN = 4  # words that two sentences share beside what both count, where two parties in one article count it
MANY = 5  # the same in two articles, where nothing but their words says that they count one thing


def sure(board: Board, a: Spot, b: Spot, *, joined: bool) -> bool:
    """Whether two cells that cannot both hold are of one thing; `joined`: an event brings them together."""
    one, two = board.cell(a), board.cell(b)
    if one.slot == "occurrence":
        return _denied(board, a, b)
    if one.slot == "number":
        return _figures(board, a, b, joined=joined)
    if one.slot == "date":
        return _dates(one, two) and (_written_out(one, two) or _one_week(board, a, b))
    if one.slot == "actor" and a.card == b.card:
        return _two_voices(one, two)
    if one.slot == "actor" and not joined:
        return bool(_near(board, a, b)) and (one.about != "blame" or board.common(a, b) >= MANY)
    if one.slot == "place":
        return _two_voices(one, two) if a.card == b.card else not _one_outlet(board, a, b)
    return True


def _denied(board: Board, a: Spot, b: Spot) -> bool:
    """Whether what one says is what the other denies: most of its words stand there, near by in one article, and neither
    turns them round: who 'never heard them talk of it' agrees with who denies that they talked."""
    (x, one), (y, two) = sorted(((s, board.cell(s)) for s in (a, b)), key=lambda s: s[1].mood != "denied")
    denied, told = (set(terms(c.words)) for c in (one, two))
    if turned(one.words) != turned(two.words) or not denied:
        return False
    shared = len(denied & told)
    if x.card != y.card:
        return shared >= OWN - 1 and 2 * shared >= len(denied)
    most = MOST_OF_IT if abs(x.line - y.line) <= NEXT else NEARLY_ALL
    return shared > 1 and shared >= most * len(denied)


MOST_OF_IT, NEARLY_ALL = 0.6, 0.8  # of what is denied
NEXT = 3  # sentences


def _figures(board: Board, a: Spot, b: Spot, *, joined: bool) -> bool:
    one, two = board.cell(a), board.cell(b)
    harm = role_of(one.about) in HARM
    if _adds_up(board, a, b) or _adds_up(board, b, a):
        return False
    if a.card == b.card:  # what one party counts in one article are two things, or two parts of one
        named = None not in (one.who, two.who) and _two_voices(one, two)
        return named and (harm or ({one.mood, two.mood} == {"told"} and _beside(board, a, b) >= OWN))
    if harm:
        if joined:
            return True
        first, last = (_given_days(board, s) for s in (a, b))
        if one.site == two.site:
            return _one_day(board, a, b) is not None or _beside(board, a, b) >= MANY
        return not (one.site and two.site) and not first.isdisjoint(last)
    if _one_outlet(board, a, b):
        return False
    if {one.mood, two.mood} != {"told"}:
        return False  # "proposed 40 beds", "has 25 beds"
    day, beside = _one_day(board, a, b), _beside(board, a, b)
    if day is None:
        return not one.about.startswith("count:") and beside >= MANY and _two_outlets(board, a, b)
    return day and beside >= MANY


def _adds_up(board: Board, whole: Spot, part: Spot) -> bool:
    """'12 letters' and 'two letters to the mayor and 10 to her staff'."""
    of = board.cell(part).about
    lows = [
        c.low
        for c in board.cards.cells_of(part.card, part.line)
        if c.slot == "number" and c.about == of and c.low is not None
    ]
    return len(lows) > 1 and sum(lows) == board.cell(whole).low


def _two_voices(a: Cell, b: Cell) -> bool:
    return a.who != b.who and not one_voice(a, b)


def _one_outlet(board: Board, a: Spot, b: Spot) -> bool:
    """Whether both are in the own voice of one outlet: Monday's bulletin and Tuesday's."""
    (one, first), (two, last) = ((board.heads[s.card], board.cell(s)) for s in (a, b))
    return one.outlet == two.outlet is not None and first.who in (None, one.outlet) and last.who in (None, two.outlet)


def _beside(board: Board, a: Spot, b: Spot) -> int:
    """How many plain words two sentences share beside what both count."""
    counted = {*board.cell(a).keys, *board.cell(b).keys, stands_for(board.cell(a).about)}
    return len([t for t in board.shared(a, b) if t[0] not in "@=#" and t not in counted])


def _one_day(board: Board, a: Spot, b: Spot) -> bool | None:
    """Whether two figures are of about one day: what is counted changes. None: nobody says of which they are."""
    one, two = (_given_days(board, s) for s in (a, b))
    if one and two:
        return not one.isdisjoint(two)
    return board.published_within(a.card, b.card, FAR)


def _near(board: Board, a: Spot, b: Spot) -> bool | None:
    """Whether two sentences are of days not far apart, by their own days where both give one, else by their articles'."""
    one, two = (_given_days(board, s) for s in (a, b))
    if one and two:
        return any(abs((x - y).days) <= FAR for x in one for y in two)
    return board.published_within(a.card, b.card, FAR)


def _one_week(board: Board, a: Spot, b: Spot) -> bool:
    """Whether two weekdays, counted from the days of two articles, are of one thing: told at once, with two words in common."""
    beside = set(board.cell(a).site).intersection(board.cell(b).site)
    return bool(board.published_within(a.card, b.card, 1)) and len(beside) > 1


def _written_out(a: Cell, b: Cell) -> bool:
    """Whether both days are given with their month: weekdays are counted from the day of each article."""
    return all(any(c.isdigit() for c in x.words) for x in (a, b))


def _two_outlets(board: Board, a: Spot, b: Spot) -> bool:
    one, two = board.heads[a.card].outlet, board.heads[b.card].outlet
    return None not in (one, two) and one != two


def _given_days(board: Board, spot: Spot) -> set[date]:
    return {d for x in board.days(spot) if len(x) >= DAY and (d := day_of(x))}


def _dates(a: Cell, b: Cell) -> bool:
    """Two days, each given outright, of what stands with words in common: 'in November' and 'by 2020' are said of plans."""
    one, two = day_of(a.edtf), day_of(b.edtf)
    if one is None or two is None or min(len(a.edtf or ""), len(b.edtf or "")) < DAY:
        return False
    return {a.mood, b.mood} == {"told"} and not set(a.site).isdisjoint(b.site) and abs((one - two).days) <= SLIP


SENTENCE = 0.15  # of two articles, where no more than that is shared: a stock sentence, "call the police of Quay"
FORM = 2  # figures that are other beside another day, in a text that is filled in anew each day


def standing(variants: Sequence[Variant], links: Iterable[ReuseLink], cards: Cards) -> Iterator[tuple[int, Variant]]:
    """Of what copies give differently, by number, what is no form filled in for another day, as bulletins are."""
    by_link: dict[str, list[Variant]] = defaultdict(list)
    for v in variants:
        if v.link_id is not None:
            by_link[v.link_id].append(v)
    shared = {x.id: max(x.coverage_from, x.coverage_to) for x in links if x.id in by_link}
    mostly = {id_: share >= MOSTLY for id_, share in shared.items()}
    anew = {id_ for id_, some in by_link.items() if _filled_in(some, mostly=mostly.get(id_, True))}
    for n, v in enumerate(variants):
        if v.link_id is None or v.a_article not in cards.at or v.b_article not in cards.at:
            continue
        stock = v.a.slot == "date" or (role_of(v.a.about) not in HARM and _days_apart(v, cards))
        stock = stock and not mostly.get(v.link_id, True)
        stock = stock or (v.a.slot == "actor" and shared.get(v.link_id, 1.0) < SENTENCE)
        if v.link_id not in anew and not stock:
            yield n, v


def _filled_in(some: Sequence[Variant], *, mostly: bool) -> bool:
    """Of copies that are mostly one text, only where a day is another too; of others, none of whose figures tells of harm."""
    parted = [v for v in some if v.kind == "contradiction"]
    figures = [v for v in parted if v.a.slot == "number"]
    if not mostly and any(role_of(v.a.about) in HARM for v in figures):
        return False
    return len(figures) >= FORM and (not mostly or any(v.a.slot == "date" for v in parted))


def _days_apart(v: Variant, cards: Cards) -> bool:
    """Whether the two copies are of days far apart: the few sentences that they share are told of each time anew."""
    first, last = (day_of(cards.heads[cards.at[x]].published) for x in (v.a_article, v.b_article))
    return first is not None and last is not None and abs((first - last).days) > FAR
