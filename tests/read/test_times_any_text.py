"""Whatever the text: no error, spans inside it and in order, values that are dates, the same on every machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from datetime import date
from importlib.resources import files
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from test_times import times
from texts import article

from firsthand import lang
from firsthand.read.times.calendar import easter, named_day
from firsthand.read.times.reader import RULES, read_times
from firsthand.read.times.scan import grammar
from firsthand.read.words import paragraphs

PACK = lang.get("en")
WORDS = [
    row[0] for name in ("time_words", "time_days", "time_zones", "time_tense", "months") for row in PACK.table(name)
]
NUMBERS = ["2031", "1998", "2000", "1", "3", "12", "31", "30", "99", "0", "1,500", "10:35", "25:61", "24:00"]
NUMBERS += ["2031-02-30", "2031-02-03T18:20Z", "30/02/2031", "1.1.99"]
ODD = [
    "'80s",
    "1990s",
    "3rd",
    "99th",
    "½",
    "1/2",
    "0000",
    "9999",
    "999999999",
    "٣",
    "²",
    "\n",
    "“",
    "’s",
    "Foo",
    "2999-12-31",
]
words = st.sampled_from(WORDS + NUMBERS + ODD)
texts = st.lists(st.one_of(words, words.map(str.title), words.map(str.upper)), max_size=30).map(" ".join)
EDTF = re.compile(r"\d{4}|\d{3}X|\d{2}XX|\d{4}-\d\d|\d{4}-\d\d-\d\d(?:T\d\d:\d\d:00(?:Z|[+-]\d\d:\d\d)?)?")
TIMEX = re.compile(r"[A-Z0-9:.+/-]+|PRESENT_REF|PAST_REF|FUTURE_REF")


@settings(max_examples=100, deadline=None)
@given(texts, st.sampled_from(["2031-02-12", "2028-02-29", "1000-01-01", "2999-12-31", "2031", ""]))
def test_any_heap_of_words_of_time_is_read(text: str, published: str) -> None:
    plain, found = times(text, published)
    end = 0
    for t in found:
        assert end <= t.span.start < t.span.end <= len(plain.text)
        assert t.span.trim(plain.text) == t.span
        assert t.counted_from is None or t.counted_from.end <= len(plain.text)
        assert t.timex is None or TIMEX.fullmatch(t.timex), t
        assert t.why
        end = t.span.end
        for stretch in (t.edtf or "2031").removesuffix("~").split("/"):
            assert EDTF.fullmatch(stretch), t
            if len(stretch) >= 10:
                date.fromisoformat(stretch[:10])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    times(text)


def test_long_runs_take_no_longer_a_word() -> None:
    for piece in ("about ", "twenty ", "1 ", "the ", "Feb. ", "a half ", "Monday ", "years before "):
        plain = article("\n\n".join([piece * 300] * 3))
        read = paragraphs(plain)
        started = time.process_time()
        read_times(plain, read)
        assert time.process_time() - started < 1, piece


def test_every_shape_has_a_rule_and_every_rule_a_shape() -> None:
    known = grammar("en")
    assert known is not None
    assert {s.rule for s in known.shapes} == set(RULES)


def test_the_tables_say_where_they_come_from() -> None:
    for name in ("time_words", "time_shapes", "time_days", "time_zones", "time_tense"):
        text = (files("firsthand.lang") / "en" / f"{name}.tsv").read_text(encoding="utf-8")
        assert text.startswith("#")


def test_feasts_fall_on_their_days() -> None:
    assert [easter(y) for y in (1999, 2000, 2024, 2031)] == [
        date(1999, 4, 4),
        date(2000, 4, 23),
        date(2024, 3, 31),
        date(2031, 4, 13),
    ]
    days = PACK.dictionary("time_days")
    assert all(named_day(rule, year) is not None for rule in days.values() for year in (1000, 2000, 2031, 2999))
    assert named_day(days["election day"], 2028) == date(2028, 11, 7)
    assert named_day(days["memorial day"], 2031) == date(2031, 5, 26)


def test_neither_locale_nor_clock_matters() -> None:
    text = "He resigned on Tuesday, Feb. 4, as in March and last year; tonight he rests."
    _, here = times(text)
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from test_times import times\n"
        "import locale; locale.setlocale(locale.LC_ALL, '')\n"
        "print([(t.id, t.edtf, t.timex) for t in times(sys.argv[2])[1]])"
    )
    folder = str(Path(__file__).parent)
    env = {**os.environ, "LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", script, folder, text], env=env, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == str([(t.id, t.edtf, t.timex) for t in here])


def test_a_text_of_no_words_has_no_times() -> None:
    assert times("")[1] == times(" \n\n ")[1] == ()
