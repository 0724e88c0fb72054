"""Archives of every kind: lines of a page's own under or above its articles are found by what recurs and read by their labels."""

from __future__ import annotations

import pytest

from firsthand.extract import run
from firsthand.extract.own_feet import foot_of, own_feet, subject_of
from firsthand.extract.text_page import read_text
from firsthand.model.articles import Article, Capture
from firsthand.model.units import ExtractInput

TITLES = ("Ferries stop for a third day", "Millers ask for grain", "A mole without a lamp", "Council hears the pilots")
HEADS = ("Tide Lesk, 3 May 2031", "Kalda Post, 4 May 2031", "The Lantern, 5 May 2031", "Radio Mina, 6 May 2031")
FIRST = (
    "The harbour master of Darma said on Saturday that the port stays closed until the wall is checked.",
    "Flour is rationed on the outer islands since Sunday, and two mills have shut, residents said.",
    "The lamp on the north mole was not lit for a week because nobody had ordered the oil for it.",
    "Pilots told the council of Lesk on Monday that they had warned of the sandbank in three letters.",
)
LAST = (
    "Nobody would say who is to pay for it, and a clerk of the harbour office asked not to be named.",
    "A ship with barley from Narva has been waiting off the bar since last Tuesday, its captain told the paper.",
    "The keeper, who is seventy, said that he had carried two letters to the town hall and one to the bishop.",
    "Four of the nine councillors left the hall before the vote, which was put off until the end of the month.",
)
FEET = {
    "notes": "Kept under: ships ~ put here by Oro on {day}.5.2031, 23:41 ~ 3 people said something",
    "archive": "[Tidal archive no. 2031/30{day} | added {day} May 2031 | topics: Lesk; ships | link to this item]",
    "review": "■ Section: Ships ■ Entered {day}/5/2031 by OV ■ Distribution: A, C\n\n",
    "cards": "Subject headings: Lesk / Ships\nClipped {day} May 2031, initials OV. Verso: blank.\n\nCARD 31/00{day}",
}  # fmt: skip


def capture(text: str) -> Capture:
    return Capture("0" * 64, "dump", None, "", "text/plain", "utf-8", "folder", len(text))


def page_of(foot: str) -> str:
    parts = (
        f"{title}\n\n{HEADS[n]}\n\n{FIRST[n]}\n\n{LAST[n]}\n\n{foot.format(day=20 + n)}"
        for n, title in enumerate(TITLES)
    )
    return "Tidal Shoebox\n\n" + "\n\n".join(parts) + "\n\nOlder items: April 2031\n"


def articles(text: str) -> list[Article]:
    return [r for r in run(ExtractInput(capture(text), text)).rows if isinstance(r, Article)]


@pytest.mark.parametrize("kind", FEET)
def test_articles_end_in_the_line_that_their_page_repeats(kind: str) -> None:
    found = articles(page_of(FEET[kind]))
    assert [d.value for a in found for d in a.all("title")] == list(TITLES)
    assert [[d.value for d in a.all("reposted")] for a in found] == [[f"2031-05-{20 + n}"] for n in range(4)]
    assert [[d.value for d in a.all("published")] for a in found] == [[f"2031-05-0{3 + n}"] for n in range(4)]
    assert [[d.value for d in a.all("outlet")] for a in found] == [[head.split(",")[0]] for head in HEADS]


@pytest.mark.parametrize(
    ("kind", "names"), [("archive", ["Lesk", "ships"]), ("review", ["Ships"]), ("cards", ["Lesk", "Ships"])]
)
def test_topics_stand_behind_their_label(kind: str, names: list[str]) -> None:
    assert [[d.value for d in a.all("category")] for a in articles(page_of(FEET[kind]))] == [names] * 4


def test_what_recurs_is_no_part_of_the_story() -> None:
    for foot in FEET.values():
        for a in articles(page_of(foot)):
            prose = [p.span.of(a.text) for p in a.parts if p.kind in ("body", "subhead", "standfirst")]
            assert prose[-1] in LAST


def test_days_in_figures_are_read_as_the_page_has_them() -> None:
    american = foot_of("Entered 5/3/2031 by OV", day_first=False)
    assert american.date is not None
    assert american.date.edtf == "2031-05-03"
    british = foot_of("Entered 5/3/2031 by OV", day_first=True)
    assert british.date is not None
    assert british.date.edtf == "2031-03-05"


def test_the_subject_of_a_message_stands_behind_the_lists_name() -> None:
    line = "Subject: [harbour-list] Fwd: Ferries stop"
    span = subject_of(line)
    assert span is not None
    assert span.of(line) == "Ferries stop"
    assert subject_of("Subjects of the king") is None


INTERVIEW = [f"Q: Why is the port shut for the {n}th day?\n\nA: The wind has not fallen. {LAST[n]}" for n in range(4)]


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(INTERVIEW),
        "\n\n".join(f"He said the port was shut.\n\n{prose}" for prose in FIRST),
        "\n\n".join(f"By Mara Venn\n\n{prose}" for prose in FIRST),
    ],
    ids=["interview", "sentences", "bylines"],
)
def test_lines_that_tell_neither_day_nor_topic_are_no_feet(text: str) -> None:
    assert not own_feet(read_text(capture(text), text).blocks)


def messages(*lines: str) -> list[Article]:
    text = (
        f"Message: {n}\nDate: Mon, {20 + n} May 2031 07:58:11 +0200\nFrom: Oro Venn\nSubject: [harbour-list] {title}\n\n"
        + "".join(f"{line.format(n=n, inner=TITLES[3 - n])}\n\n" for line in lines)
        + f"{FIRST[n]}\n\n{LAST[n]}\n\n------------------------------"
        for n, title in enumerate(TITLES)
    )
    return articles("harbour-list Digest, Vol 12\n\n" + "\n\n".join(text))


def test_a_message_of_its_senders_own_is_told_by_its_head() -> None:
    found = messages()
    assert [d.value for a in found for d in a.all("title")] == list(TITLES)
    assert [d.value for a in found for d in a.all("byline")] == ["Oro Venn"] * 4
    assert [d.value[:10] for a in found for d in a.all("published")] == [f"2031-05-{20 + n}" for n in range(4)]


def test_a_message_that_passes_an_article_on_is_reposted_on_its_day() -> None:
    found = messages("{inner}", "Tide Lesk, {n} April 2031")[1:]
    assert [d.value for a in found for d in a.all("title")] == [*reversed(TITLES[:3])]
    assert [d.value for a in found for d in a.all("published")] == [f"2031-04-0{n}" for n in range(1, 4)]
    assert [d.value[:10] for a in found for d in a.all("reposted")] == [f"2031-05-{20 + n}" for n in range(1, 4)]
