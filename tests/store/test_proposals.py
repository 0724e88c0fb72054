"""Proposals, unnamed sources and the stamp, on both databases."""

from __future__ import annotations

from pathlib import Path

from firsthand import record as service
from firsthand.model.proposals import Proposal
from firsthand.model.spans import Span
from firsthand.store.database import Database
from firsthand.store.write import Writer

PAGE = "Pier closed\n\nA port official said on Monday that the pier would stay closed. \u0627\u0644\u0633\u0641\u0646\n"


def test_a_proposal_is_kept_as_it_is_through_a_rebuild_until_dropped(where: str, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    with service.open(where) as record:
        record.add([tmp_path / "page.txt"], workers=1)
        article = record.texts([record.search("").hits[0].id])[0]
        start = article.text.index("Monday")
        at = record.anchor(article, Span(start, start + 6))
        one = Proposal("b-1", "2031-05-03T00:00:00Z", "talker", article.id, at, None, at)
        database = Database(where)
        Writer(database).put_proposals([one, one])
        Writer(database).put_proposals([one])
        assert record.proposals() == record.proposals(article.id) == (one,)
        assert record.proposals("a-other") == ()
        record.rebuild(workers=1)
        assert record.proposals() == (one,)
        assert record.show("b-1") == one
        record.drop_proposal("b-1")
        assert record.proposals() == ()
        database.close()


def test_the_stamp_changes_with_the_record_and_stays_without(where: str, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    with service.open(where) as record:
        empty = record.stamp()
        record.add([tmp_path / "page.txt"], workers=1)
        full = record.stamp()
        assert full != empty
        record.run(workers=1)
        assert record.stamp() == full
        (words, n), *_ = record.unnamed_sources()
        assert "port official" in words
        assert n == 1
        said = record.attributions_of(record.search("").hits[0].id)[0]
        record.decide("reject", said.id, by="Ina")
        assert record.stamp() != full
        assert record.unnamed_sources() == ()
