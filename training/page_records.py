"""How made pages write one of their articles: families of markup, those of training and those of testing apart."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from page_stories import Story

OPEN, CLOSE = "\u27e6", "\u27e7"  # around an article
Record = Callable[[random.Random, Story, int], str]


@dataclass(frozen=True, slots=True)
class Family:
    """A way to write many articles on one page."""

    name: str
    record: Record
    shells: tuple[str, ...]  # by name, in page_shells
    count: tuple[int, int] = (2, 9)
    paragraphs: tuple[int, int] = (3, 7)
    between: str = "\n"
    script: Callable[[list[Story]], str] | None = None  # what stands in the page's head of them
    title: str = ""  # of the page; {site}


def paras(story: Story, tag: str = "p", attrs: str = "", *, first: str = "", last: str = "") -> str:
    """The paragraphs; the article ends with the last one's last character."""
    rows = [escape(p, quote=False) for p in story.paragraphs]
    rows[0], rows[-1] = first + rows[0], rows[-1] + CLOSE
    return "\n".join(f"<{tag}{attrs}>{row}</{tag}>" for row in rows) + last


def title(story: Story) -> str:
    return OPEN + escape(story.title, quote=False)


def sometimes(rng: random.Random, share: float, words: str) -> str:
    return words if rng.random() < share else ""


# training


def hentry(rng: random.Random, s: Story, n: int) -> str:
    meta = f'<p class="entry-meta">By {s.writer} | {s.outlet} | {s.written_day}</p>'
    foot = f'<p class="tags">Filed under <a href="/c/{n}" rel="category tag">{s.topic}</a></p>'
    share = sometimes(rng, 0.5, '<div class="sharedaddy"><p>Share this: Mail Print</p></div>')
    figure = sometimes(rng, 0.4, f'<figure><img src="{n}.jpg"><figcaption>The port of {s.place}</figcaption></figure>')
    return (
        f'<div class="post-{n} post type-post hentry"><h2 class="entry-title"><a href="/{n}">{title(s)}</a></h2>{meta}'
        f'<div class="entry-content">{figure}{paras(s)}</div>{share}{foot}</div>'
    )


def articles(rng: random.Random, s: Story, n: int) -> str:
    time = f'<time datetime="{s.instant}">{s.written_day}</time>'
    note = sometimes(rng, 0.3, "<footer><a href='#c'>3 comments</a></footer>")
    return f'<article><header><h2>{title(s)}</h2><p class="byline">By {s.writer}</p>{time}</header>{paras(s)}{note}</article>'


def microdata(rng: random.Random, s: Story, n: int) -> str:
    return (
        f'<div itemscope itemtype="http://schema.org/NewsArticle"><h3 itemprop="headline">{title(s)}</h3>'
        f'<meta itemprop="datePublished" content="{s.instant}"><span itemprop="author">{s.writer}</span>'
        f'<div itemprop="articleBody">{paras(s)}</div></div>'
    )


def h_entry(rng: random.Random, s: Story, n: int) -> str:
    return (
        f'<section class="h-entry"><h3 class="p-name"><a class="u-url" href="/n/{n}">{title(s)}</a></h3>'
        f'<p><span class="p-author">{s.writer}</span>, <time class="dt-published" datetime="{s.instant}">{s.written_day}</time></p>'
        f'<div class="e-content">{paras(s)}</div></section>'
    )


def flat_h2(rng: random.Random, s: Story, n: int) -> str:
    return f"<h2>{title(s)}</h2>\n<p><em>{s.writer} | {s.outlet} | {s.written_day}</em></p>\n{paras(s)}"


def boxes(rng: random.Random, s: Story, n: int) -> str:
    by = sometimes(rng, 0.7, f'<div class="who">By {s.writer}</div>')
    return (
        f'<div class="item item-{n}"><div class="hd"><a href="/story/{n}"><h3>{title(s)}</h3></a></div>{by}'
        f'<div class="when">{s.written_day}</div><div class="txt">{paras(s)}</div><div class="ft"><a href="#">Print</a></div></div>'
    )


def rows(rng: random.Random, s: Story, n: int) -> str:
    return f'<tr><td class="t"><b>{title(s)}</b><br><i>{s.outlet}, {s.written_day}</i></td></tr><tr><td>{paras(s)}</td></tr>'


def ruled(rng: random.Random, s: Story, n: int) -> str:
    return f"<h3>{title(s)}</h3><p>{s.written_day}</p>{paras(s)}"


def ticker(rng: random.Random, s: Story, n: int) -> str:
    return f'<div class="live-entry"><time datetime="{s.instant}">{s.clock}</time><h3>{title(s)}</h3>{paras(s)}</div>'


def ld_boxes(rng: random.Random, s: Story, n: int) -> str:
    return f'<div class="c{n}x"><div class="q"><h4>{title(s)}</h4></div><div class="z">{paras(s)}</div></div>'


def ld_graph(told: list[Story]) -> str:
    nodes = [
        {
            "@type": "NewsArticle",
            "headline": s.title,
            "datePublished": s.instant,
            "author": {"@type": "Person", "name": s.writer},
        }
        for s in told
    ]
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False)}</script>'


# testing


def blogger(rng: random.Random, s: Story, n: int) -> str:
    return (
        f'<div class="date-outer"><h2 class="date-header"><span>{s.written_day}</span></h2><div class="date-posts"><div class="post-outer">'
        f'<div class="post uncustomized-post-template"><h3 class="post-title">{title(s)}</h3><div class="post-body">{paras(s, "div")}</div>'
        f'<div class="post-footer">Posted by {s.writer} at {s.clock}</div></div></div></div></div>'
    )


def node(rng: random.Random, s: Story, n: int) -> str:
    return (
        f'<div class="node node--type-report node--view-mode-full"><h2><a href="/node/{n}" rel="bookmark"><span>{title(s)}</span></a></h2>'
        f'<div class="submitted">Submitted by {s.writer} on {s.iso}</div><div class="field--name-body">{paras(s)}</div>'
        f'<ul class="links inline"><li>Add new comment</li></ul></div>'
    )


def card_long(rng: random.Random, s: Story, n: int) -> str:
    kicker = f'<span class="k9">{s.topic}</span>'
    return (
        f'<section class="sc-b{n % 3}"><div>{kicker}</div><div><h3 class="hx"><a href="https://example.org/s/{n}">{title(s)}</a></h3></div>'
        f"<div><span>{s.outlet}</span> · <span>{s.written_day}</span></div><div>{paras(s)}</div></section>"
    )


def listed(rng: random.Random, s: Story, n: int) -> str:
    return (
        f"<li><strong>{title(s)}</strong><br>{s.outlet} – {s.day[2]:02}.{s.day[1]:02}.{s.day[0]}{paras(s, 'div')}</li>"
    )


def terms(rng: random.Random, s: Story, n: int) -> str:
    return f'<dt>{title(s)}</dt><dd><p class="d">{s.written_day} / {s.writer}</p>{paras(s)}</dd>'


def bold_flat(rng: random.Random, s: Story, n: int) -> str:
    return f"<p><b>{title(s)}</b></p>\n<p>By {s.writer} – {s.outlet} – {s.day[2]:02}.{s.day[1]:02}.{s.day[0]}</p>\n{paras(s)}"


def nested_feed(rng: random.Random, s: Story, n: int) -> str:
    reply = sometimes(
        rng,
        0.4,
        '<div class="comments"><div class="comment h-cite"><p>Well said, and high time that somebody said it in a paper that people read.</p></div></div>',
    )
    return f'<article class="h-entry"><h2 class="p-name">{title(s)}</h2><time class="dt-published" datetime="{s.iso}">{s.written_day}</time><div class="e-content">{paras(s)}</div>{reply}</article>'


def letter(rng: random.Random, s: Story, n: int) -> str:
    style = "font-size:20px;font-weight:bold;color:#222"
    return (
        f'<table width="600"><tr><td style="{style}">{title(s)}</td></tr><tr><td style="color:#888">{s.outlet} · {s.written_day}</td></tr>'
        f'<tr><td>{paras(s)}</td></tr><tr><td><a href="https://example.org/{n}">On our site</a></td></tr></table>'
    )


def stars(rng: random.Random, s: Story, n: int) -> str:
    return f"<h4>{title(s)}</h4><p>{s.outlet}, {s.written_day}</p>{paras(s)}"


def clocked(rng: random.Random, s: Story, n: int) -> str:
    return f'<li class="u"><span class="w">{s.clock}</span><p class="hl"><strong>{title(s)}</strong></p>{paras(s)}</li>'


def dated_above(rng: random.Random, s: Story, n: int) -> str:
    return f'<p class="date">{s.written_day}</p><h2>{title(s)}</h2>{paras(s)}<p class="more">Comments ({n % 7})</p>'


def bare_heads(rng: random.Random, s: Story, n: int) -> str:
    return f'<h2><a href="/{s.day[0]}/{n}.html">{title(s)}</a></h2>{paras(s)}'


def ld_soup(rng: random.Random, s: Story, n: int) -> str:
    return f'<div class="_{n:x}a"><div class="_b{n:x}">{title(s)}</div><div class="_c">{paras(s, "div")}</div></div>'


def ld_items(told: list[Story]) -> str:
    items = [
        {
            "@type": "ListItem",
            "position": k,
            "item": {
                "@type": "BlogPosting",
                "headline": s.title,
                "datePublished": s.instant,
                "author": {"name": s.writer},
            },
        }
        for k, s in enumerate(told, 1)
    ]
    return f'<script type="application/ld+json">{json.dumps({"@type": "ItemList", "itemListElement": items})}</script>'


TRAIN = (
    Family("hentry", hentry, ("menu", "main")),
    Family("articles", articles, ("main", "menu")),
    Family("microdata", microdata, ("main", "bare")),
    Family("h_entry", h_entry, ("bare", "main")),
    Family("flat_h2", flat_h2, ("menu", "bare")),
    Family("boxes", boxes, ("menu", "main")),
    Family("rows", rows, ("table",)),
    Family("ruled", ruled, ("bare",), between="\n<hr>\n"),
    Family("ticker", ticker, ("live",), (5, 14), (1, 2)),
    Family("ld_boxes", ld_boxes, ("main",), script=ld_graph),
)
TEST = (
    Family("blogger", blogger, ("wrap",)),
    Family("node", node, ("wrap", "grid")),
    Family("card_long", card_long, ("grid",), (3, 9)),
    Family("listed", listed, ("bullets",), (3, 9)),
    Family("terms", terms, ("terms",), (3, 8)),
    Family("bold_flat", bold_flat, ("old", "wrap")),
    Family("nested_feed", nested_feed, ("feed",)),
    Family("letter", letter, ("mail",), (3, 8), (2, 4)),
    Family("stars", stars, ("old", "grid"), (3, 9), between="\n<p>* * *</p>\n"),
    Family("clocked", clocked, ("running",), (5, 14), (1, 2)),
    Family("dated_above", dated_above, ("wrap", "old")),
    Family("bare_heads", bare_heads, ("wrap", "grid"), (4, 9)),
    Family("ld_soup", ld_soup, ("grid",), script=ld_items),
)
