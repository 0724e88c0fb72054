"""WACZ and BagIt: taken by the tools that archives take them with."""

from __future__ import annotations

import gzip
import json
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import bagit
import pytest
from wacz.main import main as wacz
from warcio.archiveiterator import ArchiveIterator

from firsthand.export.warc import Entry
from firsthand.model.articles import Capture
from firsthand.model.problems import UsageError
from firsthand.record import Choice, Record
from tests.export.conftest import Export, write_pages


def test_wacz_validates_it(export: Export) -> None:
    assert wacz(["validate", "-f", str(export("wacz", "out.wacz"))]) == 0


def test_wacz_refuses_one_that_was_tampered_with(export: Export, tmp_path: Path) -> None:
    with ZipFile(export("wacz", "out.wacz")) as good, ZipFile(tmp_path / "bad.wacz", "w") as bad:
        for name in good.namelist():
            data = good.read(name)
            bad.writestr(name, data.replace(b"Raiders", b"Traders") if name.startswith("pages") else data)
    assert wacz(["validate", "-f", str(tmp_path / "bad.wacz")]) != 0


def test_the_index_points_at_records_whose_bytes_are_the_originals(export: Export, record: Record) -> None:
    with ZipFile(export("wacz", "out.wacz")) as held:
        assert {i.compress_type for i in held.infolist()} == {ZIP_STORED}
        archive = held.read("archive/data.warc.gz")
        lines = gzip.decompress(held.read("indexes/index.cdx.gz")).decode().splitlines()
        pages = [json.loads(x) for x in held.read("pages/pages.jsonl").splitlines()][1:]
    assert len(lines) == len(pages) == 5
    assert lines == sorted(lines)
    for line in lines:
        said = json.loads(line.split(" ", 2)[2])
        record_bytes = archive[said["offset"] : said["offset"] + said["length"]]
        found = next(iter(ArchiveIterator(BytesIO(record_bytes), check_digests="raise")))
        id_ = said["digest"].removeprefix("sha256:")
        assert found.rec_headers.get_header("WARC-Target-URI") == said["url"]
        assert found.content_stream().read() == record.original(id_)
    kinds = [r.rec_type for r in ArchiveIterator(BytesIO(archive), check_digests="raise")]
    assert kinds == ["warcinfo"] + ["resource"] * 5
    assert any("Fire at the Harrowmere mill" in p["title"] for p in pages)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.desk.example/News/1?b=2", "example,desk)/news/1?b=2"),
        ("https://desk.example", "example,desk)/"),
        (None, "urn:sha256:" + "0" * 64),
    ],
)
def test_the_key_of_an_address_begins_with_the_end_of_its_host(url: str | None, key: str) -> None:
    capture = Capture("0" * 64, "x.html", url, "2031-05-06T10:00:00.5Z", "text/html", "utf-8", "folder", 1)
    entry = Entry(capture, url or f"urn:sha256:{capture.id}", 0, 1, capture.id)
    assert (entry.key, entry.stamp) == (key, "20310506100000")


def test_only_the_originals_of_what_was_chosen(record: Record, tmp_path: Path) -> None:
    record.export("wacz", tmp_path / "one.wacz", Choice(record.chosen('"Harrowmere"')))
    with ZipFile(tmp_path / "one.wacz") as held:
        assert len(held.read("pages/pages.jsonl").splitlines()) == 2


def test_a_bag_is_valid_and_a_changed_one_is_not(export: Export) -> None:
    out = export("bagit", "bag")
    bag = bagit.Bag(str(out))
    assert bag.validate()
    assert "reported, not verified" in bag.info["External-Description"]
    changed = next((out / "data/originals").iterdir())
    changed.write_bytes(changed.read_bytes() + b" ")
    assert not bagit.Bag(str(out)).is_valid()


def test_a_bag_has_a_folder_of_its_own(export: Export, tmp_path: Path) -> None:
    write_pages(tmp_path / "full")
    with pytest.raises(UsageError, match="not empty"):
        export("bagit", "full")
