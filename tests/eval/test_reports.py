"""Reports of several outlets on one event, measured on invented ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from firsthand.eval.reports import measured

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
