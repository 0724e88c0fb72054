"""People's judgements over the machine's readings."""

from __future__ import annotations

from texts import CAPTURE, article

from firsthand.model.articles import Article
from firsthand.model.judgements import Act, Judgement
from firsthand.model.readings import Attribution, Mention
from firsthand.model.spans import anchor
from firsthand.model.units import ReadInput
from firsthand.read import run

SHIFT = 7
TEXT = "Mara Lind said the bridge was safe. Nobody else was there, and the ferry lay in the harbour."
ARTICLE: Article = article(TEXT, shift=SHIFT)


def judged(act: Act, target: str, id_: str = "j-1", **rest: object) -> Judgement:
    source = str(rest.pop("source", ""))
    roles = (("source", at(source)),) if source else ()
    return Judgement(id_, "2026-01-01T00:00:00Z", "Ada", act, "attribution", at(target), roles=roles, **rest)


def at(words: str):
    page = "#" * SHIFT + TEXT
    start = page.index(words)
    span = type(ARTICLE.region)(start, start + len(words))
    return anchor(CAPTURE, page, span)


def settled(*judgements: Judgement) -> list[Attribution]:
    return [r for r in run(ReadInput(ARTICLE, judgements)).rows if isinstance(r, Attribution)]


def test_set_replaces_a_field_and_names_the_person() -> None:
    (a,) = settled(judged("set", "the bridge was safe", field="stance", value="doubts"))
    assert (a.stance, a.by) == ("doubts", "person:Ada")


def test_reject_removes() -> None:
    assert settled(judged("reject", "the bridge was safe")) == []


def test_add_makes_a_row_that_stands_by_hand() -> None:
    rows = settled(judged("add", "the ferry lay in the harbour", source="Nobody else"))
    assert [a.kept_by_hand for a in rows] == [False, True]
    assert rows[1].speaker == "Nobody else"


def test_a_later_judgement_withdraws_an_earlier_one() -> None:
    first = judged("reject", "the bridge was safe")
    undo = judged("note", "the bridge was safe", "j-2", supersedes="j-1")
    assert len(settled(first, undo)) == 1


def test_confirm_keeps_what_the_machine_no_longer_reads() -> None:
    rows = settled(judged("confirm", "the ferry lay in the harbour"))
    assert any(a.kept_by_hand and a.by == "person:Ada" for a in rows)


def test_a_value_outside_the_closed_set_changes_nothing() -> None:
    (a,) = settled(judged("set", "the bridge was safe", field="stance", value="sings"))
    assert a.stance == "asserts"


def test_a_rejected_name_within_a_name_leaves_the_longer_one() -> None:
    text = "Harbour Board chairman Oro Vann said the bridge was safe."
    plain = article(text)

    def names(*judgements: Judgement) -> set[str]:
        return {m.span.of(text) for m in run(ReadInput(plain, judgements)).rows if isinstance(m, Mention)}

    inner = anchor(CAPTURE, text, type(plain.region)(0, len("Harbour Board")))
    no = Judgement("j-1", "2026-01-01T00:00:00Z", "Ada", "reject", "mention", inner)
    assert names() == {"Harbour Board", "Harbour Board chairman Oro Vann"}
    assert names(no) == {"Harbour Board chairman Oro Vann"}
