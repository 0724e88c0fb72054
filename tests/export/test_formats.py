"""The one list of formats: the command line, the choice of articles and the docs go by it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from firsthand.export.formats import FORMATS
from firsthand.model.findings import Claim, Event
from firsthand.model.problems import UsageError
from firsthand.record import Choice, Record
from firsthand.serve.cli import main
from tests.export.conftest import Export

DOCS = Path(__file__).parents[2] / "docs/exports.md"


def run(record: Record, *words: str) -> Result:
    return CliRunner().invoke(main, ["--record", record.where, *words])


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_is_a_command_with_its_own_help(record: Record, tmp_path: Path, form: str) -> None:
    told = run(record, "export", form, "--help").output
    assert ("--query" in told) is ("choice" in FORMATS[form].takes)
    assert ("--full-text" in told) is ("full_text" in FORMATS[form].takes)
    done = run(record, "export", form, str(tmp_path / f"out.{form}"))
    assert done.exit_code == 0, done.output
    assert (tmp_path / f"out.{form}").exists()
    assert {p.name for p in tmp_path.iterdir()} <= {f"out.{form}", "out.datapackage.json"}


def test_the_docs_tell_of_every_format_and_what_it_loses() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for form in FORMATS.values():
        assert f"| `{form.name}` |" in text, form.name
        assert form.loses in text, form.name


def ids(out: Path) -> set[str]:
    with (out / "articles.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"] for row in csv.DictReader(file)}


def test_a_choice_by_words_and_by_ids(record: Record, tmp_path: Path) -> None:
    assert run(record, "export", "csv", str(tmp_path / "q"), "--query", "Harrowmere").exit_code == 0
    (fire,) = ids(tmp_path / "q")
    event = next(e for e in record.all("event") if isinstance(e, Event) and len(e.accounts) > 1)
    done = run(record, "export", "csv", str(tmp_path / "i"), "--id", event.id, "--id", fire)
    assert done.exit_code == 0, done.output
    assert ids(tmp_path / "i") == {fire, *(a for account in event.accounts for a in account.articles)}
    claim = next(c for c in record.all("claim") if isinstance(c, Claim))
    assert record.chosen(ids=[claim.id]) == {m.article_id for m in claim.members}
    capture = record.article(fire).capture.id
    said = record.attributions_of(fire)[0]
    assert record.chosen(ids=[capture]) == record.chosen(ids=[said.id]) == {fire}


def test_of_a_finding_only_the_part_in_chosen_articles_is_written(record: Record, export: Export) -> None:
    event = next(e for e in record.all("event") if isinstance(e, Event) and len(e.accounts) > 1)
    one = event.accounts[0].articles[0]
    out = export("csv", articles=frozenset({one}))
    for table in out.glob("*.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            assert {row["article"] for row in csv.DictReader(file)} <= {one}, table.name
    graph = json.loads(export("jsonld", "o.jsonld", articles=frozenset({one})).read_text(encoding="utf-8"))["@graph"]
    others = {hit.id for hit in record.articles().hits} - {one}
    assert not [other for other in others if other in json.dumps(graph)]


def test_wrong_use_is_told_with_its_cure(record: Record, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no format docx; the formats are: jsonl"):
        record.export("docx", tmp_path / "x")
    with pytest.raises(UsageError, match="whole record"):
        record.export("bagit", tmp_path / "x", Choice(frozenset({"a-1"})))
    with pytest.raises(UsageError, match="no web address"):
        record.export("csv", tmp_path / "x", Choice(base="desk.example"))
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="is a folder"):
        record.export("wacz", tmp_path / "folder")


def test_cite_on_the_command_line(record: Record) -> None:
    hit = record.search("Harrowmere").hits[0]
    assert run(record, "cite", hit.id).output.startswith("@article{Heron-Post-2031-")
    passage = json.loads(run(record, "cite", hit.id, "--format", "csl", "--from", "0", "--to", "4").output)
    assert "“Fire” (characters 0–4)" in passage[0]["note"]
    assert "TY  - NEWS" in run(record, "cite", hit.id, "--format", "ris").output
    assert run(record, "cite", hit.id, "--from", "3").exit_code == 2
    assert run(record, "cite", hit.capture_id).exit_code == 2


def test_import_on_the_command_line(record: Record, export: Export, tmp_path: Path) -> None:
    folder = export("jsonl")
    done = CliRunner().invoke(main, ["--record", str(tmp_path / "new.record"), "import", "jsonl", str(folder)])
    assert done.exit_code == 0, done.output
    assert "5 originals, 5 of them new" in done.output
    (folder / "captures.jsonl").write_text("{}\n", encoding="utf-8")
    broken = CliRunner().invoke(main, ["--record", str(tmp_path / "other.record"), "import", "jsonl", str(folder)])
    assert broken.exit_code == 3
    assert "nothing was kept" in broken.stderr
