"""Letters, MHTML, Markdown, PDF, feeds, archives of pages, lists: what becomes a capture, and how its text is made."""

from __future__ import annotations

import email
import email.policy
import io
import json
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from firsthand.collect import Found, collect, decode
from firsthand.extract.step import run as extract
from firsthand.model.articles import Article
from firsthand.model.problems import Problem
from firsthand.model.units import ExtractInput
from tests.collect import made

NOW = "2031-06-01T00:00:00Z"


def take(path: Path, data: bytes | None = None, **options: object) -> tuple[list[Found], list[Problem]]:
    if data is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    items = list(collect([path], now=NOW, **options))
    return [x for x in items if isinstance(x, Found)], [x for x in items if isinstance(x, Problem)]


def codes(problems: list[Problem]) -> list[str]:
    return [p.code for p in problems]


def text(found: Found) -> str:
    return decode(found.data, found.capture.charset)


def articles(found: Found) -> list[Article]:
    rows = extract(ExtractInput(found.capture, text(found))).rows
    return [a for a in rows if isinstance(a, Article)]


@pytest.mark.parametrize("name", sorted(made.SAMPLES))
def test_places_of_every_kind_point_into_the_decoded_text(tmp_path: Path, name: str) -> None:
    for other in ("r.html", "s.txt"):
        (tmp_path / other).write_bytes(made.SAMPLES[other])
    found, _ = take(tmp_path / name, made.SAMPLES[name])
    assert found or name == "w.opml"
    for one in found:
        source = text(one)
        assert text(one) == source
        for article in articles(one):
            for run in article.offsets.runs:
                if run.text_length == run.capture_length:
                    there = source[run.capture_start : run.capture_end]
                    assert there.split() == article.text[run.text_start : run.text_end].split()
            for d in article.data:
                if d.capture_span and d.words:
                    assert d.capture_span.end <= len(source)


def test_mhtml_is_its_page_at_its_address_and_day(tmp_path: Path) -> None:
    (found,), problems = take(tmp_path / "a.mhtml", made.mhtml())
    assert (found.capture.url, found.capture.fetched_at) == ("https://courier.example/saved", "2031-05-05T09:00:00Z")
    assert (found.capture.charset, found.capture.media_type) == ("mhtml1:2+utf-8", "multipart/related")
    assert text(found).replace("\r\n", "\n") == made.html("Café closed")
    assert not problems
    (article,) = articles(found)
    assert article.title == "Café closed"


def test_a_letter_states_sender_and_day_as_a_page_does(tmp_path: Path) -> None:
    for form in ("both", "text"):
        (found,), problems = take(tmp_path / f"{form}.eml", made.eml(form))
        (article,) = articles(found)
        told = {d.kind: d.value for d in article.data}
        assert (told["title"], told["outlet"]) == ("Storm over Darma", "The Quay Letter")
        assert told["published"] == "2031-05-05T10:00:00+02:00"
        day = article.first("published")
        assert day is not None
        assert day.capture_span is not None
        assert day.capture_span.of(text(found)) == "2031-05-05T10:00:00+02:00"
        assert not problems


@pytest.mark.parametrize("data", [made.mhtml(), made.eml(), made.eml("text")])
def test_our_reading_of_parts_is_that_of_the_standard_library(data: bytes) -> None:
    from firsthand.collect.mime import parse

    ours = [x for _, x in parse(data).walk()]
    theirs = [p for p in email.message_from_bytes(data, policy=email.policy.default).walk() if not p.is_multipart()]
    assert [p.media_type for p in ours] == [p.get_content_type() for p in theirs]
    for a, b in zip(ours, theirs, strict=True):
        assert a.data.strip() == (b.get_payload(decode=True) or b"").strip()


def test_a_letter_cut_short_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = made.eml()
    (found,), problems = take(tmp_path / "a.eml", whole[: len(whole) - 200])
    assert codes(problems) == ["cut-short"]
    assert "harbour master" in text(found)


def test_singlefile_says_where_and_when_it_was_saved(tmp_path: Path) -> None:
    head = (
        "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://courier.example/sf \n"
        " saved date: Mon May 05 2031 10:00:00 GMT+0100 (Central European Standard Time)\n-->"
    )
    (found,), _ = take(tmp_path / "a.html", f"{head}<meta charset=utf-8><p>{made.PROSE}</p></html>".encode())
    assert (found.capture.url, found.capture.fetched_at) == ("https://courier.example/sf", "2031-05-05T09:00:00Z")


def test_markdown_has_its_front_matter_as_a_page_its_head(tmp_path: Path) -> None:
    (found,), problems = take(tmp_path / "a.md", made.MARKDOWN)
    assert found.capture.url == "https://courier.example/md"
    (article,) = articles(found)
    told = {(d.kind, d.value) for d in article.data}
    assert {
        ("title", "Port of Darma shut"),
        ("published", "2031-05-05"),
        ("byline", "Leena Kask"),
        ("tag", "ports"),
    } <= told
    page = text(found)
    for wanted in (
        "<h2>What comes <em>next</em></h2>",
        '<a href="https://pilots.example/">',
        "<blockquote>",
        "<li>two ferries</li>",
    ):
        assert wanted in page
    assert not problems


@pytest.mark.parametrize(
    ("written", "made_of_it"),
    [
        ("# One\n\nTwo", "<h1>One</h1>\n<p>Two</p>"),
        ("One\n===\nTwo\n---\n", "<h1>One</h1>\n<h2>Two</h2>"),
        ("2 * 3 * 4 and snake_case_word", "<p>2 * 3 * 4 and snake_case_word</p>"),
        ("**so** and *so*", "<p><strong>so</strong> and <em>so</em></p>"),
        ("```\n# no\n```", "<pre># no</pre>"),
        ("> a\n> > b", "<blockquote>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
    ],
)
def test_markdown_marks(written: str, made_of_it: str) -> None:
    assert decode(written.encode(), "md1+utf-8") == f"<!doctype html>\n<article>\n{made_of_it}\n</article>"


def test_a_feed_gives_its_entries_and_says_which_are_teasers(tmp_path: Path) -> None:
    (found,), problems = take(tmp_path / "a.rss", made.rss())
    assert (found.data, found.capture.url) == (made.rss(), "https://courier.example/")
    got = articles(found)
    assert [a.title for a in got] == [f"Story {i} & more" for i in range(3)]
    told = {d.kind: d.value for d in got[1].data}
    assert told["byline"] == "Leena Kask"
    assert told["published"].startswith("2031-05-05T01:00:00")
    assert (told["declared_source"], told["outlet"]) == ("The Wire", "The Courier")
    assert "Photo: Ilmar Saar" in got[0].text
    assert codes(problems) == ["teasers-only"]
    assert "https://courier.example/t" in problems[0].message


def test_atom_and_json_feeds_too(tmp_path: Path) -> None:
    (atom,), none = take(tmp_path / "a.xml", made.atom())
    assert [a.title for a in articles(atom)] == ["Atom 0", "Atom 1", "Atom 2"]
    (feed,), more = take(tmp_path / "a.json", made.json_feed())
    assert [a.title for a in articles(feed)] == ["Json 0", "Json 1", "Json 2"]
    assert not none
    assert not more


def test_a_damaged_feed_gives_every_whole_entry(tmp_path: Path) -> None:
    data = made.rss(teasers=0)
    (found,), problems = take(tmp_path / "a.rss", data[: data.rindex(b"<item>") + 100])
    assert text(found).count("<article") == 2
    assert codes(problems) == ["damaged-feed"]
    data = made.json_feed()
    (found,), problems = take(tmp_path / "b.json", data[:-200])
    assert text(found).count("<article") == 2
    assert codes(problems) == ["damaged-feed"]


def test_entities_of_a_feed_are_never_expanded(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    data = made.rss().replace(b"<rss", laughs.encode() + b"<rss").replace(b"Story 0", b"&b;")
    found, problems = take(tmp_path / "a.rss", data)
    assert not found
    assert codes(problems) == ["empty-feed"]
    outside = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    assert not take(tmp_path / "b.rss", made.rss().replace(b"<rss", outside + b"<rss"))[0]


def test_pages_in_zip_and_tar_and_folders_inside_them(tmp_path: Path) -> None:
    for name, data in (("a.zip", made.zipped()), ("a.tar.gz", made.tarred()), ("a.tar", made.tarred("w"))):
        found, problems = take(tmp_path / name, data)
        assert len(found) == 2
        assert found[0].capture.path == f"{tmp_path / name}/a.html"
        assert found[0].capture.via == name.split(".")[1]
        assert not problems


def test_what_cannot_be_read_in_a_zip_is_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    data = made.zipped(c__png=b"\x89PNG\r\n", d__zip=made.zipped(), e__html=b"<p>" + b" " * 30_000_000)
    tracemalloc.start()
    found, problems = take(tmp_path / "a.zip", data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) == 2
    assert codes(problems) == ["binary-file", "nested-archive", "too-large"]
    assert peak < 20_000_000


def test_of_a_zip_that_is_cut_short_the_whole_members_are_read(tmp_path: Path) -> None:
    data = made.zipped()
    second = data.index(b"PK\x03\x04", 10)
    found, problems = take(tmp_path / "a.zip", data[: second + 200])
    assert [text(f) for f in found] == [made.html("a.html")]
    assert codes(problems) == ["damaged-archive"]


def test_a_locked_zip_is_a_problem(tmp_path: Path) -> None:
    data = bytearray(made.zipped())
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        infos = box.infolist()
    start = 0
    for _ in infos:  # the flag "encrypted", in each entry of the directory at the end
        start = data.index(b"PK\x01\x02", start) + 8
        data[start] |= 1
    found, problems = take(tmp_path / "a.zip", bytes(data))
    assert not found
    assert set(codes(problems)) == {"encrypted"}


def test_a_csv_list_takes_its_columns_by_name_or_as_told(tmp_path: Path) -> None:
    take(tmp_path / "pages/a.html", made.html("Listed").encode())
    told = "file,link,saved\npages/a.html,https://courier.example/a,2031-05-05T09:00:00Z\n,https://courier.example/b,\n"
    (found,), problems = take(tmp_path / "list.csv", told.encode())
    assert (found.capture.url, found.capture.fetched_at) == ("https://courier.example/a", "2031-05-05T09:00:00Z")
    assert found.capture.path == str(tmp_path / "pages/a.html")
    assert codes(problems) == ["not-fetched"]
    assert "https://courier.example/b" in problems[0].message
    mine = "seite;adresse\npages/a.html;https://courier.example/c\n"
    assert codes(take(tmp_path / "mine.csv", mine.encode())[1]) == ["no-such-column"]
    (found,), _ = take(tmp_path / "mine.csv", mine.encode(), columns={"path": "seite", "url": "adresse"})
    assert found.capture.url == "https://courier.example/c"
    assert codes(take(tmp_path / "mine.csv", mine.encode(), columns={"path": "nowhere"})[1]) == ["no-such-column"]


def test_references_with_attachments_are_read(tmp_path: Path) -> None:
    take(tmp_path / "a.html", made.html("Kept").encode())
    take(tmp_path / "b.eml", made.eml())
    told = [
        {"id": "x", "type": "article-newspaper", "URL": "https://courier.example/a", "attachments": [{"path": "a.html"}],
         "accessed": {"date-parts": [[2031, 5, 4]]}},
        {"id": "y", "type": "webpage", "URL": "https://courier.example/b", "file": "b.eml; gone.html"},
        {"id": "z", "type": "webpage", "URL": "https://courier.example/c"},
        {"id": "n"},
    ]  # fmt: skip
    found, problems = take(tmp_path / "list.json", json.dumps(told).encode())
    assert [f.capture.url for f in found] == ["https://courier.example/a", "https://courier.example/b"]
    assert found[0].capture.fetched_at == "2031-05-04T00:00:00Z"
    assert codes(problems) == ["no-such-path", "not-fetched", "no-reference"]


def test_a_pdf_is_its_text_page_by_page(tmp_path: Path) -> None:
    (found,), problems = take(tmp_path / "a.pdf", made.pdf("The harbour master said", "that the port stays closed"))
    assert text(found).split("\f")[0].strip() == "The harbour master said"
    assert text(found).split("\f")[1].strip() == "that the port stays closed"
    assert found.capture.charset.startswith("pdf1+pypdf-")
    assert not problems


def test_a_pdf_of_pictures_and_a_broken_one_are_problems_with_a_cure(tmp_path: Path) -> None:
    found, problems = take(tmp_path / "a.pdf", made.pdf("", ""))
    assert (found, codes(problems)) == ([], ["no-text-layer"])
    assert "ocrmypdf" in problems[0].message
    found, problems = take(tmp_path / "b.pdf", b"%PDF-1.7 words")
    assert (found, codes(problems)) == ([], ["damaged-pdf"])


def test_a_list_of_feeds_is_only_told(tmp_path: Path) -> None:
    found, problems = take(tmp_path / "a.opml", made.SAMPLES["w.opml"])
    assert (found, codes(problems)) == ([], ["list-of-feeds"])
