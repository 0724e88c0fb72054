"""Web archives: every whole record a capture, every damage a problem with its place."""

from __future__ import annotations

import gzip
import io
import random
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from firsthand.collect import Again, Found, collect, decode
from firsthand.model.problems import Problem
from tests.collect import made

NOW = "2031-06-01T00:00:00Z"
Met = tuple[list[Found], list[Problem], list[Again]]


def take(path: Path, data: bytes, **options: int) -> Met:
    path.write_bytes(data)
    items = list(collect([path], now=NOW, **options))
    return (
        [x for x in items if isinstance(x, Found)],
        [x for x in items if isinstance(x, Problem)],
        [x for x in items if isinstance(x, Again)],
    )


def one(path: Path, *records: bytes) -> Met:
    return take(path, b"".join(records))


@pytest.mark.parametrize(
    ("name", "data"),
    [(n, d) for n, d in made.SAMPLES.items() if ".warc" in n],
)
def test_however_packed_the_same_pages_come_out(tmp_path: Path, name: str, data: bytes) -> None:
    found, problems, _ = take(tmp_path / name, data)
    assert [decode(f.data, f.capture.charset) for f in found] == [made.html(f"Story {i}") for i in range(6)]
    assert [f.capture.url for f in found] == [f"https://courier.example/{i}" for i in range(6)]
    assert {(f.capture.fetched_at, f.capture.via, f.capture.media_type) for f in found} == {
        (made.DAY, "warc", "text/html")
    }
    assert not problems


def test_a_place_leads_back_to_its_record(tmp_path: Path) -> None:
    data = made.warc("gz")
    found, _, _ = take(tmp_path / "a.warc.gz", data)
    for f in found:
        start = int(f.capture.path.partition("#offset=")[2])
        assert zlib.decompressobj(31).decompress(data[start:]).startswith(b"WARC/1.0")
        assert f.data in zlib.decompressobj(31).decompress(data[start:])


def test_what_warcio_writes_is_read_as_warcio_reads_it(tmp_path: Path) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for i in range(5):
        head = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], protocol="HTTP/1.1"
        )
        body = io.BytesIO(gzip.compress(made.html(f"W {i}").encode()))
        writer.write_record(writer.create_warc_record(f"https://a.example/{i}", "response", body, http_headers=head))
    found, problems, _ = take(tmp_path / "a.warc.gz", out.getvalue())
    theirs = [r.content_stream().read() for r in ArchiveIterator(io.BytesIO(out.getvalue()))]
    assert [f.data for f in found] == theirs
    assert not problems


PAGE = made.html("Packed").encode()


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (["Transfer-Encoding: chunked"], made.chunked(PAGE)),
        (["Transfer-Encoding: chunked"], PAGE),  # joined by who archived it, who left the header
        (["Content-Encoding: gzip"], gzip.compress(PAGE)),
        (["Content-Encoding: gzip"], PAGE),
        (["Content-Encoding: deflate"], zlib.compress(PAGE)),
        (["Content-Encoding: deflate"], zlib.compress(PAGE, wbits=-15)),
        (["Content-Encoding: zstd"], zstandard.compress(PAGE)),
        (["Transfer-Encoding: chunked", "Content-Encoding: gzip"], made.chunked(gzip.compress(PAGE), 50)),
    ],
)
def test_payloads_come_out_as_a_browser_had_them(tmp_path: Path, headers: list[str], body: bytes) -> None:
    found, problems, _ = one(
        tmp_path / "a.warc", made.record("response", "https://a.example/", made.http(body, *headers))
    )
    assert [f.data for f in found] == [PAGE]
    assert not problems


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (["Transfer-Encoding: chunked"], made.chunked(PAGE)[:-200]),
        (["Content-Encoding: gzip"], gzip.compress(PAGE)[:-60]),
        (["Content-Encoding: zstd"], zstandard.compress(PAGE)[:-60]),
    ],
)
def test_a_damaged_payload_is_said(tmp_path: Path, headers: list[str], body: bytes) -> None:
    _, problems, _ = one(tmp_path / "a.warc", made.record("response", "https://a.example/", made.http(body, *headers)))
    assert "damaged-payload" in [p.code for p in problems]


def test_a_payload_that_unpacks_without_end_is_left_out(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<p>" + b" " * 50_000_000)
    record = made.record("response", "https://a.example/", made.http(bomb, "Content-Encoding: gzip"))
    tracemalloc.start()
    found, problems, _ = take(tmp_path / "a.warc", record, max_bytes=1_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert ([f.data for f in found], [p.code for p in problems]) == ([], ["damaged-payload"])
    assert peak < 8_000_000


@pytest.mark.parametrize("packing", ["plain", "gz", "whole"])
@pytest.mark.parametrize("lie", [-400, -3, 3, 700, 10**9, 10**14])
def test_a_wrong_length_is_mended_by_what_follows_and_said(tmp_path: Path, packing: str, lie: int) -> None:
    body = made.http(made.html("Lied").encode())
    records = [
        made.page_record(0),
        made.record("response", "https://a.example/", body, len(body) + lie),
        made.page_record(1),
    ]
    found, problems, _ = take(tmp_path / "a.warc", made.warc(packing, records))
    assert made.html("Story 0").encode() in [f.data for f in found]
    assert made.html("Story 1").encode() in [f.data for f in found]
    assert {"wrong-length", "too-large"} & {p.code for p in problems}
    if lie < 10**8:
        assert made.html("Lied").encode() in [f.data for f in found]


def test_revisits_are_resolved_or_said(tmp_path: Path) -> None:
    body = made.html("Once").encode()
    first = made.record("response", "https://a.example/1", made.http(body), WARC_Payload_Digest=made.digest(body))
    empty = made.http(b"")
    again = made.record("revisit", "https://a.example/2", empty, WARC_Payload_Digest=made.digest(body))
    lost = made.record(
        "revisit", "https://a.example/3", empty, WARC_Payload_Digest="sha1:NOWHERE", WARC_Refers_To_Date=made.DAY
    )
    found, problems, met = one(tmp_path / "a.warc", first, again, lost)
    assert [(m.capture_id, m.url) for m in met] == [(found[0].capture.id, "https://a.example/2")]
    assert [p.code for p in problems] == ["revisit-unresolved"]
    assert made.DAY in problems[0].message


def test_what_is_no_page_is_counted_and_what_was_read_is_not(tmp_path: Path) -> None:
    records = [
        made.record("response", "https://a.example/x.png", made.http(b"\x89PNG", kind="image/png")),
        made.record("response", "https://a.example/404", made.http(PAGE, status="404 Not Found")),
        made.record("request", "https://a.example/", b"GET / HTTP/1.1\r\n\r\n"),
        made.record("metadata", "https://a.example/", b"a: b"),
        made.record("resource", "https://a.example/", PAGE),
        made.record("conversion", "https://a.example/", made.PROSE.encode(), Content_Type="text/plain"),
    ]
    found, problems, _ = one(tmp_path / "a.warc", *records)
    assert [f.capture.media_type for f in found] == ["text/html", "text/plain"]
    assert [p.code for p in problems] == ["records-passed"]
    assert "1 image/png" in problems[0].message
    assert "1 answers of status 404" in problems[0].message


def test_a_digest_that_differs_is_said(tmp_path: Path) -> None:
    content = made.http(PAGE)
    good = made.record("response", "https://a.example/", content, WARC_Block_Digest=made.digest(content))
    assert not one(tmp_path / "a.warc", good)[1]
    changed = good.replace(b"storm", b"st0rm", 1)
    assert [p.code for p in one(tmp_path / "b.warc", changed)[1]] == ["digest-differs"]


def whole_members(data: bytes, records: list[bytes], cut: int) -> Iterator[int]:
    """Which pages of a gzip WARC of a member a record end before a byte."""
    end = 0
    for i, record in enumerate(records):
        end += len(gzip.compress(record, mtime=0))
        if i and end <= cut:
            yield i - 1


def test_cut_short_anywhere_every_whole_record_is_read(tmp_path: Path) -> None:
    data, records = made.warc("gz"), made.warc_records()
    for cut in random.Random(7).sample(range(30, len(data)), 40):
        found, problems, _ = take(tmp_path / "a.warc.gz", data[:cut])
        whole = list(whole_members(data, records, cut))
        got = [f.data.decode() for f in found]
        assert got[: len(whole)] == [made.html(f"Story {i}") for i in whole], cut
        assert got[len(whole) :] in ([], [made.html(f"Story {len(whole)}")]), cut  # only its checksum is lost
        ends = {sum(len(gzip.compress(r, mtime=0)) for r in records[:n]) for n in range(len(records) + 1)}
        assert bool([p for p in problems if p.code != "no-record"]) == (cut not in ends), cut


def test_one_damaged_record_costs_that_record_alone(tmp_path: Path) -> None:
    """Where the other readers of such files stop."""
    data, records = made.warc("gz"), made.warc_records()
    rng = random.Random(11)
    for _ in range(60):
        at, bit = rng.randrange(len(data)), 1 << rng.randrange(8)
        hurt = bytearray(data)
        hurt[at] ^= bit
        found, problems, _ = take(tmp_path / "a.warc.gz", bytes(hurt))
        lost = {made.html(f"Story {i}") for i in range(6)} - {f.data.decode() for f in found}
        member = len(list(whole_members(data, records, at)))
        assert lost <= {made.html(f"Story {member}")}, at
        assert not lost or problems, at
        assert len(found) + len(lost) == 6


def test_junk_between_records_is_said_with_its_place(tmp_path: Path) -> None:
    first, second = made.page_record(0), made.page_record(1)
    junk = random.Random(3).randbytes(5000)
    found, problems, _ = one(tmp_path / "a.warc", first, junk, second)
    assert len(found) == 2
    assert [(p.code, p.unit) for p in problems] == [("damaged-record", f"{tmp_path / 'a.warc'}#offset={len(first)}")]


def test_a_file_without_any_record_is_said(tmp_path: Path) -> None:
    for name in ("a.warc", "a.warc.gz", "a.warc.zst"):
        found, problems, _ = take(tmp_path / name, random.Random(5).randbytes(100_000))
        assert not found
        assert "no-record" in [p.code for p in problems]
        assert len(problems) < 20


def test_memory_is_flat_whatever_the_length(tmp_path: Path) -> None:
    path = tmp_path / "long.warc.gz"

    def peak(times: int) -> int:
        with path.open("wb") as out:
            for i in range(times):
                out.write(gzip.compress(made.page_record(i) + b"", mtime=0))
        tracemalloc.start()
        count = sum(isinstance(x, Found) for x in collect([path], now=NOW))
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert count == times
        return top

    peak(50)
    assert peak(3000) < peak(1500) + 900_000  # what revisits may refer to is remembered: some 220 bytes a page


def test_a_wacz_says_what_it_lacks(tmp_path: Path) -> None:
    found, problems, _ = take(tmp_path / "a.wacz", made.wacz())
    assert len(found) == 6
    assert found[0].capture.path.startswith(f"{tmp_path / 'a.wacz'}/archive/data.warc.gz#offset=")
    assert [p.code for p in problems] == ["page-without-record"]
    assert "https://courier.example/lost" in problems[0].message
    _, problems, _ = take(tmp_path / "b.wacz", made.wacz(broken_digest=True))
    assert [p.code for p in problems] == ["digest-differs", "page-without-record"]
