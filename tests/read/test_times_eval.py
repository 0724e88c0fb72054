"""The measures of times, on two small TimeML files of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand.eval.times import Counts, Timex, as_article, compare, document, evaluate, load, measure, plain
from firsthand.model.problems import UnreadableInput
from firsthand.model.spans import Span

FIRST = """<?xml version="1.0" ?>
<TimeML>
<DCT><TIMEX3 tid="t0" type="DATE" value="2031-02-12" functionInDocument="CREATION_TIME">2031-02-12</TIMEX3></DCT>
<TEXT>
NORTH BAY _ The minister <EVENT eid="e1" class="OCCURRENCE">resigned</EVENT>
<TIMEX3 tid="t1" type="DATE" value="2031-02-11">Tuesday</TIMEX3> &amp; left for <TIMEX3 tid="t2" type="DURATION"
value="P3W">about three weeks</TIMEX3>. The week of <TIMEX3 tid="t3" type="DATE" value="2031-W7">this week</TIMEX3> is
<TIMEX3 tid="t4" type="DATE" value="PRESENT_REF">nigh</TIMEX3>; he left in <EVENT eid="e2" class="OCCURRENCE">2019</EVENT>.
</TEXT>
</TimeML>"""


def test_a_file_is_read_with_the_places_of_its_times() -> None:
    d = document("one", FIRST.encode())
    assert d.created == "2031-02-12"
    assert [t.span.of(d.text).split() for t in d.gold] == [
        ["Tuesday"],
        ["about", "three", "weeks"],
        ["this", "week"],
        ["nigh"],
    ]
    assert "& left" in d.text
    published = as_article(d).first("published")
    assert published is not None
    assert published.value == "2031-02-12"


def test_the_measures_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "one.tml").write_text(FIRST, encoding="utf-8")
    (tmp_path / "._one.tml").write_bytes(b"\x00\x05 a file manager's leaving")
    counts = measure(tmp_path)
    assert counts == {"one": Counts(gold=4, read=4, strict=2, relaxed=3, value=3, value_as_written=2)}
    assert "strict" in evaluate(tmp_path)


def test_pairs_are_one_to_one_and_equal_words_go_first() -> None:
    text = "early Monday morning"
    gold = (Timex(Span(0, 12), "a"), Timex(Span(6, 20), "b"))
    ours = (Timex(Span(6, 20), "b"), Timex(Span(0, 20), "a"))
    assert compare(text, gold, ours) == Counts(gold=2, read=2, strict=1, relaxed=2, value=2, value_as_written=2)
    assert compare(text, gold, ours[:1]).relaxed == 1
    assert compare(text, (), ours).score("strict").f1 == 0


def test_punctuation_decides_nothing() -> None:
    text = "On Feb. 4."
    assert compare(text, (Timex(Span(3, 10), "x"),), (Timex(Span(3, 9), "x"),)).strict == 1


@pytest.mark.parametrize(
    ("value", "same"),
    [("2031-W7", "2031-W07"), ("2031-W07", "2031-W07"), ("1949-XX", "1949"), ("1998-XX-XX", "1998"), ("P3W", "P3W")],
)
def test_spellings_of_one_value(value: str, same: str) -> None:
    assert plain(value) == same


def test_what_is_no_timeml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"no \*.tml"):
        load(tmp_path)
    with pytest.raises(UnreadableInput, match="no TimeML"):
        document("bad", b"<TimeML>")
    with pytest.raises(UnreadableInput, match="no TEXT"):
        document("empty", b"<TimeML><TEXT/></TimeML>")
