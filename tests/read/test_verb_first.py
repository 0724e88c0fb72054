"""Arabic by rules: the gold's floors, and offsets that no mark or control moves."""

from __future__ import annotations

from itertools import pairwise

import pytest
from gold_ar import article, articles
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.eval.scorers import Relation, Score, Tally
from firsthand.model.readings import Attribution, TimeRef
from firsthand.model.spans import Span
from firsthand.model.units import ReadInput
from firsthand.read import run
from firsthand.read.times.reader import read_times
from firsthand.read.verb_first.reader import read_verb_first
from firsthand.read.verb_first.words import fold, words_of
from firsthand.read.words import paragraphs

MARKS = {"«": "»", "“": "”", '"': '"'}
# letters, vowel signs, tatweel, joiners, controls of direction, quotation marks, digits of both rows, other scripts
PIECES = st.sampled_from(
    [
        *'ابتثجقلنموي ،.؟:«»“”"\n()',
        *"\u064b\u0651\u0652\u0670\u0640\u200c\u200d\u200e\u200f\u202b\u202c\u2066\u2067\u2069\u0301",
        *"٠٣5a漢Жש😀",
        " قال ",
        " وأضاف: «",
        "» ",
        " إن ",
        " وفقا لـ",
        " نقلا عن ",
        " مصدر أمني ",
        " ٣ شباط ٢٠٣١ ",
        " أمس ",
    ]
)
NOISE = st.lists(st.sampled_from("\u200e\u200f\u202b\u202c\u2066\u2069"), max_size=3).map("".join)


def said(text: str) -> list[Attribution]:
    made = article(text)
    return list(read_verb_first(made, paragraphs(made)))


def scores(mode: str) -> dict[str, Score]:
    tally = Tally()
    for gold in articles():
        read = read_verb_first(gold.article, paragraphs(gold.article))
        theirs = [r for m, r in gold.attributions if m == mode]
        ours = [Relation(a.source, a.cue, a.content) for a in read if (a.mode == "indirect") == (mode == "indirect")]
        tally.add(gold.article.text, theirs, ours)
    return tally.scores()


@pytest.mark.parametrize(("mode", "floor"), [("direct", 0.9), ("indirect", 0.8)])
def test_who_said_what_in_the_gold(mode: str, floor: float) -> None:
    assert scores(mode)["who_what"].f1 >= floor


def test_dates_in_the_gold() -> None:
    held, found = 0, 0
    both = 0
    for gold in articles():
        read = {(t.span, t.edtf) for t in read_times(gold.article, paragraphs(gold.article))}
        held, found, both = held + len(gold.dates), found + len(read), both + len(read & set(gold.dates))
    assert 2 * both / (held + found) >= 0.9


def test_the_step_reads_arabic_by_its_own_tables() -> None:
    made = article("قال وزير الموانئ سامر الدلبي لقناة المرسى إن المرفأ فتح أبوابه أمس.", "2031-02-05")
    rows = run(ReadInput(made)).rows
    (one,) = [r for r in rows if isinstance(r, Attribution)]
    (when,) = [r for r in rows if isinstance(r, TimeRef)]
    assert len(rows) == 2  # no name is taken from an English model
    assert one.by.startswith("verb-first")
    assert (one.stance, one.source_kind, one.mode) == ("asserts", "named_person", "indirect")
    assert one.addressee is not None
    assert one.addressee.of(made.text) == "قناة المرسى"
    assert (when.span.of(made.text), when.edtf) == ("أمس", "2031-02-04")


@pytest.mark.parametrize(
    ("text", "stance", "kind"),
    [
        ("نفت وزارة الصحة أن تكون الأدوية قد نفدت.", "denies", "named_organisation"),
        ("كشفت مصادر أمنية أن السفينة غادرت المرفأ.", "asserts", "unnamed_official"),
        ("قالت مصادر مطلعة إن السفينة غادرت المرفأ.", "asserts", "unnamed_source"),
        ("يؤكد سكان القرية أن الماء مقطوع.", "confirms", "unnamed_group"),
        ("وتوقعت مسؤولة رفضت الكشف عن اسمها أن ترتفع الأسعار.", "predicts", "unnamed_official"),
        ("ذكرت قناة المرسى أن السفينة غرقت.", "asserts", "media_outlet"),
        ("السفينة غرقت فجرا، نقلا عن بيان للشركة.", "asserts", "document"),
        ("وشكك الخبير نزار عون في أن السفينة غرقت.", "doubts", "named_person"),
    ],
)
def test_stance_and_source_kind(text: str, stance: str, kind: str) -> None:
    (one,) = said(text)
    assert (one.stance, one.source_kind) == (stance, kind)


def test_a_verb_without_subject_speaks_for_the_party_before_if_both_agree() -> None:
    text = "قال سامر الدلبي إن المرفأ مغلق. وأضاف أن العمل مستمر. وأضافت أن الأجور دفعت."
    first, second, third = said(text)
    assert first.speaker == second.speaker == "سامر الدلبي"
    assert third.speaker is None
    assert "agree" in third.speaker_why


def test_text_that_says_nothing_of_who_said_it_gives_nothing() -> None:
    assert said("وصلت السفينة «نجمة البحر» إلى المرفأ أمس، وأفرغت حمولتها.") == []


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=120, deadline=None)
def test_any_text_gives_places_inside_it(text: str) -> None:
    made = article(text, "2031-02-05")
    read = paragraphs(made)
    for a in read_verb_first(made, read):
        for s in (*a.source, *a.cue, *a.content, a.addressee, a.venue, a.speaker_span):
            assert s is None or 0 <= s.start < s.end <= len(text)
            assert s is None or s.of(text).strip()
    for t in read_times(made, read):
        assert 0 <= t.span.start < t.span.end <= len(text)


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=120, deadline=None)
def test_words_are_the_characters_where_they_stand(text: str) -> None:
    words = words_of(text, Span(0, len(text)), MARKS)
    assert all(text[w.start : w.end] == w.text for w in words)
    assert all(a.end <= b.start for a, b in pairwise(words))
    held = {i for w in words for i in range(w.start, w.end)}
    assert all(i in held for i, c in enumerate(text) if c.isalnum())


@given(NOISE, NOISE, NOISE)
@settings(max_examples=40, deadline=None)
def test_controls_of_direction_move_no_offset(a: str, b: str, c: str) -> None:
    text = f"{a}قال سامر الدلبي{b}: {c}«المرفأ مغلق حتى إشعار آخر»{a}."
    (one,) = said(text)
    assert [s.of(text) for s in one.source] == ["سامر الدلبي"]
    assert [s.of(text) for s in one.content] == ["«المرفأ مغلق حتى إشعار آخر»"]


@given(st.lists(st.integers(0, 40), max_size=8), st.sampled_from("\u064e\u0651\u0652\u0640"))
@settings(max_examples=40, deadline=None)
def test_vowel_signs_and_tatweel_inside_words_change_no_reading(places: list[int], sign: str) -> None:
    text = "قال سامر الدلبي إن المرفأ مغلق حتى إشعار آخر."
    for at in sorted(places, reverse=True):
        if at and text[at - 1].isalpha():
            text = text[:at] + sign + text[at:]
    (one,) = said(text)
    assert [fold(s.of(text)) for s in one.source] == ["سامر الدلبي"]
    assert fold(one.content[0].of(text)).startswith("ان المرفا")
