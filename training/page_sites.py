"""Whole pages of many articles as systems on the web write them: blogs, portals, forums, live pages, bulletins."""

from __future__ import annotations

import random
from collections.abc import Callable
from html import escape

from page_records import CLOSE, OPEN, paras, sometimes, title
from page_stories import MONTHS, RTL, Story, stories

Site = Callable[[random.Random, str], str]
NAMES = ("Quayside Record", "The Velling Examiner", "North Mole News", "Tamrin Today")
PLEA = "Our reporters live from what readers give. If you can spare the price of a coffee, join those who already keep this desk at work, whatever the weather."


def told(rng: random.Random, code: str, few: int, many: int, least: int = 3, most: int = 6) -> list[Story]:
    return stories(rng, code, rng.randint(few, many), least=least, most=most)


def broken(s: Story, joint: str = "<br><br>\n") -> str:
    """The paragraphs with line breaks between them."""
    return joint.join(escape(p, quote=False) for p in s.paragraphs) + CLOSE


def html(code: str, tab: str, body: str, *, head: str = "", attrs: str = "") -> str:
    direction = ' dir="rtl"' if code in RTL else ""
    return f'<!DOCTYPE html>\n<html lang="{code}"{direction}>\n<head>\n<meta charset="utf-8">\n<title>{tab}</title>{head}\n</head>\n<body{attrs}>\n{body}\n</body>\n</html>\n'


def kubrick_wayback(rng: random.Random, code: str) -> str:
    """A WordPress month of 2006 as an archive of the web keeps it, with its bar on top."""
    name = rng.choice(NAMES)
    bar = '<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base" lang="en"><div id="wm-ipp-inside"><table><tr><td><a href="/web/20310501*/x">41 captures</a><div class="r">03 May 2031 - 19 Sep 2033</div></td><td>About this capture</td></tr></table><p>Collected by a crawl of the front pages of newspapers, in the hope that they will still be read when their makers have gone.</p></div></div><!-- END WAYBACK TOOLBAR INSERT -->'
    posts = "".join(
        f'<div class="post" id="post-{400 + n}"><h3><a href="/web/20310503/{n}" rel="bookmark" title="Permanent Link to it">{title(s)}</a></h3><small>{s.written_day} <!-- by {s.writer} --></small>'
        f'<div class="entry">{paras(s)}</div><p class="postmetadata">Posted in <a href="/c/1" rel="category tag">{s.topic}</a> | <a href="/{n}#respond">{rng.choice(("No Comments", "1 Comment", "4 Comments"))} &#187;</a></p></div>'
        for n, s in enumerate(told(rng, code, 2, 9))
    )
    side = "".join(f"<li><a href='/{y}/05/'>May {y}</a></li>" for y in (2031, 2030, 2029))
    return html(
        code,
        f"{name} &raquo; 2031 &raquo; May",
        f'{bar}<div id="page"><div id="header"><div id="headerimg"><h1><a href="/">{name}</a></h1><div class="description">Seen from the quay</div></div></div><hr />'
        f'<div id="content" class="narrowcolumn"><h2 class="pagetitle">Archive for May, 2031</h2><div class="navigation"><div class="alignleft"><a href="?p=2">&laquo; Older Entries</a></div></div>{posts}</div>'
        f'<div id="sidebar"><ul><li>You are currently browsing the archives of {name} for May, 2031.</li><li><h2>Archives</h2><ul>{side}</ul></li></ul></div><hr /><div id="footer"><p>{name} is proudly powered by WordPress</p></div></div>',
    )


def phpnuke(rng: random.Random, code: str) -> str:
    """Tables in tables, of 2003."""
    name = rng.choice(NAMES)
    posts = "".join(
        f'<table border="0" cellpadding="0" cellspacing="0" bgcolor="#000000" width="100%"><tr><td><table border="0" cellpadding="3" cellspacing="1" width="100%"><tr><td bgcolor="#cfcfbb" colspan="2"><font class="option" color="#363636"><b>{title(s)}</b></font></td></tr>'
        f'<tr bgcolor="#ffffff"><td><font color="#999999"><b><a href="/t"><img src="{s.topic}.gif" border="0" alt="{s.topic}" align="right"></a></b></font>{broken(s)}</td></tr>'
        f'<tr><td bgcolor="#ffffff" align="left"><font class="tiny">Posted by {s.writer} on {s.written_day} @ {s.clock}:00 CET ({rng.randint(3, 900)} reads)</font><br><font class="content">( <a href="/a{n}#c">comments?</a> | <a href="/p{n}">Printer friendly</a> | Score: 0)</font></td></tr></table></td></tr></table><br>'
        for n, s in enumerate(told(rng, code, 2, 8))
    )
    box = "".join(
        f'<tr><td><strong><big>&middot;</big></strong>&nbsp;<a href="/{x}">{x}</a></td></tr>'
        for x in ("Home", "Topics", "Downloads", "Your Account", "Top 10")
    )
    return html(
        code,
        f"{name} - News",
        f'<table width="100%" cellspacing="0"><tr><td><img src="logo.gif" alt="Welcome to {name}!"></td></tr></table><table width="100%"><tr valign="top"><td width="138"><table><tr><td bgcolor="#cfcfbb"><b>Modules</b></td></tr>{box}</table></td><td><img src="pixel.gif" width="15" height="1"></td>'
        f'<td width="100%">{posts}</td><td width="138"><table><tr><td><b>Login</b></td></tr><tr><td>Nickname<br><input name="u">Password<br><input name="p">Don\'t have an account yet? You can create one. As registered user you have some advantages like theme manager, comments configuration and post comments with your name.</td></tr></table></td></tr></table>'
        f"<center><font class='footmsg'>All logos and trademarks in this site are property of their respective owner. Page Generation: 0.21 Seconds</font></center>",
        attrs=' bgcolor="#ffffff" text="#000000"',
    )


def guardian_live(rng: random.Random, code: str) -> str:
    """A live page with a summary of its key events, and entries with or without a headline."""
    name, entries = rng.choice(NAMES), told(rng, code, 5, 12, 1, 3)
    blocks = list[str]()
    for n, s in enumerate(entries):
        headed = rng.random() < 0.6
        mark, head = ("", f'<h2 class="dcr-1xas">{title(s)}</h2>') if headed else (OPEN, "")
        start = (
            f'<time datetime="{s.instant}" class="dcr-4tyw4y">{mark}{s.clock.replace(":", ".")} BST</time></a>{head}'
        )
        blocks.append(
            f'<article id="block-{n:04x}9f" class="dcr-1kas69x"><header class="dcr-1n"><a href="#block-{n:04x}9f">{start}</header><div class="dcr-lw02qf">{paras(s, attrs=" class=dcr-eu20cu")}</div>'
            f'<footer><button>Share</button><div class="dcr-9s">Updated at {s.clock.replace(":", ".")} BST</div></footer></article>'
            + sometimes(
                rng,
                0.2,
                f'<gu-island name="Promo"><div class="dcr-x1"><h3>Support us</h3><p>{PLEA}</p></div></gu-island>',
            )
        )
    keys = "".join(
        f'<li><a href="#block-{n:04x}9f"><span>{s.clock}</span><p>{s.title}</p></a></li>'
        for n, s in enumerate(entries[:4])
    )
    return html(
        code,
        f"Bridges closed along the coast – as it happened | {name}",
        f'<header><nav><ul><li><a href="/">News</a></li><li><a href="/o">Opinion</a></li></ul></nav></header><main data-layout="LiveLayout"><h1>Bridges closed along the coast – as it happened</h1><div><p class="dcr-st">This blog has closed</p></div>'
        f'<section aria-label="Key events"><h2>Key events</h2><ul>{keys}</ul></section><div id="liveblog-body">{"".join(blocks)}</div></main><footer><p>© {name}. All rights reserved.</p></footer>',
    )


def phpbb(rng: random.Random, code: str) -> str:
    """A forum in which an office posts its press releases: every post has a title, an author's box, a signature."""
    name = rng.choice(NAMES)
    posts = "".join(
        f'<div id="p{n}" class="post has-profile bg{1 + n % 2} online"><div class="inner"><dl class="postprofile" id="profile{n}"><dt><a href="/u{n % 3}" class="username">Press Office</a></dt><dd class="profile-rank">Site Admin</dd><dd class="profile-posts"><strong>Posts:</strong> <a href="/s">412</a></dd><dd class="profile-joined"><strong>Joined:</strong> Mon Mar 03, 2029 9:12 am</dd></dl>'
        f'<div class="postbody"><h3><a href="#p{n}">{title(s)}</a></h3><p class="author"><span class="responsive-hide">by <strong>Press Office</strong> &raquo; </span>{s.written_day} {s.clock} pm</p><div class="content">{broken(s)}</div>'
        f'<div class="signature">{s.outlet} press office. Calls are answered from eight to four on working days, and e-mail at other times.</div></div><div class="back2top"><a href="#top">Top</a></div></div></div><hr class="divider" />'
        for n, s in enumerate(told(rng, code, 3, 8), 3100)
    )
    return html(
        code,
        f"Press releases - Page 2 - {name}",
        f'<div id="wrap" class="wrap"><div id="page-header"><h1>{name}</h1><p>Forums of the coast</p><ul class="nav-main"><li><a href="/faq">FAQ</a></li><li><a href="/login">Login</a></li></ul></div><div id="page-body"><h2 class="topic-title"><a href="/t">Press releases</a></h2><div class="action-bar"><div class="pagination">38 posts &bull; Page <strong>2</strong> of <strong>4</strong></div></div>'
        f'{posts}<div class="action-bar"><a href="/f">Return to “Announcements”</a></div><div class="stat-block online-list"><h3>Who is online</h3><p>Users browsing this forum: No registered users and 3 guests, most of them machines that index what is written here</p></div></div></div>',
        attrs=' id="phpbb" class="nojs notouch section-viewtopic ltr"',
    )


def print_edition(rng: random.Random, code: str) -> str:
    """The day's paper: ressorts as headings between the articles, decks, drop caps, page numbers."""
    name, out = rng.choice(NAMES), list[str]()
    for n, s in enumerate(told(rng, code, 4, 10)):
        if n % 3 == 0:
            out.append(f'<h2 class="ressort">{("Front page", "Politics", "Economy", "Region")[n // 3 % 4]}</h2>')
        cap, rest = s.paragraphs[0][0], s.paragraphs[0][1:]
        body = paras(s).replace(
            escape(cap + rest, quote=False), f'<span class="initial">{cap}</span>{escape(rest, quote=False)}', 1
        )
        out.append(
            f'<div class="beitrag"><span class="seite">A{n + 1}</span><h3>{title(s)}</h3><h4 class="unterzeile">What is known so far, and what is not</h4>'
            f"{sometimes(rng, 0.8, f'<div class=autor>{s.writer}</div>')}{body}</div>"
        )
    day = f"{MONTHS[rng.randint(0, 11)]} {rng.randint(1, 28)}, 2031"
    return html(
        code,
        f"Print edition of {day} | {name}",
        f'<div class="kopf"><a href="/">{name}</a><span>{day}</span></div><div class="ausgabe"><h1>Edition of {day}</h1>{"".join(out)}</div><div class="fuss">Printed on the quay. <a href="/abo">Subscribe to the paper</a></div>',
    )


def loose_terms(rng: random.Random, code: str) -> str:
    """A definition list with nothing closed."""
    name = rng.choice(NAMES)
    rows = "\n".join(
        f"<dt>{s.written_day}\n<dt><b>{title(s)}</b>\n"
        + "\n".join(
            f"<dd>{escape(p, quote=False)}{CLOSE if k == len(s.paragraphs) - 1 else ''}"
            for k, p in enumerate(s.paragraphs)
        )
        for s in told(rng, code, 3, 8)
    )
    return f"<html><head><meta charset=utf-8><title>{name}: what was new</title></head><body><h1>{name}</h1>\n<p>[<a href=index.html>Up</a>] [<a href=next.html>Next</a>]\n<dl>\n{rows}\n</dl>\n<p>Please send mistakes to desk@example.org\n</body></html>"


def list_digest(rng: random.Random, code: str) -> str:
    """A mailing list's digest: heads of mails above each text."""
    mails = "\n<hr>\n".join(
        f"<p><b>Date:</b> {s.iso} {s.clock}<br>\n<b>From:</b> {s.writer} &lt;desk@example.org&gt;<br>\n<b>Subject:</b> {title(s)}</p>\n{paras(s)}"
        for s in told(rng, code, 3, 8)
    )
    return html(
        code,
        "coast-news Digest, Vol 12, Issue 3",
        f"<p>Send coast-news mailing list submissions to coast-news@example.org</p>\n<hr>\n{mails}\n<hr>\n<p>End of coast-news Digest, Vol 12, Issue 3</p>",
    )


def pandoc(rng: random.Random, code: str) -> str:
    """Markdown made into a page: a table of contents, headings with ids, the address under each."""
    held = told(rng, code, 2, 8)
    toc = "".join(f'<li><a href="#s{n}">{escape(s.title, quote=False)}</a></li>' for n, s in enumerate(held))
    body = "\n<hr />\n".join(
        f'<h2 id="s{n}">{title(s)}</h2>\n<p><em>{s.outlet}</em>, {s.written_day}. <a href="https://example.org/{n}" class="uri">https://example.org/{n}</a></p>\n{paras(s)}'
        for n, s in enumerate(held)
    )
    return html(
        code,
        "clippings",
        f'<header id="title-block-header"><h1 class="title">Clippings</h1></header>\n<nav id="TOC" role="doc-toc"><ul>{toc}</ul></nav>\n{body}',
        head="<style>body{max-width:36em}</style><meta name='generator' content='pandoc'>",
    )


SITES: tuple[Site, ...] = (
    kubrick_wayback,
    phpnuke,
    guardian_live,
    phpbb,
    print_edition,
    loose_terms,
    list_digest,
    pandoc,
)
