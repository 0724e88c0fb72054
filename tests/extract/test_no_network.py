"""Collecting and extracting ask the network for nothing, whatever a page, a letter or a feed names."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.collect import made

from firsthand.collect import Found, collect, decode
from firsthand.extract import run
from firsthand.model.articles import Article
from firsthand.model.units import ExtractInput

WORDS = "<p>The harbour master of Darma said on Saturday that the port stays closed until the wind falls.</p>" * 5
GREEDY = (
    '<html><head><base href="http://courier.example/"><link rel=stylesheet href="http://courier.example/a.css">'
    '<link rel="alternate" type="application/rss+xml" href="http://courier.example/feed"><meta http-equiv="refresh" '
    'content="0;url=http://courier.example/b"><script src="http://courier.example/a.js"></script></head><body><article>'
    f'<h1>Port closed</h1><img src="http://courier.example/a.png"><iframe src="http://courier.example/c"></iframe>{WORDS}'
    '<video src="//courier.example/v"></video></article></body></html>'
)
OUTSIDE = (  # XML that names a definition and an entity elsewhere
    '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://courier.example/rss.dtd" [<!ENTITY far SYSTEM "http://courier.example/x">]>'
    f"<rss version='2.0'><channel><title>C</title><item><title>Port</title><description><![CDATA[{WORDS}]]> &far;</description>"
    "<link>http://courier.example/1</link></item></channel></rss>"
)
watching, asked = [False], list[tuple[str, Any]]()


def _watch(event: str, args: Any) -> None:
    if watching[0] and (event.startswith(("socket.", "http.client.", "ftplib.")) or event == "urllib.Request"):
        asked.append((event, args))
        raise AssertionError(f"the network was asked: {event} {args}")


sys.addaudithook(
    _watch
)  # sees whatever asks, however it was imported; cannot be taken away, so it is turned on and off


@pytest.fixture
def no_network() -> Iterator[list[tuple[str, Any]]]:
    asked.clear()
    watching[0] = True
    yield asked
    watching[0] = False


SOURCES = {**made.SAMPLES, "greedy.html": GREEDY.encode(), "outside.rss": OUTSIDE.encode()}


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_no_byte_is_asked_of_the_network(tmp_path: Path, no_network: list[tuple[str, Any]], name: str) -> None:
    (tmp_path / name).write_bytes(SOURCES[name])
    found = [x for x in collect([tmp_path / name], now="2031-06-01T00:00:00Z") if isinstance(x, Found)]
    results = [run(ExtractInput(f.capture, decode(f.data, f.capture.charset))) for f in found]
    assert no_network == []
    if name in ("greedy.html", "outside.rss"):
        assert any(isinstance(row, Article) for result in results for row in result.rows) or not found


def test_the_watch_sees_what_asks(no_network: list[tuple[str, Any]]) -> None:
    import socket

    with pytest.raises(AssertionError, match="the network was asked"):
        socket.getaddrinfo("courier.example", 80)
    assert no_network
