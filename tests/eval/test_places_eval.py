"""The measure of places, on a file of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand.eval import places
from firsthand.lang import gazetteer
from firsthand.lang.gazetteer_build import PlaceRow, build_file
from firsthand.model.problems import UnreadableInput

TEXT = "Rain fell in Harrow and Quillport.\nVarland was dry."
ROWS = (
    PlaceRow("geonames:1", "Varland", (), 10.0, 10.0, "XA", "XA", "country", 1000),
    PlaceRow("geonames:2", "Harrow", (), 11.0, 10.0, "XA", "XA", "settlement", 10),
)


def gold(name: str, start: int, lat: float | None, lon: float = 10.0) -> str:
    at = f"<lat>{lat}</lat><lon>{lon}</lon>" if lat is not None else ""
    end = start + len(name)
    return f"<toponym><start>{start}</start><end>{end}</end><phrase>{name}</phrase><gaztag>{at}</gaztag></toponym>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(gazetteer.SETTING, str(tmp_path / "atlas.bin"))
    build_file(tmp_path / "atlas.bin", ROWS, ())
    names = (gold("Harrow", 12, 11.5), gold("Quillport", 24, 1.0), gold("Varland", 35, 30.0), gold("rain", 0, None))
    body = f"<text>{TEXT}</text><toponyms>{''.join(names)}</toponyms>"
    (tmp_path / "made.xml").write_text(f"<articles><article docid='x'>{body}</article></articles>", encoding="utf-8")
    return tmp_path


def test_right_wrong_and_unresolved_are_counted(folder: Path) -> None:
    (count,) = places.measure(folder / "made.xml").articles
    assert (count.names, count.right, count.unresolved) == (3, 1, 1)


def test_a_place_counted_a_little_off_is_found_again(folder: Path) -> None:
    (article,) = places.load(folder / "made.xml")
    assert [p.span.of(TEXT) for p in article.places] == ["Harrow", "Quillport", "Varland"]


def test_a_folder_shows_each_file(folder: Path) -> None:
    assert "made" in places.evaluate(folder)
    assert " 33.3" in places.evaluate(folder / "made.xml")


def test_no_such_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        places.load(tmp_path / "absent.xml")
    with pytest.raises(UnreadableInput):
        places.evaluate(tmp_path)


def test_a_degree_of_latitude_is_111_km() -> None:
    assert abs(places.kilometres(0, 0, 1, 0) - 111.2) < 0.1
    assert places.kilometres(10, 179.9, 10, -179.9) < 25
