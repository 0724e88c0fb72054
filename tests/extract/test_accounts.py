"""What a page says of its article in several places: titles without site names, bylines, topics, and who disagrees."""

from __future__ import annotations

from random import Random

import pytest

from firsthand.extract import run
from firsthand.extract.disagreeing import same_date
from firsthand.extract.titles import likeliest, without_site
from firsthand.model.articles import Article, Capture, Datum
from firsthand.model.units import ExtractInput, Result

WORDS = (
    "The harbour master of Darma said on Saturday that the port stays closed until the wind falls.",
    "Ferries to the outer islands were cancelled for a third day, and shops there have begun to ration flour.",
    "Engineers found two cracks in the northern wall, which was last repaired after the storm of 2019.",
)
BODY = "<div class='article-body'>" + "".join(f"<p>{w}</p>" for w in WORDS * 2) + "</div>"


def read(head: str = "", above: str = "", below: str = "", url: str | None = None) -> tuple[str, Article, Result]:
    article = f"<article><h1>Port closed by the storm</h1>{above}{BODY}{below}</article>"
    text = f"<html lang='en'><head>{head}</head><body>{article}</body></html>"
    result = run(ExtractInput(Capture("0" * 64, "page", url, "", "text/html", "utf-8", "folder", len(text)), text))
    (found,) = (r for r in result.rows if isinstance(r, Article))
    return text, found, result


def title(value: str) -> Datum:
    return Datum("title", value, "metadata", None, value)


@pytest.mark.parametrize(
    ("said", "sites", "left"),
    [
        ("Storm closes port - Tidewire", ["Tidewire"], "Storm closes port"),
        ("Storm closes port – The Tidewire Daily", ["tidewiredaily.example"], "Storm closes port"),
        ("Storm closes port｜タイ", ["タイ"], "Storm closes port｜タイ"),  # two letters may be anyone's
        ("Storm closes port｜タイドワイヤ", ["タイドワイヤ"], "Storm closes port"),
        ("Tidewire | Storm closes port", ["Tidewire"], "Storm closes port"),
        ("Storm: what Tidewire knows", ["Tidewire"], "Storm: what Tidewire knows"),
        ("Storm-hit port - a reckoning", ["Tidewire"], "Storm-hit port - a reckoning"),
        ("Storm closes port - News | Tidewire", ["Tidewire"], "Storm closes port - News"),
    ],
)
def test_a_sites_name_is_no_part_of_a_title(said: str, sites: list[str], left: str) -> None:
    assert [d.value for _, d in without_site([("og", title(said))], sites)] == [left]


def test_what_another_account_leaves_off_is_no_part_of_a_title() -> None:
    said = [("json-ld", title("Storm closes port of Darma")), ("og", title("Storm closes port of Darma-News|Tidewire"))]
    assert {d.value for _, d in without_site(said, [])} == {"Storm closes port of Darma"}


def test_the_place_of_a_shortened_title_is_that_of_the_words_left() -> None:
    text, _, result = read(
        '<meta property="og:title" content="Pier lost in the storm - Tidewire"><meta property="og:site_name" content="Tidewire">'
    )
    (og,) = (x for x in result.accounts if x.account == "og" and x.kind == "title")
    assert og.value == "Pier lost in the storm"
    assert og.capture_span is not None
    assert og.capture_span.of(text) == og.value
    assert og.path == "og:title"


def test_the_choice_is_the_same_in_whatever_order_accounts_come() -> None:
    said = [
        ("shown", title("Neighbours in need Pier lost")),
        ("json-ld", title("Neighbours in need: Pier lost")),
        ("og", title("Pier lost")),
        ("tab", title("Neighbours in need: Pier lost")),
    ]
    first = likeliest(said)[0].value
    for seed in range(10):
        Random(seed).shuffle(said)
        assert likeliest(said)[0].value == first


def test_a_title_that_only_og_gives_was_written_for_sharing() -> None:
    said = [
        ("shown", title("Port closed by the storm")),
        ("og", title("What the storm did to Darma will make you cry")),
    ]
    assert likeliest(said)[0].value == "Port closed by the storm"


def test_what_others_put_around_a_title_is_no_part_of_it() -> None:
    longer = title("Darma now: Port closed by the storm (live)")
    said = [("shown", longer), ("json-ld", title("Port closed by the storm")), ("og", longer)]
    assert likeliest(said)[0].value == "Port closed by the storm"


def test_a_title_that_is_escaped_twice_is_read_as_meant() -> None:
    (told,) = without_site([("json-ld", title("And finally&#8230; a port"))], ["Tidewire"])
    assert told[1].value == "And finally… a port"


def test_a_page_of_one_voice_has_no_disagreement_about_its_title() -> None:
    _, article, result = read("<title>Port closed by the storm - Tidewire</title>")
    assert article.title == "Port closed by the storm"
    assert [(x.account, x.agrees) for x in result.accounts if x.kind == "title"] == [("shown", True), ("tab", True)]


def test_two_dates_and_two_authors_are_both_kept_with_their_places() -> None:
    head = (
        '<meta name="author" content="Joss Ilk"><meta property="article:published_time" content="2031-05-04T08:00:00Z">'
        '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Port closed by the storm",'
        '"datePublished":"2031-05-03T06:10:00+02:00","author":{"@type":"Person","name":"Mara Venn",'
        '"jobTitle":"Darma correspondent"}}]}</script>'
    )
    text, article, result = read(head)
    (venn,) = article.all("byline")
    assert venn.value == "Mara Venn"
    assert venn.byline is not None
    assert (venn.byline.party, venn.byline.role) == ("person", "Darma correspondent")
    assert venn.byline.role_span is not None
    assert venn.byline.role_span.of(text) == "Darma correspondent"
    other = [(x.kind, x.value, x.account, x.path) for x in result.accounts if not x.agrees]
    assert ("byline", "Joss Ilk", "meta author", "author") in other
    assert ("published", "2031-05-04T08:00:00Z", "og", "article:published_time") in other
    held = [(x.kind, x.path) for x in result.accounts if x.agrees and x.account == "json-ld"]
    assert ("byline", "$.@graph[0].author.name") in held
    assert ("published", "$.@graph[0].datePublished") in held
    for x in result.accounts:
        assert x.article_id == article.id
        assert x.capture_span is not None
        assert x.words is not None
        assert x.capture_span.of(text) == x.words or x.account == "shown"


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("2031-05-03", "2031-05-03T08:00:00+02:00", True),
        ("2031-05", "2031-05-03", True),
        ("2031-05-03T06:00:00Z", "2031-05-03T08:00:00+02:00", True),
        ("2031-05-03T06:00:00Z", "2031-05-03T08:00:00Z", False),
        ("2031-05-03", "2031-05-04", False),
    ],
)
def test_dates_that_can_both_be_meant(a: str, b: str, same: bool) -> None:
    assert same_date(a, b) is same


@pytest.mark.parametrize(
    ("above", "names"),
    [
        ("<p class='meta'>Von Mara Venn und Joss Ilk</p>", ["Mara Venn", "Joss Ilk"]),
        (
            "<div class='articleAuthorList'><span>Mara Venn</span> <span>Joss Ilk</span></div>",
            ["Mara Venn", "Joss Ilk"],
        ),
        ("<p><a href='/autoren/mara-venn'>Mara Venn</a> 3. Mai 2031</p>", ["Mara Venn"]),
        ("<p class='byline'>By Mara Venn, Darma correspondent | Tidewire</p>", ["Mara Venn"]),
        ("<p>By TWN, in News · 3 May 2031</p>", ["TWN"]),
    ],
)
def test_bylines_that_only_the_page_shows(above: str, names: list[str]) -> None:
    assert [d.value for d in read(above=above)[1].all("byline")] == names


def test_a_house_that_meta_tags_call_the_author_gives_way_to_a_person_who_is_shown() -> None:
    head = '<meta name="author" content="Tidewire"><meta property="og:site_name" content="Tidewire">'
    _, article, result = read(head, above="<p class='author'>Mara Venn</p>")
    assert [d.value for d in article.all("byline")] == ["Mara Venn"]
    assert [x.value for x in result.accounts if x.kind == "byline" and not x.agrees] == ["Tidewire"]


def test_writers_of_other_stories_are_not_this_ones() -> None:
    below = "<div class='more'><p class='author'><a href='/author/joss-ilk'>Joss Ilk</a></p></div>"
    above = "<p class='byline'>By <a href='/author/mara-venn'>Mara Venn</a></p>"
    assert [d.value for d in read(above=above, below=below)[1].all("byline")] == ["Mara Venn"]


def test_topics_that_only_the_page_shows() -> None:
    row = (
        "<ul class='articleTags'><li><a href='/x/1'>#Ports</a></li><li><a href='/x/2'>Storms &amp; floods</a></li></ul>"
    )
    text, article, _ = read(below=row)
    assert [d.value for d in article.all("tag")] == ["Ports", "Storms & floods"]
    (ports, _) = article.all("tag")
    assert ports.capture_span is not None
    assert ports.capture_span.of(text) == "Ports"


def test_an_entity_divides_no_tags_and_a_system_key_is_none() -> None:
    keys = "26157981-b4f7-4929-adc1-e860c6f03636, Category: Travel, tidewire.example"
    keywords = f"Storms &amp; floods,Caf&eacute;s, 1&amp;1; {keys}"
    tags = [d.value for d in read(f'<meta name="keywords" content="{keywords}">')[1].all("tag")]
    assert tags == ["Storms & floods", "Cafés", "1&1", "Travel"]


def test_degrees_and_roles_go_with_the_name_before_them() -> None:
    authors = '"author":[{"name":"Mara Venn, MD, Chief Reporter"},{"@type":"Organization","name":"Centre for Ports and Storms"}]'
    script = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Port closed",{authors}}}</script>'
    found = [(d.value, d.byline and d.byline.role) for d in read(script)[1].all("byline")]
    assert found == [("Mara Venn", "MD"), ("Centre for Ports and Storms", None)]


def test_an_author_that_json_ld_only_points_at_is_found_where_the_name_stands() -> None:
    graph = (
        '{"@graph":[{"@type":"WebPage","datePublished":"2031-05-03"},{"@type":"NewsArticle","headline":"Pier\\u0027s end",'
        '"author":{"@id":"#venn"}},{"@type":"Person","@id":"#venn","name":"Mara Venn"}]}'
    )
    text, article, result = read(f'<script type="application/ld+json">{graph}</script>')
    (venn,) = article.all("byline")
    assert venn.capture_span is not None
    assert (venn.value, venn.capture_span.of(text)) == ("Mara Venn", "Mara Venn")
    assert article.all("published")[0].value == "2031-05-03"
    (title_,) = (x for x in result.accounts if x.kind == "title" and x.account == "json-ld")
    assert title_.value == "Pier's end"
    assert title_.capture_span is not None
    assert title_.capture_span.of(text) == "Pier\\u0027s end"


@pytest.mark.parametrize(
    ("above", "below", "day"),
    [
        (
            "<p>Essay of the harbour and its people - Published: 2031.05.03 | ports | storms | ferries | islands |</p>",
            "",
            "2031-05-03",
        ),
        (
            "",
            "<aside><a href='/x'>Two more ports</a></aside><p>Posted on the 13/05/2031 at 19:00 by @venn</p>",
            "2031-05-13",
        ),
        ("", "<div><b>Datum</b> 03.05.2031</div>", "2031-05-03"),
        ("", "<div><a href='/other'>Another port was closed</a> 03.05.2031</div>", None),
    ],
)
def test_a_date_said_to_be_that_of_publication_counts_where_no_account_says_when(
    above: str, below: str, day: str | None
) -> None:
    _, article, _ = read(above=above, below=below)
    published = article.first("published")
    assert (published.value if published else None) == day


def live(entries: str) -> tuple[str, list[Article], Result]:
    told = (
        '{"@type": "LiveBlogPosting", "headline": "Strike in Darma: the week", "datePublished": "2031-05-03T06:10:00Z",'
        ' "author": {"@type": "Person", "name": "Mara Venn"}}'
    )
    text = (
        f"<html lang='en'><head><title>Strike in Darma: live updates</title>"
        f"<script type='application/ld+json'>{told}</script></head>"
        f"<body class='live-blog'><h1>Strike in Darma: live updates</h1><p>{WORDS[0]}</p><p>{WORDS[1]}</p>{entries}</body></html>"
    )
    result = run(ExtractInput(Capture("0" * 64, "page", None, "", "text/html", "utf-8", "folder", len(text)), text))
    return text, [r for r in result.rows if isinstance(r, Article)], result


def test_the_head_of_a_live_page_is_told_of_by_the_pages_accounts_and_each_entry_by_its_own() -> None:
    hours = ("08", "09", "10")
    text, articles, result = live(
        "".join(
            f"<section class='entry'><time datetime='2031-05-03T{h}:41:00Z'>{h}:41</time><h2>News of {h}</h2>"
            f"<p>{WORDS[1]} {WORDS[2]}</p></section>"
            for h in hours
        )
    )
    assert [a.title for a in articles] == ["Strike in Darma: the week", *(f"News of {h}" for h in hours)]
    assert [d.value for d in articles[0].all("byline")] == ["Mara Venn"]
    days = [d.value if (d := a.first("published")) else None for a in articles]
    assert days == ["2031-05-03T06:10:00Z", *(f"2031-05-03T{h}:41:00Z" for h in hours)]
    of = {a.id: [(x.kind, x.account, x.agrees) for x in result.accounts if x.article_id == a.id] for a in articles}
    assert ("title", "shown", False) in of[articles[0].id]
    assert ("title", "json-ld", True) in of[articles[0].id]
    assert ("published", "time", True) in of[articles[1].id]
    assert all(x.capture_span is None or x.capture_span.end <= len(text) for x in result.accounts)


def test_an_article_of_a_list_keeps_what_its_microdata_say_beside_what_was_settled() -> None:
    posts = "".join(
        f"<div itemscope itemtype='https://schema.org/BlogPosting'><h2>Port {name} closed</h2>"
        f"<meta itemprop='headline' content='The port of {name} is closed'>"
        f"<meta itemprop='datePublished' content='2031-05-0{n}'>{BODY}</div>"
        for n, name in enumerate(("Darma", "Lesk"), 1)
    )
    text = f"<html lang='en'><body>{posts}</body></html>"
    result = run(ExtractInput(Capture("0" * 64, "page", None, "", "text/html", "utf-8", "folder", len(text)), text))
    first, second = (r for r in result.rows if isinstance(r, Article))
    held = {(x.article_id, x.kind, x.value, x.account, x.path) for x in result.accounts}
    assert (first.id, "published", "2031-05-01", "microdata", "datePublished") in held
    assert (second.id, "published", "2031-05-02", "microdata", "datePublished") in held
    assert (second.id, "title", "Port Lesk closed", "shown", "") in held
    assert (second.id, "title", "The port of Lesk is closed", "microdata", "headline") in held
