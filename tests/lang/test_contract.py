"""What every language pack must be, whoever wrote it: see docs/languages.md."""

from __future__ import annotations

import unicodedata
from collections import Counter
from importlib import resources
from pathlib import Path
from typing import get_args

import pytest

from firsthand import lang
from firsthand.lang import pack as packs
from firsthand.lang.pack import Pack, Row
from firsthand.model.ids import digest
from firsthand.model.readings import SourceKind, Stance
from firsthand.model.spans import Span
from firsthand.read.times.reader import RULES
from firsthand.read.times.scan import grammar
from firsthand.read.verb_first.words import fold, words_of
from firsthand.read.words import WORD

LANG = Path(str(resources.files("firsthand.lang")))
CODES = sorted(f.name for f in LANG.iterdir() if f.is_dir() and any(f.glob("*.tsv")))
# table: fewest and most columns
REQUIRED = {
    "cues": (3, 5),
    "cue_phrases": (3, 3),
    "anonymity": (2, 2),
    "outlets": (1, 20),
    "titles": (1, 3),
    "document_words": (1, 1),
    "venue_words": (1, 1),
    "organisation_words": (1, 2),
    "outlet_heads": (1, 1),
    "months": (2, 2),
    "rule_words": (2, 2),
    "time_words": (2, 3),
    "time_shapes": (2, 5),
}
VERB_FIRST = ("quote_marks", "anonymity_phrases")  # besides, where rule_words has the role "joined"
ROLES = {"that", "joined", "helper", "venue_start", "addressee_start", "to_source", "time", "go_on", "from", "topic"}
# known misfits, by pack and table: forms that stand there twice; to be emptied, never to grow
FORMS = (
    "anonymity",
    "document_words",
    "venue_words",
    "organisation_words",
    "outlet_heads",
    "titles",
    "cue_phrases",
    "cues",
)


@pytest.fixture(params=CODES)
def pack(request: pytest.FixtureRequest) -> Pack:
    return lang.get(request.param)


def verb_first(pack: Pack) -> bool:
    return any(row[0] == "joined" for row in pack.table("rule_words"))


def required(pack: Pack) -> list[str]:
    return [*REQUIRED, *(VERB_FIRST if verb_first(pack) else ())]


def test_english_and_a_second_language_are_found() -> None:
    assert {"ar", "en"} <= set(CODES)


def test_required_tables_are_there_and_hold_rows(pack: Pack) -> None:
    assert [name for name in required(pack) if not pack.tables.get(name)] == []


def test_every_file_says_where_it_comes_from(pack: Pack) -> None:
    for file in sorted((LANG / pack.code).glob("*.tsv")):
        assert file.read_text(encoding="utf-8").startswith("#"), file.name


def test_rows_have_the_columns_of_their_table(pack: Pack) -> None:
    for name, (least, most) in REQUIRED.items():
        assert [row for row in pack.table(name) if not least <= len(row) <= most] == [], name


def test_cells_are_nfc_and_have_no_stray_white_space(pack: Pack) -> None:
    for name, rows in pack.tables.items():
        for cell in (c for row in rows for c in row):
            assert unicodedata.is_normalized("NFC", cell), (name, cell)
            assert cell == " ".join(cell.split()), (name, cell)
            assert not any(unicodedata.category(c) == "Cf" and c not in "\u200c\u200d" for c in cell), (name, cell)


def test_closed_sets_hold(pack: Pack) -> None:
    stances, kinds = set(get_args(Stance)), set(get_args(SourceKind))
    assert {row[1] for row in pack.table("cues")} | {row[2] for row in pack.table("cue_phrases")} <= stances
    assert {row[2] for row in pack.table("cues")} <= {"strong", "weak"}
    assert {row[1] for row in pack.table("cue_phrases")} <= {"after", "before"}
    assert {row[1] for row in pack.table("anonymity")} <= kinds


def test_no_form_is_listed_twice(pack: Pack) -> None:
    for name in FORMS:
        assert _twice([row[0] for row in pack.table(name)]) == [], name
    assert _twice([row[0].casefold() for row in pack.table("months")]) == []
    for row in pack.table("outlets"):
        assert _twice(list(row)) == [], row


def test_every_month_has_a_name_and_no_other_number(pack: Pack) -> None:
    assert {row[1] for row in pack.table("months")} == {str(n) for n in range(1, 13)}


def test_shapes_of_time_name_rules_that_there_are(pack: Pack) -> None:
    assert {row[0] for row in pack.table("time_shapes") if not row[0].startswith("@")} <= set(RULES)
    assert grammar(pack.code) is not None  # every class that a shape names is known


def test_every_form_is_found_again_in_a_text(pack: Pack) -> None:
    for form in _forms(pack):
        text = f"({form})"
        assert "".join(_words(pack, text)) == text.replace(" ", ""), form


def test_a_verb_first_pack_says_what_its_words_do(pack: Pack) -> None:
    if not verb_first(pack):
        return  # the roles of the other reader's table are its own
    assert {row[0] for row in pack.table("rule_words")} >= ROLES
    assert _twice([row[0] for row in pack.table("rule_words")]) == []
    assert all(len(row) == 2 and all(len(mark) == 1 for mark in row) for row in pack.table("quote_marks"))
    owners = Counter(form for row in pack.table("cues") for form in {fold(f) for f in _verb_forms(row)})
    assert [form for form, n in owners.items() if n > 1] == []


def test_the_digest_changes_with_any_row(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pack.digest == digest(pack.code, tuple(sorted(pack.tables.items())))
    (tmp_path / pack.code).mkdir()
    (tmp_path / pack.code / "titles.tsv").write_text("# mine\nXanadu\n", encoding="utf-8")
    monkeypatch.setenv("FIRSTHAND_TABLES", str(tmp_path))
    packs.get.cache_clear()
    try:
        assert lang.get(pack.code).digest != pack.digest
    finally:
        packs.get.cache_clear()


def _twice(cells: list[str]) -> list[str]:
    return [cell for cell, n in Counter(cells).items() if n > 1]


def _verb_forms(row: Row) -> list[str]:
    return [row[0], *(f for f in (row[3] if len(row) > 3 else "").split(",") if f)]


def _forms(pack: Pack) -> set[str]:
    listed = {row[0].rstrip("+") for name in FORMS for row in pack.table(name)}
    listed |= {form for row in pack.table("outlets") for form in row}
    return listed | {form for row in pack.table("cues") for form in _verb_forms(row)}


def _words(pack: Pack, text: str) -> list[str]:
    if verb_first(pack):
        return [w.text for w in words_of(text, Span(0, len(text)), {})]
    return [m.group() for m in WORD.finditer(text)]
