"""The command line as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from firsthand.serve.cli import main

PAGE = "Bridge closed\n\nThe Lantern | May 3, 2031\n\n" + (
    "The mayor of Darma, Lena Okt, said on Monday that the bridge would stay closed until autumn. "
    "“It is not safe,” she said.\n"
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_add_search_show_export(here: Path) -> None:
    (here / "page.txt").write_text(PAGE, encoding="utf-8")
    assert run("add", "page.txt").exit_code == 0
    assert (here / "firsthand.record").exists()
    found = json.loads(run("--json", "search", "bridge").output)
    assert found["total"] == 1
    shown = json.loads(run("show", found["hits"][0]["id"]).output)
    assert "Bridge closed" in shown["text"]
    assert {"mentions", "attributions", "times", "places", "quantities"} <= shown.keys()
    assert run("export", "jsonl", "out").exit_code == 0
    attributions = [
        json.loads(line) for line in (here / "out/attributions.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert attributions
    for a in attributions:
        for place, words in zip(a["content"], a["content_text"], strict=True):
            assert PAGE[place[0] : place[1]] == words
    assert run("verify").exit_code == 0
    assert "0 due" in run("status").output


def test_an_event_is_shown_with_its_accounts_side_by_side(here: Path) -> None:
    told = {
        "Lantern": "Raiders attacked the old mill of Darma on Saturday, killing 3 millers. The mill was attacked at dawn.",
        "Heron Post": "Smoke rose over Darma after raiders attacked its mill at dawn. The raid on the mill killed 4 millers.",
    }
    for n, (outlet, words) in enumerate(told.items()):
        page = f"Raiders attack mill in Darma\n\n{outlet} | May 3, 2031\n\n{words}\n"
        (here / f"{n}.txt").write_text(page, encoding="utf-8")
    assert run("add", ".").exit_code == 0
    assert run("export", "jsonl", "out").exit_code == 0
    rows = [json.loads(x) for x in (here / "out/events.jsonl").read_text(encoding="utf-8").splitlines()]
    attack = max(rows, key=lambda e: len(e["event_mentions"]))
    shown = run("show", attack["id"]).output
    assert "2 articles · 2 families · 2 origins (2 outlet’s own reporting) · 2 figures" in shown
    assert "3 killed “3 millers”" in shown
    assert "4 killed “4 millers”" in shown
    assert json.loads(run("--json", "show", attack["id"]).output)["kind"] == "attack"


def test_discrepancies_and_series_are_shown_in_words(here: Path) -> None:
    told = "A drone attack on the depot near the harbour of Orsel killed {} dockers on Monday, {}."
    for outlet, day, n, end in (("Courier", 4, "three", "the port said"), ("Lantern", 6, "five", "the hospital said")):
        text = f"Depot attack\n\nBy Tomas Rell | The {outlet} | March {day}, 2031\n\n{told.format(n, end)}\n"
        (here / f"{outlet}.txt").write_text(text, encoding="utf-8")
    assert run("add", "Courier.txt", "Lantern.txt").exit_code == 0
    assert run("export", "jsonl", "out").exit_code == 0
    parted, counted = (
        [json.loads(line) for line in (here / f"out/{kind}.jsonl").read_text(encoding="utf-8").splitlines()]
        for kind in ("discrepancies", "series")
    )
    assert [(d["slot"], d["kind"]) for d in parted] == [("number", "evolving_tally")]
    shown = run("show", parted[0]["id"]).output
    assert parted[0]["words"] in shown
    assert "evolving tally" in shown
    assert "2031-03-06  5" in run("show", counted[0]["id"]).output
    assert json.loads(run("--json", "show", counted[0]["id"]).output)["cumulative"] is True
    assert run("verify").exit_code == 0


def test_a_bad_file_is_a_problem_and_the_rest_goes_on(here: Path) -> None:
    (here / "page.txt").write_text(PAGE, encoding="utf-8")
    (here / "empty.txt").write_bytes(b"")
    (here / "junk.bin").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    result = run("add", "page.txt", "empty.txt", "junk.bin")
    assert result.exit_code == 0
    assert "1 new" in result.output
    assert "empty-file" in result.stderr


def test_a_folder_that_holds_the_record_is_taken_in_without_it(here: Path) -> None:
    (here / "page.txt").write_text(PAGE, encoding="utf-8")
    run("add", "page.txt")
    assert "0 with problems" in run("add", ".").output


def test_nothing_readable_exits_with_3(here: Path) -> None:
    (here / "empty.txt").write_bytes(b"")
    assert run("add", "empty.txt", "missing.txt").exit_code == 3


def test_no_run_holds_back(here: Path) -> None:
    (here / "page.txt").write_text(PAGE, encoding="utf-8")
    run("add", "--no-run", "page.txt")
    assert json.loads(run("--json", "search", "bridge").output)["total"] == 0
    assert run("run").exit_code == 0
    assert json.loads(run("--json", "search", "bridge").output)["total"] == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [(("search", "x"), 4), (("add",), 2), (("--record", "page.txt", "status"), 4), (("show", "nonsense"), 4)],
)
def test_wrong_use_is_told_without_a_traceback(here: Path, words: tuple[str, ...], code: int) -> None:
    (here / "page.txt").write_text(PAGE, encoding="utf-8")
    result = run(*words)
    assert result.exit_code == code
    assert "Traceback" not in result.output
    assert result.output.strip()


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_help(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert len(result.output) > 100


def test_doctor_tells_what_is_there(here: Path) -> None:
    result = run("doctor")
    assert result.exit_code == 0
    assert "Python" in result.output


def test_a_claim_is_shown_with_its_origins_and_how_they_are_counted(here: Path) -> None:
    (here / "one.txt").write_text(PAGE, encoding="utf-8")
    (here / "two.txt").write_text(PAGE.replace("The Lantern", "The Beacon").replace("Lena Okt", "Lena Okt, 51,"))
    assert run("add", "one.txt", "two.txt").exit_code == 0
    assert run("export", "jsonl", "out").exit_code == 0
    claims = [json.loads(line) for line in (here / "out/claims.jsonl").read_text(encoding="utf-8").splitlines()]
    shared = next(c for c in claims if len(c["members"]) > 1 and any(m["attribution"] for m in c["members"]))
    shown = run("show", shared["id"]).output
    assert shared["words"]["span_text"] in shown
    assert "1 independent origin" in shown
    assert shared["independent_origins"]["method"] in shown


def test_words_over_a_line_break_of_html_are_the_originals(here: Path) -> None:
    body = (
        "<p>The mill of Darma burned on Monday<br/>and two millers were hurt &amp; one was killed, the mayor said.</p>"
        * 3
    )
    page = (
        f"<html><head><title>Mill burns</title></head><body><article><h1>Mill burns</h1>{body}</article></body></html>"
    )
    (here / "page.html").write_text(page, encoding="utf-8")
    assert run("add", "page.html").exit_code == 0
    assert run("verify").exit_code == 0


def test_an_empty_path_is_told_and_nothing_is_taken_in(here: Path) -> None:
    (here / "page.txt").write_text(PAGE, encoding="utf-8")
    told = run("add", "")
    assert told.exit_code == 2
    assert "a path is empty" in told.output
    assert run("add", ".").output.startswith("1 new")
