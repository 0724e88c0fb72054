"""Whole pages by the second author, drawn after the splitter was mended for `second`, measured once, then looked at: `fourth`."""

from __future__ import annotations

import random
from html import escape

from page_second_chrome import excerpt, footer, links, nav, page, share, sidebar
from page_second_singles import _one, _paras
from page_second_stories import CLOSE, PEOPLE, PLACES, headline, pieces, prose


def ghost(rng: random.Random, code: str) -> str:
    """Ghost: a label above the title, the writer and the day below the text."""
    items = "".join(
        f'<article class="gh-article post tag-{p.topic.lower()}"><header class="gh-article-header gh-canvas"><span class="gh-article-tag"><a href="#">{p.topic}</a></span><h1 class="gh-article-title is-title">{p.title}</h1><p class="gh-article-excerpt">{prose(rng, code, 1, 1)}</p></header><section class="gh-content gh-canvas">{p.body()}</section><div class="gh-article-meta"><h4 class="gh-article-author-name"><a href="#">{p.writer}</a></h4><time class="gh-article-meta-date" datetime="{p.iso}">{p.long}</time><span class="gh-article-meta-length"><span class="bull">—</span> {rng.randint(2, 9)} min read</span></div></article>'
        for p in pieces(rng, code, 2, 6)
    )
    return page(
        code,
        "Low Tide",
        f'<div class="gh-viewport"><header id="gh-navigation"><a class="gh-navigation-logo">Low Tide</a>{nav(rng)}</header><main class="gh-main">{items}</main>{footer("Low Tide")}</div>',
    )


def substack(rng: random.Random, code: str) -> str:
    """Substack posts printed one after the other: subtitle, pencraft bylines, counts, a plea to subscribe."""
    items = "".join(
        f'<div class="single-post"><div class="post-header"><h1 class="post-title published" dir="auto">{p.title}</h1><h3 class="subtitle" dir="auto">{prose(rng, code, 1, 1)}</h3><div class="pencraft pc-display-flex"><a class="pencraft" href="#">{p.writer}</a><div class="pencraft">{p.long}</div></div><div class="post-ufi"><span>{rng.randint(2, 90)}</span><span>{rng.randint(0, 9)}</span><span>Share</span></div></div><div class="available-content"><div dir="auto" class="body markup">{p.body()}<div class="subscription-widget"><p class="cta-caption">Thanks for reading Low Tide! Subscribe for free to receive new posts and support my work.</p><form><input placeholder="Type your email…"><input type="submit" value="Subscribe"></form></div></div></div></div>'
        for p in pieces(rng, code, 2, 5, "blog")
    )
    return page(code, "Low Tide | Substack", f'<div id="entry"><div class="topbar">Low Tide</div>{items}</div>')


def typepad(rng: random.Random, code: str) -> str:
    """TypePad, 2006."""
    held, last = list[str](), ""
    for n, p in enumerate(pieces(rng, code, 3, 9)):
        held += [f'<h2 class="date-header">{p.long}</h2>'] if p.long != last else []
        last = p.long
        held.append(
            f'<div class="entry" id="entry-{1100 + n}"><h3 class="entry-header"><a href="/{p.slug}">{p.title}</a></h3><div class="entry-content"><div class="entry-body">{p.body()}</div></div><p class="entry-footer"><span class="post-footers">Posted by {p.writer} at {p.ampm.upper()} in <a href="#">{p.topic}</a> </span><span class="separator">|</span> <a class="permalink" href="#">Permalink</a> <span class="separator">|</span> <a href="#">Comments ({rng.randint(0, 9)})</a></p></div>'
        )
    return page(
        code,
        "Weather eye",
        f'<div id="container"><div id="banner"><h1 id="banner-header"><a>Weather eye</a></h1></div><div id="alpha">{"".join(held)}</div><div id="beta">{sidebar(rng, code)}</div></div>',
    )


def dept(rng: random.Random, code: str) -> str:
    """A site of readers' stories: title bar, who posted, 'from the … dept.', the text with one quotation in italics."""
    items = "".join(
        f'<div class="generaltitle"><div class="title"><h3><a href="#">{p.topic}:</a> <a href="/{p.slug}">{p.title}</a></h3></div></div><div class="details">Posted by <a href="#">{p.writer}</a> on {p.week} {p.long.split(",")[0]}, @{p.ampm}<br><b>from the no-more-{p.place.lower()} dept.</b></div><div class="body"><div class="intro">{p.body()}</div></div><div class="storylinks"><ul><li class="more"><b><a href="#">Read More...</a></b></li><li class="comments"><b>{rng.randint(3, 300)}</b> of {rng.randint(300, 500)} comments</li></ul></div>'
        for p in pieces(rng, code, 3, 8)
    )
    return page(
        code,
        "Moordot",
        f'<div id="frame"><div id="top">Moordot: News for harbours</div><div id="links">{links(rng, 6)}</div><div id="articles">{items}</div></div>',
    )


def dl_list(rng: random.Random, code: str) -> str:
    """A bulletin as a list of definitions: dt is the headline, dd the text, the source in brackets at its end outside."""
    items = "".join(
        f"<dt>{p.title}</dt>{p.body('dd')}<dd class='s'>({p.outlet}, {p.short})</dd>"
        for p in pieces(rng, code, 3, 8, "blog")
    )
    return page(
        code,
        "Bulletin",
        f"<h1>Bulletin of the {rng.choice(PLACES)} embassy</h1><p>Not for quotation.</p><dl>{items}</dl>",
    )


def one_flow(rng: random.Random, code: str) -> str:
    """All of it in one element with breaks: bold headline, an italic line of outlet and day, text."""
    items = "<br><br><br>".join(
        f"<b>{p.title}</b><br><i>{p.outlet}, {p.long}</i><br><br>{p.plain()}" for p in pieces(rng, code, 3, 8)
    )
    return page(code, "Press", f'<div style="width:600px">{items}<br><br><br>-- END --</div>')


def wiki_day(rng: random.Random, code: str) -> str:
    """A wiki's day of news: h3 headlines under h2 sections, 'Sources' lists under each."""
    held = list[str]()
    for topic in ("Region", "World"):
        held.append(f'<h2><span class="mw-headline">{topic}</span></h2>')
        held += [
            f'<h3><span class="mw-headline" id="a{p.day[2]}">{p.title}</span><span class="mw-editsection">[<a href="#">edit</a>]</span></h3><p><b>{p.week}, {p.long}</b></p>{p.body()}<h4>Sources</h4><ul><li>{p.writer}. <a href="#" class="external">"{headline(rng, code)}"</a> — <i>{p.outlet}</i>, {p.long}</li></ul>'
            for p in pieces(rng, code, 2, 4, "blog")
        ]
    return page(
        code,
        "News of the day - Harbour Wiki",
        f'<h1 id="firstHeading">News of the day</h1><div id="mw-content-text"><div class="mw-parser-output">{"".join(held)}</div></div><div id="footer">Content is available under free terms.</div>',
    )


def usenet(rng: random.Random, code: str) -> str:
    """Messages of a newsgroup: tables of From, Newsgroups, Subject, Date; the text in <pre>."""
    items = list[str]()
    for p in pieces(rng, code, 2, 6, "blog"):
        body = "\n\n".join(escape(r, quote=False) for r in p.rows) + CLOSE
        items.append(
            f'<table class="head"><tr><td><b>From:</b></td><td>{p.writer} &lt;x@example&gt;</td></tr><tr><td><b>Newsgroups:</b></td><td>alt.news.coast</td></tr><tr><td><b>Subject:</b></td><td>{p.title}</td></tr><tr><td><b>Date:</b></td><td>{p.week[:3]}, {p.short} {p.day[0]} {p.time}:10 +0100</td></tr></table><pre>{body}</pre><hr>'
        )
    return page(code, "alt.news.coast", f"<h2>alt.news.coast</h2>{''.join(items)}")


def page_posts(rng: random.Random, code: str) -> str:
    """A page of a social network: who and when above, the first line is the headline, everything in divs of dir=auto."""
    items = list[str]()
    for n, p in enumerate(pieces(rng, code, 3, 8, "blog")):
        rows = p.body("div", ' dir="auto" style="text-align: start;"')
        items.append(
            f'<div role="article" class="x1yzt{n} x1n2"><div class="x78z"><h3 class="x1heor9g"><strong><span>Tarn Today</span></strong></h3><span class="x4k7w"><a role="link" href="#"><span>{p.short} at {p.ampm.upper()}</span></a> · <span>Public</span></span></div><div class="x1iorvi4" data-ad-preview="message"><div dir="auto" style="text-align: start;">{p.title}</div>{rows}</div><div class="x9f6"><span>{rng.randint(3, 900)}</span><span>{rng.randint(1, 90)} comments</span><div role="button">Like</div><div role="button">Comment</div><div role="button">Share</div></div></div>'
        )
    return page(
        code,
        "Tarn Today",
        f'<div role="main"><h1>Tarn Today</h1><div>12K followers</div><div role="feed">{"".join(items)}</div></div>',
    )


def self_posts(rng: random.Random, code: str) -> str:
    """A board of links where members paste the article's text under its headline; tagline, flat list of buttons."""
    items = "".join(
        f'<div class="thing id-t3_{n:x} link self"><span class="rank">{n}</span><div class="midcol"><div class="score unvoted">{rng.randint(2, 900)}</div></div><div class="entry unvoted"><div class="top-matter"><p class="title"><a class="title may-blank" href="/{p.slug}">{p.title}</a> <span class="domain">(self.coast)</span></p><p class="tagline">submitted <time datetime="{p.stamp}">{rng.randint(2, 23)} hours ago</time> by <a class="author" href="#">{p.writer.split()[0].lower()}</a></p></div><div class="expando"><div class="usertext-body"><div class="md">{p.body()}</div></div></div><ul class="flat-list buttons"><li><a href="#">{rng.randint(2, 99)} comments</a></li><li><a href="#">share</a></li><li><a href="#">save</a></li></ul></div></div>'
        for n, p in enumerate(pieces(rng, code, 3, 8), 1)
    )
    return page(
        code,
        "coast: whole articles",
        f'<div id="header"><span class="pagename"><a>coast</a></span><ul class="tabmenu"><li><a>hot</a></li><li><a>new</a></li></ul></div><div class="side"><p>Post the text, not only the link. Be kind to each other and stay on the matter of the coast.</p></div><div class="content"><div id="siteTable">{items}</div></div>',
    )


def read_later(rng: random.Random, code: str) -> str:
    """Kept articles as a reading service prints them: headline, address and minutes, text, a rule of stars."""
    items = '<p class="sep">* * *</p>'.join(
        f'<h1>{p.title}</h1><p class="info">{p.outlet.split()[-1].lower()}.example · {p.writer} · {rng.randint(1, 12)} min</p>{p.body()}'
        for p in pieces(rng, code, 2, 7)
    )
    return page(code, "Unread", f'<div id="list">{items}</div>')


def zotero(rng: random.Random, code: str) -> str:
    """A report of a library of references: each item a heading, a table of its fields, the text as a note."""
    items = "".join(
        f'<li id="item_{n}" class="item newspaperArticle"><h2>{p.title}</h2><table><tr><th>Item Type</th><td>Newspaper Article</td></tr><tr><th>Author</th><td>{p.writer}</td></tr><tr><th>Publication</th><td>{p.outlet}</td></tr><tr><th>Date</th><td>{p.iso}</td></tr><tr><th>URL</th><td><a href="#">https://z.example/{n}</a></td></tr><tr><th>Date Added</th><td>{p.slashed}, {p.ampm.upper()}</td></tr></table><h3 class="notes">Notes:</h3><ul class="notes"><li id="n{n}"><div>{p.body()}</div></li></ul></li>'
        for n, p in enumerate(pieces(rng, code, 2, 6, "blog"), 31)
    )
    return page(code, "Zotero Report", f'<ul class="report combineChildItems">{items}</ul>')


def underlined(rng: random.Random, code: str) -> str:
    """A spokesman's highlights of the day: underlined headings as paragraphs, paragraphs, no days."""
    items = "".join(f"<p><u>{p.title}</u></p>{p.body()}" for p in pieces(rng, code, 3, 8, "blog"))
    return page(
        code,
        "Highlights of the noon briefing",
        f'<div class="h">{nav(rng)}</div><h1>Highlights of the noon briefing</h1><h2>{rng.choice(PEOPLE)}, spokesperson<br>{pieces(rng, code, 1, 1)[0].long}</h2><div class="field-item">{items}</div>',
    )


def journal(rng: random.Random, code: str) -> str:
    """LiveJournal: subject, '@ 2004-05-03 12:30:00', mood and music below, breaks between paragraphs."""
    items = "".join(
        f'<table class="entrybox"><tr><td class="caption">{p.week}, {p.long}</td></tr><tr><td class="index"><font size="1">[<b><a href="#">{p.time}</a></b>]</font></td></tr><tr><td class="entry"><b>{p.title}</b><br><br>{p.plain()}<br><br><table><tr><td><b>Current Mood:</b> <img src="m.gif"> calm</td></tr><tr><td><b>Current Music:</b> rain</td></tr></table><p class="comments">(<a href="#">{rng.randint(1, 30)} comments</a> | <a href="#">comment on this</a>)</p></td></tr></table>'
        for p in pieces(rng, code, 2, 7)
    )
    return page(
        code,
        "pilot_tales",
        f'<table><tr><td><font size="5"><b>pilot_tales</b></font></td></tr></table>{items}<p>[ <a href="#">Previous 20</a> ]</p>',
    )


def coded_agency(rng: random.Random, code: str) -> str:
    """An agency's archive: code, day and service in one row, title in the next, lead set apart from the text, code again below."""
    items = "".join(
        f'<div class="nwsdetail"><div class="nwstime">{p.slashed} - {p.time} <span>News Code: {8100 + n}</span></div><h2 class="nwstitle">{p.title}</h2><p class="lead">{p.place} - {prose(rng, code, 1, 1)}</p><div class="nwstxt">{p.body()}</div><div class="end">{8100 + n}/{p.writer[:2].upper()}</div></div>'
        for n, p in enumerate(pieces(rng, code, 3, 9))
    )
    return page(code, "Archive", f'<div id="mainbody"><div class="r">{links(rng, 6)}</div>{items}</div>{footer("CNA")}')


def two_columns(rng: random.Random, code: str) -> str:
    """Day and section at the left, the article at the right, in rows of a grid; the headline has a class only."""
    items = "".join(
        f'<div class="row g-0"><div class="col-2"><span class="d">{p.day[2]}</span><span class="m">{p.short.split()[-1]}</span><span class="sec">{p.topic}</span></div><div class="col-10"><div class="story-hd"><a href="/{p.slug}">{p.title}</a></div>{p.body()}{share(rng)}</div></div>'
        for p in pieces(rng, code, 3, 8)
    )
    return page(code, "Our year", f'<div class="container"><h1>Our year</h1>{items}</div>{footer("Dorrit Union")}')


def plain_days(rng: random.Random, code: str) -> str:
    """A diary of press: the day in bold, the headline in a paragraph of its own in italics, the text."""
    items = "".join(
        f"<p><b>{p.long}</b></p><p><em>{p.title}</em></p>{p.body()}" for p in pieces(rng, code, 3, 8, "blog")
    )
    return page(code, "From the press", f'<div class="text">{items}</div>')


# of one article or none


def answers(rng: random.Random, code: str) -> str:
    """A question with its answers, each with votes, a name and a day."""
    p = _one(rng, code, "blog")
    held = "".join(
        f'<div class="answer"><div class="votecount">{rng.randint(0, 90)}</div><div class="s-prose">{_paras(rng, code, 2, 4)}</div><div class="user-info">answered <span title="{r.stamp}">{r.long}</span> <a href="#">{r.writer}</a></div></div>'
        for r in pieces(rng, code, 2, 5)
    )
    return page(
        code,
        p.head,
        f'<div id="question-header"><h1>{p.title}</h1></div><div class="question"><div class="s-prose">{p.body()}</div><div class="user-info">asked {p.long} <a href="#">{p.writer}</a></div></div><div id="answers"><h2>{rng.randint(2, 5)} Answers</h2>{held}</div>',
    )


def customers(rng: random.Random, code: str) -> str:
    """A product's page: a long description, then customers' reviews, each with headline, name, day and text."""
    p = _one(rng, code, "blog")
    held = "".join(
        f'<div class="review"><span class="stars">★★★★☆</span> <b class="review-title">{r.head}</b><div class="review-date">Reviewed on {r.long} by {r.writer}</div><div class="review-text">{_paras(rng, code, 1, 3)}</div><div>{rng.randint(1, 40)} people found this helpful</div></div>'
        for r in pieces(rng, code, 3, 6)
    )
    return page(
        code,
        p.head,
        f'<div id="dp"><h1>{p.title}</h1><div class="price">$ 24.90</div><div id="productDescription">{p.body()}</div><div id="reviews"><h2>Customer reviews</h2>{held}</div></div>',
    )


def court_day(rng: random.Random, code: str) -> str:
    """A report told along the clock: times in bold begin its parts."""
    p = _one(rng, code, "blog")
    held = "".join(
        f"<p><b>{r.time}</b></p>{_paras(rng, code, 2, 3)}"
        for r in sorted(pieces(rng, code, 4, 7), key=lambda r: r.clock)
    )
    return page(
        code,
        p.head,
        f'<article><h1>{p.title}</h1><div class="by">{p.writer} | {p.long}</div><p>{escape(p.rows[0], quote=False)}</p>{held}<p>{escape(p.rows[-1], quote=False)}{CLOSE}</p></article>',
    )


def diary(rng: random.Random, code: str) -> str:
    """A column of unlike notes: a bold lead-in each, stars between."""
    p = _one(rng, code, "blog")
    held = '<p class="c">***</p>'.join(_paras(rng, code, 2, 3) for _ in range(rng.randint(3, 5)))
    return page(
        code,
        f"{p.head} - Marrow Weekly",
        f'<header>{nav(rng)}</header><div class="art"><h1>{p.title}</h1><div class="by">{p.writer}</div><div class="dt">{p.long}</div>{held}<p class="c">***</p><p>{escape(p.rows[-1], quote=False)}{CLOSE}</p></div>',
    )


def earnings(rng: random.Random, code: str) -> str:
    """A company's release with headed sections and 'About …' paragraphs at the end."""
    p = _one(rng, code, "wire")
    held = "".join(
        f"<p><b>{s}</b></p>{_paras(rng, code, 1, 3)}" for s in ("Highlights", "Results of operations", "Outlook")
    )
    about = "".join(f"<p><b>About {name}</b></p><p>{prose(rng, code, 2, 4)}</p>" for name in rng.sample(PLACES, 2))
    return page(
        code,
        p.head,
        f'<div class="wd_body"><div class="wd_title">{p.title}</div><div class="wd_date">{p.long}</div><div class="wd_news_body"><p>{p.place.upper()}, {p.long} -- {escape(p.rows[0], quote=False)}</p>{held}<p>{escape(p.rows[-1], quote=False)}{CLOSE}</p>{about}<p>Contact: {p.writer}</p></div></div>',
    )


def essay_mail(rng: random.Random, code: str) -> str:
    """A letter of one essay with two sponsors between, each with headline and text, and three things its writer read."""
    p = _one(rng, code, "wire")
    rows = p.body("p").split("\n")
    for at in (2, 4):
        rows.insert(
            at,
            f'<table class="sponsor"><tr><td><b>Presented by {rng.choice(PLACES)} Rope</b><br>{prose(rng, code, 1, 2)}</td></tr></table>',
        )
    read = "".join(f'<p><a href="#">{r.head}</a>. {prose(rng, code, 1, 2)}</p>' for r in pieces(rng, code, 3, 3))
    return page(
        code,
        p.head,
        f'<table><tr><td><h1>{p.title}</h1><p>{p.writer} · {p.long}</p>{"".join(rows)}<h2>Three things I read</h2>{read}<p>You receive this because you asked for it. <a href="#">Unsubscribe</a></p></td></tr></table>',
    )


def front_of_leads(rng: random.Random, code: str) -> str:
    """A portal's front: headlines with one long first sentence each and no call to read on: no article."""
    held = "".join(
        f'<div class="box"><h2><a href="/{t.slug}">{t.head}</a></h2><p>{escape(t.rows[0][:240].rsplit(" ", 1)[0], quote=False)}</p></div>'
        for t in pieces(rng, code, 6, 12)
    )
    return page(code, "Kestle Online", f"<header>{nav(rng)}</header><main>{held}</main>{footer('Kestle Online')}")


def story_then_next(rng: random.Random, code: str) -> str:
    """An article, below it the beginning of the next one as on sites that scroll on, ended by 'Read full story'."""
    p, r = pieces(rng, code, 2, 2)
    return page(
        code,
        p.head,
        f'<header>{nav(rng)}</header><main><article><h1>{p.title}</h1><div class="by">{p.writer}</div><time>{p.long}</time>{p.body()}</article><div class="next-up"><span>Next story</span><h2>{r.head}</h2><div class="by">{r.writer}</div><time>{r.long}</time><p>{excerpt(r.rows[0])}</p><a class="btn" href="#">Read full story</a></div></main>',
    )


MANY = (
    ghost,
    substack,
    typepad,
    dept,
    dl_list,
    one_flow,
    wiki_day,
    usenet,
    page_posts,
    self_posts,
    read_later,
    zotero,
    underlined,
    journal,
    coded_agency,
    two_columns,
    plain_days,
)
ONE = (answers, customers, court_day, diary, earnings, essay_mail, front_of_leads, story_then_next)
