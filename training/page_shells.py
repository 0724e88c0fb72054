"""What made pages have around their articles: menus, heads, sidebars, feet. Training and testing share none."""

from __future__ import annotations

import random

from page_records import Family, sometimes
from page_stories import RTL, Story, stories

SITES = ("Harbour Notes", "Orsa Watch", "The Coast Desk", "Lesk Monitor")
ASIDE = "<ul>{}</ul>"


def shell(rng: random.Random, split: str, family: Family, told: list[Story], code: str) -> str:
    """A page of the family's records in one of its shells."""
    first = rng.randint(3, 900)
    body = family.between.join(family.record(rng, s, first + k) for k, s in enumerate(told))
    if family.between.strip() and rng.random() < 0.4:
        body += family.between
    head = family.script(told) if family.script else ""
    more = [s.title for s in stories(random.Random(first), code, 4)]
    direction = ' dir="rtl"' if code in RTL else ""
    site = rng.choice(SITES)
    made = SHELLS[rng.choice(family.shells)](rng, body, site, more)
    return f'<!doctype html>\n<html lang="{code}"{direction}><head><meta charset="utf-8">{head}{made}'


def menu(rng: random.Random, body: str, site: str, more: list[str]) -> str:
    side = ASIDE.format("".join(f'<li><a href="/r/{n}">{t}</a></li>' for n, t in enumerate(more)))
    return (
        f'<title>{site}</title></head><body class="archive"><div id="header"><a href="/">{site}</a></div>'
        f'<ul class="menu"><li><a href="/about">About</a></li><li><a href="/tags">Tags</a></li></ul><div id="content">{body}</div>'
        f'<div id="sidebar" class="sidebar"><h3>Recent posts</h3>{side}</div><div id="footer"><p>{site}. Theme: Quay.</p></div></body></html>'
    )


def main(rng: random.Random, body: str, site: str, more: list[str]) -> str:
    top = rng.choice((f"<h1>{site}</h1>", "<h1>Latest news</h1>", "<h1>Archive: May 2031</h1>"))
    aside = "".join(f"<li><a href='/r/{n}'>{t}</a></li>" for n, t in enumerate(more))
    return (
        f"<title>Latest news - {site}</title><meta property='og:site_name' content='{site}'></head><body><header><nav><a href='/'>Home</a>"
        f"<a href='/news'>News</a></nav>{top}</header><main>{body}</main><aside class='related'><h2>Most read</h2><ul>{aside}</ul></aside>"
        f"<footer><p>© {site}. All rights reserved.</p></footer></body></html>"
    )


def bare(rng: random.Random, body: str, site: str, more: list[str]) -> str:
    return f"<title>{site}: archive</title></head>\n<body>\n<p><a href='/'>{site}</a></p>\n{body}\n<p>Mail us: desk@example.org</p></body></html>"


def table(rng: random.Random, body: str, site: str, more: list[str]) -> str:
    return (
        f"<title>{site} news</title></head><body><table width='100%'><tr><td width='20%'><a href='/'>Home</a><br><a href='/links'>Links</a></td>"
        f"<td><table class='news'>{body}</table></td></tr><tr><td colspan='2'>{site}, Darma</td></tr></table></body></html>"
    )


def live(rng: random.Random, body: str, site: str, more: list[str]) -> str:
    return (
        f"<title>Live: the strike in Darma - {site}</title></head><body><header><a href='/'>{site}</a></header><main class='liveblog'>"
        f"<h1>Live: the strike in Darma</h1><div class='entries'>{body}</div></main><footer>{site}</footer></body></html>"
    )


def wrap(rng: random.Random, body: str, site: str, more: list[str]) -> str:
    links = "".join(f'<div class="l"><a href="/x{n}">{t}</a></div>' for n, t in enumerate(more))
    pages = sometimes(rng, 0.6, '<div class="nx"><a href="?p=2">Older posts</a></div>')
    return (
        f'<title>{site}</title></head><body><div id="wrap"><div class="top"><span>{site}</span><span>News from the coast</span></div>'
        f'<div class="cols"><div class="c1">{body}{pages}</div><div class="c2">{links}</div></div><div class="bot">{site} is made in Darma.</div></div></body></html>'
    )


def grid(rng: random.Random, body: str, site: str, more: list[str]) -> str:
    top = rng.choice(("<h1>News</h1>", f"<h1>{site}</h1>", "<h1>All posts</h1>", ""))
    return (
        f'<title>News | {site}</title></head><body><div class="a1"><div class="a2"><a href="/">{site}</a> <a href="/all">All</a></div></div>{top}'
        f'<div class="a3"><div class="a4">{body}</div></div><div class="a9"><p>Subscribe to our newsletter</p><p>© 2031 {site}</p></div></body></html>'
    )


def bullets(rng: random.Random, body: str, site: str, more: list[str]) -> str:
    return f'<title>{site} digest</title></head><body><h1>{site} digest</h1><ol class="stories">{body}</ol><p>To stop these, write to us.</p></body></html>'


def terms(rng: random.Random, body: str, site: str, more: list[str]) -> str:
    return f"<title>{site}: reports</title></head><body><div><a href='/'>{site}</a></div><dl>{body}</dl><address>{site}, Quay 4, Darma</address></body></html>"


def old(rng: random.Random, body: str, site: str, more: list[str]) -> str:
    return (
        f"<title>{site} - archive</title></head><body bgcolor=white><center><font size=5>{site}</font></center>"
        f"<a href='/'>home</a> | <a href='/l'>links</a>\n<div>{body}</div>\n<font size=1>Last changed in May</font></body></html>"
    )


def feed(rng: random.Random, body: str, site: str, more: list[str]) -> str:
    return (
        f'<title>{site}</title></head><body><article class="page"><h1 class="site">{site}</h1><div class="h-feed">{body}</div></article>'
        f"<footer>{site}</footer></body></html>"
    )


def mail(rng: random.Random, body: str, site: str, more: list[str]) -> str:
    return (
        f"<title>{site} newsletter</title></head><body><table width='100%' bgcolor='#eee'><tr><td align='center'><table width='600'><tr><td>{site}</td></tr></table>"
        f"{body}<table width='600'><tr><td>You get this since you signed up. <a href='#'>Unsubscribe</a></td></tr></table></td></tr></table></body></html>"
    )


def running(rng: random.Random, body: str, site: str, more: list[str]) -> str:
    return (
        f"<title>Storm in Darma: live updates | {site}</title></head><body><div class='b1'><a href='/'>{site}</a></div><h1>Storm in Darma: live updates</h1>"
        f"<ul class='tl'>{body}</ul><div class='b9'>{site}, Darma</div></body></html>"
    )


def paper(rng: random.Random, body: str, site: str, more: list[str]) -> str:
    box = "".join(f'<li><a href="/p/{n}">{t}</a></li>' for n, t in enumerate(more))
    name = rng.choice(("Latest", "Dispatches", "The week in brief", site))
    return (
        f'<title>{name} – {site}</title></head><body><div role="banner"><a href="/">{site}</a></div><div role="main"><div class="intro"><h2 class="section">{name}</h2></div>{body}</div>'
        f'<div role="complementary"><h4>Most read</h4><ol>{box}</ol></div><div role="contentinfo"><p>{site}, Quay 4, Darma. Editor: Ada Orr.</p></div></body></html>'
    )


def plainest(rng: random.Random, body: str, site: str, more: list[str]) -> str:
    return f"<title>{site}</title></head><body>{body}</body></html>"


def channel(rng: random.Random, body: str, site: str, more: list[str]) -> str:
    return f'<title>Exported Data</title></head><body><div class="page_wrap"><div class="page_header"><div class="text bold">{site}</div></div><div class="page_body"><div class="history">{body}</div></div></div></body></html>'


def ledger(rng: random.Random, body: str, site: str, more: list[str]) -> str:
    return f'<title>{site} | archive</title></head><body><h1>{site}</h1><table border="0">{body}</table><p><a href="?page=2">Next page</a></p></body></html>'


def minutes(rng: random.Random, body: str, site: str, more: list[str]) -> str:
    return f"<title>Liveticker: storm over Lesk - {site}</title></head><body><h1>Liveticker: storm over Lesk</h1><dl>{body}</dl></body></html>"


def portal(rng: random.Random, body: str, site: str, more: list[str]) -> str:
    tops = "".join(f'<a class="chip" href="/q/{n}">{t}</a>' for n, t in enumerate(more))
    return (
        f'<title>{site} — {rng.choice(("News", "All stories", "Archive"))}</title></head><body><div class="sky"><a href="/">{site}</a>{tops}</div>'
        f'<div class="mid">{body}<div class="pgn"><a href="?2">2</a> <a href="?3">3</a></div></div><div class="end"><p>Imprint: {site}, Quay 4, Darma. Letters to the editor are read, and some are printed.</p></div></body></html>'
    )


def framed(rng: random.Random, body: str, site: str, more: list[str]) -> str:
    return f"<title>{site}</title></head><body><div><div><div>{site}</div></div></div><div><div><div>{body}</div></div></div></body></html>"


def cells(rng: random.Random, body: str, site: str, more: list[str]) -> str:
    return f"<title>{site} news page</title></head><body><table width=760><tr><td colspan=2><img src=logo.gif></td></tr>{body}</table><a href='/'>back</a></body></html>"


SHELLS = {
    f.__name__: f
    for f in (
        menu,
        main,
        bare,
        table,
        live,
        wrap,
        grid,
        bullets,
        terms,
        old,
        feed,
        mail,
        running,
        paper,
        plainest,
        channel,
        ledger,
        minutes,
        portal,
        framed,
        cells,
    )
}
