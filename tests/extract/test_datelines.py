"""Where, when and by whom a report was filed."""

from __future__ import annotations

from datetime import date

import pytest

from firsthand.extract.datelines import dateline, filed_on

PASSED_ON = date(2031, 1, 2)


@pytest.mark.parametrize(
    ("text", "place", "agency", "day"),
    [
        ("DARMA, Jan 1 (TDW): Rain fell.", "DARMA", "TDW", "2031-01-01"),
        ("DARMA, Dec. 30 (Tidewire) -- Rain fell.", "DARMA", "Tidewire", "2030-12-30"),
        ("Darma, 1 January (Tidewire) – Rain fell.", "Darma", "Tidewire", "2031-01-01"),
        ("Darma (Tidewire) — Rain fell.", "Darma", "Tidewire", None),
        ("(Tidewire) PORT LESK – Rain fell.", "PORT LESK", "Tidewire", None),
        ("DARMA, May 3, 2029, Tidewire – Rain fell.", "DARMA", "Tidewire", "2029-05-03"),
        ("EL LESK – Rain fell.", "EL LESK", None, None),
        ("PORT LESK: Rain fell.", "PORT LESK", None, None),
    ],
)
def test_datelines(text: str, place: str, agency: str | None, day: str | None) -> None:
    read = dateline(text)
    assert read is not None
    assert (read.place, read.agency and read.agency.of(text)) == (place, agency)
    assert filed_on(read.month_day, read.year, PASSED_ON) == day
    assert read.whole.of(text).strip() + " Rain fell." == text


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE: Rain fell.",
        "TPN: Rain fell.",
        "ANNA VENN: How did it begin?",
        "Rain (the first this year) - fell.",
        "Mara Venn (Harbour Party) - who spoke first - left.",
        "The port – closed since May – opens.",
    ],
)
def test_other_beginnings_are_no_datelines(text: str) -> None:
    assert dateline(text) is None


def test_without_a_day_of_reposting_no_year_is_guessed() -> None:
    read = dateline("DARMA, Jan 1 (TDW): Rain fell.")
    assert read is not None
    assert filed_on(read.month_day, read.year, None) is None
