"""No face gathers a private person: neither by a page, nor a list, nor a join of two articles, nor a file.

Faces are found by themselves: every route that answers GET, every export format, every operation of the API (and so every tool
for assistants), every command that prints. One that is added later is walked without a change here. What is allowed is that a
name stands amid the words of an article, in answers about that article; and in the JSONL interchange as the party of one
article, marked as not public.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape
from importlib import import_module, util
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from firsthand.model.findings import Entity
from firsthand.model.problems import FirsthandError
from firsthand.record import Record
from firsthand.serve.cli import main
from firsthand.serve.edition import Edition
from firsthand.serve.edition import write as write_edition
from firsthand.serve.web import app
from tests.journeys.pages import record_of
from tests.journeys.test_parties import PAGES, article, called, exported

VICTIM, WITNESS = "Leena Kask", "Jonas Fehl"  # private in both articles; a source in "fire", private in "trial"
ASKED = VICTIM.lower()  # so that the question, shown again, is no answer
AMID = 8  # characters of the article on one side of a name that stands amid its words
ANSWERS = (200, 206)
ID = re.compile(r"\b[a-z]-[a-z2-7]{13}\b")
MORE = {
    "hearing": """Hearing on the Harrowmere mill fire

Leena Kask died in the Harrowmere mill fire, judge Mari Saar said on Wednesday. The mill burned down because nobody checked the
doors, Saar said. Three millers were killed in the fire, Oro Vann said.
"""
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    yield from record_of(tmp_path_factory.mktemp("private"), PAGES | MORE)


@pytest.fixture(scope="module")
def private(record: Record) -> list[Entity]:
    found = [e for name in (VICTIM, WITNESS) for e in called(record, name) if not e.public]
    assert len(found) == 4
    return found


@pytest.fixture(scope="module")
def ids(record: Record, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Every id that an export tells of."""
    rows = exported(record, tmp_path_factory.mktemp("ids"))
    return sorted({row["id"] for kind, some in rows.items() if kind != "problems" for row in some if "id" in row})


def texts(record: Record) -> dict[str, str]:
    return {h.id: squeezed(record.article(h.id).article.text) for h in record.articles().hits}


def squeezed(words: str) -> str:
    return " ".join(re.sub(r"[\s“”\"]+", " ", words).split())


def bare(answer: str, held: Mapping[str, str]) -> list[str]:
    """Where the victim's name stands apart from an article's words: as a label, a facet, a row."""
    words = squeezed(unescape(re.sub(r"<[^>]*>", "", answer)))
    around = [words[max(0, m.start() - AMID) : m.end() + AMID] for m in re.finditer(VICTIM, words)]
    cuts = [(x[: x.index(VICTIM) + len(VICTIM)], x[x.index(VICTIM) :]) for x in around]
    return [
        x
        for x, (before, after) in zip(around, cuts, strict=True)
        if not any((before != VICTIM and before in t) or (after != VICTIM and after in t) for t in held.values())
    ]


def in_json(value: Any, held: Mapping[str, str], of: str | None = None) -> Iterator[str]:
    """Strings of an answer that hold the victim's name apart from an article's words, and are not of that article."""
    if isinstance(value, dict):
        own = next((value[k] for k in ("article", "article_id") if isinstance(value.get(k), str)), None)
        if own is None and str(value.get("id", "")).startswith("a-"):
            own = value["id"]
        for x in value.values():
            yield from in_json(x, held, own or of)
    elif isinstance(value, list | tuple):
        for x in value:
            yield from in_json(x, held, of)
    elif isinstance(value, str) and VICTIM in value and VICTIM not in held.get(of or "", ""):
        yield from bare(value, held)


def leaks(told: str, record: Record, private: list[Entity], about: str) -> list[str]:
    """What an answer tells of private persons that it must not. `about`: its address, with the ids asked for."""
    held = texts(record)
    found = [e.id for e in private if e.id in told and e.id not in about]
    homes = [id_ for id_ in ID.findall(about) if VICTIM in held.get(id_, "")]
    try:
        return [*found, *in_json(json.loads(told), held, homes[0] if homes else None)]
    except ValueError:
        return found if homes else [*found, *bare(told, held)]


def routes(of: Any, before: str = "") -> Iterator[str]:
    for route in of:
        if isinstance(route, Mount) and route.routes:
            yield from routes(route.routes, before + route.path)
        elif isinstance(route, Route) and "GET" in (route.methods or {"GET"}):
            yield before + route.path


def addresses(record: Record, ids: list[str]) -> Iterator[str]:
    asked = ("q", "query", "speaker", "name", "prefix", "text")
    for path in sorted(set(routes(app(record).routes))):
        holes = re.findall(r"\{[^}]*\}", path)
        if not holes:
            yield from (path, *(f"{path}?{x}={ASKED}" for x in asked), *(f"{path}?{x}=fire" for x in asked))
        elif len(holes) == 1:
            yield from (path.replace(holes[0], id_) for id_ in (*ids, ASKED))
        else:
            articles = [x for x in ids if x.startswith("a-")]
            yield from (re.sub(r"\{[^}]*\}", x, path, count=1) for x in ())  # three holes: none yet
            for a in articles:
                for b in articles:
                    yield path.replace(holes[0], a).replace(holes[1], b)


OF_ONE_ARTICLE = ("m-", "w-")  # a name and a telling are parts of their article, and shown with its words


def is_of_words(address: str, kind: str) -> bool:
    """Whether an answer is to be read: originals are the articles' own words, and so is what is decided of one name there."""
    own = ("/static", "/c/", *(f"/history/{letter}" for letter in OF_ONE_ARTICLE))
    return not address.startswith(own) and kind.startswith(("text/", "application/"))


def test_no_page_and_no_route_tells_of_a_private_person(record: Record, private: list[Entity], ids: list[str]) -> None:
    wrong, walked = {}, set()
    with TestClient(app(record), base_url="http://127.0.0.1", raise_server_exceptions=True) as web:
        for address in addresses(record, ids):
            answer = web.get(address, follow_redirects=False)
            kind = answer.headers.get("content-type", "")
            if answer.status_code not in ANSWERS:
                if any(f"/{e.id}" in address for e in private):
                    assert VICTIM not in answer.text
                continue
            walked.add(address.split("?")[0])
            if any(address == f"/e/{e.id}" for e in private):
                wrong[address] = ["a dossier"]
            elif is_of_words(address, kind) and (found := leaks(answer.text, record, private, address)):
                wrong[address] = found
    assert wrong == {}
    assert {"/articles", "/events", "/claims", "/about"} <= walked


def test_no_export_has_a_row_for_a_private_person_but_the_interchange(
    record: Record, private: list[Entity], tmp_path: Path
) -> None:
    held, wrong = texts(record), {}
    for name, folder in written(record, tmp_path):
        for path in (p for p in folder.rglob("*") if p.is_file()):
            for part, told in parts(path):
                found = of_file(name, part, told, held, private)
                if found:
                    wrong[f"{name}: {part}"] = found
    assert wrong == {}


def written(record: Record, folder: Path) -> Iterator[tuple[str, Path]]:
    """Every format that there is, written."""
    if util.find_spec("firsthand.export.formats") is None:
        record.export_jsonl(folder / "jsonl")
        yield "jsonl", folder / "jsonl"
        return
    formats = import_module("firsthand.export.formats")
    for name, one in formats.FORMATS.items():
        out = folder / name
        out.mkdir()
        formats.write(name, record.view, out if one.out == "folder" else out / f"all.{name}")
        yield name, out


@pytest.mark.parametrize("full_text", [False, True])
def test_no_page_of_an_edition_tells_of_a_private_person(
    record: Record, private: list[Entity], tmp_path: Path, full_text: bool
) -> None:
    held, wrong = texts(record), {}
    choices = [None, *(frozenset({id_}) for id_ in held)]
    for n, articles in enumerate(choices):
        write_edition(record, tmp_path / str(n), Edition("Fire", articles, full_text=full_text, notes=True))
        for path in (p for p in (tmp_path / str(n)).rglob("*") if p.suffix in (".html", ".js")):
            assert not any(e.id in path.name for e in private)
            found = [e.id for e in private if e.id in path.read_text(encoding="utf-8")]
            wrong |= {str(path): told} if (told := [*found, *bare(path.read_text(encoding="utf-8"), held)]) else {}
    assert wrong == {}


def parts(path: Path) -> Iterator[tuple[str, str]]:
    """A file as text; of an archive its members; originals aside, since they are the articles' words."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            yield from (
                (x, packed.read(x).decode("utf-8", "replace")) for x in packed.namelist() if not x.endswith(".gz")
            )
    elif "original" not in str(path):
        yield path.name, path.read_text(encoding="utf-8", errors="replace")


def of_file(name: str, part: str, told: str, held: Mapping[str, str], private: list[Entity]) -> list[str]:
    if part.endswith(".jsonl") and name in ("jsonl", "bagit"):
        rows = [json.loads(x) for x in told.splitlines()]
        return [x for row in rows for x in of_row(part, row, held, private)]
    found = [e.id for e in private if e.id in told]
    try:
        return [*found, *in_json(json.loads(told), held)]
    except ValueError:
        return [*found, *bare(told, held)]


def of_row(part: str, row: dict[str, Any], held: Mapping[str, str], private: list[Entity]) -> Iterator[str]:
    """In the interchange a private person is of one article: no row of another may lead there."""
    home = {e.id: e.held[0][1] for e in private}
    if part == "entities.jsonl":
        if row["id"] in home and (
            row["public"] or row["keys"] or {h["article"] for h in row["held"]} != {home[row["id"]]}
        ):
            yield f"{part}: {row['id']}"
        return
    written = json.dumps(row)
    yield from (f"{part}: {id_} in {row['id']}" for id_ in home if id_ in written and row.get("article") != home[id_])
    yield from (f"{part}: {x}" for x in in_json(row, held))


def test_no_operation_of_the_api_and_no_tool_tells_of_a_private_person(
    record: Record, private: list[Entity], ids: list[str]
) -> None:
    if util.find_spec("firsthand.serve.operations") is None:
        pytest.skip("this version has no API")
    registry = import_module("firsthand.serve.operations.registry")
    wrong: dict[str, list[str]] = {}
    for one in (x for x in registry.OPERATIONS if x.reads_only):
        needed = [p.name for p in one.parameters if p.required]
        for value in (ASKED, "fire", *ids) if needed else ("",):
            try:
                told = one.call(record, dict.fromkeys(needed, value))
            except (FirsthandError, TypeError, ValueError):
                continue
            if found := leaks(json.dumps(told, ensure_ascii=False, default=str), record, private, value):
                wrong[f"{one.name} {value}"] = found
    assert wrong == {}


def test_no_command_tells_of_a_private_person(record: Record, private: list[Entity], ids: list[str]) -> None:
    wrong = {}
    searches = [["search", f'"{ASKED}"'], ["search", f'speaker:"{ASKED}"'], ["search", "fire"], ["search", "mill"]]
    for arguments in (*searches, *(["show", id_] for id_ in ids), ["status"], ["withdrawals"]):
        for form in ([], ["--json"]):
            shown = CliRunner().invoke(main, ["--record", record.where, *form, *arguments])
            own = " ".join(arguments)
            if arguments[0] == "show" and shown.exit_code == 0 and len(arguments[1]) == 64:
                continue
            if any(e.id in own for e in private):
                assert shown.exit_code == 2
                assert VICTIM not in shown.stdout
            elif (
                shown.exit_code == 0
                and not own.startswith(tuple(f"show {letter}" for letter in OF_ONE_ARTICLE))
                and (found := leaks(shown.stdout, record, private, own))
            ):
                wrong[own] = found  # a name (m-) is a part of its article
    assert wrong == {}


def test_nobody_is_found_as_a_speaker_who_never_spoke(record: Record) -> None:
    assert record.search("", speaker=VICTIM).total == 0
    assert record.search(f'speaker:"{VICTIM}"').total == 0
    for page in (record.search(""), record.search(f'"{VICTIM}"')):
        assert VICTIM not in [f.value for _, values in page.facets for f in values]


def test_no_finding_leads_to_a_private_person_of_another_article(record: Record, private: list[Entity]) -> None:
    for kind in ("statement", "claim", "event", "discrepancy", "series", "chain", "likely", "retired"):
        for row in record.all(kind):
            assert not [e.id for e in private if e.id in repr(row)], row


def test_the_walk_itself_sees_a_leak(record: Record, private: list[Entity]) -> None:
    home = article(record, "Fire")
    assert leaks(f"<a>{VICTIM}</a> 2 articles", record, private, "/people")
    assert leaks(json.dumps({"name": VICTIM}), record, private, "/api/x")
    assert leaks(f"see {private[0].id}", record, private, "/events")
    assert not leaks(json.dumps({"article": home, "name": VICTIM}), record, private, "/api/x")
    assert not leaks("<p>on Monday. Leena Kask, a miller of 34", record, private, "/articles")
