"""Made pages that may not be cut: one article in sections, under comments, beside cards; a chronicle; questions; teasers alone."""

from __future__ import annotations

import random
from html import escape

from page_records import CLOSE, paras, title
from page_stories import RTL, Story, stories, story


def sections(rng: random.Random, code: str) -> str:
    s, *rest = _told(rng, code, 4)
    intro = f"<p>{escape(s.paragraphs[0], quote=False)}</p>"
    parts = "".join(f"<section><h2>{r.title}</h2>{_plain(r, CLOSE if r is rest[-1] else '')}</section>" for r in rest)
    return _page(s, f"<h1>{title(s)}</h1><p class='byline'>By {s.writer}</p><p>{s.written_day}</p>{intro}{parts}")


def comments(rng: random.Random, code: str) -> str:
    s, *rest = _told(rng, code, 4)
    said = "".join(
        f'<article class="comment-body"><b>{r.writer}</b> <time datetime="{r.instant}">{r.written_day}</time>{_plain(r)}</article>'
        for r in rest
    )
    return _page(
        s,
        f"<article class='post'><h1>{title(s)}</h1><p>By {s.writer} | {s.written_day}</p>{paras(s)}</article><div id='comments'>{said}</div>",
    )


def cards(rng: random.Random, code: str) -> str:
    s, *rest = _told(rng, code, 6)
    beside = "".join(
        f'<article class="card"><h3><a href="/{n}">{r.title}</a></h3><p>{escape(r.paragraphs[0], quote=False)}</p></article>'
        for n, r in enumerate(rest)
    )
    return _page(
        s,
        f"<article><h1>{title(s)}</h1><time datetime='{s.instant}'>{s.written_day}</time>{paras(s)}</article><div class='more-stories'>{beside}</div>",
    )


def chronicle(rng: random.Random, code: str) -> str:
    s, *rest = _told(rng, code, 5)
    days = "".join(f"<h3>{r.written_day}</h3>{_plain(r, CLOSE if r is rest[-1] else '')}" for r in rest)
    return _page(s, f"<h1>{title(s)}</h1><p>By {s.writer}</p>{days}")


def questions(rng: random.Random, code: str) -> str:
    s, *rest = _told(rng, code, 5)
    asked = "".join(f"<p><strong>{r.title}?</strong></p>{_plain(r, CLOSE if r is rest[-1] else '')}" for r in rest)
    return _page(
        s, f"<h1>{title(s)}</h1><p>{s.outlet}, {s.written_day}</p><p>{escape(s.paragraphs[0], quote=False)}</p>{asked}"
    )


def numbered(rng: random.Random, code: str) -> str:
    s, *rest = _told(rng, code, 6)
    items = "".join(
        f'<div class="slide"><h2>{n}. {r.title}</h2><img src="{n}.jpg">{_plain(r, CLOSE if r is rest[-1] else "")}</div>'
        for n, r in enumerate(rest, 1)
    )
    return _page(
        s, f"<h1>{title(s)}</h1><p class='by'>{s.writer}</p><p>{escape(s.paragraphs[0], quote=False)}</p>{items}"
    )


def teasers(rng: random.Random, code: str) -> str:
    told = _told(rng, code, 9)
    cut = "".join(
        f'<article><h2><a href="/{n}">{r.title}</a></h2><time datetime="{r.iso}">{r.written_day}</time><p>{escape(r.paragraphs[0][:150], quote=False)}…</p></article>'
        for n, r in enumerate(told)
    )
    return f"{_head(told[0], 'Harbour Notes')}<h1>Latest</h1>{cut}</body></html>"


def long_teasers(rng: random.Random, code: str) -> str:
    told = _told(rng, code, 7)
    cut = "".join(
        f'<div class="post"><h2><a href="/{n}">{r.title}</a></h2><p class="m">{r.written_day}</p><p>{escape(" ".join(r.paragraphs)[:480], quote=False)} [...]</p><a href="/{n}">Continue reading</a></div>'
        for n, r in enumerate(told)
    )
    return f"{_head(told[0], 'Orsa Watch')}{cut}</body></html>"


def chapters(rng: random.Random, code: str) -> str:
    s, *rest = _told(rng, code, 4)
    parts = "<hr>".join(
        f"<h3>{'I' * n}.</h3>{_plain(r, CLOSE if r is rest[-1] else '')}" for n, r in enumerate(rest, 1)
    )
    return _page(s, f"<h1>{title(s)}</h1><p>By {s.writer}</p><p>{s.written_day}</p>{parts}")


def interview(rng: random.Random, code: str) -> str:
    s, *rest = _told(rng, code, 6)
    asked = "".join(
        f"<p><b>And {r.place}, what of it?</b></p>{_plain(r, CLOSE if r is rest[-1] else '')}" for r in rest
    )
    return _page(s, f"<article><h1>{title(s)}</h1><time datetime='{s.instant}'>{s.written_day}</time>{asked}</article>")


def by_the_hour(rng: random.Random, code: str) -> str:
    s, *rest = _told(rng, code, 5)
    told = "".join(f"<p><strong>{r.clock}</strong></p>{_plain(r, CLOSE if r is rest[-1] else '')}" for r in rest)
    return _page(
        s,
        f"<h1>{title(s)}</h1><p>By {s.writer}</p><p>{s.written_day}</p><p>{escape(s.paragraphs[0], quote=False)}</p>{told}",
    )


def shops(rng: random.Random, code: str) -> str:
    s, *rest = _told(rng, code, 7)
    told = "".join(
        f'<h3><a href="https://shop{n}.example/x">{r.title}</a></h3>{_plain(r, CLOSE if r is rest[-1] else "")}<p><a href="https://shop{n}.example/x">See the price</a></p>'
        for n, r in enumerate(rest)
    )
    return _page(s, f"<h1>{title(s)}</h1><p>{s.written_day}</p><p>{escape(s.paragraphs[0], quote=False)}</p>{told}")


def discussed(rng: random.Random, code: str) -> str:
    s, *rest = _told(rng, code, 6)
    said = "".join(
        f'<li class="media"><div class="u">{r.writer} <span>{r.written_day}, {r.clock}</span></div>{_plain(r)}</li>'
        for r in rest
    )
    return _page(
        s,
        f"<h1>{title(s)}</h1><p>{s.outlet} | {s.written_day}</p>{paras(s)}<section class='discussion'><h2>{len(rest)} comments</h2><ul>{said}</ul></section>",
    )


def cards_undated(rng: random.Random, code: str) -> str:
    told = _told(rng, code, 8)
    cut = "".join(
        f'<div class="col"><div class="card"><h3><a href="/s/{n}">{r.title}</a></h3><p>{escape(r.paragraphs[0][:180], quote=False)}</p><a href="/s/{n}">Read more</a></div></div>'
        for n, r in enumerate(told)
    )
    return f"{_head(told[0], 'The Coast Desk')}<h1>The Coast Desk</h1>{cut}</body></html>"


def acts(rng: random.Random, code: str) -> str:
    s, *rest = _told(rng, code, 4)
    told = "".join(
        f"<div class='block'><p class='crosshead'><span>{r.title}</span></p>{_plain(r, CLOSE if r is rest[-1] else '')}</div>"
        for r in rest
    )
    return _page(
        s,
        f"<h1>{title(s)}</h1><p class='dek'>{s.outlet} went there.</p><p>{s.writer} — {s.written_day}</p><p>{escape(s.paragraphs[0], quote=False)}</p>{told}",
    )


def reviews(rng: random.Random, code: str) -> str:
    s, *rest = _told(rng, code, 5)
    told = "".join(
        f"<h2>{r.title}</h2><p>{r.place}, {r.day[0]}</p>{_plain(r, CLOSE if r is rest[-1] else '')}" for r in rest
    )
    return _page(s, f"<article><h1>{title(s)}</h1><p>By {s.writer}</p>{told}</article>")


def replies(rng: random.Random, code: str) -> str:
    s, *rest = _told(rng, code, 6)
    said = "".join(
        f'<div class="c"><p><b>{r.writer}</b> says: {r.written_day} at {r.clock}</p>{_plain(r)}</div>' for r in rest
    )
    return _page(
        s,
        f"<h1>{title(s)}</h1><p>By {s.writer} | {s.written_day}</p>{paras(s)}<h3>{len(rest)} responses</h3><div id='responses'>{said}</div>",
    )


def linkboxes(rng: random.Random, code: str) -> str:
    told = _told(rng, code, 10)
    cut = "".join(
        f'<li><span>{r.written_day}</span><h4><a href="/l/{n}">{r.title}</a></h4><div>{escape(r.paragraphs[0][:140], quote=False)} ...</div></li>'
        for n, r in enumerate(told)
    )
    return f"{_head(told[0], 'Lesk Monitor')}<ul>{cut}</ul></body></html>"


def _told(rng: random.Random, code: str, count: int) -> list[Story]:
    found = stories(rng, code, count)
    return found if len(found) == count else found + [story(rng, code) for _ in range(count - len(found))]


def _plain(s: Story, end: str = "") -> str:
    return "".join(
        f"<p>{escape(p, quote=False)}{end if n == len(s.paragraphs) - 1 else ''}</p>"
        for n, p in enumerate(s.paragraphs)
    )


def _head(s: Story, name: str) -> str:
    direction = ' dir="rtl"' if s.language in RTL else ""
    return f'<!doctype html><html lang="{s.language}"{direction}><head><meta charset="utf-8"><title>{escape(name)}</title></head><body><div class="nav"><a href="/">Home</a></div>'


def _page(s: Story, body: str) -> str:
    return f"{_head(s, f'{s.title} - {s.outlet}')}<main>{body}</main><footer><p>{s.outlet}. All rights reserved.</p></footer></body></html>"


SINGLES = {
    "train": (sections, comments, chronicle, teasers),
    "test": (cards, questions, numbered, long_teasers),
    "held": (chapters, interview, by_the_hour, shops, discussed, cards_undated),
    "late": (acts, reviews, replies, linkboxes),
}
