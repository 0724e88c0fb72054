"""Whole pages of many articles of systems that no earlier set has, measured once before the splitter saw any of them."""

from __future__ import annotations

import random
from html import escape

from page_records import CLOSE, OPEN, paras, sometimes, title
from page_sites import NAMES, PLEA, Site, broken, html, told


def discourse(rng: random.Random, code: str) -> str:
    """A forum's topic of reposted articles: who posted and when, the headline a bold link, its source below."""
    name = rng.choice(NAMES)
    posts = "".join(
        f'<div class="topic-post clearfix regular"><article id="post_{n}" data-post-id="{900 + n}" class="boxed onscreen-post"><div class="row"><div class="topic-avatar"><a class="trigger-user-card" href="/u/{n % 4}"><img class="avatar" src="{n}.png"></a></div><div class="topic-body"><div class="topic-meta-data"><div class="names"><span class="first username"><a href="/u/{n % 4}">gull_{n % 4}</a></span></div><div class="post-infos"><a class="post-date" href="/t/press/12/{n}"><span class="relative-date" title="{s.written_day} {s.clock} pm">{n + 1}d</span></a></div></div>'
        f'<div class="cooked"><p><strong><a href="https://example.org/{n}" class="inline-onebox">{title(s)}</a></strong></p>{paras(s)}<p>Source: <a href="https://example.org/{n}">{s.outlet}</a></p></div><section class="post-menu-area"><nav class="post-controls"><button>{rng.randint(1, 9)}</button><button>Reply</button></nav></section></div></div></article></div>'
        for n, s in enumerate(told(rng, code, 3, 8), 1)
    )
    return html(
        code,
        f"Articles from the papers - Press - {name}",
        f'<header class="d-header"><a href="/">{name}</a></header><div id="topic-title"><h1><a href="/t/press/12">Articles from the papers</a></h1></div><div class="post-stream">{posts}</div><div class="suggested-topics"><h3>Suggested Topics</h3><table><tr><td><a href="/t/1">Welcome to the forum</a></td><td>3</td></tr></table></div>',
        head='<meta property="og:type" content="website">',
    )


def vbulletin(rng: random.Random, code: str) -> str:
    """A thread of 2005, a table for each post: the day in a bar, the member at the left, the title with an icon."""
    posts = "".join(
        f'<div id="edit{n}" style="padding:0px 0px 6px 0px"><table class="tborder" id="post{n}" cellpadding="6" cellspacing="0" border="0" width="100%"><tr><td class="thead"><a name="post{n}"></a> {s.written_day}, {s.clock} PM</td><td class="thead" align="right">#<a href="/p{n}"><strong>{n}</strong></a></td></tr>'
        f'<tr valign="top"><td class="alt2" width="175"><a class="bigusername" href="/m{n % 3}">Saltwater{n % 3}</a><div class="smallfont">Senior Member</div><div class="smallfont">Join Date: Mar 2029<br>Location: {s.place}<br>Posts: {rng.randint(40, 4000)}</div></td>'
        f'<td class="alt1"><div class="smallfont"><img class="inlineimg" src="icon1.gif" alt="Default"> <strong>{title(s)}</strong></div><hr size="1"><div id="post_message_{n}">{broken(s)}</div><div>__________________<br>Read the papers before they are pulped.</div></td></tr></table></div>'
        for n, s in enumerate(told(rng, code, 2, 8), 51)
    )
    return html(
        code,
        "News from the coast - Page 6 - Harbour Talk",
        f'<table><tr><td><a href="/">Harbour Talk</a> &gt; <a href="/f2">General</a></td></tr><tr><td><strong>News from the coast</strong></td></tr></table><div id="posts">{posts}</div><table><tr><td>Posting Rules</td></tr><tr><td>You may not post new threads<br>You may not post replies<br>You may not edit your posts</td></tr></table>',
    )


def anchors_1999(rng: random.Random, code: str) -> str:
    """A digest of 1999: a table of contents, named anchors, centred headlines in fonts, "Top" after each."""
    held = told(rng, code, 3, 8)
    top = "".join(f'<li><a href="#a{n}">{s.title}</a>' for n, s in enumerate(held))
    texts = "".join(
        f'<a name="a{n}"></a><center><font face="Arial" size="+1" color="#003366">{title(s)}</font></center><font face="Arial" size="2">{s.outlet}; {s.written_day}</font>'
        + "".join(
            f"<p>{escape(p, quote=False)}{CLOSE if k == len(s.paragraphs) - 1 else ''}"
            for k, p in enumerate(s.paragraphs)
        )
        + '<p align="right"><a href="#top"><font size="1">Top</font></a><p>'
        for n, s in enumerate(held)
    )
    return f'<html><head><title>COAST DIGEST No. 41</title></head><body bgcolor="#FFFFEE"><a name="top"></a><center><img src="head.gif" alt="Coast Digest"></center><table width="620" align="center"><tr><td><ul>{top}</ul>{texts}<hr noshade><font size="1">Coast Digest is sent on Mondays. To be taken off the list, write to us.</font></td></tr></table></body></html>'


def substack(rng: random.Random, code: str) -> str:
    """A letter that says it is one article, with several whole texts of other papers between dividers."""
    name, body = rng.choice(NAMES), list[str]()
    for n, s in enumerate(told(rng, code, 3, 7)):
        body.append(
            f'<h3 class="header-anchor-post">{title(s)}<div class="pencraft pc-display-flex"><button aria-label="Link"></button></div></h3><p><em><a href="https://example.org/{n}" rel="">{s.outlet}</a>, {s.written_day}</em></p>{paras(s)}<div><hr></div>'
        )
    body.insert(
        2,
        '<div class="subscription-widget-wrap-editor"><div class="subscription-widget show-subscribe"><div class="preamble"><p class="cta-caption">Thanks for reading! Subscribe for free to receive new posts and to support what we do, week after week.</p></div><form><input type="submit" value="Subscribe"></form></div></div>',
    )
    return html(
        code,
        f"What the papers said, 3 May - {name}",
        f'<div class="main-menu"><a href="/">{name}</a></div><div class="single-post"><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title published">What the papers said, 3 May</h1><h3 class="subtitle">Whole texts, as every week</h3><div class="byline">Ada Orr · May 03, 2031</div></div><div class="available-content"><div class="body markup">{"".join(body)}</div></div></article></div><div class="footer">© 2031 {name}</div>',
        head='<meta property="og:type" content="article"><meta property="og:title" content="What the papers said, 3 May">',
    )


def group_messages(rng: random.Random, code: str) -> str:
    """A mailing group's topic on one page: sender, day, subject, each text in one box that keeps its lines."""
    items = "".join(
        f'<section class="BkrUxb" data-doc-id="{n}"><div class="LgTNRd"><h3 class="s1f8Zd">{s.writer}</h3><span class="zX2W9c">{s.written_day}, {s.clock}</span></div><div class="Ok4Ld"><div class="kL2S">to coast-press</div></div><div class="ptW7te" role="region"><div><div dir="ltr"><b>{title(s)}</b><br>{s.outlet}<br><br>{broken(s)}<br><br>-- <br>coast-press: what the papers write, by mail</div></div></div></section>'
        for n, s in enumerate(told(rng, code, 2, 7))
    )
    return html(
        code,
        "coast-press: texts of the week",
        f'<div role="banner"><a href="/g">Groups</a></div><div role="main"><div class="F0XO1"><span>coast-press: texts of the week</span></div>{items}</div>',
    )


def channel_preview(rng: random.Random, code: str) -> str:
    """A channel on the web: the headline is the bold first line of each message, the day at its foot."""
    items = "".join(
        f'<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="quay/{n}"><div class="tgme_widget_message_user"><a href="/q"><i class="photo"><img src="q.jpg"></i></a></div><div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author"><a class="owner" href="/q"><span dir="auto">Quay Wire</span></a></div><a class="photo_wrap" href="/q/{n}"></a><div class="tgme_widget_message_text" dir="auto"><b>{title(s)}</b><br/><br/>{broken(s, "<br/><br/>")}<br/><br/><a href="https://example.org/q">@quaywire</a></div><div class="tgme_widget_message_footer"><span class="views">{rng.randint(2, 30)}.1K</span><span class="meta"><a class="date" href="/q/{n}"><time datetime="{s.instant}">{s.clock}</time></a></span></div></div></div></div>'
        for n, s in enumerate(told(rng, code, 4, 10, 2, 4), 7000)
    )
    return html(
        code,
        "Quay Wire – Telegram",
        f'<main class="tgme_main"><div class="tgme_container"><section class="tgme_channel_history">{items}</section></div><aside><div class="tgme_channel_info"><div class="title">Quay Wire</div><div class="description">What happens on the quay, and what others write of it. Write to the desk if you know more than we do.</div></div></aside></main>',
    )


def aje_live(rng: random.Random, code: str) -> str:
    """A day's liveblog as a list: each update with its full date above its headline, photographs between."""
    name = rng.choice(NAMES)
    items = "".join(
        f'<li class="liveblog__update-content" id="u{n}"><div class="liveblog__update-time"><div class="date-relative"><span>{n + 2}h ago</span></div><div>{s.written_day} - {s.clock} GMT</div></div><h2>{title(s)}</h2><div class="wysiwyg">{sometimes(rng, 0.3, "<figure><img src=p.jpg><figcaption>The quay on Tuesday [File: Quayside Record]</figcaption></figure>")}{paras(s)}</div></li>'
        for n, s in enumerate(told(rng, code, 5, 12, 1, 3))
    )
    return html(
        code,
        f"Flood news: All the updates from the coast | {name}",
        f'<header><a href="/">{name}</a></header><main><h1>Flood on the coast: All the updates</h1><ul class="liveblog__list-of-updates"><li class="summary"><h3>Recap of recent developments</h3><ul><li>The road to the coast is closed.</li><li>Ferries stay in port.</li></ul></li>{items}</ul></main><footer>© 2031 {name}</footer>',
    )


def clippings_wiki(rng: random.Random, code: str) -> str:
    """A wiki's page of clippings: the term is the headline, the text is set in, a number refers to the source."""
    held = told(rng, code, 2, 8)
    clips = "".join(
        f'<dl><dt>{title(s)}</dt></dl><p><i>{s.outlet}</i>, {s.written_day}<sup class="reference"><a href="#cite_note-{n}">[{n}]</a></sup></p><blockquote>{paras(s)}</blockquote>'
        for n, s in enumerate(held, 1)
    )
    notes = "".join(
        f'<li id="cite_note-{n}"><span class="mw-cite-backlink">↑</span> <span class="reference-text"><a href="https://example.org/{n}">{s.outlet}</a>, {s.iso}. Retrieved 3 June 2031.</span></li>'
        for n, s in enumerate(held, 1)
    )
    return html(
        code,
        "Press clippings/2031 - Coastwiki",
        f'<div id="mw-page-base"></div><div id="content" class="mw-body"><h1 id="firstHeading" class="firstHeading">Press clippings/2031</h1><div id="bodyContent"><div id="siteSub">From Coastwiki</div><div id="mw-content-text" class="mw-content-ltr"><div class="mw-parser-output">{clips}<h2><span class="mw-headline">References</span></h2><ol class="references">{notes}</ol></div></div><div class="printfooter">Retrieved from "https://example.org/w"</div></div></div><div id="mw-navigation"><ul><li><a href="/w/Main">Main page</a></li></ul></div>',
    )


def fieldsets(rng: random.Random, code: str) -> str:
    """An office's press review: a frame for each text, its legend the paper and the day."""
    items = "".join(
        f'<fieldset><legend>{s.outlet}, {s.written_day}</legend><div class="tit">{title(s)}</div><div class="aut">{s.writer}</div>{paras(s)}<div class="pag">p. {n + 2}</div></fieldset>'
        for n, s in enumerate(told(rng, code, 3, 8))
    )
    return html(
        code,
        "Press service",
        f'<form action="/s"><label>Search <input name="q"></label></form><h2>Press service of the Port Office</h2>{items}<p>For internal use only. Copies may be asked for at room 12.</p>',
    )


def tabs(rng: random.Random, code: str) -> str:
    """An office's news behind tabs: the headlines stand above as the tabs, and once more in each panel."""
    held = told(rng, code, 3, 6)
    labels = "".join(
        f'<li class="nav-item"><a class="nav-link" data-toggle="tab" href="#t{n}">{s.title}</a></li>'
        for n, s in enumerate(held)
    )
    panels = "".join(
        f'<div class="tab-pane fade" id="t{n}" role="tabpanel"><p class="lead"><strong>{title(s)}</strong></p><p class="text-muted">{s.written_day}</p>{paras(s)}</div>'
        for n, s in enumerate(held)
    )
    return html(
        code,
        "Announcements - Port Office",
        f'<nav class="navbar"><a href="/">Port Office</a></nav><div class="container"><h1>Announcements</h1><ul class="nav nav-tabs">{labels}</ul><div class="tab-content">{panels}</div></div><footer>Port Office, Quay 1</footer>',
    )


def low_heads(rng: random.Random, code: str) -> str:
    """A bulletin with small headings: the desk is an h4, the headline an h6, the agency ends each text."""
    out = list[str]()
    for n, s in enumerate(told(rng, code, 4, 9)):
        out.append(sometimes(rng, 0.4, f"<h4>{('Inland', 'Abroad', 'Sea')[n % 3]}</h4>"))
        out.append(f'<h6>{title(s)}</h6>{paras(s)}<p class="ag">({s.outlet.split()[-1]} / {s.iso})</p>')
    return html(
        code, "Bulletin 112", f"<div class=b><h3>Bulletin 112</h3>{''.join(out)}<h4>Imprint</h4><p>Quay 4</p></div>"
    )


def css_modules(rng: random.Random, code: str) -> str:
    """A program's page: hashed classes, no tag that means anything, the headline a link in a div."""
    name = rng.choice(NAMES)
    marks = ["".join(rng.choice("abcdefghkmnprstuvwxyz0123456789") for _ in range(5)) for _ in range(9)]
    a, b, c, d, e, f, g, h, i = (f"x{m}" for m in marks)
    items = "".join(
        f'<div class="{a} {b}"><div class="{c}"><div class="{d}"><span class="{e}">{s.topic}</span></div><a class="{f}" href="/n/{n}"><div class="{g}">{title(s)}</div></a><div class="{h}"><span>{s.writer}</span><span>{s.written_day}</span></div></div><div class="{i}">'
        + "".join(
            f'<div class="{b}{n}"><span>{escape(p, quote=False)}{CLOSE if k == len(s.paragraphs) - 1 else ""}</span></div>'
            for k, p in enumerate(s.paragraphs)
        )
        + f'</div><div class="{d}"><span>{rng.randint(2, 99)} likes</span><span>Share</span></div></div>'
        for n, s in enumerate(told(rng, code, 3, 8))
    )
    return html(
        code,
        name,
        f'<div id="root"><div class="{c}"><a href="/">{name}</a><a href="/l">Log in</a></div><div class="{h}">{items}</div></div>',
    )


def feed_shown(rng: random.Random, code: str) -> str:
    """A feed as a style sheet shows it: the item's title, when it was posted, its whole text, how to play it."""
    name = rng.choice(NAMES)
    items = "".join(
        f'<li class="regularitem"><h4 class="itemtitle"><a href="https://example.org/{n}">{title(s)}</a></h4><h5 class="itemposttime"><span>Posted:</span>{s.written_day} {s.clock}:00 +0200</h5><div class="itemcontent" name="decodeable">{paras(s)}</div><p class="mediaenclosure">MEDIA ENCLOSURE: <a href="/{n}.mp3">{n}.mp3</a></p></li>'
        for n, s in enumerate(told(rng, code, 2, 8))
    )
    return html(
        code,
        f"{name} - powered by FeedBurner",
        f'<div id="bodyblock"><div id="rssimage"></div><h1><a href="/">{name}</a></h1><p class="about">syndicated content powered by FeedBurner</p><div id="subscribe-options"><h3>Subscribe Now!</h3><h4>...with web-based news readers. Click your choice below:</h4><p>A feed is a regularly updated list of what a site publishes. Add it to your reader and you will see what is new there without going there.</p></div><div id="items"><h3>Current Feed Content</h3><ul>{items}</ul></div></div>',
    )


def endless(rng: random.Random, code: str) -> str:
    """A page that loaded the next articles as it was read to its end: whole articles, the first the page's own."""
    name, held = rng.choice(NAMES), told(rng, code, 2, 4, 4, 7)
    texts = "".join(
        f'<div class="infinite-item" data-url="/n/{n}"><div class="crumbs"><a href="/">Home</a> <a href="/{n}">{s.topic}</a></div><h1 class="hl">{title(s)}</h1><div class="wr">By {s.writer}</div><div class="dt">Published {s.written_day} {s.clock}</div><div class="bd">{paras(s)}</div><div class="tags">Tags: <a href="/t">{s.topic}</a> <a href="/p">{s.place}</a></div></div>'
        for n, s in enumerate(held)
    )
    return html(
        code,
        f"{held[0].title} - {name}",
        f'<header><a href="/">{name}</a></header><main id="endless">{texts}</main><footer>© {name}</footer>',
        head=f'<meta property="og:type" content="article"><meta property="og:title" content="{escape(held[0].title)}">',
    )


def movable_type(rng: random.Random, code: str) -> str:
    """A weblog of 2003: days as headings, named anchors, "Posted by" and TrackBack below."""
    out, day = list[str](), ""
    for n, s in enumerate(told(rng, code, 3, 8), 220):
        if s.written_day != day and rng.random() < 0.8:
            day = s.written_day
            out.append(f'<h2 class="date">{day}</h2>')
        out.append(
            f'<div class="blogbody"><a name="{n:06}"></a><h3 class="title">{title(s)}</h3>{paras(s)}<div class="posted">Posted by {s.writer} at {s.clock} PM | <a href="/c{n}">Comments ({n % 4})</a> | <a href="/tb{n}">TrackBack (0)</a></div></div>'
        )
    return html(
        code,
        "saltlines",
        f'<div id="banner"><h1><a href="/" accesskey="1">saltlines</a></h1><span class="description">what the tide leaves</span></div><div id="content"><div class="blog">{"".join(out)}</div></div><div id="links"><div class="sidetitle">Archives</div><div class="side"><a href="/5">May 2031</a><br><a href="/4">April 2031</a></div><div class="syndicate">Powered by Movable Type 2.64</div></div>',
    )


def joomla_tables(rng: random.Random, code: str) -> str:
    """Joomla of 2006: for each article one table with its heading and another with its text."""
    name = rng.choice(NAMES)
    items = "".join(
        f'<tr><td valign="top"><table class="contentpaneopen"><tr><td class="contentheading" width="100%">{title(s)}</td><td align="right" class="buttonheading"><a href="/pdf{n}"><img src="pdf.png" alt="PDF"></a></td></tr></table><table class="contentpaneopen"><tr><td width="70%" align="left" valign="top"><span class="small">Written by {s.writer}</span></td></tr><tr><td valign="top" class="createdate">{s.written_day}</td></tr><tr><td valign="top" colspan="2">{paras(s)}</td></tr><tr><td colspan="2" align="left" class="modifydate">Last Updated ( {s.written_day} )</td></tr></table><span class="article_seperator">&nbsp;</span></td></tr>'
        for n, s in enumerate(told(rng, code, 2, 7))
    )
    return html(
        code,
        f"{name} - News",
        f'<table class="main"><tr><td class="left"><table class="moduletable"><tr><th>Main Menu</th></tr><tr><td><a class="mainlevel" href="/">Home</a></td></tr></table></td><td class="body"><div class="componentheading">News</div><table class="blog" cellpadding="0">{items}<tr><td align="center">&lt;&lt; Start &lt; Prev <a href="?2">Next</a> &gt; End &gt;&gt;</td></tr></table></td></tr></table>',
    )


def quoted_clips(rng: random.Random, code: str) -> str:
    """A campaign's page: the paper and the day above, then the whole text as a quotation, its headline underlined."""
    name = rng.choice(NAMES)
    items = "".join(
        f"<p><strong>{s.outlet}</strong> – {s.written_day}</p><blockquote><p><u>{title(s)}</u></p>{paras(s)}</blockquote>"
        for s in told(rng, code, 2, 7)
    )
    return html(
        code,
        f"In the media | {name}",
        f'<div id="nav"><a href="/">Home</a> <a href="/join">Join</a></div><div id="main"><h1>In the media</h1><p>What others wrote of our work.</p>{items}<p>Are you from the press? Call us at any hour.</p></div>',
    )


def day_column(rng: random.Random, code: str) -> str:
    """A table of two columns: the day at the left, headline and text at the right, rows of pictures between."""
    rows = "".join(
        f'<tr><td width="90" valign="top" nowrap><b>{s.iso}</b></td><td><b><font size="4">{title(s)}</font></b><br>{broken(s)}<br><br><i>{s.writer}</i></td></tr><tr><td colspan="2"><img src="dots.gif" width="500" height="3"></td></tr>'
        for s in told(rng, code, 3, 8)
    )
    return f'<html><head><title>Harbour mission: news</title></head><body><table border="0" width="600"><tr><td colspan="2"><h2>News of the Harbour Mission</h2></td></tr>{rows}</table><p>{PLEA}</p></body></html>'


# pages that may not be cut


def critics(rng: random.Random, code: str) -> str:
    """One article in which several writers say in turn what they think, each under a name and a question."""
    s, *rest = told(rng, code, 6, 6)
    says = "".join(
        f'<h2>{r.title}</h2><p class="cr"><b>{r.writer}</b>, {r.outlet}</p>{"".join(f"<p>{escape(p, quote=False)}</p>" for p in r.paragraphs[:3])}'
        for r in rest
    )
    return html(
        code,
        f"{s.title}: five answers | {rng.choice(NAMES)}",
        f'<header><a href="/">Home</a></header><main><h1>{title(s)}: five answers</h1><p class="st">{escape(s.paragraphs[0], quote=False)}</p><div>{s.written_day}</div>{says}<p>{escape(s.paragraphs[1], quote=False)}{CLOSE}</p></main>',
    )


def decades(rng: random.Random, code: str) -> str:
    """An encyclopedia's article in sections named after years, with notes."""
    s, *rest = told(rng, code, 7, 7)
    parts = "".join(
        f'<div class="mw-heading"><h2>{2019 + 2 * n}: {r.title}</h2></div>{"".join(f"<p>{escape(p, quote=False)}<sup>[{n}]</sup></p>" for p in r.paragraphs)}'
        for n, r in enumerate(rest)
    )
    return html(
        code,
        f"Port of {s.place} - Coastpedia",
        f'<h1 id="firstHeading">{OPEN}Port of {s.place}</h1><div id="toc"><ul>{"".join(f"<li><a href=#{n}>{r.title}</a></li>" for n, r in enumerate(rest))}</ul></div><p>{escape(" ".join(s.paragraphs), quote=False)}</p>{parts}<p>{escape(s.paragraphs[0], quote=False)}{CLOSE}</p><h2>References</h2><ol><li>{s.outlet}, {s.iso}</li></ol>',
    )


def about_writers(rng: random.Random, code: str) -> str:
    """An article by three, and a life of each below it."""
    s, *rest = told(rng, code, 4, 4)
    lives = "".join(
        f'<div class="person"><img src="{n}.jpg"><h3><a href="/w/{n}">{r.writer}</a></h3><p>{r.writer} has written of ports and of those who work there for twenty years. Born in {r.place}, first a clerk of the harbour, then a reporter of the {r.outlet}. Two books, a prize for the second, a third that nobody wanted to print. Lives near {r.place} with two dogs and a boat that does not float, and answers letters on paper only.</p></div>'
        for n, r in enumerate(rest)
    )
    return html(
        code,
        f"{s.title} - {rng.choice(NAMES)}",
        f'<article><h1>{title(s)}</h1><p>{", ".join(r.writer for r in rest)}</p><time datetime="{s.instant}">{s.written_day}</time>{paras(s)}</article><div class="people"><h2>Who wrote this</h2>{lives}</div>',
    )


def ruling(rng: random.Random, code: str) -> str:
    """A press release in numbered sections, the office's notes at its end."""
    s, *rest = told(rng, code, 5, 5)
    parts = "".join(
        f'<p class="n"><b>{n}. {r.title}</b></p>{"".join(f"<p>{escape(p, quote=False)}</p>" for p in r.paragraphs[:3])}'
        for n, r in enumerate(rest, 1)
    )
    return html(
        code,
        f"Press release {s.iso}",
        f'<div id="c"><div class="org">Court of the Coast</div><div>Press release No. 12 of {s.written_day}</div><h2>{title(s)}</h2><p>{escape(s.paragraphs[0], quote=False)}</p>{parts}<p>{escape(s.paragraphs[1], quote=False)}{CLOSE}</p><p>Press office: room 4</p></div>',
    )


def long_teasers_below(rng: random.Random, code: str) -> str:
    """An article and below it the beginnings of others, as long as paragraphs, each with its day."""
    s, *rest = told(rng, code, 6, 6, 4, 7)
    below = "".join(
        f'<div class="tz"><div class="tz-k">{r.topic}</div><h3><a href="/{n}">{r.title}</a></h3><div class="tz-d">{r.written_day}</div><p>{escape(r.paragraphs[0], quote=False)}</p></div>'
        for n, r in enumerate(rest)
    )
    return html(
        code,
        f"{s.title} | {rng.choice(NAMES)}",
        f'<div class="p"><h1>{title(s)}</h1><div class="m">{s.writer}, {s.written_day}</div>{paras(s)}</div><div class="w"><h2>From the same desk</h2>{below}</div>',
        head='<meta property="og:type" content="article">',
    )


WIDE_SITES: tuple[Site, ...] = (
    discourse,
    vbulletin,
    anchors_1999,
    substack,
    group_messages,
    channel_preview,
    aje_live,
    clippings_wiki,
    fieldsets,
    tabs,
    low_heads,
    css_modules,
    feed_shown,
    endless,
    movable_type,
    joomla_tables,
    quoted_clips,
    day_column,
)
WIDE_SINGLES: tuple[Site, ...] = (critics, decades, about_writers, ruling, long_teasers_below)
