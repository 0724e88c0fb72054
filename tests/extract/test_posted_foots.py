"""What stands around the prose of articles that were passed on: notes, credits, what the outlet is, lists of others."""

from __future__ import annotations

import pytest

from firsthand.extract import run
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
