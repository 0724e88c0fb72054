"""Feeds and sitemaps asked round by round: what is new comes once, what is unchanged costs nothing, what fails comes later."""

from __future__ import annotations

import gzip
import json
import socket
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.collect import decode
from firsthand.collect.captured import Found
from firsthand.collect.web import Polled, poll, sitemaps
from firsthand.collect.web.given import addresses_of
from firsthand.collect.web.pace import LATEST, SOONEST, back_off, max_age, next_due, retry_after
from firsthand.model.problems import Problem, UnreadableInput, UsageError
from firsthand.model.watching import Sighting, Watched
from tests.collect import made
from tests.collect.hostile import Clock, Request, Server, fetcher, ok, stories

NOW = datetime(2031, 5, 5, 9, 0, tzinfo=UTC)
RSS = "application/rss+xml"


@pytest.fixture
def site() -> Iterator[Server]:
    with stories(9) as one:
        yield one


class Rounds:
    """One watched address over time, with what is remembered of it."""

    def __init__(self, site: Server, target: str, *, follow: bool = False, most: int = 100) -> None:
        self.site, self.most, self.clock = site, most, Clock()
        at = self.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        self.one = Watched(site.url(target), follow, None, None, at, at)
        self.sighted: dict[str, str] = {}
        self.problems: list[str] = []
        self.found: list[Found] = []

    def next(self) -> list[str]:
        """Another round, when it is time; the addresses of what was taken."""
        self.clock.at = datetime.strptime(self.one.due_at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        self.found, self.problems = [], []
        before = len(self.site.asked)
        for piece in poll(self.one, fetcher(self.clock), self.sighted.copy(), most=self.most, chance=lambda: 0.5):
            if isinstance(piece, Polled):
                self.end = piece
            elif isinstance(piece, Sighting):
                self.sighted[piece.key] = piece.stamp
            elif isinstance(piece, Problem):
                self.problems.append(piece.code)
            elif isinstance(piece, Found):
                self.found.append(piece)
        self.one = self.end.watched
        self.asked = [r.target for r in self.site.asked[before:] if r.target != "/robots.txt"]
        return [x.capture.path.removeprefix(f"http://public.test:{self.site.port}") for x in self.found]

    def minutes(self) -> float:
        due = datetime.strptime(self.one.due_at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        return (due - self.clock.at).total_seconds() / 60


def rss(site: Server, *numbers: int, text: bool = False, head: str = "") -> bytes:
    long = f"&lt;p&gt;{made.PROSE}&lt;/p&gt;&lt;p&gt;{made.PROSE}&lt;/p&gt;"
    items = "".join(
        f"<item><title>Story {n}</title><link>{site.url(f'/{n}')}</link><dc:creator>Leena Kask</dc:creator>"
        f"<source url='https://wire.example/'>The Wire</source><description>{long if text else 'Short.'}</description></item>"
        for n in numbers
    )
    space = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    return f'<rss version="2.0" {space}><channel><title>The Courier</title>{head}{items}</channel></rss>'.encode()


# Feeds


def test_a_feed_with_full_texts_gives_what_is_new_of_it(site: Server) -> None:
    rounds = Rounds(site, "/feed")
    site.answers["/feed"] = ok(rss(site, 2, 1, text=True), RSS)
    assert rounds.next() == ["/feed"]
    assert rounds.found[0].capture.charset == "feed1+utf-8"  # as if it were added as a file
    assert rounds.next() == []
    assert rounds.end.unchanged
    site.answers["/feed"] = ok(rss(site, 3, 2, 1, text=True), RSS)
    assert rounds.next() == ["/feed"]
    (found,) = rounds.found
    assert found.data == rss(site, 3, 2, 1, text=True)
    assert found.capture.charset == "feedpart1:0+utf-8"
    text = decode(found.data, found.capture.charset)
    assert ("Story 3" in text, "Story 2" in text) == (True, False)
    assert "Source: The Wire" in text
    assert rounds.one.kind == "feed"


def test_an_entry_that_changed_is_taken_again(site: Server) -> None:
    rounds = Rounds(site, "/feed")
    site.answers["/feed"] = ok(made.json_feed(), "application/feed+json")
    rounds.next()
    told = json.loads(made.json_feed())
    told["items"][1]["content_html"] += "<p>Corrected.</p>"
    site.answers["/feed"] = ok(json.dumps(told).encode(), "application/feed+json")
    assert rounds.next() == ["/feed"]
    assert rounds.found[0].capture.charset == "jsonfeedpart1:1+utf-8"
    assert "Corrected." in decode(rounds.found[0].data, rounds.found[0].capture.charset)


def test_entries_are_followed_once_and_what_the_feed_says_stands_beside_the_page(site: Server) -> None:
    rounds = Rounds(site, "/feed", follow=True)
    site.answers["/feed"] = ok(rss(site, 2, 1), RSS)
    assert rounds.next() == ["/2", "/1"]
    listed = json.loads(rounds.found[0].answer or "")["listed"]
    assert (listed["in"], listed["source"], listed["authors"]) == (site.url("/feed"), "The Wire", ["Leena Kask"])
    site.answers["/feed"] = ok(rss(site, 3, 2, 1), RSS)
    assert rounds.next() == ["/3"]
    assert rounds.asked == ["/feed", "/3"]
    assert rounds.next() == []
    assert rounds.asked == ["/feed"]


def test_teasers_that_are_not_followed_are_told_of_with_the_cure(site: Server) -> None:
    rounds = Rounds(site, "/feed")
    site.answers["/feed"] = ok(rss(site, 1), RSS)
    assert rounds.next() == []
    assert rounds.problems == ["teasers-only"]


def test_of_a_page_that_is_closed_the_text_in_the_feed_is_taken(site: Server) -> None:
    rounds = Rounds(site, "/feed", follow=True)
    site.answers |= {"/feed": ok(rss(site, 2, 1, text=True), RSS), "/2": ok(b"", status="403 No")}
    assert rounds.next() == ["/1", "/feed"]
    assert rounds.found[1].capture.charset == "feedpart1:0+utf-8"
    assert rounds.problems == ["closed"]
    assert rounds.next() == []


def test_a_page_that_fails_for_now_is_tried_again_and_given_up_in_the_end(site: Server) -> None:
    rounds = Rounds(site, "/feed", follow=True)
    site.answers |= {"/feed": ok(rss(site, 2, 1), RSS, 'ETag: "1"'), "/2": ok(b"", status="500 Oh")}
    assert rounds.next() == ["/1"]
    assert rounds.next() == []
    assert rounds.asked == ["/feed", "/2"]
    site.answers["/2"] = ok(made.html("Late").encode())
    assert rounds.next() == ["/2"]
    assert rounds.one.etag == '"1"'
    site.answers |= {"/feed": ok(rss(site, 3, 2), RSS), "/3": ok(b"", status="500 Oh")}
    tried = [len(rounds.asked) for _ in range(6) if rounds.next() == []]
    assert tried == [2, 2, 2, 2, 1, 1]


def test_a_host_that_is_overworked_is_left_alone_for_the_round(site: Server) -> None:
    rounds = Rounds(site, "/feed", follow=True)
    site.answers |= {"/feed": ok(rss(site, 4, 3, 2, 1), RSS), "/4": ok(b"", status="503 Busy")}
    assert rounds.next() == []
    assert rounds.asked == ["/feed", "/4"]
    site.answers["/4"] = ok(made.html("Story 4").encode())
    assert rounds.next() == ["/4", "/3", "/2", "/1"]


def test_a_long_list_is_taken_in_rounds(site: Server) -> None:
    rounds = Rounds(site, "/feed", follow=True, most=3)
    site.answers["/feed"] = ok(rss(site, *range(8)), RSS, 'ETag: "1"')
    assert [rounds.next() for _ in range(4)] == [["/0", "/1", "/2"], ["/3", "/4", "/5"], ["/6", "/7"], []]
    assert rounds.end.unchanged


def test_conditions_are_sent_and_304_costs_nothing(site: Server) -> None:
    def answer(link: socket.socket, request: Request) -> None:
        same = request.headers.get("if-none-match") == 'W/"7"'
        link.sendall(b"HTTP/1.1 304 Not Modified\r\n\r\n" if same else ok(rss(site, 1, text=True), RSS, 'ETag: W/"7"'))

    site.answers["/feed"] = answer
    rounds = Rounds(site, "/feed")
    assert rounds.next() == ["/feed"]
    assert rounds.next() == []
    assert (rounds.end.unchanged, rounds.one.told, rounds.one.etag) == (True, "unchanged", 'W/"7"')


@pytest.mark.parametrize(
    "body",
    [
        b"<rss><channel><title>x</title></channel></rss>", b"<rss version='2.0'><channel><item><title>a",
        b"<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><rss><channel><item><title>&b;</title></item></rss>",
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "http://\\u0000", "content_text": "a"}, 1, null]}',
        b"<feed xmlns='http://www.w3.org/2005/Atom'>" + b"<a>" * 5000, b"\x00\xff" * 99, b"",
    ],
)  # fmt: skip
def test_a_feed_that_is_garbage_breaks_nothing(site: Server, body: bytes) -> None:
    site.answers["/feed"] = ok(body, RSS)
    for follow in (False, True):
        rounds = Rounds(site, "/feed", follow=follow)
        rounds.next()
        assert rounds.one.asked_at
        assert rounds.minutes() >= 15


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.1/secret",
        "http://169.254.169.254/",
        "file:///etc/passwd",
        "http://user:pw@public.test/",
        "javascript:1",
        "/1",
    ],
)
def test_a_feed_cannot_have_us_ask_what_is_not_public(site: Server, link: str) -> None:
    rounds = Rounds(site, "/feed", follow=True)
    site.answers["/feed"] = ok(rss(site, 1).replace(site.url("/1").encode(), link.encode()), RSS)
    assert rounds.next() == []
    assert rounds.problems == ["address-refused"]
    assert rounds.asked == ["/feed"]
    assert rounds.next() == []
    assert rounds.asked == ["/feed"]


# Sitemaps


def sitemap(site: Server, places: Mapping[int, str], *, news: bool = False) -> bytes:
    told = (
        "<news:news><news:publication><news:name>The Courier</news:name><news:language>en</news:language></news:publication>"
        "<news:publication_date>2031-05-05</news:publication_date><news:title>Mill burns</news:title></news:news>"
    )
    urls = "".join(
        f"<url><loc>{site.url(f'/{n}')}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}{told if news else ''}</url>"
        for n, day in places.items()
    )
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {space}>{urls}</urlset>'.encode()


def index(site: Server, places: Mapping[str, str]) -> bytes:
    inner = "".join(f"<sitemap><loc>{site.url(x)}</loc><lastmod>{day}</lastmod></sitemap>" for x, day in places.items())
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</sitemapindex>'.encode()


def test_pages_of_a_sitemap_are_followed_the_latest_first_and_again_when_they_change(site: Server) -> None:
    rounds = Rounds(site, "/sitemap.xml", follow=True)
    site.answers["/sitemap.xml"] = ok(sitemap(site, {1: "2031-01-01", 2: "2031-03-01", 3: ""}), "text/xml")
    assert rounds.next() == ["/2", "/1", "/3"]
    site.answers["/sitemap.xml"] = ok(sitemap(site, {1: "2031-04-01", 2: "2031-03-01", 3: ""}), "text/xml")
    site.answers["/1"] = ok(made.html("Story 1, corrected").encode())
    assert rounds.next() == ["/1"]
    assert rounds.one.kind == "sitemap"


def test_an_index_its_packed_sitemaps_and_what_news_sitemaps_say(site: Server) -> None:
    rounds = Rounds(site, "/index.xml", follow=True)
    site.answers |= {
        "/index.xml": ok(
            index(site, {"/a.xml.gz": "2031-01-01", "/b.xml": "2031-05-01", "/index.xml": "2030-01-01"}), "text/xml"
        ),
        "/a.xml.gz": ok(gzip.compress(sitemap(site, {1: "2031-01-01"})), "application/gzip"),
        "/b.xml": ok(sitemap(site, {2: ""}, news=True), "text/xml"),
    }
    assert rounds.next() == ["/2", "/1"]
    listed = json.loads(rounds.found[0].answer or "")["listed"]
    assert listed == {
        "in": site.url("/b.xml"), "title": "Mill burns", "published": "2031-05-05", "outlet": "The Courier", "language": "en",
    }  # fmt: skip
    site.answers |= {
        "/index.xml": ok(index(site, {"/a.xml.gz": "2031-01-01", "/b.xml": "2031-05-02"}), "text/xml"),
        "/b.xml": ok(sitemap(site, {2: "", 3: ""}, news=True), "text/xml"),
    }
    assert rounds.next() == ["/3"]
    assert rounds.asked == ["/index.xml", "/b.xml", "/3"]


def test_a_sitemap_that_is_not_followed_is_told_of(site: Server) -> None:
    rounds = Rounds(site, "/sitemap.xml")
    site.answers["/sitemap.xml"] = ok(sitemap(site, {1: ""}), "text/xml")
    assert rounds.next() == []
    assert rounds.problems == ["not-followed"]


def test_addresses_one_a_line_are_a_sitemap_too(site: Server) -> None:
    rounds = Rounds(site, "/urls.txt", follow=True)
    site.answers["/urls.txt"] = ok(f"{site.url('/1')}\n{site.url('/2')}\n".encode(), "text/plain")
    assert sorted(rounds.next()) == ["/1", "/2"]


def test_a_sitemap_that_holds_a_bomb_or_garbage_breaks_nothing(site: Server) -> None:
    bombs = [
        gzip.compress(b"<urlset>" + b" " * 90_000_000),
        b"<urlset>" + b"<a>" * 9_000,
        b"<urlset><url><loc>http://[</loc></url>",
    ]
    lol = b"<!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><urlset><url><loc>http://x.example/&b;</loc></url></urlset>"
    for body in (*bombs, lol):
        site.answers["/sitemap.xml"] = ok(body, "text/xml")
        rounds = Rounds(site, "/sitemap.xml", follow=True)
        assert [x for x in rounds.next() if x != "/sitemap.xml"] == []
        assert rounds.asked == ["/sitemap.xml"]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_as_a_sitemap_without_breaking(data: bytes) -> None:
    for body in (data, b"<urlset><url><loc>http://a.example/</loc></url>" + data):
        assert all(x.url for x in sitemaps.read(body).places + sitemaps.read_text(body).places)


def test_every_whole_entry_before_a_damage_is_read(site: Server) -> None:
    whole = sitemap(site, dict.fromkeys(range(5), "2031-01-01"))
    for cut in range(0, len(whole), 7):
        found = sitemaps.read(whole[:cut]).places
        assert len(found) == whole[:cut].count(b"</url>")


# Pages, and failures


def test_a_page_is_taken_when_it_changed(site: Server) -> None:
    rounds = Rounds(site, "/1")
    assert rounds.next() == ["/1"]
    assert rounds.next() == []
    site.answers["/1"] = ok(made.html("Story 1, corrected").encode())
    assert rounds.next() == ["/1"]
    assert rounds.one.kind == "page"


def test_of_a_page_that_names_a_feed_that_is_told(site: Server) -> None:
    rounds = Rounds(site, "/home")
    link = '<link rel=alternate type="application/rss+xml" href="/feed?a=1&amp;b=2">'
    site.answers["/home"] = ok(made.html("Home").replace("<title>", f"{link}<title>").encode())
    rounds.next()
    assert rounds.one.told == f"1 taken in; it names a feed: {site.url('/feed?a=1&b=2')}"


def test_failures_are_asked_again_ever_more_seldom_and_one_answer_makes_it_good(site: Server) -> None:
    rounds = Rounds(site, "/feed")
    site.answers["/feed"] = ok(b"", status="502 Bad Gateway")
    waits = []
    for _ in range(12):
        rounds.next()
        waits.append(rounds.minutes())
    assert rounds.one.failures == 12
    assert [round(w) for w in waits[:3]] == [16, 32, 63]
    assert waits[-1] <= 1.1 * LATEST / 60
    site.answers["/feed"] = ok(rss(site, 1, text=True), RSS)
    assert rounds.next() == ["/feed"]
    assert (rounds.one.failures, rounds.minutes() < 70) == (0, True)


def test_retry_after_holds_the_next_round_back(site: Server) -> None:
    rounds = Rounds(site, "/feed")
    site.answers["/feed"] = ok(b"", RSS, "Retry-After: 36000", status="429 Too Many")
    rounds.next()
    assert rounds.minutes() >= 600
    assert rounds.problems == ["try-later"]


@pytest.mark.parametrize(
    ("header", "head", "minutes"),
    [
        ("Cache-Control: max-age=7200", "", 120), ("Cache-Control: no-cache", "<ttl>240</ttl>", 240), ("X: y", "", 60),
        ("X: y", "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 360),
        ("Cache-Control: max-age=1", "", 15), ("Cache-Control: max-age=999999999", "<ttl>999999</ttl>", 1440),
    ],
)  # fmt: skip
def test_how_long_an_answer_stays_good_says_when_it_is_asked_again(
    site: Server, header: str, head: str, minutes: int
) -> None:
    rounds = Rounds(site, "/feed")
    site.answers["/feed"] = ok(rss(site, 1, text=True, head=head), RSS, header)
    rounds.next()
    assert rounds.minutes() == pytest.approx(minutes * 1.05, rel=0.01)
    rounds.next()
    assert rounds.end.unchanged
    assert rounds.minutes() == pytest.approx(minutes * 1.05, rel=0.01)
    rounds.one = replace(rounds.one, every=3 * 3600)
    rounds.next()
    assert rounds.minutes() == pytest.approx(180 * 1.05, rel=0.01)


@given(st.integers(1, 10_000), st.floats(0, 1e9), st.floats(0, 1))
def test_no_failure_is_asked_again_at_once_or_never(failures: int, wanted: float, chance: float) -> None:
    wait = (back_off(NOW, failures, wanted, lambda: chance) - NOW).total_seconds()
    assert SOONEST / 2 <= wait <= LATEST * 1.1 + 1
    assert wait >= min(wanted, LATEST) - 1


@given(st.one_of(st.none(), st.integers(900, 10**8)), st.one_of(st.none(), st.integers(0, 10**9)), st.floats(0, 1))
def test_no_answer_is_asked_again_at_once(every: int | None, hint: int | None, chance: float) -> None:
    wait = (next_due(NOW, every, (hint,), lambda: chance) - NOW).total_seconds()
    assert SOONEST <= wait <= 1.1 * max(every or 0, 86_400) + 1


@given(st.text(max_size=60))
def test_headers_may_say_anything(words: str) -> None:
    assert (retry_after(words, NOW) or 0) >= 0
    assert (max_age(words) or 0) >= 0


def test_retry_after_as_a_day() -> None:
    at = NOW + timedelta(minutes=3)
    assert retry_after(at.strftime("%a, %d %b %Y %H:%M:%S GMT"), NOW) == 180
    assert retry_after("Sun, 04 May 2031 09:00:00 GMT", NOW) == 0


# What a person gives


def test_lists_of_addresses_are_opened(tmp_path: Path) -> None:
    opml = "<opml><body><outline text='a'><outline xmlUrl='https://a.example/rss?x=1&amp;y=2'/></outline></body></opml>"
    (tmp_path / "f.opml").write_text(opml)
    (tmp_path / "l.csv").write_text("title,url\nx,https://b.example/1\ny,https://b.example/2\n")
    (tmp_path / "u.txt").write_text("https://c.example/\nhttps://b.example/1#x\n")
    found = addresses_of([str(tmp_path / x) for x in ("f.opml", "l.csv", "u.txt")] + ["HTTPS://d.example"])
    assert found == (
        "https://a.example/rss?x=1&y=2", "https://b.example/1", "https://b.example/2", "https://c.example/", "https://d.example/",
    )  # fmt: skip
    (tmp_path / "prose.txt").write_text("No address here.")
    with pytest.raises(UsageError, match="lists no addresses"):
        addresses_of([str(tmp_path / "prose.txt")])
    with pytest.raises(UnreadableInput, match="https://"):
        addresses_of(["courier.example"])
    with pytest.raises(UsageError):
        addresses_of(["http://user@x.example/"])


def test_sightings_tell_no_addresses(site: Server) -> None:
    rounds = Rounds(site, "/feed")
    site.answers["/feed"] = ok(rss(site, 1, text=True), RSS)
    rounds.next()
    told: dict[str, Any] = rounds.sighted
    assert told
    assert all(len(k) == 32 and len(v) == 32 for k, v in told.items())
