"""A made-up atlas: two countries, Varland (XA) and Ostia (XB), that share names of towns; and Iraq, for words of our tables."""

from __future__ import annotations

from pathlib import Path

from firsthand.lang.gazetteer_build import PlaceRow, build_file


def row(
    id_: int, name: str, at: tuple[float, float], code: str, kind: str, people: int, others: tuple[str, ...] = ()
) -> PlaceRow:
    return PlaceRow(f"geonames:{id_}", name, others, *at, code.split(".")[0], code, kind, people)


ATLAS = (
    row(1, "Varland", (10.0, 10.0), "XA", "country", 4_000_000),
    row(2, "Ostia", (50.0, 60.0), "XB", "country", 30_000_000),
    row(3, "Northmark", (11.0, 10.0), "XA.01", "region", 900_000),
    row(4, "Southmark", (8.0, 10.0), "XA.02", "region", 800_000),
    row(5, "Harrow County", (11.2, 10.2), "XA.01.7", "district", 30_000, ("Harrow",)),
    row(6, "Harrow", (11.2, 10.3), "XA.01.7", "settlement", 5_000),
    row(7, "Harrow", (50.5, 60.5), "XB", "settlement", 90_000),
    row(8, "Saint Orm", (11.5, 10.4), "XA.01", "settlement", 7_000),
    row(9, "Teel", (11.3, 10.1), "XA.01.7", "settlement", 2_000),
    row(10, "Teel", (48.0, 58.0), "XB", "settlement", 3_000),
    row(11, "Łomsk", (51.0, 61.0), "XB", "capital", 2_000_000, ("Lomsk", "Ломск")),
    row(12, "Iraq", (33.0, 44.0), "IQ", "country", 38_000_000),
    row(13, "Grey Strait", (12.0, 9.0), "XA", "water", 100_000),
    row(15, "Bren", (20.1, 30.1), "XB.03", "region", 700_000),
    row(16, "Bren", (20.3, 30.2), "XB.03", "settlement", 400_000),
    row(14, "Camp Ferrin", (8.1, 10.2), "XA", "site", 60_000),
)


def make(folder: Path, rows: tuple[PlaceRow, ...] = ATLAS) -> Path:
    """The atlas as a file in a folder."""
    path = folder / "atlas.bin"
    build_file(path, rows, (("atlas", "1"),))
    return path
