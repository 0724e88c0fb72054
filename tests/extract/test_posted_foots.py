"""What stands around the prose of articles that were passed on: notes, credits, what the outlet is, lists of others."""

from __future__ import annotations

import pytest

from firsthand.extract import run
from firsthand.extract.foots import filing, footer, is_aside
from firsthand.model.articles import PROSE, Article, Capture
from firsthand.model.units import ExtractInput

STORY = (
    "The harbour master of Darma said on Saturday that the port stays closed until the wind falls and the wall is checked.",
    "Ferries to the outer islands were cancelled for a third day, and shops there have begun to ration flour, residents said.",
)
OTHER = (
    "Bread is dear\n\nKalda Post | May 1, 2031\n\n"
    + STORY[1]
    + "\n\nMay 2, 2031 Posted by | Bread | , | Leave a comment\n\n"
)
FOOT = "May 4, 2031 Posted by | Harbours | , | Leave a comment\n"


def posted(*lines: str, head: str = "Harbour Trust – Statement – 3 May 2031") -> Article:
    body = "\n\n".join((*STORY, *lines))
    text = f"Tidal Archive\n\n{OTHER}Port closed by the storm\n\n{head}\n\n{body}\n\n{FOOT}"
    capture = Capture("0" * 64, "dump", None, "", "text/plain", "utf-8", "folder", len(text))
    return [r for r in run(ExtractInput(capture, text)).rows if isinstance(r, Article)][1]


@pytest.mark.parametrize(
    "line",
    [
        "[Translator’s note: the paper writes “north wall” for the mole. – T.A.]",
        "* EDITOR'S NOTE (May 5): An earlier version of this story said that the wall had fallen. It stands.",
        "(Editor’s note, 5 May: the harbour office has since written to say that it meant the old wall.)",
        "With additional reporting by TDW in Lesk",
        "(Reporting by Lesk bureau; editing by J.I.)",
        "— Tidewire contributed to this report.",
        "Harbour Trust is an independent, non-profit association. For media enquiries: press desk, Lesk.",
        "About Harbour Trust: a charity of the outer islands since 1990.",
        "Do YOU know more? Write to the harbour desk.",
        "More on this story:\n• How the mole was built\n• In pictures: the storm over Lesk",
        "You may also like\nBread for the outer islands\nThe last ferry",
    ],
)
def test_what_stands_under_the_prose_is_none_of_it(line: str) -> None:
    article = posted(line)
    prose = [p.span.of(article.text) for p in article.parts if p.kind in PROSE]
    assert prose == list(STORY)
    assert article.parts[2].kind in PROSE


@pytest.mark.parametrize(
    "line",
    [
        "Harbour Trust is a liar, the harbour master said, and he has told it so.",
        "Reporting the loss of a boat takes a day, and by then the sea has it.",
        "He wrote to the ministry, which has not answered, and more on this will be heard in court on Monday.",
    ],
)
def test_prose_at_the_end_stays_prose(line: str) -> None:
    article = posted(line)
    assert [p.span.of(article.text) for p in article.parts if p.kind in PROSE] == [*STORY, line]


def test_a_dateline_tells_outlet_and_day_where_the_head_has_none() -> None:
    article = posted(
        head="PORT LESK, May 3 (TDW): The north wall stands, engineers said, and it will stand for a while."
    )
    assert {d.kind: d.value for d in article.data if d.how == "dateline"} == {
        "dateline": "Port Lesk",
        "published": "2031-05-03",
        "outlet": "TDW",
    }
    assert article.parts[1].kind == "dateline"


def test_a_credit_names_no_towns() -> None:
    article = posted(
        "(Reporting by Tidewire bureaus in Port Lesk and Old Darma; writing by Ada Orr)", head="Tide Lesk, 3 May 2031"
    )
    assert [d.value for d in article.all("byline")] == ["Ada Orr"]


@pytest.mark.parametrize(
    ("line", "day", "categories", "tags"),
    [
        ("May 4, 2031 Posted by | Harbours | , | Leave a comment", "2031-05-04", ["Harbours"], []),
        (
            "Posted by the Miller on May 4, 2031 | Mills, Lesk | Tags: , , | 6 Comments",
            "2031-05-04",
            ["Mills", "Lesk"],
            [],
        ),
        ("Posted in Mills, Lesk | Tagged flour, wages | Leave a comment", None, ["Mills", "Lesk"], ["flour", "wages"]),
        ("by Oro Vann • Posted in Mills • Tagged flour • 0 Comments", None, ["Mills"], ["flour"]),
        ("Filed in Mills by Oro Vann on May 4, 2031 - 2 Comments", "2031-05-04", ["Mills"], []),
        ("Posted: May 4, 2031 in Mills Tags: flour, wages", "2031-05-04", ["Mills"], ["flour", "wages"]),
        ("Posted by Oro at 10:02 AM | Labels: flour, wages | 3 comments", None, ["flour", "wages"], []),
        ("May 4, 2031 | Mills, Lesk | 4 comments", "2031-05-04", ["Mills", "Lesk"], []),
        (
            "This entry was posted on Sunday, May 4th, 2031 at 5:00 pm and is filed under Mills. You can follow any responses "
            "to this entry through the feed.",
            "2031-05-04",
            ["Mills"],
            [],
        ),
    ],
)
def test_the_line_under_a_weblog_s_article(line: str, day: str | None, categories: list[str], tags: list[str]) -> None:
    foot = footer(line)
    assert foot is not None
    assert (foot.date.edtf if foot.date else None) == day
    assert [name for name, _ in foot.categories] == categories
    assert [name for name, _ in foot.tags] == tags
    assert all(span.of(line) == name for name, span in (*foot.categories, *foot.tags))


@pytest.mark.parametrize(
    "line",
    [
        "Posted by Oro Vann | The Lantern | 4 May 2031",
        "Published by the ministry on May 4, 2031, the list has 12 comments.",
        "Published 4 May 2031 | Updated 5 May 2031",
        "Posted in Lesk, the guards reply",
        "Oro Vann – Notes from the Mole – 4 May 2031",
        "Tags: flour, wages",
        "Mills | Comments (3)",
        "Share this: Print",
    ],
)
def test_other_lines_end_no_article(line: str) -> None:
    assert footer(line) is None


def test_tags_alone_are_read_and_end_nothing() -> None:
    found = filing("Tags: flour, wages")
    assert found is not None
    assert [name for name, _ in found.tags] == ["flour", "wages"]
    assert filing("Posted in Lesk, the guards reply") is None
    assert is_aside("Permalink | Comments (3)")
    assert not is_aside("Mills | Comments (3)")


def test_a_weblog_s_page_is_cut_at_its_own_kind_of_line() -> None:
    foot = "Posted by the Miller on May 4, 2031 | Mills | Tags: , , | 6 Comments"
    notes = "[Translated from the Norlandic by the Miller.]"
    first = (
        "Crews and an empty mole: what we know of the strike at Darma",
        "By Oro Vann | The Lantern | 3 May 2031",
        *STORY,
        foot,
    )
    second = (
        notes,
        "Bread is dear",
        "Kalda Post | May 1, 2031",
        *STORY,
        foot,
        "Share this: Print",
        "Like this: Loading...",
    )
    third = ("Ferries sail again", "Tidewire | May 1, 2031", *STORY, foot)
    text = "\n\n".join(("The Mill Race", "Cuttings on flour", "Monthly Archives: May 2031", *first, *second, *third))
    capture = Capture("0" * 64, "dump", None, "", "text/plain", "utf-8", "folder", len(text))
    articles = [r for r in run(ExtractInput(capture, text)).rows if isinstance(r, Article)]
    heads = [[p.span.of(a.text) for p in a.parts if p.kind == "headline"] for a in articles]
    assert heads == [[first[0]], ["Bread is dear"], ["Ferries sail again"]]
    assert [p.span.of(articles[1].text) for p in articles[1].parts if p.kind == "note"] == [notes]
    assert [d.value for a in articles for d in a.data if d.kind == "reposted"] == ["2031-05-04"] * 3
    assert [d.value for a in articles for d in a.data if d.kind == "category"] == ["Mills"] * 3


def test_a_day_without_its_year_lies_last_before_the_article_was_passed_on() -> None:
    article = posted(head="Tide Lesk, Dec. 30")
    data = {d.kind: (d.value, d.words) for d in article.data}
    assert data["published"] == ("2030-12-30", "Dec. 30")
    assert data["outlet"][0] == "Tide Lesk"
