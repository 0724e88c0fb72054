"""Whole pages of many articles by a second author: mails, exports, wrappers, databases, old hands' tables and live pages."""

from __future__ import annotations

import random
from html import escape

from page_second_chrome import SITES, excerpt, footer, links, nav, page
from page_second_stories import CLOSE, OPEN, OUTLETS, PLACES, Piece, headline, pieces, prose


def font_tables(rng: random.Random, code: str) -> str:
    """1999: a table in a table, <font> for all, two breaks between paragraphs, 'Back to top'."""
    rows = list[str]()
    for n, p in enumerate(pieces(rng, code, 3, 8)):
        rows.append(
            f'<A NAME="s{n}"></A><FONT FACE="Verdana,Arial" SIZE="3" COLOR="#990000"><B>{p.title}</B></FONT><BR>\n<FONT FACE="Verdana" SIZE="1">{p.long} - {p.writer}</FONT><BR><BR>\n<FONT FACE="Verdana" SIZE="2">{p.plain("<BR><BR>" + chr(10))}</FONT><BR>\n<FONT SIZE="1"><A HREF="#top">Back to top</A></FONT><BR><HR NOSHADE SIZE="1">'
        )
    menu = "".join(
        f'<TR><TD BGCOLOR="#cccc99"><FONT SIZE="1"><A HREF="{t.lower()}.html">{t}</A></FONT></TD></TR>'
        for t in ("News", "Sports", "Weather", "Classifieds", "Guestbook")
    )
    return f'<HTML>\n<HEAD><TITLE>Sallow Tribune On-Line</TITLE><META http-equiv="Content-Type" content="text/html; charset=utf-8"></HEAD>\n<BODY BGCOLOR="#ffffff" LINK="#003399"><A NAME="top"></A>\n<TABLE WIDTH="640" BORDER="0" CELLPADDING="4"><TR><TD COLSPAN="2"><IMG SRC="logo.gif" ALT="Sallow Tribune"></TD></TR>\n<TR VALIGN="top"><TD WIDTH="120"><TABLE WIDTH="100%">{menu}</TABLE></TD><TD>\n{"".join(rows)}\n<CENTER><FONT SIZE="1">Copyright 1999 Sallow Tribune. All rights reserved.</FONT></CENTER></TD></TR></TABLE>\n</BODY></HTML>\n'


def frames_printed(rng: random.Random, code: str) -> str:
    """All frames printed into one: capital tags, paragraphs never closed, headlines centred in bold capitals or as they are."""
    held = list[str]()
    for p in pieces(rng, code, 3, 8):
        rows = "\n<P>".join(escape(r, quote=False) for r in p.rows)
        held.append(
            f"<HR>\n<CENTER><B>{p.title}</B></CENTER>\n<CENTER>{p.place}, {p.long}</CENTER>\n<P>{rows}{CLOSE}\n<P><I>{p.writer}, {p.outlet}</I>\n"
        )
    return f'<HTML><HEAD><META http-equiv="Content-Type" content="text/html; charset=utf-8"><TITLE>BULLETIN</TITLE></HEAD><BODY>\n<H3>BULLETIN No. {rng.randint(3, 300)}</H3>\n<P>Contents: {len(held)} items. To stop receiving this bulletin write to the editors.\n{"".join(held)}<HR>\n<P>END OF BULLETIN\n</BODY></HTML>\n'


def mailchimp(rng: random.Random, code: str) -> str:
    """A campaign: nested tables of mcn blocks, each text block one item, dividers, the unsubscribe foot."""
    blocks = "".join(
        f'<table border="0" cellpadding="0" cellspacing="0" width="100%" class="mcnTextBlock"><tbody class="mcnTextBlockOuter"><tr><td valign="top" class="mcnTextBlockInner"><table align="left" width="100%" class="mcnTextContentContainer"><tbody><tr><td valign="top" class="mcnTextContent" style="padding:0 18px 9px;line-height:150%"><h3><span style="font-size:20px">{p.title}</span></h3>{p.body()}<p><a href="https://t.example/{p.slug}" target="_blank">Share this item</a></p></td></tr></tbody></table></td></tr></tbody></table><table class="mcnDividerBlock" width="100%"><tbody><tr><td style="padding:18px"><table class="mcnDividerContent"><tbody><tr><td><span></span></td></tr></tbody></table></td></tr></tbody></table>'
        for p in pieces(rng, code, 3, 7)
    )
    return page(
        code,
        "*|MC:SUBJECT|*",
        f'<center><table align="center" id="bodyTable" width="100%"><tr><td id="bodyCell"><table class="templateContainer"><tr><td id="templatePreheader"><table class="mcnTextBlock"><tr><td class="mcnTextContent"><a href="#">View this email in your browser</a></td></tr></table></td></tr><tr><td id="templateHeader"><table class="mcnImageBlock"><tr><td><img alt="Tarn weekly" src="h.png"></td></tr></table></td></tr><tr><td id="templateBody"><table class="mcnTextBlock"><tr><td class="mcnTextContent"><p>Dear readers, here is what happened since we last wrote. Thank you for staying with us.</p></td></tr></table>{blocks}</td></tr><tr><td id="templateFooter"><table class="mcnTextBlock"><tr><td class="mcnTextContent"><em>Copyright © Tarn weekly, All rights reserved.</em><br><strong>Our mailing address is:</strong><br>4 Ropewalk, Tarn<br>Want to change how you receive these emails?<br>You can <a href="#">update your preferences</a> or <a href="#">unsubscribe from this list</a>.</td></tr></table></td></tr></table></td></tr></table></center>',
    )


def outlook_mail(rng: random.Random, code: str) -> str:
    """A press service's mail as Outlook saves it: spans with sizes in points, a line of outlet and day, empty paragraphs."""
    items = "".join(
        f'<p class=MsoNormal><b><span style="font-size:14.0pt;font-family:&quot;Arial&quot;,sans-serif;color:#1F3864">{p.title}<o:p></o:p></span></b></p><p class=MsoNormal><i><span style="font-size:9.0pt">{p.outlet}, {p.long}<o:p></o:p></span></i></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>'
        + p.body("p", " class=MsoNormal", joint="<p class=MsoNormal><o:p>&nbsp;</o:p></p>")
        + "<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        for p in pieces(rng, code, 2, 8)
    )
    return page(
        code,
        "FW: Press review",
        f'<div class=WordSection1><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class=MsoNormal><b>From:</b> press@office.example <br><b>Sent:</b> Tuesday 7:41<br><b>To:</b> all staff<br><b>Subject:</b> Press review</p></div><p class=MsoNormal>Good morning,</p><p class=MsoNormal>please find below this morning’s press.</p>{items}<p class=MsoNormal>Kind regards<br>Press office</p></div>',
        head='<meta name=Generator content="Microsoft Word 15 (filtered medium)">',
        attrs=' lang=EN-GB link="#0563C1" style="word-wrap:break-word"',
    )


def word_export(rng: random.Random, code: str) -> str:
    """A clippings file that Word wrote: Heading 2 or bold lines, page breaks, a table of contents with dots."""
    headed = rng.random() < 0.5
    told = pieces(rng, code, 3, 8)
    toc = "".join(
        f'<p class=MsoToc2><a href="#_Toc{n}">{p.head}<span style="mso-tab-count:1 dotted">. </span>{n + 2}</a></p>'
        for n, p in enumerate(told)
    )
    items = "".join(
        (f"<h2><a name=_Toc{n}>{p.title}</a></h2>" if headed else f"<p class=MsoNormal><b>{p.title}</b></p>")
        + f"<p class=MsoNormal>{p.outlet}<br>{p.long}<br>By {p.writer}</p>{p.body('p', ' class=MsoNormal style=text-align:justify')}<span style='font-size:12.0pt'><br clear=all style='page-break-before:always'></span>"
        for n, p in enumerate(told)
    )
    return page(
        code,
        "Clippings",
        f"<div class=WordSection1><p class=MsoTitle>Clippings, spring</p>{toc}{items}</div>",
        head="<style><!-- p.MsoNormal {margin:0cm;font-size:12.0pt;} --></style>",
    )


def live_blocks(rng: random.Random, code: str) -> str:
    """A live page as Al Jazeera's: cards with 'time ago' or a clock, an h2 or h3 headline, the whole text."""
    posts = "".join(
        f'<div class="card-live card-live--legacy" id="{n}"><div class="card-live__timeline"><div class="timeline__mark"></div></div><div class="card-live__content-area"><div class="date-updated"><span class="screen-reader-text">Published On </span><span aria-hidden="true">{p.time} GMT</span></div><h2>{p.title}</h2><div class="wysiwyg wysiwyg--all-content">{p.body()}</div><div class="live-share"><button>Share</button></div></div></div>'
        for n, p in enumerate(pieces(rng, code, 5, 14, "mixed"), 2001)
    )
    return page(
        code,
        f"Updates: {headline(rng, code)}",
        f'<header>{nav(rng)}</header><main><div class="live-blog__header"><h1>{OPEN}Updates: {headline(rng, code)}</h1><p class="article__subhead">This live page is now closed. Thank you for joining us.</p></div><ul class="key-points"><li>{prose(rng, code, 2, 3)}</li><li>{prose(rng, code, 2, 3)}{CLOSE}</li></ul><div id="liveblog-update-list">{posts}<button class="show-more">Show more</button></div></main>{footer("Castrel Live")}',
    )


def live_clock_only(rng: random.Random, code: str) -> str:
    """A live page whose entries have a clock and no headline."""
    posts = "".join(
        f'<li class="entry" id="e{n}"><time class="entry__time">{OPEN}{p.time}</time><div class="entry__text">{p.body()}</div></li>'
        for n, p in enumerate(pieces(rng, code, 6, 14, "brief"), 31)
    )
    return page(
        code,
        "Minute by minute",
        f'<nav>{links(rng, 5)}</nav><h1>{OPEN}{headline(rng, code)}: minute by minute</h1><p class="intro">{prose(rng, code, 4, 5)}{CLOSE}</p><ol class="ticker">{posts}</ol><footer>Ulvik Dagblad</footer>',
    )


def live_bbc(rng: random.Random, code: str) -> str:
    """A live page as the BBC's: heading in a span, 'published at 14:20 on 3 May', hashed class names, quotes as posts without headlines left out."""
    posts = "".join(
        f'<li class="ssrcss-1q2l{n} e1dl"><article data-testid="content-post" id="asset:{n}"><header class="ssrcss-x{n % 7}"><h3 type="normal" class="ssrcss-1jb"><span role="text">{p.title}<span class="visually-hidden ssrcss-f39">published at {p.time} on {p.short}</span></span></h3><time class="ssrcss-9z">{p.time}</time></header><div class="ssrcss-contrib"><p><strong>{p.writer}</strong><br><span>Reporting from {p.place}</span></p></div><div data-component="text-block" class="ssrcss-11r1m41">{p.body("p", " class=ssrcss-1q0x1qg")}</div><footer><button>Share</button></footer></article></li>'
        for n, p in enumerate(pieces(rng, code, 4, 10, "mixed"), 50)
    )
    return page(
        code,
        "Live updates - Kestle Online",
        f'<header>{nav(rng)}</header><div id="main-content"><h1 id="main-heading">{headline(rng, code)}</h1><section><h2>Summary</h2><ul><li>{prose(rng, code, 1, 1)}</li><li>{prose(rng, code, 1, 1)}</li><li>{prose(rng, code, 1, 1)}</li></ul></section><section aria-labelledby="lr"><h2 id="lr">Live Reporting</h2><p>Edited by {pieces(rng, code, 1, 1)[0].writer}</p><ol>{posts}</ol><nav>Page 1 of 3</nav></section></div>',
    )


def quoted_press(rng: random.Random, code: str) -> str:
    """A blog's press review: a linked headline as a bold line, the text in a blockquote, its source line below."""
    items = "".join(
        f'<p><strong><a href="#">{p.title}</a></strong></p><blockquote>{p.body()}</blockquote><p class="src">Source: {p.outlet}, {p.long}</p>'
        for p in pieces(rng, code, 3, 8, "blog")
    )
    return page(
        code,
        "What the papers say",
        f'<header><a href="/">{rng.choice(SITES)}</a>{nav(rng)}</header><div class="content"><h1>What the papers say</h1><p>Every morning we read them so that you need not.</p>{items}</div>{footer("us")}',
    )


def mailman_digest(rng: random.Random, code: str) -> str:
    """A list's digest kept as a page: <pre>, heads of lines, subject last, lines broken at 72."""
    held = list[str]()
    for n, p in enumerate(pieces(rng, code, 2, 7, "blog"), 1):
        body = "\n\n".join(_folded(escape(r, quote=False)) for r in p.rows) + CLOSE
        held.append(
            f"Message: {n}\nDate: {p.week[:3]}, {p.day[2]} {p.long.split()[0][:3]} {p.day[0]} {p.time}:22 +0000\nFrom: {p.writer} &lt;news at list.example&gt;\nTo: coast at list.example\nSubject: {p.title}\n\n{body}\n\n------------------------------\n\n"
        )
    topics = "\n".join(f"   {n}. {headline(rng, code)}" for n in range(1, len(held) + 1))
    return page(
        code,
        "Coast Digest, Vol 31, Issue 4",
        f"<pre>Send Coast mailing list submissions to\n\tcoast at list.example\n\nTo subscribe or unsubscribe via the World Wide Web, visit\n\thttps://list.example/coast\n\nToday's Topics:\n\n{topics}\n\n----------------------------------------------------------------------\n\n{''.join(held)}End of Coast Digest, Vol 31, Issue 4\n************************************\n</pre>",
    )


def xenforo(rng: random.Random, code: str) -> str:
    """A forum's news thread: members paste whole articles, the headline in bold first; rank and joining date beside."""
    posts = list[str]()
    for n, p in enumerate(pieces(rng, code, 3, 9), 1):
        body = f'<b>{p.title}</b><br><br>{p.plain()}<br><br><a href="https://x.example/{n}" class="link link--external">x.example/{n}</a>'
        posts.append(
            f'<article class="message message--post" id="js-post-{n}"><div class="message-inner"><div class="message-cell message-cell--user"><h4 class="message-name"><a class="username">{rng.choice(["seadog", "marl1n", "Quayle", "ropewalker"])}</a></h4><h5 class="userTitle">Well-Known Member</h5><dl class="pairs"><dt>Joined</dt><dd>Mar 4, 2011</dd></dl><dl class="pairs"><dt>Messages</dt><dd>{rng.randint(9, 9000)}</dd></dl></div><div class="message-cell message-cell--main"><header class="message-attribution"><a class="u-concealed"><time datetime="{p.stamp}">{p.long}</time></a><ul><li><a>#{n}</a></li></ul></header><div class="message-content"><article class="message-body js-selectToQuote"><div class="bbWrapper">{body}</div></article></div><footer class="message-footer"><div class="message-actionBar"><a>Like</a> <a>Reply</a></div></footer></div></div></article>'
        )
    return page(
        code,
        "News from the coast | Deep Water Forum",
        f'<div class="p-body"><div class="breadcrumb"><a>Home</a><a>Forums</a></div><h1 class="p-title-value">News from the coast</h1><div class="block-outer"><nav>1 2 3 Next</nav></div><div class="block-body js-replyNewMessageContainer">{"".join(posts)}</div></div>',
    )


def archive_today(rng: random.Random, code: str) -> str:
    """A page as archive.today keeps it: no classes, every style written out, the archive's own bar on top."""
    style = 'style="box-sizing:border-box;margin:0px;padding:0px;font-family:Georgia,serif;"'
    items = "".join(
        f'<div {style}><div {style}><div style="font-size:26px;font-weight:700;line-height:30px;margin:0 0 8px;"><a style="color:rgb(0,0,0);text-decoration:none;">{p.title}</a></div><div style="font-size:12px;color:rgb(118,118,118);"><span {style}>{p.writer}</span> <span {style}>{p.long}</span></div></div><div {style}>{p.body("div", " style=" + chr(34) + "font-size:16px;line-height:24px;margin:0 0 16px;" + chr(34))}</div></div>'
        for p in pieces(rng, code, 2, 7)
    )
    return page(
        code,
        "Orrin blog",
        f'<div id="HEADER"><form><span>archive.example</span> <span>webpage capture</span> Saved from <input value="https://orrin.example/blog"> <input type="submit" value="search"></form><div>All snapshots from host orrin.example</div></div><div id="CONTENT"><div style="display:flex">{links(rng, 5)}</div><div {style}>{items}</div></div>',
    )


def reader_save(rng: random.Random, code: str) -> str:
    """A reader view's save of a blog page: headings and paragraphs, nothing else; the day is a paragraph."""
    level = rng.choice(("h1", "h2", "h3"))
    items = "".join(
        f"<{level}>{p.title}</{level}>\n<p>{p.long}</p>\n{p.body()}\n" for p in pieces(rng, code, 2, 8, "blog")
    )
    return page(
        code,
        "Harbour Diary",
        f'<div class="container" style="--line-height:1.6em;"><div class="header reader-header"><a class="domain reader-domain" href="#">diary.example</a><div class="domain-border"></div><h1 class="reader-title">Harbour Diary</h1><div class="credits reader-credits"></div><div class="reader-estimated-time">12 minutes</div></div><hr><div class="content"><div class="moz-reader-content"><div id="readability-page-1" class="page">{items}</div></div></div></div>',
    )


def print_all(rng: random.Random, code: str) -> str:
    """'Print all selected': each article begins a sheet; address and day in a line below it."""
    items = "".join(
        f'<div class="print-article" style="page-break-after:always"><div class="kicker">{p.topic.upper()}</div><h1>{p.title}</h1><h2 class="dek">{prose(rng, code, 1, 1)}</h2><div class="author">{p.writer} | {p.slashed}</div>{p.body()}<div class="url">https://marrow.example/{p.slug}</div></div><hr class="cut">'
        for p in pieces(rng, code, 2, 7)
    )
    return page(code, "Print", f'<div class="noprint"><a href="javascript:print()">Print</a></div>{items}')


def feed_view(rng: random.Random, code: str) -> str:
    """A feed as a browser shows it."""
    items = "".join(
        f'<div class="entry"><h3><a href="#"><span>{p.title}</span></a><div class="lastUpdated">{p.long}, {p.ampm}</div></h3><div class="feedEntryContent">{p.body()}</div><div class="enclosures"></div></div><div style="clear: both;"></div>'
        for p in pieces(rng, code, 3, 10)
    )
    return page(
        code,
        "Castrel Review",
        f'<div id="feedHeaderContainer"><div id="feedHeader" class="feedBackground"><div id="feedIntroText"><p>This is a “feed” of frequently changing content on this site.</p><p>You can subscribe to this feed to receive updates when this content changes.</p></div></div></div><div id="feedBody"><div id="feedTitle"><h1 id="feedTitleText">Castrel Review</h1><h2 id="feedSubtitleText">New writing</h2></div><div id="feedContent">{items}</div></div>',
    )


def telegram(rng: random.Random, code: str) -> str:
    """An export of a channel: the day as a service message, a clock with the full date in its title, the headline in bold first."""
    held, last = list[str](), ""
    for n, p in enumerate(pieces(rng, code, 4, 10, "blog"), 900):
        if p.short != last:
            held.append(
                f'<div class="message service" id="message-{n}"><div class="body details">{p.short} {p.day[0]}</div></div>'
            )
        last = p.short
        held.append(
            f'<div class="message default clearfix" id="message{n}"><div class="pull_left userpic_wrap"><div class="userpic userpic3"><div class="initials">T</div></div></div><div class="body"><div class="pull_right date details" title="{p.day[2]:02}.{p.day[1]:02}.{p.day[0]} {p.time}:11 UTC+02:00">{p.time}</div><div class="from_name">Tarn papers</div><div class="text"><strong>{p.title}</strong><br><br>{p.plain()}</div></div></div>'
        )
    return page(
        code,
        "Exported Data",
        f'<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">Tarn papers</div></div></div><div class="page_body chat_page"><div class="history">{"".join(held)}</div></div></div>',
    )


def hashed_divs(rng: random.Random, code: str) -> str:
    """An application's page: class names of a compiler, divs and spans only, the title is a bigger div."""
    a, b, c, d = (f"css-{rng.randrange(16**6):06x}" for _ in range(4))
    items = "".join(
        f'<div class="{a}"><div class="css-0"><div class="{b}">{p.title}</div><div class="{c}"><span>{p.writer}</span><span>{p.long}</span></div></div><div class="{d}">{p.body("div", f" class=css-p{n % 3}")}</div><div class="css-btn"><span>Like</span><span>Comment</span><span>Send</span></div></div>'
        for n, p in enumerate(pieces(rng, code, 3, 8))
    )
    return page(
        code,
        "Feed",
        f'<div id="__next"><div class="css-nav"><div>Home</div><div>Explore</div><div>Profile</div></div><div class="css-main">{items}</div></div>',
    )


def factiva(rng: random.Random, code: str) -> str:
    """Factiva: headline, byline, count of words, day, outlet, code, language, rights, then the text and a document number."""
    items = "".join(
        f'<div class="article {p.code}Article"><p>&nbsp;</p><div id="hd"><span class="{p.code}Headline">{p.title}</span></div><div class="author">By {p.writer} </div><div>{rng.randint(120, 900)} words</div><div>{p.short} {p.day[0]}</div><div>{p.outlet}</div><div>{p.outlet[:3].upper()}O</div><div>English</div><div>(c) {p.day[0]} {p.outlet} </div>{p.body("p", f" class={chr(34)}articleParagraph {p.code}articleParagraph{chr(34)}")}<p>Document {p.outlet[:3].upper()}O000020290503e5530000{n}</p><br><span></span></div>'
        for n, p in enumerate(pieces(rng, code, 2, 9))
    )
    return page(
        code,
        "Factiva",
        f'<div id="contentWrapper"><div class="pageHeader">Dow Harbour Factiva</div>{items}<div id="footer">© 2029 Factiva. All rights reserved.</div></div>',
    )


def nexis(rng: random.Random, code: str) -> str:
    """Nexis as HTML of 2008: 'n of m DOCUMENTS', outlet and day centred, headline, labelled lines, BODY, LOAD-DATE."""
    told = pieces(rng, code, 2, 8)
    items = "".join(
        f'<a name="DOC_{n}"></a><div class="c0"><p class="c1"><span class="c2">{n} of {len(told)} DOCUMENTS</span></p></div><br><div class="c0"><p class="c1"><span class="c2">{p.outlet}</span></p></div><div class="c3"><p class="c1"><span class="c4">{p.long}</span><span class="c2"> {p.week}</span></p></div><div class="c5"><p class="c6"><span class="c7">{p.title}</span></p></div><div class="c5"><p class="c6"><span class="c8">BYLINE: </span><span class="c2">{p.writer}</span></p></div><div class="c5"><p class="c6"><span class="c8">SECTION: </span><span class="c2">{p.topic}; Pg. {rng.randint(1, 30)}</span></p></div><div class="c5"><p class="c6"><span class="c8">LENGTH: </span><span class="c2">{rng.randint(90, 1200)} words</span></p></div><div class="c5">{p.body("p", " class=c9")}</div><div class="c5"><p class="c6"><span class="c8">LOAD-DATE: </span><span class="c2">{p.long}</span></p></div><div class="c5"><p class="c6"><span class="c8">LANGUAGE: </span><span class="c2">ENGLISH</span></p></div><div class="c0"><p class="c1"><span class="c2">Copyright {p.day[0]} {p.outlet}<br>All Rights Reserved</span></p></div><br clear="all" style="page-break-before:always">'
        for n, p in enumerate(told, 1)
    )
    return page(code, "Documents", items)


def calibre_news(rng: random.Random, code: str) -> str:
    """A newspaper that Calibre fetched, as one page: menus between articles, 'This article was downloaded by'."""
    items = "".join(
        f'<div class="calibre_navbar"><hr>| <a href="#n{n + 1}">Next</a> | <a href="#sec">Section menu</a> | <a href="#main">Main menu</a> |<hr></div><div class="article" id="n{n}"><h1 class="calibre4">{p.title}</h1><div class="calibre5">{prose(rng, code, 1, 1)}</div><div class="calibre6"><b class="calibre7">{p.writer}</b></div>{p.body(attrs=" class=calibre_8")}</div><div class="calibre_navbar">This article was downloaded by <b>calibre</b> from <a href="#">https://haddam.example/{n}</a></div>'
        for n, p in enumerate(pieces(rng, code, 3, 8))
    )
    return page(
        code,
        "Haddam Post [Tue]",
        f'<div class="calibre"><h1>Haddam Post</h1><ul id="sec"><li><a href="#n0">Front</a></li><li><a href="#n1">City</a></li></ul>{items}</div>',
    )


def evernote(rng: random.Random, code: str) -> str:
    """Notes exported together: a title, a table of created/updated/source, then clipped divs with breaks as divs."""
    items = "".join(
        f'<a name="{n}"></a><h1>{p.title}</h1><div><table bgcolor="#D4DDE5" border="0"><tr><td><b>Created:</b></td><td><i>{p.slashed} {p.ampm.upper()}</i></td></tr><tr><td><b>Source:</b></td><td><a href="#"><i>https://ulvik.example/{n}</i></a></td></tr></table></div><br/><div><span><div>{p.body("div", joint="<div><br/></div>")}</div></span></div><hr>'
        for n, p in enumerate(pieces(rng, code, 2, 7), 60)
    )
    return page(code, "Evernote Export", items, head='<meta name="exporter-version" content="Evernote Windows"/>')


def google_doc(rng: random.Random, code: str) -> str:
    """A shared document: spans with c-numbers, headline as a bold span, the outlet's line in grey, a rule between."""
    items = "<hr>".join(
        f'<p class="c1"><span class="c5 c8">{p.title}</span></p><p class="c1"><span class="c3">{p.outlet} – {p.short}</span></p><p class="c1 c2"><span class="c0"></span></p>{_spanned(p)}<p class="c1 c2"><span class="c0"></span></p>'
        for p in pieces(rng, code, 2, 8)
    )
    return page(code, "clips", f'<p class="c1 title"><span class="c11">clips</span></p>{items}', attrs=' class="c6"')


def agency_list(rng: random.Random, code: str) -> str:
    """An agency's page of the day: clock and number, headline, dateline in the text, the agency's initials at the end outside it."""
    items = "".join(
        f'<div class="news-item"><div class="news-head"><span class="num">{n}</span> <span class="clock">{p.time}</span> <b>{p.title}</b></div><div class="news-body">{p.body(first=f"{p.place.upper()}, {p.short} — ")}</div><div class="sig">CNA/{p.writer.split()[-1][:2].lower()}</div></div>'
        for n, p in enumerate(pieces(rng, code, 4, 12, "wire"), 101)
    )
    return page(
        code,
        "CNA daily",
        f'<table class="lay"><tr><td class="l">{nav(rng)}</td><td class="m">{items}</td></tr></table>',
    )


def monitoring(rng: random.Random, code: str) -> str:
    """A monitoring service's bulletin: a contents list with teasers on top, then whole texts; 'back' between."""
    told = pieces(rng, code, 3, 8)
    top = "".join(
        f'<tr><td class="pub">{p.outlet}</td><td><a href="#a{n}">{p.head}</a><br><span class="snip">{excerpt(p.rows[0])}</span></td><td>{p.slashed}</td></tr>'
        for n, p in enumerate(told)
    )
    items = "".join(
        f'<table class="art" id="a{n}"><tr><td><span class="pub">{p.outlet}</span> | {p.slashed} | p. {rng.randint(1, 40)} | circulation {rng.randint(5, 90)},000</td></tr><tr><td class="hl">{p.title}</td></tr><tr><td class="tx">{p.plain(rng.choice(["<br><br>", "<br>"]))}</td></tr><tr><td class="bk"><a href="#top">back</a></td></tr></table>'
        for n, p in enumerate(told)
    )
    return page(
        code,
        "Media monitoring",
        f'<h1 id="top">Media monitoring for {rng.choice(PLACES)}</h1><table class="idx">{top}</table>{items}<p class="legal">For internal use. Copies may not be passed on without a licence from the press database of the {rng.choice(OUTLETS)}.</p>',
    )


def _folded(words: str, width: int = 72) -> str:
    rows, line = list[str](), ""
    for word in words.split():
        if len(line) + len(word) >= width:
            rows.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join([*rows, line])


def _spanned(p: Piece) -> str:
    rows = [f'<p class="c1"><span class="c0">{escape(r, quote=False)}</span></p>' for r in p.rows]
    cut = rows[-1].index("</span>")
    rows[-1] = rows[-1][:cut] + CLOSE + rows[-1][cut:]
    return "".join(rows)
