"""More whole pages of many articles: digests, newsletters, portals, exports of databases and of writing programs."""

from __future__ import annotations

import random
from html import escape
from itertools import groupby

from page_records import CLOSE, OPEN, paras, sometimes, title
from page_sites import NAMES, PLEA, Site, broken, html, told
from page_stories import Story


def ghost_digest(rng: random.Random, code: str) -> str:
    """A letter of a week's reports, that calls itself one article; each report names its outlet and its day."""
    name = rng.choice(NAMES)
    items = "".join(
        f'<h2 id="i{n}">{title(s)}</h2><p><em>{s.outlet}, {s.written_day}</em></p>{paras(s)}<div class="kg-card kg-button-card kg-align-left"><a href="https://example.org/{n}" class="kg-btn">Open at {s.outlet}</a></div>'
        + sometimes(rng, 0.4, "<hr>")
        for n, s in enumerate(told(rng, code, 3, 7))
    )
    return html(
        code,
        f"Weekly digest no. {rng.randint(4, 90)}",
        f'<div class="viewport"><header id="gh-head"><a class="gh-head-logo" href="/">{name}</a><nav><a href="/about">About</a></nav></header><main><article class="article post tag-digest"><header class="article-header"><h1 class="article-title">Weekly digest</h1><p class="article-excerpt">What the papers of the coast wrote.</p></header>'
        f'<section class="gh-content gh-canvas"><p>Good morning. Here is what we read this week.</p>{items}<div class="kg-card kg-signup-card"><h2>Sign up</h2><p>{PLEA}</p></div></section></article></main><footer>{name} © 2031. Powered by Ghost</footer></div>',
        head=f'<meta property="og:site_name" content="{name}"><meta property="og:type" content="article"><meta property="og:title" content="Weekly digest">',
    )


def rtl_portal(rng: random.Random, code: str) -> str:
    """A portal written from right to left, its classes in its own words and no heading tag."""
    code = rng.choice(("ar", "he"))
    items = "".join(
        f'<div class="khabar"><div class="unwan"><a href="/{n}">{title(s)}</a></div><div class="tarikh">{s.written_day} - {s.clock}</div><div class="sura"><img src="{n}.jpg"></div><div class="matn">{broken(s, "<br/>")}</div><div class="fasil"></div></div>'
        for n, s in enumerate(told(rng, code, 3, 8))
    )
    links = "".join(f'<li><a href="/q{n}">{s.title}</a></li>' for n, s in enumerate(told(rng, code, 4, 4)))
    return html(
        code,
        "بوابة الساحل" if code == "ar" else "שער החוף",
        f'<div id="ras"><a href="/">{"الرئيسية" if code == "ar" else "ראשי"}</a></div><div id="wasat">{items}</div><div id="janib"><ul>{links}</ul></div>',
    )


def blogger_comments(rng: random.Random, code: str) -> str:
    """Blogger of 2009: a day's heading, the post, what readers said under each."""
    name, out = rng.choice(NAMES), list[str]()
    for n, s in enumerate(told(rng, code, 2, 7)):
        said = "".join(
            f"<dt class='comment-author' id='c{n}{k}'><a href='#'>{r.writer}</a> said...</dt><dd class='comment-body'><p>{escape(r.paragraphs[0], quote=False)}</p></dd><dd class='comment-footer'>{r.written_day} {r.clock}</dd>"
            for k, r in enumerate(told(rng, code, 1, 3, 1, 2))
        )
        out.append(
            f"<h2 class='date-header'>{s.written_day}</h2><div class='post hentry'><a name='{n}'></a><h3 class='post-title entry-title'><a href='/{n}.html'>{title(s)}</a></h3><div class='post-body entry-content'>{broken(s, '<br /><br />')}<div style='clear: both;'></div></div>"
            f"<div class='post-footer'><span class='post-author vcard'>Posted by <span class='fn'>{s.writer}</span></span> <span class='post-timestamp'>at {s.clock}</span></div></div><div class='comments' id='comments'><h4>2 comments:</h4><dl id='comments-block'>{said}</dl></div>"
        )
    return html(
        code,
        f"{name}: May 2031",
        f"<div id='outer-wrapper'><div id='header-wrapper'><h1 class='title'>{name}</h1></div><div id='main'><div class='blog-posts hfeed'>{''.join(out)}</div><div class='blog-pager'><a href='/x'>Older Posts</a></div></div><div id='sidebar'><div class='widget Profile'><h2>About Me</h2><p>{PLEA}</p></div></div></div>",
    )


def mailchimp(rng: random.Random, code: str) -> str:
    """A newsletter of nested tables, a sponsor's words between the stories."""
    name, out = rng.choice(NAMES), list[str]()
    for n, s in enumerate(told(rng, code, 3, 7, 2, 4)):
        out.append(
            f'<table class="mcnTextBlock" width="100%"><tbody class="mcnTextBlockOuter"><tr><td class="mcnTextBlockInner"><table align="left" width="100%" class="mcnTextContentContainer"><tbody><tr><td class="mcnTextContent" valign="top"><span style="font-size:20px"><strong>{title(s)}</strong></span><br><em>{s.outlet} | {s.written_day}</em><br><br>{broken(s)}</td></tr></tbody></table></td></tr></tbody></table>'
        )
        if n == 1:
            out.append(
                f'<table class="mcnBoxedTextBlock" width="100%"><tr><td class="mcnBoxedTextContent"><strong>A message from our sponsor</strong><br><br>{PLEA} {PLEA}</td></tr></table>'
            )
    return html(
        code,
        f"{name}: the week",
        f'<span class="mcnPreviewText" style="display:none">What the coast wrote this week</span><center><table id="bodyTable" width="100%"><tr><td id="templatePreheader"><a href="#">View this email in your browser</a></td></tr><tr><td id="templateHeader"><h1>{name}</h1></td></tr><tr><td id="templateBody">{"".join(out)}</td></tr><tr><td id="templateFooter"><em>Copyright © 2031 {name}, All rights reserved.</em><br>Want to change how you receive these emails? You can <a href="#">update your preferences</a> or <a href="#">unsubscribe from this list</a>.</td></tr></table></center>',
    )


def joomla(rng: random.Random, code: str) -> str:
    """A Joomla blog: the first articles over the whole width, the others in columns of rows."""
    name, held = rng.choice(NAMES), told(rng, code, 3, 9)

    def item(n: int, s: Story) -> str:
        return f'<div class="page-header"><h2><a href="/news/{n}">{title(s)}</a></h2></div><div class="icons"><ul class="actions"><li><a href="#">Print</a></li><li><a href="#">Email</a></li></ul></div><dl class="article-info text-muted"><dt class="article-info-term">Details</dt><dd class="createdby">Written by <span>{s.writer}</span></dd><dd class="published"><time datetime="{s.instant}">Published: {s.written_day}</time></dd><dd class="hits">Hits: {rng.randint(20, 999)}</dd></dl>{paras(s)}'

    lead = "".join(f'<div class="leading-{n}">{item(n, s)}</div>' for n, s in enumerate(held[:1]))
    cells = [
        f'<div class="span6"><div class="item column-{1 + n % 2}">{item(n + 1, s)}</div></div>'
        for n, s in enumerate(held[1:])
    ]
    rows = "".join(
        f'<div class="items-row cols-2 row-{n // 2} row-fluid clearfix">{"".join(cells[n : n + 2])}</div>'
        for n in range(0, len(cells), 2)
    )
    return html(
        code,
        f"{name} - News",
        f'<div class="header"><a class="brand" href="/">{name}</a></div><div id="content"><div class="blog"><div class="items-leading clearfix">{lead}</div>{rows}<div class="pagination"><p class="counter">Page 1 of 12</p></div></div></div><div id="aside"><div class="well"><h3 class="page-header">Latest Articles</h3><ul><li><a href="/1">One</a></li></ul></div></div>',
        attrs=' class="site com_content view-category layout-blog"',
    )


def run_in(rng: random.Random, code: str) -> str:
    """News in brief: each begins with its headline in bold, in the line of its first words."""
    name = rng.choice(NAMES)
    items = "".join(
        f'<div class="kurz"><p><b>{title(s)}.</b> {paras(s)[3:]}</div>' for s in told(rng, code, 4, 10, 2, 4)
    )
    return html(
        code,
        f"In brief | {name}",
        f'<div class="top"><a href="/">{name}</a></div><h1>In brief</h1><div class="sp">{items}</div><p class="ft">Compiled from our correspondents. <a href="/m">Write to us</a></p>',
    )


def date_groups(rng: random.Random, code: str) -> str:
    """A weblog of one month: days as headings, one to three entries under each."""
    name, out = rng.choice(NAMES), list[str]()
    held = [(n // 2 if n < 4 else n, s) for n, s in enumerate(told(rng, code, 4, 9))]
    for _, group in groupby(held, key=lambda x: x[0]):
        entries = [s for _, s in group]
        out.append(f'<h2 class="day">{entries[0].written_day}</h2>')
        out += [
            f'<h3 class="t">{title(s)}</h3>{paras(s)}<div class="posted">Posted by {s.writer} at {s.clock} | <a href="/{k}.html">Permalink</a> | <a href="/{k}#tb">TrackBack (0)</a></div>'
            for k, s in enumerate(entries)
        ]
    return html(
        code,
        f"{name}: May 2031 Archives",
        f'<div id="banner"><h1>{name}</h1></div><div id="center"><div class="content"><p align="right"><a href="/04">&laquo; April 2031</a> | <a href="/">Main</a></p>{"".join(out)}</div></div>',
    )


def telegram(rng: random.Random, code: str) -> str:
    """A channel's messages: no headline, the clock at the foot."""
    items = "".join(
        f'<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap" data-post="coast/{n}"><div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author"><a href="/c"><span>{OPEN}Coast desk</span></a></div>'
        f'<div class="tgme_widget_message_text js-message_text" dir="auto">{broken(s, "<br/><br/>")}</div><div class="tgme_widget_message_footer"><div class="tgme_widget_message_info"><span class="tgme_widget_message_views">{rng.randint(100, 999)}</span><span class="tgme_widget_message_meta"><a href="/c/{n}"><time datetime="{s.instant}" class="time">{s.clock}</time></a></span></div></div></div></div></div>'
        for n, s in enumerate(told(rng, code, 4, 10, 2, 4))
    )
    return html(
        code,
        "Coast desk – Telegram",
        f'<header class="tgme_header"><div class="tgme_header_title">Coast desk</div><div class="tgme_header_counter">4 112 subscribers</div></header><main><section class="tgme_channel_history js-message_history">{items}</section></main>',
        head='<meta property="og:title" content="Coast desk"><meta property="og:site_name" content="Telegram">',
    )


def accordion(rng: random.Random, code: str) -> str:
    """An office's news as folds: the headline is a button."""
    name = rng.choice(NAMES)
    items = "".join(
        f'<div class="accordion-item"><h3 class="accordion-header" id="h{n}"><button class="accordion-button collapsed" type="button" data-bs-target="#c{n}">{title(s)}</button></h3><div id="c{n}" class="accordion-collapse collapse"><div class="accordion-body"><p><small>{s.written_day}</small></p>{paras(s)}<p><a class="btn" href="/{n}.pdf">Download as PDF</a></p></div></div></div>'
        for n, s in enumerate(told(rng, code, 3, 9))
    )
    return html(
        code,
        f"Press – {name}",
        f'<nav class="navbar"><a class="navbar-brand" href="/">{name}</a></nav><div class="container"><h1>Press</h1><p class="lead">For questions call the press office, on working days from nine to four.</p><div class="accordion" id="acc">{items}</div></div><footer class="py-3"><p>© 2031</p></footer>',
    )


def aspnet(rng: random.Random, code: str) -> str:
    """A repeater of ASP.NET: spans with long ids, paragraphs as divs, empty ones between."""
    name = rng.choice(NAMES)
    items = "".join(
        f'<div class="NewsRow"><span id="ctl00_Main_rptNews_ctl{n:02}_lblTitle" class="NewsCaption">{title(s)}</span><br /><span id="ctl00_Main_rptNews_ctl{n:02}_lblDate" class="NewsDate">{s.day[2]:02}/{s.day[1]:02}/{s.day[0]} {s.clock}:00</span><br /><div id="ctl00_Main_rptNews_ctl{n:02}_pnl">'
        + "<div>&nbsp;</div>".join(
            f"<div>{escape(p, quote=False)}{CLOSE if k == len(s.paragraphs) - 1 else ''}</div>"
            for k, p in enumerate(s.paragraphs)
        )
        + "</div></div>"
        for n, s in enumerate(told(rng, code, 3, 8))
    )
    return html(
        code,
        name,
        f'<form method="post" action="./News.aspx" id="aspnetForm"><div id="hdr"><a id="ctl00_lnkHome" href="/">{name}</a></div><div id="main"><span class="PageCaption">News of the ministry</span>{items}</div><div id="ftr">Site designed by the ministry\'s own department of information</div></form>',
    )


def wiki_day(rng: random.Random, code: str) -> str:
    """A wiki's page of one month's news: headings with edit links, a table of contents."""
    held = told(rng, code, 3, 8)
    toc = "".join(
        f'<li class="toclevel-1"><a href="#s{n}"><span class="tocnumber">{n + 1}</span> <span class="toctext">{escape(s.title, quote=False)}</span></a></li>'
        for n, s in enumerate(held)
    )
    body = "".join(
        f'<h2><span class="mw-headline" id="s{n}">{title(s)}</span><span class="mw-editsection"><span>[</span><a href="/e{n}">edit</a><span>]</span></span></h2><p><b>{s.written_day}</b></p>{paras(s)}'
        for n, s in enumerate(held)
    )
    return html(
        code,
        "Coast/May 2031 - Openwire, the news that all may write",
        f'<div id="mw-navigation"><ul><li><a href="/m">Main page</a></li></ul></div><div id="content" class="mw-body"><h1 id="firstHeading" class="firstHeading">Coast/May 2031</h1><div id="bodyContent"><div id="siteSub">From Openwire, the news that all may write</div><div class="mw-parser-output"><div id="toc" class="toc"><h2>Contents</h2><ul>{toc}</ul></div>{body}</div><div class="printfooter">Retrieved from "<a href="/x">https://example.org/x</a>"</div><div id="catlinks">Category: <a href="/c">Coast</a></div></div></div>',
        attrs=' class="mediawiki ltr ns-0"',
    )


def epaper(rng: random.Random, code: str) -> str:
    """A paper's pages one after another: page number as the only heading, each text in paragraphs named by their look."""
    held = told(rng, code, 4, 9)
    pages = "".join(
        f'<div class="page" id="pg{n // 2}"><h1>Page {n // 2 + 1}</h1>'
        + "".join(
            f'<div class="art"><p class="roofline">{s.topic}</p><p class="ttl">{title(s)}</p><p class="intro">{s.place}. What is known, and what is not.</p><p class="sig">{s.writer}</p>{paras(s, attrs=" class=txt")}</div>'
            for s in held[n : n + 2]
        )
        + "</div>"
        for n in range(0, len(held), 2)
    )
    return html(
        code, "E-paper 3 May 2031", f'<div class="toolbar"><a href="#">Zoom</a> <a href="#">Text</a></div>{pages}'
    )


def lexis(rng: random.Random, code: str) -> str:
    """An export of a press database: outlet, day, section, length and byline as lines, "Body", "End of Document"."""
    held = told(rng, code, 2, 8)
    docs = "".join(
        f"<h1>{title(s)}</h1><p>{s.outlet}</p><p>{s.written_day}</p><p>Copyright 2031 {s.outlet} All Rights Reserved</p><p><b>Section:</b> NEWS; Pg. {n}</p><p><b>Length:</b> {sum(len(p.split()) for p in s.paragraphs)} words</p><p><b>Byline:</b> {s.writer}</p><h2>Body</h2>{paras(s)}<p><b>Load-Date:</b> {s.written_day}</p><p>End of Document</p><hr>"
        for n, s in enumerate(held, 1)
    )
    listing = "".join(f"<p>{n}. {escape(s.title, quote=False)}</p>" for n, s in enumerate(held, 1))
    return html(
        code,
        "Files (12)",
        f"<p>User Name: desk</p><p>Date and Time: 3 May 2031</p><p>Documents ({len(held)})</p>{listing}{docs}",
    )


def factiva(rng: random.Random, code: str) -> str:
    """Another database's export: a headline in a span, the data as divs, a number at the end."""
    docs = "".join(
        f'<div class="article {code}Article"><div id="hd"><span class="{code}Headline"><b>{title(s)}</b></span></div><div class="author">By {s.writer}</div><div>{sum(len(p.split()) for p in s.paragraphs)} words</div><div>{s.written_day}</div><div>{s.outlet}</div><div>CSTD</div><div>English</div><div>(c) 2031 {s.outlet}. All rights reserved.</div>{paras(s, attrs=" class=articleParagraph")}<p>Document CSTD000020310503e{n:05}</p></div><br><span class="pageBreak"></span>'
        for n, s in enumerate(told(rng, code, 2, 8))
    )
    return html(
        code,
        "Factual",
        f'<div id="contentWrapper"><div id="contentLeft">{docs}</div></div><div class="searchSummary"><b>Search Summary</b><table><tr><td>Text</td><td>coast and bridge</td></tr><tr><td>Date</td><td>In the last week</td></tr></table></div>',
    )


def gdoc(rng: random.Random, code: str) -> str:
    """A writing program's export: bold by its style sheet alone, empty paragraphs between."""
    docs = '<p class="c4"><span class="c2"></span></p>'.join(
        f'<p class="c1"><span class="c7">{title(s)}</span></p><p class="c1"><span class="c3">{s.outlet}, {s.written_day}</span></p>'
        + "".join(
            f'<p class="c1"><span class="c2">{escape(p, quote=False)}{CLOSE if k == len(s.paragraphs) - 1 else ""}</span></p>'
            for k, p in enumerate(s.paragraphs)
        )
        for s in told(rng, code, 3, 8)
    )
    return html(
        code,
        "press review",
        f'<p class="c5 title"><span class="c6">Press review</span></p>{docs}',
        head="<style>.c7{font-weight:700;font-size:14pt}.c2{font-size:11pt}.c3{color:#666}</style>",
        attrs=' class="c9 doc-content"',
    )


def relative_times(rng: random.Random, code: str) -> str:
    """A feed that says only how long ago, with a place for each."""
    items = "".join(
        f'<div id="post-{n}" class="event cat{n % 7}"><div class="time"><span class="date_add">{n + 1} hours ago</span><span class="fa"></span></div><div class="img"><a href="{n}.jpg"></a></div><div class="title">{title(s)}</div><div class="text">{paras(s)}</div><div class="source-link"><a href="https://example.org/{n}">Source</a></div><div class="bttns"><a href="#">View on map</a></div></div>'
        for n, s in enumerate(told(rng, code, 4, 10, 2, 4))
    )
    return html(
        code,
        "Coast Live Map, news of today",
        f'<div id="top"><a href="/">Map</a><a href="/time">Time</a></div><div id="feedler">{items}</div>',
    )


MORE_SITES: tuple[Site, ...] = (
    ghost_digest,
    rtl_portal,
    blogger_comments,
    mailchimp,
    joomla,
    run_in,
    date_groups,
    telegram,
    accordion,
    aspnet,
    wiki_day,
    epaper,
    lexis,
    factiva,
    gdoc,
    relative_times,
)
