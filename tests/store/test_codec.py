"""Whatever is written is read back the same, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.model.articles import Capture
from firsthand.model.comparing import Card, Cell, Line, Variant
from firsthand.model.findings import (
    Account,
    Chain,
    Claim,
    Discrepancy,
    Entity,
    Event,
    Hop,
    Independence,
    Likely,
    Lineage,
    Member,
    Origin,
    Passage,
    Place,
    Point,
    Retired,
    ReuseLink,
    Series,
    Statement,
    Value,
)
from firsthand.model.ids import sha256
from firsthand.model.judgements import Judgement
from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef, Quantity, Role, Telling, TimeRef
from firsthand.model.spans import Anchor, Span
from firsthand.model.units import CompareInput, Result, Unit
from firsthand.pipeline import STEPS
from firsthand.store.codec import spans_from_text, spans_to_text
from firsthand.store.database import Database
from firsthand.store.units import remembered
from firsthand.store.view import View
from firsthand.store.write import Done, Writer

names = st.text(max_size=20)  # every code point, U+0000 and lone surrogates too
ids = st.from_regex(r"[a-z]-[0-9a-f]{1,12}", fullmatch=True)  # what stands for classes and members is made by model.ids
numbers = count()
maybe = st.none() | names
spans = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(lambda x: Span(min(x), max(x)))
many = st.lists(spans, max_size=3).map(tuple)
share = st.floats(0, 1, allow_nan=False).map(lambda x: round(x, 6))
anchors = st.builds(Anchor, st.just("0" * 64), spans, names, names, names)
few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

mentions = st.builds(
    Mention,
    st.just("m-1"),
    st.just("a-1"),
    spans,
    st.just("person"),
    names,
    st.none() | spans,
    st.none() | st.just("acts"),
)
attributions = st.builds(
    Attribution, st.just("s-1"), st.just("a-1"), many, many, many, st.none() | spans, st.none() | spans, st.just("mixed"),
    st.just("denies"), st.just("document"), maybe, st.none() | spans, names, maybe, share, names, st.booleans(),
)  # fmt: skip
number = st.floats(-(10**15), 10**15, allow_nan=False)
times = st.builds(
    TimeRef, st.just("t-1"), st.just("a-1"), spans, maybe, st.just("week"), st.none() | spans, names, maybe
)  # fmt: skip
places = st.builds(
    PlaceRef, st.just("l-1"), st.just("a-1"), names, spans, maybe, names, st.none() | number, st.none() | number, maybe,
    st.none() | st.just("water"), st.lists(names, max_size=3).map(tuple), share, names,
)  # fmt: skip
quantities = st.builds(
    Quantity, st.just("q-1"), st.just("a-1"), spans, st.none() | number, st.none() | number, st.just("at_most"), maybe,
    st.none() | spans, maybe, maybe, st.just("per_period"), st.just("down"),
)  # fmt: skip
links = st.builds(
    ReuseLink, st.just("r-1"), st.just("a-1"), st.just("a-0"), st.lists(st.builds(Passage, spans, spans), max_size=3).map(tuple),
    st.just("merge"), share, share, st.just("dated"), names,
)  # fmt: skip
entities = st.builds(
    Entity, st.just("e-1"), st.just("outlet"), names, st.lists(names, max_size=3).map(tuple),
    st.lists(names, max_size=3).map(tuple), names, st.lists(st.tuples(names, names), max_size=3).map(tuple), st.booleans(),
    names, maybe,
)  # fmt: skip
hops = st.builds(Hop, maybe, st.just("relay"), st.just("told"), st.just("a-1"), st.none() | spans, maybe)
chains = st.builds(
    Chain, st.just("c-1"), st.just("a-1"), st.just("s-1"), st.lists(hops, max_size=3).map(tuple), maybe, st.booleans(),
    st.booleans(), maybe,
)  # fmt: skip
no_breaks = names.filter(lambda x: x and "\n" not in x)
tellings = st.builds(
    Telling, st.just("w-1"), st.just("a-1"), spans, maybe, st.just("outlet"), st.lists(no_breaks, max_size=3).map(tuple),
    st.booleans(), st.binary(max_size=96),
)  # fmt: skip
statements = st.builds(
    Statement, st.just("u-1"), maybe, maybe, st.lists(names, max_size=3).map(tuple),
    st.lists(st.builds(Place, names, spans), max_size=2).map(tuple),
)  # fmt: skip
members = st.builds(Member, names, st.just("a-1"), spans, maybe, st.just("doubts"), names)
counts = st.integers(0, 10**6)
claims = st.builds(
    Claim, st.just("k-1"), st.builds(Place, names, spans), st.lists(members, max_size=3).map(tuple),
    st.lists(st.builds(Origin, maybe, st.just("relay"), st.lists(counts, max_size=3).map(tuple)), max_size=2).map(tuple),
    st.builds(Independence, counts, counts, counts, counts, names), names,
)  # fmt: skip
likelies = st.builds(Likely, st.just("y-1"), st.just("k-1"), names, share, names)
roles = st.builds(Role, st.just("victim"), spans, maybe)
event_mentions = st.builds(
    EventMention, st.just("h-1"), st.just("a-1"), spans, names, spans, st.lists(roles, max_size=3).map(tuple), maybe, maybe,
    st.just("planned"), maybe, st.lists(names.filter(lambda x: x and "\t" not in x), max_size=3).map(tuple),
)  # fmt: skip
values = st.lists(st.builds(Value, names, st.just("a-1"), spans, maybe, maybe), max_size=2).map(tuple)
accounts = st.builds(
    Account, maybe, st.just("relay"), st.lists(names, max_size=2).map(tuple), st.lists(names, max_size=2).map(tuple),
    values, values, values, values,
)  # fmt: skip
events = st.builds(
    Event, st.just("v-1"), names, st.builds(Place, st.just("a-1"), spans), st.just(()),
    st.lists(accounts, max_size=3).map(tuple), names,
).map(lambda e: replace(e, mentions=tuple(sorted(m for a in e.accounts for m in a.mentions))))  # fmt: skip
cells = st.builds(
    Cell, st.just("number"), names, spans, names, names, st.none() | number, st.none() | number, st.just("about"),
    st.lists(names, max_size=2).map(tuple), st.lists(names, max_size=2).map(tuple), maybe, st.just("cumulative"),
    st.just("denied"), maybe, maybe,
)  # fmt: skip
lines = st.builds(
    Line, spans, st.lists(names, max_size=3).map(tuple), st.lists(names, max_size=2).map(tuple), st.booleans(), st.booleans(),
    st.lists(cells, max_size=2).map(tuple),
)  # fmt: skip
cards = st.builds(Card, st.just("a-1"), maybe, maybe, st.lists(lines, max_size=3).map(tuple))
variants = st.builds(
    Variant, st.just("x-1"), st.just("r-1"), st.just("contradiction"), st.just("a-1"), cells, st.just("a-0"), cells
)
discrepancies = st.builds(
    Discrepancy, st.just("d-1"), maybe, maybe, st.just("number"), st.just("denial"),
    st.lists(st.builds(Value, names, st.just("a-1"), spans, maybe, maybe), max_size=3).map(tuple), names,
)  # fmt: skip
points = st.builds(
    Point,
    maybe,
    st.none() | number,
    st.none() | number,
    st.just("at_least"),
    st.just("a-1"),
    spans,
    maybe,
    st.booleans(),
)
series = st.builds(
    Series, st.just("n-1"), names, maybe, st.booleans(), maybe, st.lists(points, max_size=3).map(tuple)
)  # fmt: skip
judgements = st.builds(
    Judgement, st.uuids().map(str), names, names, st.just("set"), st.just("mention"), anchors, maybe, maybe,
    st.none() | anchors, st.lists(st.tuples(names, anchors), max_size=2).map(tuple), names, maybe,
)  # fmt: skip


@pytest.fixture
def database(where: str) -> Iterator[Database]:
    opened = Database(where)
    yield opened
    opened.close()


def view_of(database: Database) -> View:
    return View(database, bytes.decode)


@few
@given(mentions, attributions)
def test_readings(database: Database, mention: Mention, attribution: Attribution) -> None:
    Writer(database).replace("read", [Done(Unit("a-1", "d"), Result((mention, attribution)), "now", 1)])
    assert view_of(database).mentions_of("a-1") == (mention,)
    assert view_of(database).attributions_of("a-1") == (attribution,)


@few
@given(times, places, quantities)
def test_times_places_and_quantities(database: Database, time: TimeRef, place: PlaceRef, quantity: Quantity) -> None:
    Writer(database).replace("read", [Done(Unit("a-1", "d"), Result((time, place, quantity)), "now", 1)])
    view = view_of(database)
    assert (*view.times_of("a-1"), *view.places_of("a-1"), *view.quantities_of("a-1")) == (time, place, quantity)
    assert [view.one(kind, id_) for kind, id_ in (("time", "t-1"), ("place", "l-1"), ("quantity", "q-1"))] == [
        time,
        place,
        quantity,
    ]


@few
@given(links, entities, chains)
def test_findings(database: Database, link: ReuseLink, entity: Entity, chain: Chain) -> None:
    for step, unit, row in (("link", "a-1", link), ("resolve", "record", entity), ("trace", "a-1", chain)):
        Writer(database).replace(step, [Done(Unit(unit, "d"), Result((row,)), "now", 1)])
    assert view_of(database).links_of("a-1") == (link,)
    assert view_of(database).chains_of("a-1") == (chain,)
    assert list(view_of(database).all("entity")) == [entity]


@few
@given(ids, st.lists(ids, max_size=3).map(tuple))
def test_what_ids_stood_for_outlives_what_is_derived(database: Database, heir: str, members: tuple[str, ...]) -> None:
    rows = (Lineage("e-1", members), Retired("e-0", heir))
    Writer(database).replace("resolve", [Done(Unit("record", "d"), Result(rows), "now", 1)])
    Writer(database).drop_derived()
    with database.read() as c:
        former, retired = remembered(c, "resolve")
        assert (tuple(former), retired) == ((Lineage("e-1", tuple(sorted(members))),), (rows[1],))
        former, retired = remembered(c, "events")
        assert (tuple(former), retired) == ((), ())


@few
@given(tellings, statements, claims, likelies)
def test_tellings_and_claims(
    database: Database, telling: Telling, statement: Statement, claim: Claim, likely: Likely
) -> None:
    Writer(database).replace("read", [Done(Unit("a-1", "d"), Result((telling,)), "now", 1)])
    Writer(database).replace("claims", [Done(Unit("record", "d"), Result((statement, claim, likely)), "now", 1)])
    view = view_of(database)
    assert view.tellings_of("a-1") == (telling,)
    assert [*view.all("statement"), *view.all("claim"), *view.all("likely")] == [statement, claim, likely]
    assert view.claims_of("a-1") == ((claim,) if claim.members else ())
    assert view.likely_of("k-1") == (likely,)


@few
@given(event_mentions, events)
def test_events(database: Database, told: EventMention, event: Event) -> None:
    Writer(database).replace("read", [Done(Unit("a-1", "d"), Result((told,)), "now", 1)])
    Writer(database).replace("events", [Done(Unit("record", "d"), Result((event,)), "now", 1)])
    view = view_of(database)
    assert view.event_mentions_of("a-1") == (told,)
    assert list(view.all("event")) == [event]
    assert view.one("event", "v-1") == event
    assert set(view.event_of_mentions().values()) <= {"v-1"}


@few
@given(cards, variants, discrepancies, series)
def test_what_is_compared(
    database: Database, card: Card, variant: Variant, discrepancy: Discrepancy, counted: Series
) -> None:
    Writer(database).replace("collate", [Done(Unit("a-1", "d"), Result((card, variant)), "now", 1)])
    given = view_of(database).payload(STEPS["compare"], "record")
    assert isinstance(given, CompareInput)
    assert (list(given.cards), given.variants) == ([card], (variant,))
    Writer(database).replace("compare", [Done(Unit("record", "d"), Result((discrepancy, counted)), "now", 1)])
    view = view_of(database)
    assert (view.one("discrepancy", "d-1"), view.one("series", "n-1")) == (discrepancy, counted)
    assert view.discrepancies_of("a-1") == ((discrepancy,) if discrepancy.values else ())
    assert view.series_of("a-1") == ((counted,) if counted.points else ())


@few
@given(judgements)
def test_judgements(database: Database, judgement: Judgement) -> None:
    data = b"words"
    capture = Capture("0" * 64, "page.txt", None, "now", "text/plain", "utf-8", "folder", len(data))
    Writer(database).put_captures([(capture, data)])
    judgement = replace(judgement, id=f"j-{next(numbers)}")  # one that stands under an id is never changed
    Writer(database).put_judgement(judgement)
    assert judgement in view_of(database).judgements()


@few
@given(st.binary(max_size=3000), st.integers(1, 400))
def test_originals(database: Database, data: bytes, times: int) -> None:
    whole = data * times
    capture = Capture(sha256(whole), "page.txt", None, "now", "text/plain", "utf-8", "folder", len(whole))
    Writer(database).put_captures([(capture, whole)])
    assert view_of(database).original(capture.id) == whole


@few
@given(many)
def test_spans_as_text(some: tuple[Span, ...]) -> None:
    assert spans_from_text(spans_to_text(some)) == some
