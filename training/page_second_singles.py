"""Whole pages of one article, or of none, by a second author: each with something in it that looks like another."""

from __future__ import annotations

import random
from html import escape

from page_second_chrome import comments, excerpt, footer, nav, page, share, sidebar
from page_second_stories import CLOSE, OPEN, PEOPLE, PLACES, Piece, headline, pieces, prose


def _paras(rng: random.Random, code: str, few: int, many: int, tag: str = "p") -> str:
    return "".join(
        f"<{tag}>{escape(prose(rng, code, 1, 4), quote=False)}</{tag}>" for _ in range(rng.randint(few, many))
    )


def _one(rng: random.Random, code: str, style: str = "") -> Piece:
    return pieces(rng, code, 1, 1, style)[0]


def discussed(rng: random.Random, code: str) -> str:
    """A blog post with many comments, long ones among them."""
    p = _one(rng, code, "blog")
    return page(
        code,
        f"{p.head} | Harbour Diary",
        f'<div id="main"><div class="post hentry"><h1 class="entry-title">{p.title}</h1><div class="entry-meta">Posted on <span class="entry-date">{p.long}</span> by <span class="fn">{p.writer}</span></div><div class="entry-content">{p.body()}</div>{share(rng)}</div>{comments(rng, code, rng.randint(6, 20))}<div id="respond"><h3>Leave a Reply</h3><form><textarea></textarea></form></div></div>{sidebar(rng, code)}{footer("Harbour Diary")}',
    )


def related_below(rng: random.Random, code: str) -> str:
    """An article, under it others with headline, day, writer and a long excerpt."""
    p = _one(rng, code)
    more = "".join(
        f'<article class="post-card"><h3><a href="#">{t.head}</a></h3><div class="meta"><span>{t.writer}</span> <time datetime="{t.stamp}">{t.long}</time></div><p>{excerpt(t.rows[0])}</p></article>'
        for t in pieces(rng, code, 3, 6)
    )
    return page(
        code,
        p.head,
        f'<header>{nav(rng)}</header><main><article class="post-full"><h1>{p.title}</h1><div class="meta"><span>{p.writer}</span> <time datetime="{p.stamp}">{p.long}</time></div><div class="body">{p.body()}</div></article><section class="more"><h2>You may also like</h2>{more}</section></main>{footer("Castrel Review")}',
    )


def letters(rng: random.Random, code: str) -> str:
    """A page of readers' letters as one article: a heading over some, names in bold below."""
    head = f"Letters: {headline(rng, code)}"
    held = "".join(
        f"<h2>{headline(rng, code)}</h2>{_paras(rng, code, 1, 3)}<p><b>{rng.choice(PEOPLE)}</b><br><em>{rng.choice(PLACES)}</em></p>"
        for _ in range(rng.randint(3, 6))
    )
    return page(
        code,
        head,
        f'<nav>{nav(rng)}</nav><main><article><h1>{OPEN}{escape(head, quote=False)}</h1><p class="standfirst">Readers answer what we printed last week</p><div class="content__date">3 May 2029</div>{held}<p>• Do you have an opinion on anything you have read in this paper today? Write to the editor, and give your full address.{CLOSE}</p></article></main>',
    )


def books(rng: random.Random, code: str) -> str:
    """One review of several books: title, writer, publisher and price over each."""
    p = _one(rng, code, "blog")
    held = "".join(
        f'<div class="review-item"><h3>{escape(r.head, quote=False)}</h3><p class="book"><i>by {r.writer}</i>. {r.outlet} Press, {r.day[0]}. {rng.randint(90, 600)} pages, £{rng.randint(9, 30)}</p>{_paras(rng, code, 1, 3)}</div>'
        for r in pieces(rng, code, 3, 5)
    )
    return page(
        code,
        p.head,
        f'<article><h1>{p.title}</h1><p class="by">{p.writer}, {p.long}</p><p>{escape(p.rows[0], quote=False)}</p>{held}<p>{escape(p.rows[1], quote=False)}{CLOSE}</p></article>',
    )


def dated_timeline(rng: random.Random, code: str) -> str:
    """A chronology: each day is a heading, with a headline of its own sometimes."""
    p, named = _one(rng, code, "blog"), rng.random() < 0.5
    held = "".join(
        f'<div class="tl"><h3>{r.long}</h3>{f"<h4>{escape(r.head, quote=False)}</h4>" if named else ""}{_paras(rng, code, 1, 2)}</div>'
        for r in pieces(rng, code, 4, 9)
    )
    return page(
        code,
        f"Timeline: {p.head}",
        f'<div class="article"><h1>{p.title}</h1><div class="by">By {p.writer} | Updated {p.long}</div><p>{escape(p.rows[0], quote=False)}</p>{held}<p>{escape(p.rows[-1], quote=False)}{CLOSE}</p></div>{sidebar(rng, code)}',
    )


def interview(rng: random.Random, code: str) -> str:
    """Questions in bold, answers in paragraphs."""
    p = _one(rng, code, "blog")
    held = "".join(
        f"<p><strong>{escape(headline(rng, code), quote=False)}?</strong></p>{_paras(rng, code, 1, 3)}"
        for _ in range(rng.randint(5, 9))
    )
    return page(
        code,
        p.head,
        f'<main><h1>{p.title}</h1><p class="dek">{prose(rng, code, 1, 1)}</p><p>Interview: {p.writer}</p><p>{p.long}</p><p>{escape(p.rows[0], quote=False)}</p>{held}<p>{escape(p.rows[-1], quote=False)}{CLOSE}</p></main>{footer("Castrel Review")}',
    )


def recipe(rng: random.Random, code: str) -> str:
    """A cook's post: the story, the card with its lists, then reviews with stars and days."""
    p = _one(rng, code, "blog")
    steps = "".join(f"<li>{prose(rng, code, 1, 2)}</li>" for _ in range(5))
    said = "".join(
        f'<div class="recipe-review"><b>{rng.choice(PEOPLE)}</b> ★★★★☆ <span>{r.slashed}</span><p>{prose(rng, code, 1, 3)}</p></div>'
        for r in pieces(rng, code, 3, 5)
    )
    return page(
        code,
        p.head,
        f'<article><h1>{p.title}</h1><div class="by">{p.writer} · {p.long} · <a href="#recipe">Jump to recipe</a></div>{_paras(rng, code, 3, 6)}<h2>Why it works</h2>{_paras(rng, code, 1, 2)}<div id="recipe"><h2>{escape(p.head, quote=False)}</h2><ul><li>200 g flour</li><li>2 eggs</li><li>salt</li></ul><h3>Method</h3><ol>{steps}</ol></div><h2>Notes</h2><p>{escape(p.rows[-1], quote=False)}{CLOSE}</p></article><section><h2>Reviews</h2>{said}</section>',
    )


def listicle(rng: random.Random, code: str) -> str:
    """Ten things, each an h2 with a picture, a credit and paragraphs."""
    p = _one(rng, code, "blog")
    held = "".join(
        f'<h2>{n}. {escape(r.head, quote=False)}</h2><figure><img src="{n}.jpg"><figcaption>Photo: {r.writer}</figcaption></figure>{_paras(rng, code, 1, 3)}'
        for n, r in enumerate(pieces(rng, code, 5, 10), 1)
    )
    return page(
        code,
        p.head,
        f'<header>{nav(rng)}</header><article class="entry"><h1 class="entry-title">{p.title}</h1><p class="entry-meta">by {p.writer} on {p.long}</p><p>{escape(p.rows[0], quote=False)}</p>{held}<p>{escape(p.rows[-1], quote=False)}{CLOSE}</p></article>{sidebar(rng, code)}',
    )


def match(rng: random.Random, code: str) -> str:
    """A match report with its table, the minutes as a list, and the next matches."""
    p = _one(rng, code, "wire")
    minutes = "".join(
        f'<li><span class="min">{m}\'</span> <b>{rng.choice(["Goal", "Yellow card", "Change", "Corner"])}</b> {prose(rng, code, 1, 1)}</li>'
        for m in sorted(rng.sample(range(1, 90), 9), reverse=True)
    )
    table = "".join(
        f"<tr><td>{n}</td><td>{c}</td><td>{rng.randint(1, 30)}</td><td>{rng.randint(1, 70)}</td></tr>"
        for n, c in enumerate(rng.sample(PLACES, 8), 1)
    )
    return page(
        code,
        p.head,
        f'<div class="score"><span>Orrin</span> 2 - 1 <span>Kestle</span></div><article><h1>{p.title}</h1><div>{p.writer} at the {p.place} ground, {p.long}</div>{p.body()}</article><section><h2>As it happened</h2><ul>{minutes}</ul></section><table><tr><th></th><th>Team</th><th>P</th><th>Pts</th></tr>{table}</table>',
    )


def captions(rng: random.Random, code: str) -> str:
    """A gallery with long captions, each with place, day and photographer."""
    p = _one(rng, code, "blog")
    held = "".join(
        f'<figure class="slide"><img src="{n}.jpg"><figcaption><h3>{r.place}</h3><p>{prose(rng, code, 1, 2)}</p><span class="credit">{r.writer}/{r.outlet}, {r.long}</span></figcaption></figure>'
        for n, r in enumerate(pieces(rng, code, 5, 9))
    )
    return page(
        code,
        p.head,
        f'<main><h1>{p.title}</h1><div class="by">{p.long}</div>{p.body()}<div class="gallery">{held}</div></main>{footer("Ulvik Dagblad")}',
    )


def signup(rng: random.Random, code: str) -> str:
    """An article broken by a sign-up box, a promotion with its own headline and text, and the writer's life."""
    p = _one(rng, code, "wire")
    rows = p.body().split("\n")
    rows.insert(
        len(rows) // 2,
        '<aside class="promo"><h2>The evening letter</h2><p>Every weekday at six our editors write down what mattered, why it did, and what to read tomorrow before anyone else does. It costs nothing and you can leave at any time.</p><form><input type="email"><button>Sign up</button></form></aside>',
    )
    return page(
        code,
        p.head,
        f'<article><h1>{p.title}</h1><div class="by">By {p.writer}</div><time>{p.long}</time>{"".join(rows)}</article><div class="author-box"><h3>About {p.writer}</h3><p>{p.writer} has written from {p.place} since 2009 and before that sailed for a living. Reach the writer by letter.</p></div><div class="next"><h3>Up next</h3><a href="#">{headline(rng, code)}</a></div>',
    )


def panel(rng: random.Random, code: str) -> str:
    """One piece with several bylined notes: a panel's verdicts, each with heading, name and office."""
    p = _one(rng, code, "blog")
    held = "".join(
        f'<div class="panellist"><h2>{r.writer}: {escape(r.head, quote=False)}</h2><img src="f.jpg" alt="{r.writer}">{_paras(rng, code, 1, 3)}<p><em>{r.writer} is a columnist</em></p></div>'
        for r in pieces(rng, code, 3, 5)
    )
    return page(
        code,
        p.head,
        f'<article><h1>{p.title}</h1><p class="standfirst">{prose(rng, code, 1, 1)}</p><address>{p.writer} and others</address><p>{p.long}</p>{held}<p>{escape(p.rows[0], quote=False)}{CLOSE}</p></article>',
    )


def encyclopedia(rng: random.Random, code: str) -> str:
    """An encyclopedia's article: contents, sections in two depths, references with days."""
    p = _one(rng, code, "blog")
    held = "".join(
        f'<h2><span class="mw-headline">{s}</span><span class="mw-editsection">[edit]</span></h2>{_paras(rng, code, 1, 3)}<h3><span class="mw-headline">{rng.choice(PLACES)}</span></h3>{_paras(rng, code, 1, 2)}'
        for s in ("Background", "Events", "Reactions", "Aftermath")
    )
    refs = "".join(
        f"<li>{r.writer} ({r.long}). “{r.head}”. <i>{r.outlet}</i>. Retrieved {r.long}.</li>"
        for r in pieces(rng, code, 6, 12)
    )
    return page(
        code,
        f"{p.head} - Encyclopedia",
        f'<h1 id="firstHeading">{p.title}</h1><div id="mw-content-text"><p>{escape(p.rows[0], quote=False)}</p><div id="toc"><h2>Contents</h2><ul><li>1 Background</li><li>2 Events</li></ul></div>{held}<p>{escape(p.rows[-1], quote=False)}{CLOSE}</p><h2>References</h2><ol>{refs}</ol></div>',
    )


def condolences(rng: random.Random, code: str) -> str:
    """An obituary with its guest book: names, days, places and texts."""
    p = _one(rng, code, "blog")
    book = "".join(
        f'<div class="gb-entry"><p>{prose(rng, code, 2, 4)}</p><div class="gb-name">{r.writer}</div><div class="gb-place">{r.place}</div><div class="gb-date">{r.long}</div></div>'
        for r in pieces(rng, code, 4, 8)
    )
    return page(
        code,
        f"Obituary | {p.head}",
        f'<div class="obit"><h1>{p.title}</h1><div class="pub">Published by {p.outlet} on {p.long}</div>{p.body()}</div><div class="guestbook"><h2>Guest Book</h2>{book}</div>',
    )


def results_live(rng: random.Random, code: str) -> str:
    """An election's page: one text, then districts each with a heading, a table and a line."""
    p = _one(rng, code, "blog")
    held = "".join(
        f'<div class="district"><h3>{place}</h3><p>{prose(rng, code, 1, 1)}</p><table><tr><td>{rng.choice(PEOPLE)}</td><td>{rng.randint(20, 60)} %</td></tr><tr><td>{rng.choice(PEOPLE)}</td><td>{rng.randint(10, 40)} %</td></tr></table><span class="upd">Updated {rng.randint(1, 12)}:{rng.randint(10, 59)} pm</span></div>'
        for place in rng.sample(PLACES, 7)
    )
    return page(
        code,
        p.head,
        f'<header>{nav(rng)}</header><h1>{p.title}</h1><div class="by">{p.writer} and staff, {p.long}</div>{p.body()}<div class="grid">{held}</div>',
    )


def excerpts_only(rng: random.Random, code: str) -> str:
    """A blog's front of excerpts: no article at all."""
    held = "".join(
        f'<article class="post hentry"><h2 class="entry-title"><a href="#">{t.head}</a></h2><div class="entry-meta"><span class="entry-date">{t.long}</span> by <span class="author">{t.writer}</span></div><div class="entry-summary"><p>{excerpt(t.rows[0])} <a class="more-link" href="#">Read more</a></p></div></article>'
        for t in pieces(rng, code, 5, 10)
    )
    return page(
        code,
        "Castrel Review",
        f"<header>{nav(rng)}</header><main>{held}</main>{sidebar(rng, code)}{footer('Castrel Review')}",
    )


def podcast(rng: random.Random, code: str) -> str:
    """A transcript with speakers and clocks."""
    p, (a, b) = _one(rng, code, "blog"), rng.sample(PEOPLE, 2)
    held = "".join(
        f'<div class="turn"><span class="ts">[00:{n * 3 + 1:02}:{rng.randint(10, 59)}]</span> <b>{(a, b)[n % 2]}</b>{_paras(rng, code, 1, 2)}</div>'
        for n in range(rng.randint(6, 12))
    )
    return page(
        code,
        p.head,
        f"<article><h1>{p.title}</h1><div>{p.long}</div><p>{escape(p.rows[0], quote=False)}</p><h2>Transcript</h2>{held}<p>{escape(p.rows[-1], quote=False)}{CLOSE}</p></article>",
    )


def days_out(rng: random.Random, code: str) -> str:
    """A traveller's diary: Day 1, Day 2 as headings; or parts numbered in Roman."""
    p, roman = _one(rng, code, "blog"), rng.random() < 0.5
    held = "".join(
        f"<h2>{('I', 'II', 'III', 'IV', 'V', 'VI', 'VII')[n] if roman else f'Day {n + 1}: {rng.choice(PLACES)}'}</h2>{_paras(rng, code, 2, 4)}"
        for n in range(rng.randint(3, 7))
    )
    return page(
        code,
        p.head,
        f'<div class="wrap"><h1>{p.title}</h1><div class="sub">Words and pictures: {p.writer} ({p.long})</div><p>{escape(p.rows[0], quote=False)}</p>{held}<p>{escape(p.rows[-1], quote=False)}{CLOSE}</p></div>',
    )


def release(rng: random.Random, code: str) -> str:
    """A press release with two voices, notes to editors, contacts, and the newest releases as cards."""
    p = _one(rng, code, "wire")
    cards = "".join(
        f'<div class="card"><span>{r.long}</span><h4>{r.head}</h4><p>{excerpt(r.rows[0])}</p></div>'
        for r in pieces(rng, code, 3, 4)
    )
    return page(
        code,
        p.head,
        f'<main><div class="type">Press release</div><h1>{p.title}</h1><div class="pub">Published {p.short} {p.day[0]}<br>From: the {p.topic.lower()} office</div><div class="govspeak">{p.body()}</div><h2>Notes to editors</h2><ol><li>{prose(rng, code, 1, 1)}</li><li>{prose(rng, code, 1, 1)}</li></ol><h2>Contact</h2><address>Press desk, {p.place}, 000 1234</address></main><aside><h3>Latest releases</h3>{cards}</aside>',
    )


def sectioned(rng: random.Random, code: str) -> str:
    """A long read: <section>s of one article, each with a heading and the writer's running note, a pull quote between."""
    p = _one(rng, code, "blog")
    held = "".join(
        f'<section class="chapter" id="c{n}"><h2>{escape(headline(rng, code), quote=False)}</h2>{_paras(rng, code, 2, 5)}<blockquote class="pull">{prose(rng, code, 1, 1)}</blockquote></section>'
        for n in range(rng.randint(3, 5))
    )
    return page(
        code,
        p.head,
        f'<header class="cover"><h1>{p.title}</h1><p>By {p.writer}. Photographs by {rng.choice(PEOPLE)}. {p.long}</p></header><main><p>{escape(p.rows[0], quote=False)}</p>{held}<section class="chapter"><h2>What remains</h2><p>{escape(p.rows[-1], quote=False)}{CLOSE}</p></section></main>',
    )
