"""One article in a page full of other things; what its page says of it; pages made to be slow."""

from __future__ import annotations

from time import process_time

import pytest

from firsthand.extract import run
from firsthand.model.articles import Article, Capture
from firsthand.model.units import ExtractInput

WORDS = (
    "The harbour master of Darma said on Saturday that the port stays closed until the wind falls.",
    "Ferries to the outer islands were cancelled for a third day, and shops there have begun to ration flour.",
    "Engineers found two cracks in the northern wall, which was last repaired after the storm of 2019.",
)
SCRIPT = (
    '{"@type":"NewsArticle","headline":"Storm keeps Darma port closed","datePublished":"2031-05-03T06:10:00.120+0200",'
    '"author":[{"@type":"Person","name":"Mara Venn"},{"name":"Joss Ilk"}],"keywords":"ports, storms",'
    '"publisher":{"name":"Tidewire"}}'
)
LINKS = "".join(f'<li><a href="/{n}">Another story, number {n}, of the day</a></li>' for n in range(12))
PAGE = (
    '<html lang="en"><head><title>Darma port - Tidewire</title><meta property="og:title" content="Storm keeps Darma port '
    f'closed"><script type="application/ld+json">{SCRIPT}</script></head><body><nav class="menu"><ul>{LINKS}</ul></nav>'
    '<article><h1>Port closed</h1><div class="article-body">'
    + "".join(f"<p>{w}</p>" for w in WORDS * 2)
    + f'</div></article><div class="related"><h3>Read more</h3><ul>{LINKS}</ul></div>'
    "<footer><p>All rights reserved by Tidewire. Subscribe to our newsletter for more.</p></footer></body></html>"
)
TABLE = (
    "<table><tr><td>"
    + "<p>A cell that holds the whole page is no table of figures at all, they said.</p>" * 60
    + "</td>"
    "</tr></table>"
)


def cut(text: str, media: str = "text/html") -> list[Article]:
    result = run(ExtractInput(Capture("0" * 64, "page", None, "", media, "utf-8", "folder", len(text)), text))
    return [r for r in result.rows if isinstance(r, Article)]


def test_the_article_comes_out_and_what_is_around_it_does_not() -> None:
    (article,) = cut(PAGE)
    assert article.body == "\n\n".join(WORDS * 2)


def test_accounts_of_the_page_are_weighed() -> None:
    (article,) = cut(PAGE)
    assert article.title == "Storm keeps Darma port closed"  # JSON-LD and og:title against the one heading
    assert [d.value for d in article.all("byline")] == ["Mara Venn", "Joss Ilk"]
    assert [d.value for d in article.all("tag")] == ["ports", "storms"]
    assert [d.value for d in article.all("published")] == ["2031-05-03T06:10:00+02:00"]


@pytest.mark.parametrize(
    "told",
    [
        "Posted on 3 May 2031 | Categories: Harbours | Tags: ports, storms",
        "Posted by the desk on 3 May 2031 | Filed under Harbours | Tags: ports, storms",
        "3 May 2031\nCategories: Harbours | Tags: ports, storms",
    ],
)
@pytest.mark.parametrize("outlet", ["Kadra Post", "Kadra Post (Kadra)"])
def test_a_head_that_tells_its_topics_has_the_name_above_them_for_its_outlet(outlet: str, told: str) -> None:
    (article,) = cut(f"Storm keeps Darma port closed\n\n{outlet}\n{told}\n\n" + "\n\n".join(WORDS * 2), "text/plain")
    assert [d.value for d in article.all("outlet")] == ["Kadra Post"]
    assert [d.value for d in article.all("category")] == ["Harbours"]
    assert [d.value for d in article.all("tag")] == ["ports", "storms"]
    assert [d.value for d in article.data if d.kind in ("published", "reposted")] == ["2031-05-03"]


def test_every_datum_of_a_script_stands_where_it_is_said_to_stand() -> None:
    (article,) = cut(PAGE)
    for d in article.data:
        assert d.capture_span is not None
        if d.kind in ("title", "byline", "tag", "outlet"):
            assert d.capture_span.of(PAGE) == d.value


def test_every_letter_of_the_text_stands_in_the_page() -> None:
    (article,) = cut(PAGE)
    for run_ in article.offsets.runs:
        ours = article.text[run_.text_start : run_.text_end]
        if run_.text_length == run_.capture_length and not ours.isspace():
            assert ours == PAGE[run_.capture_start : run_.capture_end]


def test_a_table_for_the_layout_is_prose() -> None:
    assert {p.kind for a in cut(TABLE) for p in a.prose} == {"body"}


@pytest.mark.parametrize(
    "source",
    [
        '<a href="x' * 30_000,
        "<p title='" * 30_000,
        "<!--" * 60_000,
        "<script>" * 30_000,
        "</" * 100_000,
        "<![CDATA[" * 30_000,
        "<textarea>" * 20_000,
        "&amp" * 60_000,
        "<a href=x>" * 25_000,
        "<b><i>" * 25_000 + "words " * 200,
    ],
    ids=lambda s: s[:9],
)
def test_hostile_markup_takes_no_long(source: str) -> None:
    started = process_time()
    cut(source)
    assert process_time() - started < 5


PARTS = (
    '<html><body><nav><a href="/">Home</a></nav><article class="story-body"><h1>Port closed</h1>'
    f"<p>{WORDS[0]}</p><p>{WORDS[1]}</p>"
    "<blockquote><p>We stay in the harbour until the wind falls, and nobody sails before that.</p></blockquote>"
    '<figure><img src="a.png"><figcaption>The northern wall on Friday.</figcaption></figure>'
    f"<p>{WORDS[2]}</p><h2>What is closed</h2><ul><li>The ferry to Lesk, until Monday at noon, the port office said.</li>"
    "<li>The oil pier, until divers have looked at its piles below the water.</li></ul>"
    "<table><tr><td>Ferries cancelled on Friday</td><td>14 of 16</td></tr></table>"
    f"<p>{WORDS[1]}</p><p>Correction: An earlier version of this report gave a wrong day for the storm.</p></article>"
    "<footer><p>All rights reserved.</p></footer></body></html>"
)


def test_quotations_captions_lists_tables_and_corrections_are_parts_of_their_kinds() -> None:
    (article,) = cut(PARTS)
    kinds = {part.span.of(article.text).split(" ")[0]: part.kind for part in article.parts}
    assert kinds["We"] == "blockquote"
    assert article.parts_of("caption")
    assert [p.kind for p in article.parts_of("caption", "list", "subhead", "note")] == [
        "caption", "subhead", "list", "list", "note",
    ]  # fmt: skip
    assert "Ferries" in kinds
    assert "Correction" not in article.body
