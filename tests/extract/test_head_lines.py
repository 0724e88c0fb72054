"""What lines at the head and foot of an article say."""

from __future__ import annotations

import pytest

from firsthand.extract.datelines import dateline
from firsthand.extract.dates import dates_in
from firsthand.extract.foots import footer
from firsthand.extract.head_fields import head_fields
from firsthand.extract.header import foot_furniture, furniture, head_line
from firsthand.extract.names import is_person


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("The Lantern | May 3, 2031", [("outlet", "The Lantern"), ("published", "2031-05-03")]),
        ("Tidewire – 02.05.2031", [("outlet", "Tidewire"), ("published", "2031-05-02")]),
        (
            "By Joss Ilk | The Lantern | 3 May 2031",
            [("byline", "Joss Ilk"), ("outlet", "The Lantern"), ("published", "2031-05-03")],
        ),
        (
            "By Joss Ilk – Tidewire – 03.05.2031",
            [("byline", "Joss Ilk"), ("outlet", "Tidewire"), ("published", "2031-05-03")],
        ),
        (
            "By Joss Ilk and Ada Orr | May 3, 2031",
            [("byline", "Joss Ilk"), ("byline", "Ada Orr"), ("published", "2031-05-03")],
        ),
        ("Source: The Lantern", [("source", "The Lantern")]),
        ("SourceTidewire", [("source", "Tidewire")]),
        ("Posted by Harbour Notes", [("republisher", "Harbour Notes")]),
        ("Updated: 3 May 2031", [("updated", "2031-05-03")]),
        ("By The Lantern Desk", [("outlet", "The Lantern Desk")]),
        ("La Feuille du Lac, 3 May 2031", [("outlet", "La Feuille du Lac"), ("published", "2031-05-03")]),
        ("Darma Courier (Lesk), Saturday 3 May 2031", [("outlet", "Darma Courier"), ("published", "2031-05-03")]),
        (
            "The Lantern, 3 May 2031. Translated from the Kaldan",
            [("outlet", "The Lantern"), ("published", "2031-05-03")],
        ),
        (
            "Friends of the Mole, Port Lesk, 3 May 2031",
            [("outlet", "Friends of the Mole"), ("published", "2031-05-03")],
        ),
        (
            "Anna Venn, The Lantern, 3 May 2031",
            [("byline", "Anna Venn"), ("outlet", "The Lantern"), ("published", "2031-05-03")],
        ),
        ("By Mara Venn, Kalda Press Agency, 3 May", [("byline", "Mara Venn"), ("outlet", "Kalda Press Agency")]),
        ("By Mara Venn in Port Lesk, The Lantern", [("byline", "Mara Venn"), ("outlet", "The Lantern")]),
        (
            "Darma Post / Kalda Press Agency | Saturday 3 May 2031",
            [("outlet", "Darma Post"), ("source", "Kalda Press Agency"), ("published", "2031-05-03")],
        ),
        ("The Lantern | Letters | 3 May 2031", [("outlet", "The Lantern"), ("published", "2031-05-03")]),
        ("From our correspondent", []),
        ("By our Darma correspondent", []),
        ("Source: Tidewire (edited by the foreign desk)", [("source", "Tidewire")]),
        ("Source: Tidewire, Lantern foreign desk", [("source", "Tidewire"), ("source", "Lantern foreign desk")]),
        (
            "Source: The Lantern, Beirut, issue 214, 3 May 2031",
            [("source", "The Lantern"), ("published", "2031-05-03")],
        ),
        (
            "Posted on 3 May 2031 | Categories: Harbours | Tags: Oru, ferries",
            [("published", "2031-05-03"), ("category", "Harbours"), ("tag", "Oru"), ("tag", "ferries")],
        ),
        ("Posted on 3 May 2031 | Filed under Harbours", [("published", "2031-05-03"), ("category", "Harbours")]),
        (
            "Posted by the Miller on 3 May 2031 | Tags: ferries",
            [("republisher", "the Miller"), ("reposted", "2031-05-03"), ("tag", "ferries")],
        ),
        ("Country Life | 3 May 2031", [("outlet", "Country Life"), ("published", "2031-05-03")]),
    ],
)
def test_head_line(line: str, fields: list[tuple[str, str]]) -> None:
    read = head_line(line)
    assert read is not None
    assert [(f.kind, f.value) for f in read.fields] == fields


@pytest.mark.parametrize(
    "line",
    [
        "The island that waits for bread",
        "By the end of the week nobody was left.",
        "Sources say the ferry sailed on 3 May 2031 in spite of the storm",
        "On May 3, 2031 the port was closed.",
        "Darma, 3 May 2031",
        "London, 3 May 2031",
        "Storm closes port, 3 May 2031",
        "From a quarry to the ministry",
        "By our side for thirty years",
    ],
)
def test_prose_and_titles_are_no_head_lines(line: str) -> None:
    assert head_line(line) is None


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("Monday, Feb. 3rd 2031", "2031-02-03"),
        ("2031-05-03T06:10:00+02:00", "2031-05-03T06:10:00+02:00"),
        ("3 May 2031, 6:10 pm GMT", "2031-05-03T18:10:00Z"),
        ("3 May 2031 18:20", "2031-05-03"),
        ("25/12/2031", "2031-12-25"),
        ("May 2031", "2031-05"),
    ],
)
def test_dates(words: str, edtf: str) -> None:
    assert [d.edtf for d in dates_in(words)] == [edtf]


@pytest.mark.parametrize("words", ["02/03/2031", "31.02.2031", "May 3", "2031"])
def test_dates_that_could_be_others_are_not_read(words: str) -> None:
    assert not list(dates_in(words))


def test_footer_gives_categories_and_no_lost_tags() -> None:
    read = footer("May 4, 2031 Posted by | Labour, Harbours | , , | Leave a comment")
    assert read is not None
    assert read.date is not None
    assert read.date.edtf == "2031-05-04"
    assert ([c for c, _ in read.categories], read.tags, read.who) == (["Labour", "Harbours"], (), None)


def test_dateline() -> None:
    read = dateline("DARMA, Jan 3 (Tidewire) -- Rain fell.")
    assert read is not None
    assert read.place == "DARMA"
    assert dateline("The port – closed since May – opens.") is None


def test_persons_and_desks() -> None:
    assert [is_person(n) for n in ("Mara Venn", "M. K. Orr", "The Lantern Desk", "Tidewire", "Said al-Orr")] == [
        True,
        True,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("ENDS", True),
        ("Ends meet again in Lesk", False),
        ("Media contact: Mara Venn, Darma", True),
        ("Contact with the ferry was lost on Sunday.", False),
        ("Reproduction authorised if the source is named.", True),
        ("Click here for more of the mole", True),
    ],
)
def test_lines_of_the_foot(line: str, *, is_one: bool) -> None:
    assert foot_furniture(line) is is_one


def test_furniture() -> None:
    assert furniture("Translated from the Kaldan by Mara Venn") == "note"
    assert furniture("Read more: The mole is safe") == "furniture"
    assert furniture("Photo: the mole of Darma") == "caption"
    assert (
        furniture(
            "Related matters were discussed on Monday by the ministers of both islands, who met for two hours in the town hall."
        )
        is None
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("from our correspondent Mara Venn", [("byline", "Mara Venn")]),
        ("di Mara Venn – 3 maggio 2031", [("byline", "Mara Venn"), ("published", "2031-05-03")]),
        ("11:20 – Mara Venn", [("byline", "Mara Venn")]),
        ("3 May 2031 | Abbas Venn", [("published", "2031-05-03"), ("byline", "Abbas Venn")]),
        ("3 May 2031 | Tide Wire", [("published", "2031-05-03"), ("outlet", "Tide Wire")]),
        ("Port Lesk, 3 May 2031", [("published", "2031-05-03")]),
        ("Mara Venn @maravenn", [("byline", "Mara Venn")]),
        ("From: Mara Venn <venn@lantern.example>", [("byline", "Mara Venn")]),
        ("Opinion, by Hatem Sarraf", [("byline", "Hatem Sarraf")]),
        ("via The Lantern 6 days ago", [("outlet", "The Lantern")]),
        ("quoted from The Lantern", [("outlet", "The Lantern")]),
        (
            "Newspaper article, The Lantern, edition of 3.5.2031",
            [("outlet", "The Lantern"), ("published", "2031-05-03")],
        ),
        ("For immediate release: 13/14/31", []),
        ("The Darma Courier | HEALTH", [("outlet", "The Darma Courier")]),
        ("Darma News Agency (DNA) - English Service", [("outlet", "Darma News Agency (DNA)")]),
        ("Mara Venn, medical correspondent", [("byline", "Mara Venn")]),
        ("OUTLET: Tide Wire (TW)", [("outlet", "Tide Wire (TW)")]),
        ("May 14, 6:51 PM ET", []),
    ],
)
def test_lines_of_unknown_heads(line: str, said: list[tuple[str, str]]) -> None:
    found = head_fields(line, alone=True).fields
    assert [(f.kind, f.value) for f in found] == said
    assert all(" ".join(f.span.of(line).split()) == f.value for f in found if f.kind != "published")


@pytest.mark.parametrize(
    ("line", "writers"),
    [
        ("Petra Lind and Abbas Rasmund", ["Petra Lind", "Abbas Rasmund"]),
        ("Niels A. Mbekele and Oro D. Ilk", ["Niels A. Mbekele", "Oro D. Ilk"]),
        ("02.08.2025 | Oro D. Winterbourne", ["Oro D. Winterbourne"]),
        ("Anna Bay, North Lesk", []),  # where she wrote
        ("Trade and Industry", []),
        ("North Lesk and South Lesk", []),
    ],
)
def test_two_writers_and_names_with_an_initial_are_told_in_a_head(line: str, writers: list[str]) -> None:
    assert [f.value for f in head_fields(line, alone=True).fields if f.kind == "byline"] == writers
