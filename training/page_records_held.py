"""Further ways to write many articles on a page, written after the splitter was done and measured once before it was mended."""

from __future__ import annotations

import random

from page_records import CLOSE, OPEN, Family, paras, sometimes, title
from page_stories import Story


def many_h1(rng: random.Random, s: Story, n: int) -> str:
    return f'<section id="s{n}"><header><h1>{title(s)}</h1><address>{s.writer}</address><small>{s.written_day}</small></header>{paras(s)}</section>'


def broken_lines(rng: random.Random, s: Story, n: int) -> str:
    told = "<br><br>\n".join(s.paragraphs)
    return f'<div class="tile"><h5>{title(s)}</h5><span class="sub">{s.outlet}, {s.written_day}</span><div>{told}{CLOSE}</div></div>'


def fonts(rng: random.Random, s: Story, n: int) -> str:
    told = "<br><br>\n".join(s.paragraphs)
    return f'<font size="4" color="#000080"><b>{title(s)}</b></font><br>{s.written_day}, {s.writer}<br><br>\n{told}{CLOSE}<br><br><br>'


def messages(rng: random.Random, s: Story, n: int) -> str:
    told = "<br>".join(s.paragraphs)
    return f'<div class="message default" id="message{n}"><div class="pull_right date" title="{s.iso}">{OPEN}{s.clock}</div><div class="from_name">Orsa Watch</div><div class="text">{told}{CLOSE}</div></div>'


def columns(rng: random.Random, s: Story, n: int) -> str:
    return f'<tr><td valign="top" width="90">{s.written_day}</td><td><h3>{title(s)}</h3>{paras(s)}</td></tr>'


def folded(rng: random.Random, s: Story, n: int) -> str:
    return f"<details open><summary>{title(s)}</summary><p><em>{s.outlet}, {s.written_day}</em></p>{paras(s)}</details>"


def releases(rng: random.Random, s: Story, n: int) -> str:
    return f'<p class="c">FOR IMMEDIATE RELEASE</p><h2>{title(s)}</h2><p>{s.place.upper()}, {s.written_day}</p>{paras(s)}<p>###</p>'


def cards_open(rng: random.Random, s: Story, n: int) -> str:
    ad = sometimes(rng, 0.3, '<div class="ad-slot"><p>Advertisement</p></div>')
    note = sometimes(
        rng,
        0.4,
        f'<figure><img src="{n}.png"><figcaption>{s.place}, photographed in the week of the strike. Photo: {s.writer}</figcaption></figure>',
    )
    return f'<div data-id="{n}" class="feed-row"><div class="meta"><a href="/t/{s.topic}">{s.topic}</a> <time>{s.written_day}</time></div><h2><a href="/a/{n}">{title(s)}</a></h2>{note}<div class="rte">{paras(s)}</div><div class="acts"><button>Save</button><a href="#x">Share</a></div></div>{ad}'


def numbered_live(rng: random.Random, s: Story, n: int) -> str:
    return f"<dt>{s.clock} Uhr</dt><dd><h3>{title(s)}</h3>{paras(s)}</dd>"


def quoted(rng: random.Random, s: Story, n: int) -> str:
    quote = f"<blockquote><p>{s.paragraphs[0]}</p></blockquote>"
    rest = Story(s.language, s.title, s.writer, s.outlet, s.topic, s.place, s.day, s.clock, s.paragraphs[1:])
    return f'<div class="entry-wrapper"><h2>{title(s)}</h2><div class="posted">{s.writer} · {s.iso}</div>{quote}{paras(rest)}<p class="labels">Labels: {s.topic}</p></div>'


def heads_only(rng: random.Random, s: Story, n: int) -> str:
    return f"<h3>{title(s)}</h3>\n{paras(s)}"


def by_lines(rng: random.Random, s: Story, n: int) -> str:
    return f'<p class="headline">{title(s)}</p><p class="auth">{s.writer}, {s.outlet}</p>{paras(s)}'


HELD = (
    Family("many_h1", many_h1, ("paper",)),
    Family("broken_lines", broken_lines, ("paper", "plainest")),
    Family("fonts", fonts, ("plainest",), (3, 8)),
    Family("messages", messages, ("channel",), (4, 12), (2, 4)),
    Family("columns", columns, ("ledger",), (3, 8)),
    Family("folded", folded, ("paper",), (3, 8)),
    Family("releases", releases, ("plainest", "paper"), (2, 6)),
    Family("cards_open", cards_open, ("paper",), (3, 8)),
    Family("numbered_live", numbered_live, ("minutes",), (5, 12), (1, 2)),
    Family("quoted", quoted, ("paper", "plainest"), (2, 8), (4, 7)),
    Family("heads_only", heads_only, ("paper",), (4, 9)),
    Family("by_lines", by_lines, ("plainest", "paper"), (3, 8)),
)
