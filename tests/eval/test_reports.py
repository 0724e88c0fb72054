"""Reports of several outlets on one event, measured on invented ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from firsthand.eval.first_told import lies_in, meets
from firsthand.eval.reports import measured
from firsthand.lang import gazetteer
from firsthand.lang.gazetteer_build import PlaceRow, build_file
from firsthand.model.readings import PlaceRef
from firsthand.model.spans import Span

TOLD = {
    "ferry": (
        "Ferry Keldon runs aground off Darma",
        "The ferry Keldon ran aground off Darma on Monday and twelve passengers were injured, the coast guard said. "
        "The ferry was crossing the strait of Darma with 240 passengers when it struck a reef.",
        "Twelve injured as Keldon ferry hits reef near Darma",
        "Twelve passengers were injured when the ferry Keldon struck a reef in the strait of Darma on Monday. "
        "The coast guard took off all 240 passengers of the ferry.",
    ),
    "mint": (
        "Gunmen rob the Averna mint",
        "Gunmen robbed the mint of Averna on Thursday and escaped with gold bars, police said. "
        "Guards at the mint were tied up while the robbers loaded the gold into a van.",
        "Gold stolen in raid on mint in Averna",
        "Police in Averna are looking for gunmen who robbed the mint on Thursday. The robbers tied up the guards "
        "of the mint and drove off with gold bars in a van.",
    ),
}


def test_reports_of_one_event_are_found_together(tmp_path: Path) -> None:
    for event, (title, text, other_title, other_text) in TOLD.items():
        day = "2031-03-03 09:00:00" if event == "ferry" else "2031-03-06 09:00:00"
        for n, (head, body) in enumerate(((title, text), (other_title, other_text))):
            row = {
                "dId": f"{event}{n}",
                "category": event,
                "date_publish": day,
                "publisher": f"p{n}",
                "title": head,
                "text": body,
                "fiveWoneH": {"who": {"annotated": [{"text": "passengers" if event == "ferry" else "Gunmen"}]}},
            }
            (tmp_path / f"{event}{n}.json").write_text(json.dumps(row), encoding="utf-8")
    found = measured(tmp_path).figure("same event F1")
    assert found is not None
    assert found.value == 1.0
    asked = {q: measured(tmp_path).figure(f"first {q} right") for q in ("who", "where")}
    assert {q: f.n if f else None for q, f in asked.items()} == {"who": 4, "where": 0}


@pytest.mark.parametrize(
    ("question", "phrase", "right"),
    [
        ("who", "the mint of Averna", False),
        ("who", "the Keldon", True),
        ("what", "runs aground", True),
        ("what", "a storm near Averna sank it", False),
        ("where", "strait of Darma", True),
        ("where", "Averna", False),
    ],
)
def test_an_answer_is_right_that_shares_its_words(question: str, phrase: str, right: bool, tmp_path: Path) -> None:
    title, text, *_ = TOLD["ferry"]
    coded = {question: {"annotated": [{"text": phrase}]}}
    row = {"dId": "x", "category": "e", "date_publish": "2031-03-03", "publisher": "p", "title": title, "text": text}
    (tmp_path / "x.json").write_text(json.dumps(row | {"fiveWoneH": coded}), encoding="utf-8")
    found = measured(tmp_path).figure(f"first {question} right")
    assert found is not None
    assert found.value == float(right)


@pytest.fixture
def towns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hall in the town of Tessel, the quarter's neighbour Ombrin 20 km away, and a country around them."""
    rows = (
        PlaceRow("geonames:1", "Heron Hall", (), 10.01, 10.01, "XA", "XA", "site", 0),
        PlaceRow("geonames:2", "Tessel", (), 10.0, 10.0, "XA", "XA", "settlement", 90_000),
        PlaceRow("geonames:3", "Ombrin", (), 10.18, 10.0, "XA", "XA", "settlement", 90_000),
        PlaceRow("geonames:4", "Varland", (), 10.0, 10.0, "XA", "XA", "country", 900_000),
        PlaceRow("geonames:5", "Farhaven", (), 14.0, 10.0, "XA", "XA", "settlement", 90_000),
    )
    build_file(tmp_path / "atlas.bin", rows, (("atlas", "1"),))
    monkeypatch.setenv(gazetteer.SETTING, str(tmp_path / "atlas.bin"))


@pytest.mark.usefixtures("towns")
@pytest.mark.parametrize(
    ("told", "phrase", "right"),
    [
        ("Heron Hall", "Tessel", True),
        ("Heron Hall", "Farhaven", False),
        ("Heron Hall", "Varland", False),  # a country holds too much
        ("Heron Hall", "a field near Tessel", False),
        ("Tessel", "Heron Hall", False),  # never the coarser
        ("Tessel", "Ombrin", False),  # nor the neighbour
    ],
)
def test_a_building_in_the_marked_town_is_right(told: str, phrase: str, right: bool) -> None:
    (place, *_) = gazetteer.look(told)
    ref = PlaceRef(
        "l-1",
        "a-1",
        "m-1",
        Span(0, 4),
        place.id,
        told,
        place.lat,
        place.lon,
        place.country,
        place.precision,
        (),
        1.0,
        "",
    )
    assert lies_in(ref, [phrase]) is right


@pytest.mark.parametrize(
    ("told", "phrase", "right"),
    [
        ("Sandilow", "near Sandlilow station", True),
        ("Sandilow", "Sandilows", True),
        ("Sandilow", "Sandilaw", True),
        ("Sandilow", "Sandlelow", False),
        ("Averna", "Averno", False),  # short words are others by a letter
    ],
)
def test_a_letter_amiss_in_a_long_word_is_forgiven(told: str, phrase: str, right: bool) -> None:
    assert meets(told, [phrase]) is right
