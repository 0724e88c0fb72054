"""What comparing is given of events and claims: all it reads, and nothing else."""

from __future__ import annotations

from firsthand.model.findings import Account, Claim, Event, Independence, Member, Passage, Place, ReuseLink, Value
from firsthand.model.spans import Span
from firsthand.store import short
from firsthand.store.long_rows import LongRows


def account(who: str, *articles: str) -> Account:
    time, place, figure = (
        Value(w, articles[0], Span(n, n + 3), who) for n, w in enumerate(("2031-03", "Narva", "3 killed"))
    )
    return Account(who, "outlet", articles, ("h-1",), (time,), (place,), (), (figure,))


def event(id_: str, *accounts: Account) -> Event:
    return Event(id_, "attack", Place("a-1", Span(0, 6)), ("h-1", "h-2"), accounts, "2 mentions")


def test_of_events_stay_the_places_of_what_each_account_says_in_the_order_given() -> None:
    one, two = short.events(
        [event("h-2", account("Heron Post", "a-1", "a-2"), account("Narva Radio", "a-3")), event("h-1")]
    )
    assert (one.id, two.id, two.accounts) == ("h-2", "h-1", ())
    assert [(a.who, a.articles) for a in one.accounts] == [("Heron Post", ("a-1", "a-2")), ("Narva Radio", ("a-3",))]
    first, second = one.accounts
    assert [(v.article_id, v.span) for v in (*first.time, *first.place)] == [("a-1", Span(0, 3)), ("a-1", Span(1, 4))]
    assert [(v.article_id, v.span) for v in second.figures] == [("a-3", Span(2, 5))]


def test_of_an_only_account_stay_the_figures() -> None:
    (alone,) = short.events([event("h-1", account("Heron Post", "a-1"))])
    (held,) = alone.accounts
    assert (held.time, held.place, held.actors) == ((), (), ())
    assert [(v.article_id, v.span) for v in held.figures] == [("a-1", Span(2, 5))]


def test_claims_of_one_member_are_left_out() -> None:
    members = tuple(Member(f"n-{n}", f"a-{n}", Span(n, 9), None, "denies", "m-1") for n in (1, 2))
    whole = Claim("c-1", Place("a-1", Span(1, 9)), members, (), Independence(1, 1, 2, 0, "counted"), "alike")
    (held,) = short.claims([whole, Claim("c-2", whole.words, members[:1], (), whole.independent, "")])
    assert held.id == "c-1"
    assert [(m.article_id, m.span, m.attribution_id, m.stance) for m in held.members] == [
        ("a-1", Span(1, 9), None, "denies"), ("a-2", Span(2, 9), None, "denies")
    ]  # fmt: skip


def test_of_links_stay_their_passages_and_shares_wherever_they_are_kept() -> None:
    passages = (Passage(Span(0, 9), Span(3, 12)), Passage(Span(20, 30), Span(14, 24)))
    links = [ReuseLink(f"r-{n}", "a-1", f"a-{n}", passages, "edited", 0.5, 0.75, "dated", "the later") for n in (2, 3)]
    for held in (short.links(links), short.links(links, LongRows(most=8))):
        found = [(x.from_article, x.to_article, x.passages, x.coverage_from, x.coverage_to) for x in held]
        assert found == [("a-1", f"a-{n}", passages, 0.5, 0.75) for n in (2, 3)]
