"""An edition: what stands in the folder, for whom it is cut, and that it is the same every time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result

from firsthand.model.findings import Entity, Event
from firsthand.model.problems import UsageError
from firsthand.record import Record
from firsthand.serve.cli import main
from firsthand.serve.edition import Edition, write
from firsthand.serve.edition.excerpts import MOST, excerpted
from firsthand.serve.findings import quoted
from tests.findings import each
from tests.journeys.pages import record_of

TITLE = 'Harbour & <script>alert("1")</script>'
PAGES = {
    "fire": """Fire at the Sarnow mill on Tuesday

Ana Tervo, the fire chief, said on Tuesday that "three people were hurt" in the Sarnow mill. A port official said five were hurt.
""",
    "trial": """Sarnow mill: a <b>bold</b> "claim" & more

The fire chief, Ana Tervo, said on Wednesday that seven people were hurt in the Sarnow mill fire on Tuesday. It burned all night.
""",
}


class Links(HTMLParser):
    """Addresses and ids of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.to: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.open = False
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.to += [(tag, value) for name in ("href", "src") if (value := given.get(name)) is not None]
        self.ids += [given["id"] or ""] if "id" in given else []
        self.open |= any(name.startswith("on") or name == "style" for name in given)


@pytest.fixture(scope="module")
def site(demo: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("edition") / "site"
    write(demo, out, Edition(TITLE))
    return out


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    yield from record_of(tmp_path_factory.mktemp("mill"), PAGES)


def read(site: Path) -> Mapping[Path, Links]:
    return {path: Links(path) for path in sorted(site.rglob("*.html"))}


def run(record: Record, *words: str) -> Result:
    return CliRunner().invoke(main, ["--record", record.where, "export", "site", *words])


def words(path: Path) -> str:
    return unescape(re.sub(r"<[^>]*>", "", path.read_text(encoding="utf-8")))


def bytes_of(site: Path) -> dict[str, bytes]:
    return {str(p.relative_to(site)): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}


def resolved(pages: Mapping[Path, Links]) -> list[str]:
    """Links that lead nowhere: to no file, or to no place in it."""
    wrong = []
    for path, page in pages.items():
        for tag, address in page.to:
            if address.startswith(("http://", "https://")):
                continue
            file, _, place = address.partition("#")
            target = (path.parent / unquote(file)).resolve() if file else path
            if not target.is_file() or (place and place not in pages[target].ids):
                wrong.append(f"{path.name}: <{tag}> {address}")
    return wrong


def test_every_link_leads_to_a_place_that_is_there(site: Path) -> None:
    pages = read(site)
    assert len(pages) > 150
    assert resolved(pages) == []
    reached, waiting = {site / "index.html"}, [site / "index.html"]
    while waiting:
        here = waiting.pop()
        for _, address in pages[here].to:
            target = (here.parent / address.partition("#")[0]).resolve()
            if target in pages and target not in reached:
                reached.add(target)
                waiting.append(target)
    assert set(pages) - reached == set()


def test_all_links_are_relative_ids_stand_once_and_nothing_runs(site: Path) -> None:
    for path, page in read(site).items():
        assert not [a for _, a in page.to if a.startswith(("/", "file:", "javascript:", "data:"))], path
        assert len(page.ids) == len(set(page.ids)), path
        assert not page.open, path
        html = path.read_text(encoding="utf-8")
        assert "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:" in html
        assert "alert(" not in re.sub(r"&lt;script&gt;alert\(", "", html), path
        scripts = re.findall(r"<script[^>]*>(.*?)</script>", html, re.DOTALL)
        assert not [s for s in scripts if s], path


def test_what_texts_say_is_escaped(mill: Record, tmp_path: Path) -> None:
    write(mill, tmp_path / "site", Edition(TITLE))
    told = "".join(p.read_text(encoding="utf-8") for p in (tmp_path / "site").rglob("*.html"))
    assert "<b>bold" not in told
    assert TITLE in unescape(told)
    assert resolved(read(tmp_path / "site")) == []


def test_the_same_record_and_choice_give_the_same_bytes(demo: Record, site: Path, tmp_path: Path) -> None:
    write(demo, tmp_path / "again", Edition(TITLE))
    assert bytes_of(tmp_path / "again") == bytes_of(site)


def test_no_excerpt_is_longer_than_it_may_be(demo: Record, site: Path) -> None:
    for path in site.glob("a/*.html"):
        for words in re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", path.read_text(encoding="utf-8"), re.DOTALL):
            assert len(re.sub(r"<[^>]*>", "", words).replace("[…]", "").split()) <= MOST, path
    for hit in demo.articles(per_page=200).hits:
        page = demo.article(hit.id)
        found = excerpted(page.article, page.attributions, ())
        assert found.shown <= found.words
        assert len(page.attributions) == len([x for x in found.excerpts if x.of])


def test_a_long_statement_is_cut_and_says_so(tmp_path: Path) -> None:
    long = " ".join(f"the water rose {n} times over the quay" for n in range(20))
    pages = {"flood": f'Flood at Sarnow\n\nMayor Ana Tervo said on Tuesday: "Now {long}." It was over by night.\n'}
    for record in record_of(tmp_path, pages):
        write(record, tmp_path / "cut", Edition("Flood"))
        (page,) = (tmp_path / "cut/a").glob("*.html")
        assert "[…]" in words(page)
        assert "2 times over" in words(page)
        assert "14 times over" not in "".join(map(words, (tmp_path / "cut").rglob("*.html")))
        write(record, tmp_path / "whole", Edition("Flood", full_text=True))
        (page,) = (tmp_path / "whole/a").glob("*.html")
        assert "14 times over" in words(page)
        assert "has the right" in (tmp_path / "whole/index.html").read_text(encoding="utf-8")
        assert resolved(read(tmp_path / "whole")) == []


def test_whole_texts_keep_every_place_that_is_linked_to(demo: Record, tmp_path: Path) -> None:
    write(demo, tmp_path / "whole", Edition("Whole", full_text=True))
    pages = read(tmp_path / "whole")
    assert resolved(pages) == []
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path


def test_of_a_choice_only_the_part_in_its_articles_is_shown(demo: Record, tmp_path: Path) -> None:
    event = next(e for e in each(demo, Event) if len({a for x in e.accounts for a in x.articles}) > 2)
    done = run(demo, str(tmp_path / "one"), "--id", event.id)
    assert done.exit_code == 0, done.output
    chosen = demo.chosen(ids=[event.id]) or frozenset()
    others = {hit.id for hit in demo.articles(per_page=200).hits} - chosen
    assert others
    told = "".join(p.read_text(encoding="utf-8") for p in (tmp_path / "one").rglob("*.html"))
    assert not [id_ for id_ in others if id_ in told]
    assert resolved(read(tmp_path / "one")) == []
    assert (
        f'href="v/{event.id}.html"'
        in (tmp_path / "one/index.html").read_text(encoding="utf-8").split("What it is about")[1]
    )


@pytest.mark.parametrize("words", [("--query", "Harrowmere"), ("--tag", "harbour")])
def test_by_words_and_by_tag(demo: Record, tmp_path: Path, words: tuple[str, str]) -> None:
    done = run(demo, str(tmp_path / "some"), *words)
    query = words[1] if words[0] == "--query" else f'tag:"{words[1]}"'
    held = demo.search(query).total
    if not held:
        assert done.exit_code == 2
        assert "no article is chosen" in done.output
        return
    assert done.exit_code == 0, done.output
    assert len(list((tmp_path / "some/a").glob("*.html"))) == held
    assert f"<h1>{words[1]}</h1>" in (tmp_path / "some/index.html").read_text(encoding="utf-8")


def test_by_a_party(demo: Record, tmp_path: Path) -> None:
    party = next(e for e in each(demo, Entity) if e.public and e.kind == "person" and demo.entity(e.id).attributions)
    assert run(demo, str(tmp_path / "one"), "--id", party.id).exit_code == 0
    assert (tmp_path / f"one/e/{party.id}.html").exists()
    assert resolved(read(tmp_path / "one")) == []


def test_a_folder_with_something_in_it_is_left_alone(demo: Record, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = run(demo, str(tmp_path))
    assert done.exit_code == 2
    assert "not empty" in done.output
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
    with pytest.raises(UsageError, match="no web address"):
        Edition(base="ftp://desk")
    with pytest.raises(UsageError, match="no article"):
        Edition(articles=frozenset())


def test_decisions_are_told_with_who_and_when_and_notes_only_if_asked(tmp_path: Path) -> None:
    for record in record_of(tmp_path, PAGES):
        said = record.attributions_of(record.search("Wednesday").hits[0].id)[0]
        record.decide("set", said.id, field="stance", value="doubts", by="Ina <Kern>")
        record.decide("note", said.id, value="call the chief & ask", by="Ina <Kern>")
        for notes in (False, True):
            out = tmp_path / f"site-{notes}"
            write(record, out, Edition("Mill", notes=notes, base="https://desk.example"))
            told = (out / f"a/{said.article_id}.html").read_text(encoding="utf-8")
            assert "Stance set to “doubts” by <bdi>Ina &lt;Kern&gt;</bdi>" in told
            assert ("call the chief &amp; ask" in told) is notes
            assert f'href="https://desk.example/a/{said.article_id}"' in told
            assert resolved(read(out)) == []


def test_no_path_of_this_machine_is_told(demo: Record, site: Path) -> None:
    told = "".join(p.read_text(encoding="utf-8") for p in site.rglob("*.html"))
    held = [demo.capture(h.capture_id).path for h in demo.articles(per_page=200).hits]
    assert not [path for path in held if path in told]


def test_the_script_is_small(site: Path) -> None:
    assert len((site / "look/search.js").read_bytes()) < 6_000
    whole = sum(len(x) for x in bytes_of(site).values())
    assert whole < 2_500_000, whole


def test_words_in_the_head_of_a_page_lead_to_the_head_of_its_article(demo: Record, site: Path) -> None:
    hit = next(h for h in demo.articles(per_page=200).hits if h.outlet)
    article = demo.article(hit.id).article
    outlet = article.first("outlet")
    assert outlet is not None
    assert quoted(article, article.region).article_id == article.id
    assert (
        "Words that other pages of this edition lead to</p>\n<blockquote>By "
        not in (site / f"a/{hit.id}.html").read_text()
    )
