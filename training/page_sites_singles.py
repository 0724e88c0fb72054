"""Whole pages that may not be cut, as systems on the web write them; those of SITES_LAST were measured once, at the very end."""

from __future__ import annotations

import random
from html import escape

from page_records import CLOSE, OPEN, title
from page_sites import NAMES, PLEA, Site, html, told


def explainer(rng: random.Random, code: str) -> str:
    """One article in questions as sections, a box of dated links, the writer's life at its end."""
    s, *rest = told(rng, code, 5, 5)
    parts = "".join(
        f"<h2>{r.title}</h2>{''.join(f'<p>{escape(p, quote=False)}</p>' for p in r.paragraphs)}" for r in rest
    )
    box = "".join(
        f'<div class="bx"><span>{r.written_day}</span><a href="/{n}">{r.title}</a></div>' for n, r in enumerate(rest)
    )
    return html(
        code,
        f"{s.title} | {rng.choice(NAMES)}",
        f'<div class="hd">Explained</div><h1>{title(s)}</h1><p class="dek">What it means.</p><div>By {s.writer} and {rest[0].writer}</div><div>{s.written_day}</div><p>{escape(s.paragraphs[0], quote=False)}</p>{box}{parts}<p>{escape(s.paragraphs[1], quote=False)}{CLOSE}</p><p><i>{s.writer} writes from {s.place}.</i></p>',
    )


def faq(rng: random.Random, code: str) -> str:
    """Questions that unfold, after a beginning."""
    s, *rest = told(rng, code, 6, 6)
    asked = "".join(
        f"<details><summary>{r.title}?</summary>{''.join(f'<p>{escape(p, quote=False)}</p>' for p in r.paragraphs)}</details>"
        for r in rest
    )
    return html(
        code,
        f"{s.title} – questions and answers",
        f"<main><h1>{title(s)}</h1><p>{s.outlet}, {s.written_day}</p><p>{escape(' '.join(s.paragraphs), quote=False)}</p>{asked}<p>{escape(rest[0].paragraphs[0], quote=False)}{CLOSE}</p></main>",
    )


def reacted(rng: random.Random, code: str) -> str:
    """An article with readers' replies under it, each with a subject and a day, in classes of another language."""
    s, *rest = told(rng, code, 5, 5)
    said = "".join(
        f'<div class="reactie"><h3>{r.title}</h3><div class="door">{r.writer}, {r.written_day} {r.clock}</div>{"".join(f"<p>{escape(p, quote=False)}</p>" for p in r.paragraphs[:2])}</div>'
        for r in rest
    )
    body = "".join(f"<p>{escape(p, quote=False)}{CLOSE if p is s.paragraphs[-1] else ''}</p>" for p in s.paragraphs)
    return html(
        code,
        f"{s.title} - {rng.choice(NAMES)}",
        f'<div id="kop"></div><div class="bericht"><h1>{title(s)}</h1><div class="door">{s.writer} | {s.written_day}</div>{body}</div><div class="reacties"><h2>Reacties ({len(rest)})</h2>{said}</div>',
    )


def gallery(rng: random.Random, code: str) -> str:
    """Photographs with long captions."""
    s, *rest = told(rng, code, 7, 7)
    shots = "".join(
        f'<div class="slide"><img src="{n}.jpg"><div class="cap"><b>{r.place}, {r.written_day}.</b> {escape(" ".join(r.paragraphs[:2]), quote=False)}{CLOSE if r is rest[-1] else ""}</div></div>'
        for n, r in enumerate(rest)
    )
    return html(
        code,
        f"In pictures: {s.title}",
        f"<h1>{OPEN}In pictures: {s.title}</h1><p>{escape(s.paragraphs[0], quote=False)}</p>{shots}",
    )


def magazine_front(rng: random.Random, code: str) -> str:
    """A front page of teasers of several lengths, and a plea."""
    lead, *rest = told(rng, code, 9, 9)
    cards = "".join(
        f'<div class="tease t{n % 3}"><div class="rubric">{r.topic}</div><h3><a href="/{n}">{r.title}</a></h3><p>{escape(r.paragraphs[0][: 90 + 40 * (n % 4)], quote=False)}</p><span class="by">{r.writer}</span></div>'
        for n, r in enumerate(rest)
    )
    return html(
        code,
        rng.choice(NAMES),
        f'<div class="hero"><h2><a href="/l">{lead.title}</a></h2><p>{escape(lead.paragraphs[0], quote=False)}</p></div>{cards}<div class="plea"><p>{PLEA}</p></div>',
    )


def timeline(rng: random.Random, code: str) -> str:
    """One article as a line of days."""
    s, *rest = told(rng, code, 6, 6)
    days = "".join(
        f'<li><span class="when">{r.written_day}</span><h4>{r.title}</h4>{"".join(f"<p>{escape(p, quote=False)}</p>" for p in r.paragraphs[:2])}</li>'
        for r in rest
    )
    return html(
        code,
        f"Timeline: {s.title}",
        f'<article><h1>{OPEN}Timeline: {s.title}</h1><p class="byline">{s.writer}</p><p>{escape(s.paragraphs[0], quote=False)}</p><ul class="timeline">{days}</ul><p>{escape(s.paragraphs[1], quote=False)}{CLOSE}</p></article>',
    )


def transcript(rng: random.Random, code: str) -> str:
    """What was said at one meeting, by whom."""
    s, *rest = told(rng, code, 7, 7)
    said = "".join(
        f'<p class="spk"><strong>{r.writer.upper()}</strong></p>{"".join(f"<p>{escape(p, quote=False)}</p>" for p in r.paragraphs)}'
        for r in rest
    )
    return html(
        code,
        f"{s.title} (transcript)",
        f"<h1>{title(s)} (transcript)</h1><p>{s.written_day}</p>{said}<p>{escape(s.paragraphs[0], quote=False)}{CLOSE}</p>",
    )


def search_results(rng: random.Random, code: str) -> str:
    """What a search found: teasers with their day and section."""
    hits = "".join(
        f'<div class="hit"><a class="hit-t" href="/{n}"><b>{r.title}</b></a><div class="hit-d">{r.written_day} · {r.topic}</div><div class="hit-x">… {escape(r.paragraphs[0][20:260], quote=False)} …</div></div>'
        for n, r in enumerate(told(rng, code, 8, 10))
    )
    return html(code, "Search: bridge", f'<form><input value="bridge"></form><p>Results 1 to 10 of 48</p>{hits}')


SITES_SINGLE: tuple[Site, ...] = (explainer, faq, reacted, gallery, magazine_front)
SITES_LAST: tuple[Site, ...] = (timeline, transcript, search_results)
