"""Citations, read back by the tools of those who cite."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace
from typing import Any

import bibtexparser
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from firsthand.export.cite import cited
from firsthand.export.cite_forms import FORMS
from firsthand.export.days import bounds, day
from firsthand.export.links import Links
from firsthand.model.articles import Datum
from firsthand.model.problems import UsageError
from firsthand.model.spans import Span
from firsthand.record import Record
from tests.export.conftest import Export
from tests.export.test_jsonl import ARTICLE, CAPTURED


def data(**values: str) -> tuple[Datum, ...]:
    return tuple(Datum(kind, value, "header_line", None, None) for kind, value in values.items())


FULL = replace(
    ARTICLE,
    data=data(
        title="Fees & {tolls}: 5%_up", byline="Ida Roe", outlet="Narva Post", published="2031-05-06", updated="2031"
    ),
)
ITEM = cited(FULL, replace(CAPTURED, url="https://post.example/a?b=1&c=2"), Links())


def parsed(text: str) -> Any:
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    return library.entries


def test_bibtex_is_read_back_by_bibtexparser() -> None:
    (entry,) = parsed(FORMS["bibtex"]([ITEM]))
    found = {f.key: f.value for f in entry.fields}
    assert entry.entry_type == "article"
    assert found["title"] == r"{Fees \& \{tolls\}: 5\%\_up}"
    assert (found["author"], found["journal"], found["year"], found["month"]) == (
        "{Ida Roe}",
        "Narva Post",
        "2031",
        "5",
    )
    assert found["url"] == "https://post.example/a?b=1&c=2"
    assert found["eprint"].endswith("/a/a-1")


def test_ris_is_read_back_by_rispy() -> None:
    (entry,) = rispy.loads(FORMS["ris"]([ITEM]))
    assert (entry["type_of_reference"], entry["title"]) == ("NEWS", "Fees & {tolls}: 5%_up")
    assert (entry["authors"], entry["year"], entry["date"]) == (["Ida Roe"], "2031", "2031/05/06")
    assert entry["secondary_title"] == "Narva Post"


def test_csl_is_set_by_citeproc() -> None:
    items = json.loads(FORMS["csl"]([ITEM]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of keys of CSL 1.0.2 that citeproc-py leaves out
        source = CiteProcJSON(items)
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem(items[0]["id"])]))
    (line,) = (str(x) for x in bibliography.bibliography())
    assert "2031" in line
    assert "Narva Post" in line


def test_a_passage_is_quoted_and_led_to() -> None:
    at = Span(FULL.text.index("It is closed"), FULL.text.index("It is closed") + len("It is closed"))
    item = cited(FULL, CAPTURED, Links("https://desk.example"), at)
    assert "“It is closed” (characters " in item["note"]
    assert item["archive_location"].startswith(f"https://desk.example/c/{CAPTURED.id}?from=")
    assert "reported, not verified" in item["note"]
    with pytest.raises(UsageError, match="is no passage"):
        cited(FULL, CAPTURED, Links(), Span(3, 100_000))


def test_nothing_is_made_up_where_the_page_does_not_say() -> None:
    item = cited(replace(ARTICLE, data=()), CAPTURED, Links())
    assert not {"title", "author", "container-title", "issued", "URL"} & item.keys()
    for form, write in FORMS.items():
        assert write([item]), form
    (entry,) = parsed(FORMS["bibtex"]([item]))
    assert "journal" not in {f.key for f in entry.fields}


def test_a_republished_article_has_both_days() -> None:
    item = cited(replace(FULL, data=(*FULL.data, *data(reposted="2031-06-01"))), CAPTURED, Links())
    assert item["original-date"] == {"date-parts": [[2031, 5, 6]]}
    assert item["issued"] == {"date-parts": [[2031, 6, 1]]}


def test_every_article_of_a_record_in_every_form(export: Export, record: Record) -> None:
    titles = sorted(hit.title or "" for hit in record.articles().hits)
    assert sorted(x["title"] for x in rispy.loads(export("ris", "o.ris").read_text(encoding="utf-8"))) == titles
    assert len(parsed(export("bibtex", "o.bib").read_text(encoding="utf-8"))) == len(titles)
    assert sorted(x["title"] for x in json.loads(export("csl", "o.json").read_text(encoding="utf-8"))) == titles


def test_an_attribution_is_cited_as_its_passage(record: Record) -> None:
    hit = record.search("Harrowmere").hits[0]
    said = record.attributions_of(hit.id)[0]
    (item,) = json.loads(record.cite(said.id, form="csl"))
    words = said.content[0].of(record.article(hit.id).article.text)
    assert words in item["note"]
    assert item == json.loads(record.cite(hit.id, (said.content[0].start, said.content[-1].end), form="csl"))[0]
    with pytest.raises(UsageError, match="cannot be cited"):
        record.cite(hit.id, (9, 3))


@pytest.mark.parametrize(
    ("edtf", "ends"),
    [
        ("2031-05-06", ("2031-05-06", "2031-05-06")),
        ("2031-05-06T10:00:00+02:00", ("2031-05-06", "2031-05-06")),
        ("2031-05~", ("2031-05", "2031-05")),
        ("2031-05/2031-06", ("2031-05", "2031-06")),
        ("../2031-06", (None, "2031-06")),
        ("2031-21", (None, None)),
        ("203X", (None, None)),
        ("2031-13-40", (None, None)),
        (None, (None, None)),
    ],
)
def test_a_day_is_as_exact_as_it_was_told(edtf: str | None, ends: tuple[str | None, str | None]) -> None:
    assert bounds(edtf) == ends
    assert day(edtf) == (ends[0] if ends[0] == ends[1] else None)
