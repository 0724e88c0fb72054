"""Heads of articles that were passed on: outlet, day and writer in any order and punctuation."""

from __future__ import annotations

import pytest

from firsthand.extract.head_clauses import clauses
from firsthand.extract.head_settled import known_head, settled_head

STORY = "The mole held. Mara Venn was in Port Lesk when the storm broke over what they knew so far, she told Tide Lesk."


@pytest.mark.parametrize(
    ("line", "fields", "unsure"),
    [
        ("Lesk Policy Quarterly, 3 May 2031", [("published", "2031-05-03")], ["Lesk Policy Quarterly"]),
        (
            "Tide Lesk (Darma), 12 Ramadan 1452 [3 May 2031]. Translated from the Kaldan for the Archive.",
            [("published", "2031-05-03")],
            ["Tide Lesk", "Darma"],
        ),
        (
            "Harbour Trust – Statement – Lesk / Darma, 3 May 2031",
            [("published", "2031-05-03")],
            ["Harbour Trust", "Lesk", "Darma"],
        ),
        ("Tide Lesk, Dec. 30", [("published", "XXXX-12-30")], ["Tide Lesk"]),
        ("The Breakwater – essays – Number 41", [("outlet", "The Breakwater")], []),
        ("Sawt al-Mina (Lesk), 3 May 2031", [("published", "2031-05-03")], ["Sawt al-Mina", "Lesk"]),
        ("Tide News – 03.05.2031 – News ID: 440-12", [("outlet", "Tide News"), ("published", "2031-05-03")], []),
        (
            "Source: Sawt al-Mina (Telegram), 3 May 2031 – unofficial translation",
            [("source", "Sawt al-Mina"), ("published", "2031-05-03")],
            [],
        ),
        ("Issued by the Mole Front on 3 May 2031", [("outlet", "Mole Front"), ("published", "2031-05-03")], []),
        ("Reporting by Mara Venn and Joss Ilk", [("byline", "Mara Venn"), ("byline", "Joss Ilk")], []),
        (
            "Tide Notes, the blog of the Harbour Trust | 3 May 2031",
            [("outlet", "Tide Notes"), ("published", "2031-05-03")],
            [],
        ),
        ("PRESS RELEASE – Harbour Trust – 3 May 2031", [("published", "2031-05-03")], ["Harbour Trust"]),
        (
            "THE EVENING TIDE, Lesk. Saturday, May 3, 2031. By Mara Venn, Port and Harbour Editor",
            [("outlet", "THE EVENING TIDE"), ("published", "2031-05-03"), ("byline", "Mara Venn")],
            [],
        ),
        ("Notes from the Mole, a blog by Mara Venn", [("outlet", "Notes from the Mole"), ("byline", "Mara Venn")], []),
        (
            "Harbour Notes – the weekly column of Mara Venn – 3.5.31",
            [("outlet", "Harbour Notes"), ("byline", "Mara Venn"), ("published", "2031-05-03")],
            [],
        ),
        ("posted 03.05.31", [("published", "2031-05-03")], []),
        ("PUBLISHED: 22:41, 3 May 2031", [("published", "2031-05-03")], []),
        ("Updated: 3 May 2031, 6.30 pm", [("updated", "2031-05-03")], []),
        (
            "Kalda Sentinel | Sentinel Port Desk | 15/05/2031",
            [("outlet", "Kalda Sentinel"), ("byline", "Sentinel Port Desk"), ("published", "2031-05-15")],
            [],
        ),
        ("By MARA VENN for THE LANTERN", [("byline", "MARA VENN"), ("outlet", "THE LANTERN")], []),
        (
            "By Mara Venn, special to The Lantern | May 3rd, 2031",
            [("byline", "Mara Venn"), ("outlet", "The Lantern"), ("published", "2031-05-03")],
            [],
        ),
        (
            "From the Kaldan daily Tide Lesk, 3 May 2031. Translated by Joss Ilk.",
            [("outlet", "Tide Lesk"), ("published", "2031-05-03")],
            [],
        ),
        ("Published in The Lantern on 3 May 2031", [("outlet", "The Lantern"), ("published", "2031-05-03")], []),
        (
            "Kalda Post with Tidewire – Saturday, 3 May 2031",
            [("outlet", "Kalda Post"), ("source", "Tidewire"), ("published", "2031-05-03")],
            [],
        ),
        (
            "[The Lantern, Vol. 12 No. 4, 3 May 2031, p. 7]",
            [("outlet", "The Lantern"), ("published", "2031-05-03")],
            [],
        ),
        ("Voice of Lesk, evening bulletin, 3 May 2031, 1900 gmt", [("published", "2031-05-03")], ["Voice of Lesk"]),
        ("By Staff Writer, with agencies", [], []),
        ("By Kalda Wire staff, 3 May 2031", [("outlet", "Kalda Wire"), ("published", "2031-05-03")], []),
        ("Dated 3 May 2031, Lesk", [("published", "2031-05-03")], ["Lesk"]),
    ],
)
def test_a_line_of_a_head_is_taken_apart(line: str, fields: list[tuple[str, str]], unsure: list[str]) -> None:
    read = clauses(line)
    assert read is not None
    assert [(f.kind, f.value) for f in read.fields] == fields
    assert [f.value for f in read.unsure] == unsure
    for f in (*read.fields, *read.unsure):
        assert f.kind in ("published", "updated") or " ".join(f.span.of(line).split()) == f.value


@pytest.mark.parametrize(
    "line",
    [
        "Storm closes port, 3 May 2031",
        "On May 3, 2031 the port was closed.",
        "By the end of the week nobody was left.",
        "The Lantern said on 3 May 2031 that the mole held",
        "A blog about the mole",
        "Number 41 on the list",
        "May 3 ferries to Lesk",
        "Opinion",
    ],
)
def test_prose_is_not_taken_apart(line: str) -> None:
    assert clauses(line) is None


def said(*head: str, story: str = STORY) -> list[tuple[str, str]]:
    return [(f.kind, f.value) for line in settled_head(head, story) if line for f in line.fields]


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        (["Tide Lesk, 3 May 2031"], [("published", "2031-05-03"), ("outlet", "Tide Lesk")]),
        (["Port Lesk, 3 May 2031"], [("published", "2031-05-03")]),  # the story is there
        (
            ["Radio Tide Lesk", "Saturday 3 May 2031, 18:22"],
            [("outlet", "Radio Tide Lesk"), ("published", "2031-05-03")],
        ),
        (["Harbour Trust (HT)", "3 May 2031"], [("outlet", "Harbour Trust"), ("published", "2031-05-03")]),
        (["3 May 2031", "Tide Lesk"], [("published", "2031-05-03"), ("outlet", "Tide Lesk")]),
        (["What They Knew So Far", "3 May 2031"], [("published", "2031-05-03")]),
        (
            ["The Lantern, 3 May 2031", "Anna Orr"],
            [("outlet", "The Lantern"), ("published", "2031-05-03"), ("byline", "Anna Orr")],
        ),
        (["Harbour Trust – Statement – Lesk, 3 May 2031"], [("published", "2031-05-03"), ("outlet", "Harbour Trust")]),
    ],
)
def test_the_outlet_is_the_name_beside_a_day_unless_the_story_tells_otherwise(
    head: list[str], fields: list[tuple[str, str]]
) -> None:
    assert said(*head) == fields


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        (
            "Notes from the Mole (blog), Saturday 3 May 2031",
            {"outlet": "Notes from the Mole", "published": "2031-05-03"},
        ),
        (
            "Al-Mina al-Jadida (Lesk) / translated from Arabic by the Tide Reader / 17-5-2031",
            {"outlet": "Al-Mina al-Jadida", "published": "2031-05-17"},
        ),
        (
            "Radio Tide · 3 May 2031, 21:40 · Rania Venn, at Lesk airport",
            {"outlet": "Radio Tide", "byline": "Rania Venn"},
        ),
        ("From Jocelyn Venn-Orr in Lesk", {"byline": "Jocelyn Venn-Orr"}),
        ("From Our Own Correspondent", {}),
        ("By LANTERN FOREIGN STAFF and agencies, 3 May 2031", {"published": "2031-05-03"}),
        ("Issued in Lesk, 3 May 2031", {"published": "2031-05-03"}),
        ("Source: TWN, Lantern staff", {"source": "TWN"}),
        ("Source: Tide Net – Translated by the Reading Room from the Arabic", {"source": "Tide Net"}),
    ],
)
def test_heads_tell_kinds_places_desks_and_translators_from_outlets(line: str, fields: dict[str, str]) -> None:
    got = known_head(line)
    assert got is not None
    assert not got.unsure
    told = {f.kind: f.value for f in got.fields}
    assert told | fields == told
    assert "outlet" in fields or "outlet" not in told


@pytest.mark.parametrize("line", ["Darma – Anna Venn", "Anna Venn / Darma", "Anna Venn, Darma"])
def test_a_writer_beside_a_town_and_nothing_else_is_the_byline(line: str) -> None:
    assert ("byline", "Anna Venn") in said("The Lantern, 3 May 2031", line, story="The tide rose in Darma.")
    assert ("byline", "Anna Venn") not in said("The Lantern, 3 May 2031", line.replace("Anna Venn", "Peace Talks"))
