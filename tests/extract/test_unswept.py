"""While a page is read Python looks for no rings of objects; afterwards it does again, as before."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from firsthand.extract.step import read_page, split
from firsthand.extract.unswept import unswept
from firsthand.model.articles import Capture
from firsthand.model.units import ExtractInput


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_the_search_is_off_meanwhile_and_on_after_even_when_the_work_fails() -> None:
    assert unswept(gc.isenabled)() is False
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError):
        unswept(lambda: 1 / 0)()
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    unswept(gc.isenabled)()
    assert not gc.isenabled()


def test_a_page_leaves_no_rings() -> None:
    story = "<p>The harbour master of Darma said that the port stays closed until the wind falls.</p>" * 5
    text = f"<body><nav><ul><li><a href='/x'>News</a></ul></nav><article><h1>Port closed</h1>{story}</article></body>"
    payload = ExtractInput(Capture("0" * 64, "page", None, "", "text/html", "utf-8", "folder", len(text)), text)
    assert split(read_page(payload))  # what is made once is made
    gc.collect()
    gc.disable()
    for _ in range(20):
        split(read_page(payload))
    assert gc.collect() < 20
