"""What times are counted from, and where their words stand."""

from __future__ import annotations

from dataclasses import replace

from test_times import times
from texts import CAPTURE, article

from firsthand.model.articles import Article, Part
from firsthand.model.readings import TimeRef
from firsthand.model.spans import Span
from firsthand.read.times.reader import read_times
from firsthand.read.words import paragraphs


def read(plain: Article) -> tuple[TimeRef, ...]:
    return read_times(plain, paragraphs(plain))


def test_without_a_date_a_weekday_is_told_as_a_weekday_and_why() -> None:
    _, (friday,) = times("He resigned on Friday.", published=None)
    assert (friday.edtf, friday.timex, friday.why) == (None, "XXXX-WXX-5", "no date to count from")


def test_without_a_date_what_is_written_in_full_still_stands() -> None:
    _, (first, second) = times("He resigned on Feb. 3, 2031. Two days later he left.", published=None)
    assert (first.edtf, first.why, first.counted_from) == ("2031-02-03", "written in full", None)
    assert second.edtf == "2031-02-05"
    assert second.counted_from == first.span


def test_a_month_alone_is_no_day_to_count_from() -> None:
    _, (friday,) = times("He resigned on Friday.", published="2031-02")
    assert friday.edtf is None


def test_the_zone_and_hour_of_the_article_date_do_not_matter() -> None:
    _, (today,) = times("He resigned today.", published="2031-02-12T23:50:00-05:00")
    assert today.edtf == "2031-02-12"


def test_the_dateline_goes_before_the_article_date() -> None:
    plain, (filed, today) = times("NORTH BAY, Feb. 11 (Harbour Agency) -- The mill burned today.")
    assert filed.edtf == today.edtf == "2031-02-11"
    assert today.counted_from == filed.span
    assert today.why == "counted from the dateline"
    assert filed.span.of(plain.text) == "Feb. 11"


def test_a_hyphen_in_a_place_does_not_end_a_dateline() -> None:
    _, (filed, today) = times("AL-NAHR, Aramia, 11 February — It burned today.")
    assert today.counted_from == filed.span


def test_a_dash_later_in_the_text_makes_no_dateline() -> None:
    text = "On Feb. 11 the mill, which is old and was known to every child of the whole long valley of the Aram, fell -- today."
    _, (_, today) = times(text)
    assert today.edtf == "2031-02-12"


def test_a_date_far_from_the_article_date_is_no_dateline() -> None:
    _, (_, today) = times("NORTH BAY, Jan. 2 (Harbour Agency) -- The mill burned today.")
    assert today.edtf == "2031-02-12"


def test_a_full_dateline_is_enough_where_the_page_gives_no_date() -> None:
    _, (_, today) = times("NORTH BAY, Feb. 11, 2031 — The mill burned today.", published=None)
    assert today.edtf == "2031-02-11"


def test_a_dateline_part_counts_though_it_is_no_prose() -> None:
    text = "NORTH BAY, Feb. 11, 2031 —\n\nThe mill burned yesterday."
    plain = article(text)
    stop = text.index("\n")
    parts = (Part("dateline", Span(0, stop)), Part("body", Span(stop + 2, len(text))))
    (yesterday,) = read(replace(plain, parts=parts))
    assert yesterday.edtf == "2031-02-10"


def test_the_headline_is_read_first_and_nothing_is_read_twice() -> None:
    plain = article("It burned again on Monday.", headline="Mill burned on Feb. 3, 2031")
    found = read(plain)
    assert [t.span.of(plain.text) for t in found] == ["Feb. 3, 2031", "Monday"]
    assert found[0].span.end < found[1].span.start


def test_what_is_outside_headline_and_prose_is_not_read() -> None:
    text = "Posted 3 February 2031\n\nThe mill burned."
    plain = replace(article(text), parts=(Part("note", Span(0, 22)), Part("body", Span(24, len(text)))))
    assert read(plain) == ()


def test_a_language_without_tables_gives_nothing() -> None:
    assert read(replace(article("He left on 2031-02-03."), language="xx")) == ()
    assert read(replace(article("He left on 2031-02-03."), language="en-GB")) != ()


def test_ids_are_of_the_place() -> None:
    plain, found = times("It rained on Monday and on Monday.")
    assert len({t.id for t in found}) == 2
    assert found == read(plain)
    assert plain.capture_id == CAPTURE


def test_the_next_day_is_of_the_last_day_not_of_a_year_between() -> None:
    _, found = times("It rained on Feb. 3, as in 1998. The next day it stopped.")
    assert [t.edtf for t in found] == ["2031-02-03", "1998", "2031-02-04"]
    assert found[2].counted_from == found[0].span
