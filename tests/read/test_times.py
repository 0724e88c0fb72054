"""What expressions of time come to, on an article of Wednesday, 12 February 2031."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from texts import article

from firsthand.model.articles import Article, Datum
from firsthand.model.readings import TimeRef
from firsthand.read.times.reader import read_times
from firsthand.read.words import paragraphs

PUBLISHED = "2031-02-12"

# sentence with the expressions in [brackets] ; their EDTF, "-" for none
DATES = """
The minister resigned on [Tuesday]. ; 2031-02-11
The minister will resign on [Tuesday]. ; 2031-02-18
The minister resigned on [Wednesday]. ; 2031-02-12
The mill will be closed on [Saturday], officials said. ; 2031-02-15
Talks begin [Thursday], he said [Monday]. ; 2031-02-13 2031-02-10
He said on [Friday] that talks would resume on [Saturday]. ; 2031-02-07 2031-02-15
She left [last Friday night] for the coast. ; 2031-02-07
The vote is set for [next Thursday]. ; 2031-02-13
[This Friday] the port will reopen. ; 2031-02-14
The mill closed [Friday last week]. ; 2031-02-07
He arrives [Monday of next week]. ; 2031-02-17
He has until [Friday] to answer. ; 2031-02-14
By [Friday] the bridge must be mended. ; 2031-02-14
Since [Monday] nobody has called. ; 2031-02-10
[Sunday]'s vote was calm. ; 2031-02-09
They met on [Feb. 3] in North Bay. ; 2031-02-03
They met on [Monday, February 3, 2031], in North Bay. ; 2031-02-03
They met on [3 February 2031], [Feb 4th], [the 5th of February] and [6th February]. ; 2031-02-03 2031-02-04 2031-02-05 2031-02-06
A trial will open on [March 4]. ; 2031-03-04
The strike of [Dec. 11] hurt the mills. ; 2030-12-11
The office will shut by [Feb. 8], it was said. ; 2031-02-08
The session of [Feb. 3-5] was closed. ; 2031-02-03/2031-02-05
The session of [12-14 January 2029] was closed, that of [28-29 January] was not. ; 2029-01-12/2029-01-14 2031-01-28/2031-01-29
On [April 24] and [25] they will meet. ; 2031-04-24 2031-04-25
The law took effect in [January]. ; 2031-01
Polling is due in [April]. ; 2031-04
The bridge fell in [December], and in [December 2029]. ; 2030-12 2029-12
The bridge fell [last March]. ; 2030-03
[Late November] was wet, [mid-June] was not. ; 2030-11 2030-06
He may march in [May]. ; 2031-05
The ratification began in [January last year]. ; 2030-01
She was born in [late 1987]. ; 1987
From [1995] to [1998] it stood empty. ; 1995 1998
The [1995-96] season was short. ; 1995/1996
The [1990s] and the [early 2000s] were quiet, unlike the ['80s] and the [sixties]. ; 199X 200X 198X 196X
It dates from [the 19th century]. ; 18XX
Profit rose in [the third quarter]. ; 2030-07/2030-09
Profit rose in [the first quarter of 2030]. ; 2030-01/2030-03
Sales fell in [the first half of this year]. ; 2031-01/2031-06
[Last summer] the wells ran dry. ; 2030-22
In [the spring of 2030] they planted. ; 2030-21
The court will hear it in [the fall]. ; 2031-23
[Last winter] was mild, [this fall] will not be, [last Jan. 3] was. ; 2029-24 2031-23 2031-01-03
They met [last March 3] and in [the second half of last year]. ; 2030-03-03 2030-07/2030-12
They married on [Christmas Day], on [Thanksgiving] and on [New Year's Eve]. ; 2030-12-25 2030-11-28 2030-12-31
Schools close for [Easter week]. ; 2031-04-07/2031-04-13
They voted on [Election Day]. ; 2030-11-05
The form says [23/02/2031], [2031/02/03] and [3.2.2031]. ; 2031-02-23 2031-02-03 2031-02-03
"""

CLOCKS = """
The blast came at [10:35 a.m. on Tuesday]. ; 2031-02-11T10:35:00
The blast came at [10:35 a.m.] ([0735 GMT]) [Tuesday]. ; 2031-02-11T10:35:00 2031-02-11T07:35:00Z 2031-02-11
The siren sounded at [9 p.m.], they said. ; 2031-02-12T21:00:00
The siren sounded at [18:20 GMT]. ; 2031-02-12T18:20:00Z
The siren sounded at [noon on Monday]. ; 2031-02-10T12:00:00
He woke around [6.10am on Tuesday] and at [0800 hours]. ; 2031-02-11T06:10:00 2031-02-11T08:00:00
On [Monday] the siren sounded at [4 in the morning]. ; 2031-02-10 2031-02-10T04:00:00
[Feb. 3 at 9 a.m. EST] is the hour. ; 2031-02-03T09:00:00-05:00
He called at [midnight]. ; 2031-02-13T00:00:00
He called at [six o'clock]. ; 2031-02-12T06:00:00
It came into force at [2031-02-03T18:20Z]. ; 2031-02-03T18:20:00Z
The guns fell silent at [dawn]. ; 2031-02-12
[The night of Feb. 3] was cold. ; 2031-02-03
"""

COUNTED = """
He left [yesterday]. He leaves [tomorrow morning]. ; 2031-02-11 2031-02-13
He left [the day before yesterday]. ; 2031-02-10
Shells fell [last night] and [this morning]. ; 2031-02-11 2031-02-12
It happened [this week], not [last week]. ; 2031-02-10/2031-02-16 2031-02-03/2031-02-09
It will happen [early next week]. ; 2031-02-17/2031-02-23
It happened [last month]; it will happen [next month]. ; 2031-01 2031-03
It grew [this year], it shrank [last year]. ; 2031 2030
By [the end of the year] it will close. ; 2031
Over [the weekend] they rested. ; 2031-02-08/2031-02-09
[Six weeks ago] he fled. ; 2030-12-30/2031-01-05
[Two days ago] he fled, [three months ago] she did. ; 2031-02-10 2030-11
[More than four decades ago] he fled, [some 20 years ago] he returned. ; 1991~ 2011~
[A week ago Tuesday] he came, [the week before last] he left. ; 2031-02-04 2031-01-27/2031-02-02
Over [the weekend] they will rest. ; 2031-02-15/2031-02-16
Between [May] and [July 2030] it was shut, from [Feb. 3] to [March 5, 2030]. ; 2030-05 2030-07 2030-02-03 2030-03-05
It lost money in the [year-ago] quarter and by [year-end]. ; 2030 2031
[A year and a half ago] he fled. ; 2029-08
The raid came on [Feb. 3]. [Two days later] the town fell. ; 2031-02-03 2031-02-05
The raid came on [Feb. 3]. [The next day] the town fell. ; 2031-02-03 2031-02-04
The raid came on [Feb. 3]. [The day before], it rained. ; 2031-02-03 2031-02-02
The raid came on [Feb. 3]. [Earlier that day] it rained. ; 2031-02-03 2031-02-03
The raid came on [Feb. 3]. [The following Monday] it rained. ; 2031-02-03 2031-02-10
The raid came in [1998]. [Later that year] the town fell. ; 1998 1998
The raid came in [1998]. [Two years later] the town fell. ; 1998 2000
The raid came in [1998]. [The next day] the town fell. ; 1998 -
The raid came in [March 2030]. [The following month] the town fell. ; 2030-03 2030-04
[A week from Tuesday] the court sits. ; 2031-02-25
[The week of March 6] is busy. ; 2031-03-03/2031-03-09
[The day before last Tuesday] was wet. ; 2031-02-10
In the [past four months] he wrote nothing. ; 2030-10/2031-02
The [past decade] was wet. ; 2021/2031
"""

# as above, but what TIMEX3 says of them
LENGTHS = """
The strike lasted [three weeks] and [two and a half hours]. ; P3W PT2H30M
A [two-day] strike, a [decades-long] feud and a [day-long] row ended. ; P2D PXY P1D
[Half an hour] passed, then [a year and a half]. ; PT30M P1Y6M
He waited for [years], then [several months], then [twenty-five days]. ; PXY PXM P25D
He was left [more than two years] alone. ; P2Y
He runs [every day], [every other week] and [twice a week]. ; P1D P2W P1W
The ferry sails on [Tuesdays] and [every Monday]. ; XXXX-WXX-2 XXXX-WXX-1
The paper is read [daily] and printed [weekly]. ; P1D P1W
[Now] he sleeps. ; PRESENT_REF
He [recently] married, as in [recent years] many did. ; PAST_REF PAST_REF
In [the future] he will sleep. ; FUTURE_REF
[A few years ago] he fled. ; PAST_REF
[Friday night] was loud, [Sunday morning] was not. ; 2031-02-07TNI 2031-02-09TMO
It was [last week], in [last summer], in [the third quarter]. ; 2031-W06 2030-SU 2030-Q3
"""

NOTHING = """
The 6-year-old boy is 44 years old.
He is 1,500 metres from 1200 people and 1900 rebels.
He paid $1999 for it, on flight 1998, under Resolution 1701.
He may march; the sun sat; she will fall on hard times, second to none.
The form says 02/03/2031, 2031-02-30 and 99:99.
The Sunday Times and Bloody Sunday and High Noon and 60 minuets.
The fall of the city in the fall of the king.
"""


def times(text: str, published: str | None = PUBLISHED) -> tuple[Article, tuple[TimeRef, ...]]:
    plain = article(text)
    if published is not None:
        plain = replace(plain, data=(Datum("published", published, "header_line", None, published),))
    return plain, read_times(plain, paragraphs(plain))


def cases(table: str) -> list[tuple[str, str]]:
    return [(a.strip(), b.strip()) for a, b in (line.rsplit(";", 1) for line in table.splitlines() if line)]


def marked(sentence: str) -> tuple[str, list[str]]:
    return re.sub(r"[\[\]]", "", sentence), re.findall(r"\[(.*?)\]", sentence)


@pytest.mark.parametrize(("sentence", "expected"), cases(DATES + CLOCKS + COUNTED))
def test_an_expression_comes_to_a_date(sentence: str, expected: str) -> None:
    text, words = marked(sentence)
    plain, found = times(text)
    assert [t.span.of(plain.text) for t in found] == words
    assert [t.edtf or "-" for t in found] == expected.split()


@pytest.mark.parametrize(("sentence", "expected"), cases(LENGTHS))
def test_a_length_a_set_and_a_vague_time_have_a_timex3_value(sentence: str, expected: str) -> None:
    text, words = marked(sentence)
    plain, found = times(text)
    assert [t.span.of(plain.text) for t in found] == words
    assert [t.timex for t in found] == expected.split()


@pytest.mark.parametrize("sentence", NOTHING.strip().splitlines())
def test_what_only_looks_like_a_time_is_left_alone(sentence: str) -> None:
    plain, found = times(sentence)
    assert [t.span.of(plain.text) for t in found] == []


def test_lengths_have_no_place_in_the_calendar_and_say_so() -> None:
    _, (three_weeks, now) = times("It took three weeks. Now it is over.")
    assert (three_weeks.edtf, three_weeks.grain) == (None, "duration")
    assert (now.edtf, now.grain) == (None, "vague")


def test_there_are_more_than_eighty_expressions_with_a_date() -> None:
    assert sum(len(marked(s)[1]) for s, _ in cases(DATES + CLOCKS + COUNTED)) >= 80
