"""Whole pages of many articles that the splitter was measured on once, at the very end: drawn by lot from those of page_sites."""

from __future__ import annotations

import random
from html import escape

from page_records import CLOSE, paras, sometimes, title
from page_sites import NAMES, PLEA, Site, broken, html, told


def cards_and_pleas(rng: random.Random, code: str) -> str:
    """A topic's page of whole stories, pleas for money in boxes of the same class between them."""
    name, out = rng.choice(NAMES), list[str]()
    for n, s in enumerate(told(rng, code, 3, 8)):
        out.append(
            f'<div class="card mb-4"><div class="card-body"><h3 class="card-title"><a href="/n/{n}">{title(s)}</a></h3><p class="card-text"><small class="text-muted">{s.writer} · {s.written_day}</small></p>{paras(s, attrs=" class=card-text")}</div></div>'
        )
        out.append(
            sometimes(
                rng,
                0.5,
                f'<div class="card mb-4"><div class="card-body"><h3 class="card-title">Stand with us</h3><p class="card-text">{PLEA}</p><a class="btn" href="/give">Give now</a></div></div>',
            )
        )
        out.append(sometimes(rng, 0.3, f'<div id="div-gpt-ad-{n}"><p>Advertisement</p></div>'))
    return html(
        code,
        f"Harbours | {name}",
        f'<nav class="navbar"><a href="/">{name}</a></nav><div class="container"><div class="row"><div class="col-md-8"><h1 class="my-4">Harbours</h1>{"".join(out)}</div><div class="col-md-4"><div class="card my-4"><h5 class="card-header">Search</h5></div></div></div></div>',
    )


def feed_reader(rng: random.Random, code: str) -> str:
    """A feed reader's saved page: a bar with outlet and day above each text."""
    items = "".join(
        f'<div class="flux" id="flux_{n}" data-feed="{n % 3}"><ul class="horizontal-list flux_header"><li class="item website"><a href="/f{n % 3}"><span>{s.outlet}</span></a></li><li class="item date"><time datetime="{s.instant}">{s.written_day}</time></li></ul><article class="flux_content"><div class="content thin"><header><h1 class="title"><a href="https://example.org/{n}">{title(s)}</a></h1><div class="author">{s.writer}</div></header><div class="text">{paras(s)}</div></div></article></div>'
        for n, s in enumerate(told(rng, code, 3, 9))
    )
    return html(
        code,
        "(12) Main stream · Reader",
        f'<header class="header"><div class="item title"><h1><a href="/">Reader</a></h1></div></header><div id="global"><nav class="aside" id="aside_feed"><ul><li><a href="/i">Main stream</a></li></ul></nav><main id="stream" class="normal">{items}</main></div>',
    )


def hr_bare(rng: random.Random, code: str) -> str:
    """Texts between rules, their headlines paragraphs like the others."""
    texts = "\n<hr>\n".join(
        f"<p>{title(s)}</p>\n<p>{s.outlet}, {s.written_day}</p>\n{paras(s)}" for s in told(rng, code, 2, 8)
    )
    return html(
        code, "texts", f"<p><a href='index.html'>back</a></p>\n<hr>\n{texts}\n<hr>\n<p>last changed 3 May 2031</p>"
    )


def indented(rng: random.Random, code: str) -> str:
    """A page of 2001 that indents with blockquotes."""
    name = rng.choice(NAMES)
    items = "".join(
        f"<p><font size=4 face=Georgia><b>{title(s)}</b></font><br><font size=2>{s.written_day} - by {s.writer}</font></p><blockquote>{paras(s)}</blockquote>"
        for s in told(rng, code, 2, 8)
    )
    return html(
        code,
        f"{name} news",
        f"<center><h1>{name}</h1></center><hr width=50%>{items}<center><a href=old.html>older news</a></center>",
    )


def medium_list(rng: random.Random, code: str) -> str:
    """Hashed classes, five divs deep, minutes to read, claps."""
    name, look = rng.choice(NAMES), ' class="pw-post-body-paragraph lj lk"'
    items = "".join(
        f'<div class="ab q"><div class="h fv fw"><div class="ab ca"><div class="ch bg"><div><div class="ab q"><a class="af ag" rel="noopener" href="/@w{n}"><p class="be b dw bj">{s.writer}</p></a><p class="be b dw dx">{rng.randint(2, 7)} min read · {s.written_day}</p></div><a href="/p/{n:x}ab"><h2 class="be hu qh">{title(s)}</h2></a></div><section><div>{paras(s, attrs=look)}</div></section><div class="ab q xs"><button>{rng.randint(3, 900)}</button><span class="pt">{n % 5}</span></div></div></div></div></div>'
        for n, s in enumerate(told(rng, code, 2, 7))
    )
    return html(
        code,
        f"{name} – Medium",
        f'<div id="root"><div class="a b c"><div class="d e"><a href="/">{name}</a><a href="/signin">Sign in</a></div><div class="l">{items}</div></div></div>',
        head=f'<meta property="og:site_name" content="Medium"><meta property="og:title" content="{name}"><meta property="og:type" content="website">',
    )


def one_pre(rng: random.Random, code: str) -> str:
    """All texts in one <pre>, their headlines in capitals, lines of signs between."""
    texts = f"\n\n{'=' * 40}\n\n".join(
        f"{title(s).upper()}\n{s.outlet}, {s.written_day}\n\n"
        + "\n\n".join(escape(p, quote=False) for p in s.paragraphs)
        + CLOSE
        for s in told(rng, code, 2, 7)
    )
    return html(code, "wire copy", f"<h3>wire copy</h3><pre>\n{texts}\n</pre>")


def read_also(rng: random.Random, code: str) -> str:
    """A category with whole texts, a box of links to others in the midst of each."""
    name, out = rng.choice(NAMES), list[str]()
    for n, s in enumerate(told(rng, code, 2, 7, 4, 7)):
        more = "".join(f'<h3><a href="/o{k}">{r.title}</a></h3>' for k, r in enumerate(told(rng, code, 2, 3)))
        first, rest = paras(s).split("\n", 1)
        out.append(
            f'<div class="listing__item"><h2 class="listing__head"><a href="/a/{n}">{title(s)}</a></h2><div class="listing__info"><span>{s.written_day}</span></div><div class="listing__body">{first}<div class="inline-box"><strong>Read also</strong>{more}</div>{rest}</div></div>'
        )
    return html(
        code,
        f"Coast – {name}",
        f'<div class="hd"><a href="/">{name}</a></div><div class="listing"><h1>Coast</h1>{"".join(out)}</div><div class="ft">© {name}</div>',
    )


def squares_ja(rng: random.Random, code: str) -> str:
    """One box of lines: a black square before each headline, blank lines between."""
    code = rng.choice(("ja", "zh"))
    text = "<br><br><br>".join(
        f"■{title(s)}<br>{s.written_day} {s.outlet}<br><br>{broken(s)}" for s in told(rng, code, 3, 8)
    )
    return html(
        code,
        "海岸通信",
        f'<div class="menu"><a href="/">トップ</a></div><div class="honbun">{text}</div><div class="copy">(C) 2031</div>',
    )


def testids(rng: random.Random, code: str) -> str:
    """A page of React: what a thing is stands in data-testid alone."""
    name = rng.choice(NAMES)
    items = "".join(
        f'<div data-testid="story-{n}" class="css-{n:x}k1"><div data-testid="kicker" class="css-1a">{s.topic}</div><div data-testid="headline" class="css-1b"><span>{title(s)}</span></div><div data-testid="meta" class="css-1c"><span>{s.writer}</span><span>{n + 1}h ago</span></div>{paras(s, "div", " class=css-1d")}<div data-testid="toolbar" class="css-1e"><span>Share</span><span>Save</span></div></div>'
        for n, s in enumerate(told(rng, code, 3, 8))
    )
    return html(
        code,
        f"Latest | {name}",
        f'<div id="__next"><div class="css-0"><a href="/">{name}</a></div><div class="css-9">{items}</div></div>',
    )


def tumblr(rng: random.Random, code: str) -> str:
    """A tumblelog: texts among quotations and photographs."""
    name, out = rng.choice(NAMES), list[str]()
    for n, s in enumerate(told(rng, code, 3, 8)):
        note = f'<div class="meta"><a href="/post/{n}">{s.written_day}</a> <a href="/post/{n}#notes">{n * 7} notes</a></div>'
        out.append(f'<div class="post text"><h2><a href="/post/{n}">{title(s)}</a></h2>{paras(s)}{note}</div>')
        out.append(
            sometimes(
                rng,
                0.4,
                f'<div class="post quote"><p>“The sea takes what it is owed.”</p><p class="source">— {s.writer}</p>{note}</div>',
            )
        )
        out.append(
            sometimes(
                rng,
                0.3,
                f'<div class="post photo"><img src="{n}.jpg"><div class="caption"><p>The mole at {s.place}, in the evening.</p></div>{note}</div>',
            )
        )
    return html(
        code,
        name,
        f'<div id="header"><h1><a href="/">{name}</a></h1><div id="description">A notebook of the coast.</div></div><div id="posts">{"".join(out)}</div><div id="pagination"><a href="/page/2">Next</a></div>',
    )


LAST_SITES: tuple[Site, ...] = (
    cards_and_pleas,
    feed_reader,
    hr_bare,
    indented,
    medium_list,
    one_pre,
    read_also,
    squares_ja,
    testids,
    tumblr,
)
