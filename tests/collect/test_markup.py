"""Where markup begins, however it was made to hang those who look for that."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.collect import feed
from firsthand.collect import given as given_bytes
from firsthand.collect.markup import root
from firsthand.collect.web import sitemaps
from tests.collect import made


@pytest.mark.parametrize(
    ("before", "is_found"),
    [
        (b"", True), (b"\xef\xbb\xbf  \r\n", True), (b'<?xml version="1.0"?>\n', True), (b"<!-- a --><!-- b > c -->", True),
        (b"<?xml-stylesheet href='a'?><!DOCTYPE rss>", True), (b"<!DOCTYPE rss [<!ENTITY a '>'>]> ", True),
        (b"<!doctype rss SYSTEM 'a'>\n<?x?>", True), (b"<!-- no end ", False), (b"<?xml no end ", False), (b"words ", False),
    ],
)  # fmt: skip
def test_the_first_element_is_found(before: bytes, is_found: bool) -> None:
    assert (root(before + b"<rss version='2.0'>") == b"<rss version='2.0'>") == is_found
    assert (feed.kind_of(before + b"<rss version='2.0'>") == "rss") == is_found
    assert sitemaps.recognise(before + b"<urlset>") == is_found


@pytest.mark.parametrize(
    "evil",
    [b"<!---->" * 1200, b" " * 9000, b"<!--" * 2400, b"<!-- --" * 1200, b"<?xml?>" * 1200, b"<!DOCTYPE [" * 800,
     b"<!---->" * 900 + b" " * 900],
    ids=lambda x: str(x[:12]),
)  # fmt: skip
def test_nothing_hangs(evil: bytes) -> None:
    began = time.process_time()
    for data in (evil, evil + b"<p>The port is closed.</p>", evil + b"<x"):
        feed.kind_of(data)
        sitemaps.recognise(data)
        list(given_bytes("page.bin", data, made.DAY))
    assert time.process_time() - began < 2


@given(
    st.lists(st.sampled_from([b" ", b"\n", b"<!-- a -->", b"<?a?>", b"<!DOCTYPE a>"]), max_size=12),
    st.binary(max_size=12),
)
def test_what_stands_before_changes_nothing(before: list[bytes], rest: bytes) -> None:
    whole = b"".join(before) + b"<rss>" + rest
    assert root(whole) == b"<rss>" + rest
