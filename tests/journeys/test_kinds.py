"""From a letter, a feed, Markdown and a web archive to articles, exports and a withdrawal."""

from __future__ import annotations

import io
import json
from pathlib import Path

from tests.collect import made
from warcio.archiveiterator import ArchiveIterator

from firsthand import record

NAMES = ("l.eml", "o.rss", "n.md", "b.warc.gz", "k.mhtml")


def test_kinds_of_capture_from_first_to_last(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in NAMES:
        (tmp_path / "in" / name).write_bytes(made.SAMPLES[name])
    with record.open(tmp_path / "a.record") as a, record.open(tmp_path / "b.record") as b:
        report = a.add([tmp_path / "in"], workers=1, by="Ina")
        assert [p.code for p in report.problems] == ["teasers-only"]
        assert report.new == 4 + 6
        assert len(a.articles(per_page=50).hits) == 4 - 1 + 3 + 6
        assert a.verify().faults == ()
        for form in ("jsonl", "jsonld", "wacz", "csv"):
            a.export(form, tmp_path / f"out.{form}")
        b.import_jsonl(tmp_path / "out.jsonl", workers=1)
        b.export("jsonl", tmp_path / "again.jsonl")
        for file in sorted((tmp_path / "out.jsonl").iterdir()):
            assert (tmp_path / "again.jsonl" / file.name).read_bytes() == file.read_bytes(), file.name
        letter = next(
            c for c in map(json.loads, (tmp_path / "out.jsonl/captures.jsonl").open()) if c["path"].endswith("l.eml")
        )
        a.withdraw(letter["id"], by="Ina", reason="asked")
        assert a.custody()[-1].act == "withdrawn"
        assert a.verify().faults == ()
        assert a.add([tmp_path / "in"], workers=1).new == 0


def test_what_we_export_as_wacz_can_be_taken_in(tmp_path: Path) -> None:
    (tmp_path / "a.mhtml").write_bytes(made.mhtml())
    (tmp_path / "a.html").write_bytes(made.html("Taken").encode())
    with record.open(tmp_path / "a.record") as a, record.open(tmp_path / "b.record") as b:
        first = a.add([tmp_path / "a.mhtml", tmp_path / "a.html"], run=False)
        a.export("wacz", tmp_path / "out.wacz")
        second = b.add([tmp_path / "out.wacz"], run=False)
        assert set(first.captures) == set(second.captures)
        assert b.capture_text(first.captures[0]) == a.capture_text(first.captures[0])


def test_warcio_reads_what_the_samples_hold() -> None:
    """The samples are what other programs take for web archives too."""
    records = [r.rec_type for r in ArchiveIterator(io.BytesIO(made.warc("gz")))]
    assert records == ["warcinfo", *["response"] * 6]
