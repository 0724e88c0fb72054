"""Damaged PDFs: every whole page is read, and every damage that can be told is told with its place. bench/damage.py does more."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from firsthand.collect import Found, collect
from firsthand.collect.pdf_text import told
from firsthand.model.problems import Problem
from tests.collect import made

NOW = "2031-06-01T00:00:00Z"
PAGES = ("Rain fell on Darma.\nThe port closed.", "It opened again on Monday.")
FILES = {"plain": made.pdf(*PAGES), "packed": made.packed_pdf(*PAGES)}
FLIPS = 120


def hurt(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 4, 30))):
        out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


@pytest.mark.parametrize("kind", sorted(FILES))
def test_a_sound_file_gives_its_pages_and_no_damage(kind: str) -> None:
    read = told(FILES[kind])
    assert [page.strip() for page in read["pages"]] == [*PAGES]
    assert read["hurt"] == []


def test_pages_before_a_cut_are_read_though_the_table_of_objects_is_gone() -> None:
    data = FILES["plain"]
    ends = [data.find(b"endstream", data.find(words)) + 9 for words in (b"Rain", b"It opened")]
    for cut in range(ends[0], len(data) - 7, 23):
        read = told(data[:cut])
        whole = sum(end <= cut for end in ends)
        assert [page.strip() for page in read["pages"]][:whole] == [*PAGES[:whole]]
        assert read["hurt"]


def test_pages_in_a_stream_of_objects_are_found_without_their_table() -> None:
    data = FILES["packed"]
    read = told(data[: data.rfind(b" obj\n<< /Type /XRef")])
    assert [page.strip() for page in read["pages"]] == [*PAGES]


def test_a_lost_object_is_told_with_its_page_and_its_byte() -> None:
    data = FILES["plain"]
    at = data.find(b"5 0 obj")
    broken = told(data[:at] + b"9" + data[at + 1 :].replace(b"startxref", b"startxxxx"))
    page = data.find(b"4 0 obj")
    assert any(said.startswith(f"page 1 (object 4, byte {page}): ") for said in broken["hurt"])
    assert broken["pages"][1].strip() == PAGES[1]


def test_words_in_a_lost_font_are_no_words() -> None:
    """What its numbers stand for is told in the font: without it every word would be wrong."""
    data = FILES["plain"]
    at, second = data.find(b"3 0 obj"), data.find(b"6 0 obj")
    own = data[second : data.find(b"xref")].replace(b"/F1 3 0 R", b"/F1 8 0 R")
    lost = told(
        data[:at] + data[data.find(b"4 0 obj") : second] + own + b"8 0 obj\n<< /Type /Font /Subtype /Type1 >>\nendobj\n"
    )
    assert lost["pages"][0] == ""
    assert lost["pages"][1].strip() == PAGES[1]
    assert [said for said in lost["hurt"] if said.endswith("a font is lost, and with it the words")]


@pytest.mark.parametrize("kind", sorted(FILES))
def test_flipped_bits_never_break_the_reader_nor_lose_a_page_in_silence(kind: str) -> None:
    rng = random.Random(kind)
    for _ in range(FLIPS):
        read = told(hurt(FILES[kind], rng))
        pages = read.get("pages", [])
        fewer = sum(bool(page.strip()) for page in pages) < len(PAGES)
        assert (
            not fewer or read.get("why") or read["hurt"] or len(pages) == len(PAGES)
        )  # an empty page is told by `take`


def test_what_was_missed_is_a_problem_of_the_capture(tmp_path: Path) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(FILES["plain"][:-200])
    found, *problems = collect([path], now=NOW)
    assert isinstance(found, Found)
    assert [p.code for p in problems if isinstance(p, Problem)] == ["damaged-pdf"]
    assert all(isinstance(p, Problem) and "read as far as it goes" in p.message for p in problems)
