"""A second set of ways to write many articles on a page, written after the splitter was mended for the first."""

from __future__ import annotations

import random
from html import escape

from page_records import CLOSE, OPEN, Family, paras, sometimes, title
from page_stories import Story


def custom_tags(rng: random.Random, s: Story, n: int) -> str:
    return f'<news-item key="{n}"><item-head>{title(s)}</item-head><item-meta>{s.writer}, {s.written_day}</item-meta><item-body>{paras(s)}</item-body></news-item>'


def wide_table(rng: random.Random, s: Story, n: int) -> str:
    told = "<br/><br/>".join(s.paragraphs)
    return f'<tr bgcolor="#ccccff"><td><a name="{n}"></a><font face="arial"><b>{title(s)}</b></font></td><td align="right">{s.written_day}</td></tr><tr><td colspan="2">{told}{CLOSE}</td></tr><tr><td colspan="2">&nbsp;</td></tr>'


def day_first(rng: random.Random, s: Story, n: int) -> str:
    return f'<div class="row"><div class="col-2"><span class="day">{s.iso}</span></div><div class="col-10"><h4><a href="/archiv/{n}">{title(s)}</a></h4>{paras(s)}<p><a href="/archiv/{n}#k">Kommentare ({n % 9})</a></p></div></div>'


def figures(rng: random.Random, s: Story, n: int) -> str:
    return f'<section><figure><img src="{n}.webp" alt="{s.place}"><figcaption>{s.place}</figcaption></figure><p class="eyebrow">{s.topic}</p><h2>{title(s)}</h2><p class="dek">What is known, and what is not.</p><p class="by">By {s.writer} for {s.outlet}</p>{paras(s)}</section>'


def deep(rng: random.Random, s: Story, n: int) -> str:
    inner = f'<div><div><div role="heading" aria-level="2">{title(s)}</div></div><div><div><span>{s.written_day}</span></div></div><div><div><div>{paras(s, "span")}</div></div></div></div>'
    return f"<div><div>{inner}</div></div>"


def pre_posts(rng: random.Random, s: Story, n: int) -> str:
    told = "\n\n".join(s.paragraphs)
    return f"<h2>{title(s)}</h2><p>{s.outlet} / {s.written_day}</p><pre>{told}{CLOSE}</pre>"


def lists_in(rng: random.Random, s: Story, n: int) -> str:
    points = "".join(f"<li>{escape(p, quote=False)}</li>" for p in s.paragraphs[:-1])
    return f"<article><h3>{title(s)}</h3><span class='pub'>{s.outlet} | {s.written_day}</span><ul>{points}</ul><p>{escape(s.paragraphs[-1], quote=False)}{CLOSE}</p></article>"


def spans(rng: random.Random, s: Story, n: int) -> str:
    return f'<p><span style="font-size:18pt;font-weight:700">{title(s)}</span></p><p><span style="color:gray">{s.written_day} – {s.writer}</span></p>{paras(s)}<p align="center">~ ~ ~</p>'


def toots(rng: random.Random, s: Story, n: int) -> str:
    return f'<div class="status" data-id="{n}"><div class="status__info"><a href="/@orsa/{n}"><time datetime="{s.instant}">{OPEN}{s.written_day}</time></a></div><div class="status__content">{paras(s)}</div><div class="status__bar"><span>{n % 40}</span></div></div>'


def sided(rng: random.Random, s: Story, n: int) -> str:
    more = sometimes(rng, 0.5, f'<div class="also"><b>Also:</b> <a href="/z{n}">The weather in {s.place}</a></div>')
    return f'<div class="blk {"lead" if n % 5 == 0 else "std"}"><h2 class="hl"><a href="/z/{n}.htm">{title(s)}</a></h2><div class="src">{s.outlet}</div>{paras(s)}{more}</div>'


LATE = (
    Family("custom_tags", custom_tags, ("portal",)),
    Family("wide_table", wide_table, ("cells",), (3, 8)),
    Family("day_first", day_first, ("portal", "framed")),
    Family("figures", figures, ("portal", "framed")),
    Family("deep", deep, ("framed",), (3, 8)),
    Family("pre_posts", pre_posts, ("framed", "portal"), (2, 6)),
    Family("lists_in", lists_in, ("portal",), (2, 7)),
    Family("spans", spans, ("framed",), (3, 8)),
    Family("toots", toots, ("portal",), (4, 10), (2, 5)),
    Family("sided", sided, ("portal", "framed"), (3, 9)),
)
