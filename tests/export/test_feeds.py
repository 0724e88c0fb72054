"""Feeds that readers accept, and lists of names in and out."""

from __future__ import annotations

import json
import re
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.export import batch, feeds
from firsthand.model.problems import UnreadableInput

A = "{http://www.w3.org/2005/Atom}"
ENTRY = feeds.Entry(
    *("a-1", "http://h/a/a-1", "Quay & <pier>", "words\x0b of it", "2031-03-06T10:00:00.000000Z"),
    *("2031-03-05T19:30+01:00", "The Courier", "Wire", "en"),
)
BARE = feeds.Entry("a-2", "http://h/a/a-2", None, "", "2031-03-07T10:00:00.000000Z", "2031-03", None, None, None)
FEED = feeds.Feed("Firsthand: quay", "quay", "http://h/articles.atom?q=quay", "http://h/articles?q=quay", (BARE, ENTRY))
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def test_atom_has_what_rfc_4287_asks_for() -> None:
    root = fromstring(feeds.atom(FEED))
    assert root.tag == f"{A}feed"
    for node in (root, *root.findall(f"{A}entry")):
        for name in ("id", "title", "updated"):
            (found,) = node.findall(f"{A}{name}")
            assert found.text
        assert RFC3339.fullmatch(node.findtext(f"{A}updated") or "")
        assert (node.findtext(f"{A}id") or "").startswith("urn:uuid:")
    assert {link.get("rel") for link in root.findall(f"{A}link")} == {"self", "alternate"}
    bare, entry = root.findall(f"{A}entry")
    assert all(x.findtext(f"{A}author/{A}name") for x in (bare, entry))
    assert root.findtext(f"{A}updated") == BARE.added
    assert entry.findtext(f"{A}published") == "2031-03-05T19:30:00+01:00"
    assert bare.find(f"{A}published") is None
    assert entry.findtext(f"{A}title") == "Quay & <pier>"


def test_ids_of_a_feed_stay_wherever_it_is_served_from() -> None:
    elsewhere = feeds.Feed("t", "quay", "https://x/f", "https://x/p", (ENTRY,))
    ids = [[x.text for x in fromstring(feeds.atom(f)).iter(f"{A}id")] for f in (FEED, elsewhere)]
    assert ids[0][0] == ids[1][0]
    assert ids[0][2] == ids[1][1]
    assert fromstring(feeds.atom(feeds.Feed("t", "", "u", "p", ()))).findtext(f"{A}updated") == feeds.EVER


def test_json_feed_has_what_its_version_asks_for() -> None:
    told = json.loads(feeds.json_feed(FEED))
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["feed_url"] == FEED.url
    assert [item["id"] for item in told["items"]] == ["a-2", "a-1"]
    assert all(isinstance(item["content_text"], str) for item in told["items"])
    assert told["items"][1]["authors"] == [{"name": "The Courier"}]
    assert "title" not in told["items"][0]


@given(st.text(), st.text())
def test_any_words_make_a_feed_that_can_be_read(title: str, query: str) -> None:
    entry = feeds.Entry("a-1", "http://h/a", title, title, "2031-03-06T10:00:00Z", title, title, None, None)
    feed = feeds.Feed(query, query, "http://h/f", "http://h/p", (entry,))
    fromstring(feeds.atom(feed))
    json.loads(feeds.json_feed(feed))


@pytest.mark.parametrize(
    ("data", "column", "found"),
    [
        (b"Lena Okt\nTomas Rell\n\nLena Okt\n", None, ("Lena Okt", "Tomas Rell")),
        (b"id,name\n1,Lena Okt\n2,\n", None, ("Lena Okt",)),
        (b"id;Who\n1;Lena Okt\n", "who", ("Lena Okt",)),
        ("\ufeffname\nÉmile Varn\n".encode(), None, ("Émile Varn",)),
        ("name\tx\nمنى\t1\n".encode("utf-16"), None, ("منى",)),
        (b'"Okt, Lena",7\n', None, ("Okt, Lena",)),
    ],
)
def test_names_are_read_from_lists_as_people_have_them(data: bytes, column: str | None, found: tuple[str, ...]) -> None:
    assert batch.names(data, column) == found


@pytest.mark.parametrize(
    ("data", "column", "says"),
    [
        (b"", None, "empty"),
        (b"name\n", None, "no line has a name"),
        (b"a,b\n1,2\n", "who", "no column who; there are: a, b"),
        (b"Jos\xe9\n", None, "not UTF-8 \\(byte 4\\)"),
        (b"x" * (batch.LONGEST + 1), None, "split it"),
        (b"\n".join(b"n%d" % n for n in range(5_001)), None, "5,001 names"),
        (b'"' + b"x" * 200_000, None, "no CSV"),
    ],
)
def test_a_list_that_cannot_be_read_is_told_its_cure(data: bytes, column: str | None, says: str) -> None:
    with pytest.raises(UnreadableInput, match=says):
        batch.names(data, column)


@given(st.binary(max_size=80))
def test_any_bytes_are_a_list_or_told_their_cure(data: bytes) -> None:
    try:
        assert batch.names(data)
    except UnreadableInput as error:
        assert ":" in str(error)  # noqa: PT017


def test_no_cell_is_a_formula() -> None:
    (line,) = list(batch.table([batch.Line("=1+1", 1, title="-x", snippet='a "b"')]))[1:]
    assert line == '\'=1+1,1,,\'-x,,,,"a ""b""",,\r\n'
