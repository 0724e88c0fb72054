"""What is withdrawn is gone from every row, page and file; hash, day and reason stay; on both databases."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard
from sqlalchemy import select
from tests.store.steps import STEPS

from firsthand import record
from firsthand.export.decisions import withdrawal_of
from firsthand.model.ids import sha256
from firsthand.model.problems import UsageError, Withdrawn
from firsthand.record import Record
from firsthand.store import tables as t
from firsthand.store.postings_file import folder_of

WHY = {"by": "Ina", "reason": "asked for by the family"}
PAGES = {
    "ferry.txt": "Varna opens the bridge\n\nMinister Olena said the bridge is open to all.\n====\n"
    "Tamar mourns a miller\n\nThe miller Léena Kask was found. Olena said the search had ended at noon. Neighbour Leena Kask "
    "said the doors were locked all night.\n====\nOrsk counts its ships\n\nCaptain Bero said the seven ships are safe.\n",
    "kask.html": "Kask at home\n\nBero said Leena Kask lived here.\n",
    "other.txt": "Orsk has a mayor\n\nMayor Kask said nothing of the kind in this other town.\n",
}


@pytest.fixture
def r(where: str, tmp_path: Path) -> Iterator[Record]:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(text, "utf-8")
    with record.open(where, pipeline=STEPS) as opened:
        opened.add([folder], workers=1)
        yield opened


def everywhere(r: Record) -> str:
    """Every column of every row, originals unpacked; of a file also its raw bytes, those of its log and of its cache."""
    held = []
    with r._database.read() as c:
        for table in t.metadata.sorted_tables:
            if table is not t.original:
                held += [repr(tuple(row)) for row in c.execute(select(table))]
        for (id_,) in c.execute(select(t.original.c.capture_id).distinct()):
            held.append(r.original(id_).decode())
    for path in [*folder_of(r.where).glob("**/*"), *(Path(r.where).parent.glob(f"{Path(r.where).name}*"))]:
        if path.is_file():
            held.append(path.read_bytes().decode("utf-8", "replace"))
    return "\n".join(held)


def article(r: Record, title: str) -> str:
    return next(h.id for h in r.articles(per_page=99).hits if (h.title or "").startswith(title))


def page(r: Record, name: str) -> str:
    return next(c.id for c in r.all("capture") if getattr(c, "path", "").endswith(name))


def decided(r: Record, title: str, words: str, value: str = "") -> str:
    a = r.article(article(r, title)).article
    (said,) = (s for s in r.attributions_of(a.id) if words in s.content[0].of(a.text))
    at = r.anchor(a, said.content[0])
    if not value:
        return r.judge("confirm", "attribution", at, by="Ina").id
    return r.judge("set", "attribution", at, by="Ina", field="speaker", value=value).id


def test_an_original_goes_and_its_hash_stays(r: Record, tmp_path: Path) -> None:
    id_ = page(r, "ferry.txt")
    gone = [decided(r, "Orsk counts", "seven ships"), article(r, "Orsk counts"), id_]
    kept = decided(r, "Orsk has", "nothing of the kind")
    assert "seven ships" in everywhere(r)
    (made,) = r.withdraw(id_, **WHY)
    assert "seven ships" not in everywhere(r)
    assert "ferry.txt" not in everywhere(r)
    assert (made.kind, made.hash, made.reason) == ("capture", id_, WHY["reason"])
    assert {x.id: x.hash for x in made.gone}[id_] == id_
    assert set(gone) <= {x.id for x in made.gone}
    for one in gone:
        with pytest.raises(Withdrawn, match=r"was withdrawn on \d{4}-\d\d-\d\d: asked for by the family"):
            r.show(one)
    assert [j.id for j in r.judgements()] == [kept]
    assert r.verify().faults == ()
    again = r.add([tmp_path / "pages"], workers=1)
    assert (again.new, again.known) == (0, 2)
    assert [p.code for p in again.problems] == ["withdrawn"]
    assert "asked for by the family" in again.problems[0].message
    r.rebuild(workers=1)
    assert "seven ships" not in everywhere(r)


def test_an_article_goes_and_its_page_stays_with_all_places(r: Record, tmp_path: Path) -> None:
    beside = [r.article(article(r, x)).article for x in ("Varna", "Orsk counts")]
    kept = decided(r, "Orsk counts", "seven ships")
    id_, gone = article(r, "Tamar"), decided(r, "Tamar", "doors were locked")
    text = r.article(id_).article.text
    (plan,) = r.plan_withdrawal(id_)
    assert [(p.page is None, p.articles) for p in plan.pages] == [(False, (id_,))]
    assert "doors were locked" in everywhere(r)
    (made,) = r.withdraw(id_, **WHY)
    assert "doors were locked" not in everywhere(r)
    assert "Tamar mourns" not in everywhere(r)
    assert made.hash == sha256(text.encode())
    assert [r.article(a.id).article for a in beside] == beside
    assert [j.id for j in r.judgements()] == [kept]
    with pytest.raises(Withdrawn):
        r.article(id_)
    with pytest.raises(Withdrawn):
        r.undo(gone, by="Ina")
    assert r.verify().faults == ()
    again = r.add([tmp_path / "pages"], workers=1)
    assert (again.new, [p.code for p in again.problems]) == (0, ["withdrawn-words"])
    assert "doors were locked" not in everywhere(r)


def test_an_article_alone_on_its_page_takes_the_page_along(r: Record) -> None:
    r.withdraw(article(r, "Orsk has"), **WHY)
    assert "nothing of the kind" not in everywhere(r)
    assert r.status().count("capture") == 2


def test_a_persons_name_and_words_go_from_every_page_and_judgement(r: Record, tmp_path: Path) -> None:
    spoken = decided(r, "Tamar", "doors were locked")
    named = decided(r, "Varna", "bridge is open", value="Leena Kask")
    beside = decided(r, "Tamar", "search had ended")  # its surroundings hold the name
    (made,) = r.withdraw(person="Leena Kask", **WHY)
    held = everywhere(r)
    for words in ("Leena", "Léena", "leena", "doors were locked", "kask.html"):
        assert words not in held
    assert "Mayor Kask" in held  # of a page that never names her
    assert [j.id for j in r.judgements()] == [beside]
    assert "████" in r.judgements()[0].target.before
    assert {spoken, named} <= {x.id for x in made.gone}
    assert all(len(x.hash or "") == 64 for x in made.gone if x.id in (spoken, named))
    assert "search had ended" in r.article(article(r, "Tamar")).article.text
    assert r.verify().faults == ()
    r.rebuild(workers=1)
    assert "Leena" not in everywhere(r)
    later = tmp_path / "leena-kask.txt"
    later.write_text("Lumen has news\n\nPilot Arno said Kask, Leena was seen at the harbour. Kask waved.\n", "utf-8")
    report = r.add([later], workers=1)
    assert (report.new, [p.code for p in report.problems]) == (1, ["withdrawn-words"])
    assert "████, █████ was seen at the harbour. ████ waved" in r.article(article(r, "Lumen")).article.text
    assert not any(w in everywhere(r) for w in ("Leena", "leena-kask", "Kask waved"))
    assert r.verify().faults == ()


def test_a_name_that_is_not_watched_for_leaves_no_hash_to_guess_by(r: Record, tmp_path: Path) -> None:
    (made,) = r.withdraw(person="Leena Kask", watch=False, **WHY)
    assert (made.salt, made.watched) == ("", ())
    assert not any(x.id.startswith("e-") for x in made.gone)
    later = tmp_path / "later.txt"
    later.write_text("Lumen has news\n\nPilot Arno said Leena Kask was seen.\n", "utf-8")
    assert r.add([later], workers=1).problems == ()


def test_reason_and_name_are_asked_for_and_hold_no_withdrawn_name(r: Record) -> None:
    for wrong in ({"reason": "", "by": "Ina"}, {"reason": "x", "by": " "}, {"reason": "for Leena Kask", "by": "Ina"}):
        with pytest.raises(UsageError):
            r.withdraw(person="Leena Kask", **wrong)
    with pytest.raises(UsageError, match="one of the two"):
        r.withdraw(person="Leena Kask", by="Ina", reason="x", *[page(r, "ferry.txt")])  # noqa: B026
    assert r.withdrawals() == ()
    assert "Leena Kask" in everywhere(r)


def test_an_older_export_brings_nothing_back(r: Record, tmp_path: Path) -> None:
    decided(r, "Tamar", "doors were locked")
    decided(r, "Orsk has", "nothing of the kind", value="Leena Kask")
    old = r.judgements()
    r.withdraw(article(r, "Tamar"), **WHY)
    r.withdraw(person="Leena Kask", **WHY)
    for judgement in old:
        with pytest.raises(Withdrawn):
            r.append(judgement)
    r.export_jsonl(tmp_path / "out")
    told = "".join(p.read_text(encoding="utf-8") for p in (tmp_path / "out").iterdir())
    assert "Leena" not in told
    assert "doors were locked" not in told
    rows = [json.loads(x) for x in (tmp_path / "out" / "withdrawals.jsonl").read_text(encoding="utf-8").splitlines()]
    assert tuple(sorted(map(withdrawal_of, rows), key=lambda w: w.made_at)) == r.withdrawals()
    assert {row["kind"] for row in rows} == {"article", "person"}
    assert all(row["reason"] == WHY["reason"] and row["made_at"] for row in rows)


def test_a_record_that_takes_over_withdrawals_takes_in_none_of_what_they_took(r: Record, tmp_path: Path) -> None:
    r.withdraw(page(r, "other.txt"), **WHY)
    r.withdraw(article(r, "Orsk counts"), **WHY)
    r.withdraw(person="Leena Kask", **WHY)
    with record.open(tmp_path / "second.record", pipeline=STEPS) as second:
        second._writer.put_withdrawals(r.withdrawals())
        assert second.withdrawals() == r.withdrawals()
        report = second.add([tmp_path / "pages"], workers=1)
        assert sorted(p.code for p in report.problems) == ["withdrawn", "withdrawn-words", "withdrawn-words"]
        assert not any(w in everywhere(second) for w in ("Leena", "Léena", "nothing of the kind", "seven ships"))
        assert second.verify().faults == ()


def test_a_judgement_taken_back_stays_so_when_its_taking_back_is_withdrawn(r: Record) -> None:
    old = decided(r, "Orsk has", "nothing of the kind")
    r.judge("note", "attribution", r.judgements()[0].target, by="Ina", supersedes=old, value="asked of Leena Kask")
    r.withdraw(person="Leena Kask", **WHY)
    assert r.judgements() == ()


def test_verify_tells_of_a_cut_page_that_was_written_over(r: Record) -> None:
    r.withdraw(person="Leena Kask", **WHY)
    id_ = page(r, "ferry.txt")
    with r._database.write() as c:
        data = zstandard.compress(PAGES["ferry.txt"].encode())
        c.execute(t.original.update().where(t.original.c.capture_id == id_).values(data=data))
    assert any(id_ in fault for fault in r.verify().faults)


def test_a_record_of_the_schema_before_keeps_all_it_had(tmp_path: Path) -> None:
    """Of a record that has no tables of withdrawals yet nothing derived is dropped."""
    path = tmp_path / "old.record"
    pages = tmp_path / "one.txt"
    pages.write_text(PAGES["other.txt"], "utf-8")
    with record.open(path, pipeline=STEPS) as r:
        r.add([pages], workers=1)
    with sqlite3.connect(path) as old:
        for table in ("withdrawal", "gone", "cut"):
            old.execute(f"DROP TABLE {table}")
        old.execute("UPDATE meta SET value = '1' WHERE key = 'schema'")
    old.close()
    with pytest.raises(record.StoreError, match="open it once for writing"):
        record.open(path, pipeline=STEPS, read_only=True)
    with record.open(path, pipeline=STEPS) as r:
        assert r.run(workers=1).done == 0
        assert r.withdrawals() == ()
        r.withdraw(person="Mayor Kask", **WHY)
        assert r.verify().faults == ()
