"""The page of error rates: nothing before anybody decided, then shares with intervals; and figures that agree with the floors."""

from __future__ import annotations

import tomllib
from pathlib import Path

from starlette.testclient import TestClient

from firsthand import record as service
from firsthand.eval.shipped import shipped
from firsthand.serve.web import app

FLOORS = Path(__file__).parents[2] / "gold/floors.toml"
TEXT = """Ferry stops at noon
By Mara Lind
The Harbour Courier
March 3, 2031

The harbour master said on Monday that the ferry would stop at noon. The mayor, Ola Brandt, denied that there was any danger.
"""


def test_what_was_shipped_is_what_the_floors_hold() -> None:
    floors = tomllib.loads(FLOORS.read_text())
    for row in shipped():
        assert abs(floors[row.set]["floors"][row.measure] - row.value) < 0.003, row.measure


def test_a_record_without_decisions_says_so_and_one_with_them_has_a_rate(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT)
    with service.open(tmp_path / "r") as record:
        record.add([page], workers=1)
        web = TestClient(app(record), base_url="http://127.0.0.1")
        assert "Nobody has decided anything here yet" in web.get("/quality").text
        article = record.articles().hits[0].id
        wrong = record.attributions_of(article)[0]
        record.decide("reject", wrong.id, by="Ina")
        told = web.get("/quality").text
        assert "1 person has decided 1 time in 1 article" in told
        assert "Of the attributions that people looked at" in told
