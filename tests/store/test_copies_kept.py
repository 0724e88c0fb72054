"""Copies in a record: whatever the order pages came in, and after the files beside it are gone or broken."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from firsthand import record
from firsthand.model.findings import Family, ReuseLink
from firsthand.store.postings_file import HEAD, folder_of

WORDS = (
    "harbour master clerk divers told wrote denied that nine barges sank near the quay toll books burned ferry will not "
    "sail bell sold spring wind rain frost debt pride hunger thirst envy sleep luck day 7 12 31"
)


def story(chance: Random) -> str:
    """Nine paragraphs of words in no order."""
    words = WORDS.split()
    return "\n\n".join(" ".join(chance.choices(words, k=30)).capitalize() + "." for _ in range(9))


@pytest.fixture
def many(tmp_path: Path) -> list[Path]:
    """Six stories, each on three pages of other outlets, the third cut short."""
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(6):
        body = story(Random(n))
        for k, outlet in enumerate(("Narva Post", "Hill Voice", "Quay Digest")):
            text = body if k < 2 else body[: body.rindex("\n\n", 0, len(body) * 3 // 4)]
            page = (
                f"Orsa Press Archive\n\nStorm {n} closes the port\n\nSource: {outlet}\n\n{3 + k} May 2031\n\n{text}\n"
            )
            (folder / f"{n}{k}.txt").write_text(page, encoding="utf-8")
    return sorted(folder.iterdir())


def found(r: record.Record) -> tuple[list[ReuseLink], list[Family]]:
    return [x for x in r.all("reuse_link") if isinstance(x, ReuseLink)], [
        x for x in r.all("family") if isinstance(x, Family)
    ]


STEPS = ("extract", "shingle", "link", "family")


def filled(where: str, batches: list[list[Path]]) -> tuple[list[ReuseLink], list[Family]]:
    with record.open(where) as r:
        for some in batches:
            r.add(some, run=False)
            r.run(STEPS, workers=1)
        return found(r)


def test_whatever_the_order_pages_came_in(tmp_path: Path, many: list[Path]) -> None:
    at_once = filled(str(tmp_path / "a.record"), [many])
    shuffled = Random(4).sample(many, len(many))
    assert len(at_once[1]) == 6
    assert all(len(f.articles) == 3 for f in at_once[1])
    assert filled(str(tmp_path / "b.record"), [shuffled[:5], shuffled[5:6], shuffled[6:]]) == at_once


def test_the_files_beside_can_be_lost_or_broken(where: str, many: list[Path]) -> None:
    before = filled(where, [many[:9]])
    folder = folder_of(where)
    assert (folder / HEAD).exists()
    shutil.rmtree(folder)
    with record.open(where) as r:
        assert r.run(STEPS, workers=1).done == 0
        assert found(r) == before
    (folder / HEAD).write_bytes(b"PK and then nothing")
    after = filled(where, [many[9:]])
    with record.open(where) as r:
        r.rebuild(workers=1)
        assert found(r) == after
    shutil.rmtree(folder)


def test_evidence_points_at_its_words(tmp_path: Path, many: list[Path]) -> None:
    where = str(tmp_path / "a.record")
    links, _ = filled(where, [many])
    with record.open(where) as r:
        proofs = [p for x in links for e in x.evidence for p in e.proofs]
        assert proofs
        for p in proofs:
            assert p.capture_span is not None
            page = r.capture_text(r.view.article(p.article_id).capture_id)
            assert p.capture_span.of(page) == p.words


def test_versions_are_told_apart(tmp_path: Path, many: list[Path]) -> None:
    where, later = str(tmp_path / "a.record"), tmp_path / "later.txt"
    later.write_text(many[0].read_text(encoding="utf-8").replace("31 ", "153 "), encoding="utf-8")
    filled(where, [many, [later]])
    with record.open(where) as r:
        ids = [c.id for c in r.all("capture") if c.path.endswith(("00.txt", "later.txt"))]
        (first,) = r.articles_of(ids[0])
        (revision,) = r.revisions_of(first.id)
        old, new = r.view.article(revision.old_article), r.view.article(revision.new_article)
        assert len(revision.figures) == len(revision.changes) > 2
        for change in revision.figures:
            assert change.old is not None
            assert change.new is not None
            assert (change.old.of(old.text), change.new.of(new.text)) == ("31", "153")
