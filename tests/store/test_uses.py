"""The names that the record's parties are made from."""

from __future__ import annotations

from pathlib import Path

from tests.store.news import write

from firsthand import record as service


def test_an_outlet_that_only_the_head_of_its_articles_names_is_a_party(tmp_path: Path) -> None:
    with service.open(tmp_path / "news.record") as record:
        record.add([write(tmp_path / "pages")], workers=1)
        outlets = {e.name: e.names for e in record.all("entity") if e.kind == "outlet"}
    assert outlets["The Courier"] == ("Courier", "The Courier")
    assert {"Heron Post", "Daily Quay"} <= outlets.keys()
