"""Whole pages of many articles by a second author: as blog and news systems write them."""

from __future__ import annotations

import random

from page_second_chrome import (
    SITES,
    comments,
    excerpt,
    footer,
    links,
    nav,
    page,
    share,
    sidebar,
)
from page_second_stories import headline, pieces, prose


def twenty_ten(rng: random.Random, code: str) -> str:
    """WordPress, Twenty Ten: an archive by category, full posts, utility line below each."""
    site = rng.choice(SITES)
    posts = "".join(
        f'<div id="post-{n}" class="post-{n} post type-post status-publish format-standard hentry category-{p.topic.lower()}">\n<h2 class="entry-title"><a href="https://b.example/{p.slug}/" rel="bookmark">{p.title}</a></h2>\n'
        f'<div class="entry-meta"><span class="meta-prep meta-prep-author">Posted on</span> <a href="#" title="{p.ampm}" rel="bookmark"><span class="entry-date">{p.long}</span></a> <span class="meta-sep">by</span> <span class="author vcard"><a class="url fn n" href="#">{p.writer}</a></span></div>\n'
        f'<div class="entry-content">{p.body()}\n</div><!-- .entry-content -->\n<div class="entry-utility"><span class="cat-links">Posted in <a href="#" rel="category tag">{p.topic}</a></span> <span class="meta-sep">|</span> <span class="comments-link"><a href="#respond">{rng.choice(["Leave a comment", "3 Comments", "1 Comment"])}</a></span></div></div>\n'
        for n, p in enumerate(pieces(rng, code, 3, 10), 410)
    )
    older = '<div id="nav-below" class="navigation"><div class="nav-previous"><a href="#"><span class="meta-nav">←</span> Older posts</a></div></div>'
    return page(
        code,
        f"World | {site}",
        f'<div id="wrapper" class="hfeed"><div id="header"><div id="site-title"><span><a href="/">{site}</a></span></div><div id="site-description">Just another harbour weblog</div><div id="access" role="navigation">{nav(rng)}</div></div><div id="main"><div id="container"><div id="content" role="main"><h1 class="page-title">Category Archives: <span>World</span></h1>{posts}{older}</div></div>{sidebar(rng, code)}</div>{footer(site)}</div>',
        attrs=' class="archive category"',
    )


def block_theme(rng: random.Random, code: str) -> str:
    """WordPress, Twenty Twenty-Four: a query loop of blocks with the whole content; the date below the text or above."""
    site, below = rng.choice(SITES), rng.random() < 0.5
    items = list[str]()
    for n, p in enumerate(pieces(rng, code, 3, 9), 77):
        date = f'<div class="wp-block-post-date has-small-font-size"><time datetime="{p.stamp}"><a href="#">{p.long}</a></time></div>'
        meta = f'<div class="wp-block-group is-layout-flex">{date}<p class="has-contrast-2-color">—</p><div class="wp-block-post-author-name">{p.writer}</div><div class="taxonomy-category wp-block-post-terms"><span class="wp-block-post-terms__prefix">in </span><a href="#" rel="tag">{p.topic}</a></div></div>'
        items.append(
            f'<li class="wp-block-post post-{n} post type-post status-publish hentry"><div class="wp-block-group is-layout-flow"><h2 class="wp-block-post-title"><a href="#" target="_self">{p.title}</a></h2>{"" if below else meta}<div class="entry-content wp-block-post-content is-layout-flow">{p.body(joint=chr(10) * 2)}</div>{meta if below else ""}<div style="height:2rem" aria-hidden="true" class="wp-block-spacer"></div></div></li>'
        )
    return page(
        code,
        f"Blog – {site}",
        f'<div class="wp-site-blocks"><header class="wp-block-template-part"><div class="wp-block-group"><p class="wp-block-site-title"><a href="/">{site}</a></p><nav class="wp-block-navigation">{links(rng, 5)}</nav></div></header><main class="wp-block-group"><h1 class="wp-block-heading alignwide">Posts</h1><div class="wp-block-query"><ul class="wp-block-post-template">{"".join(items)}</ul><nav class="wp-block-query-pagination"><a href="?p=2" class="wp-block-query-pagination-next">Next Page</a></nav></div></main>{footer(site)}</div>',
    )


def genesis(rng: random.Random, code: str) -> str:
    """WordPress, Genesis: <article class=entry>, microdata, a call to sign up between posts."""
    site = rng.choice(SITES)
    plea = '<aside class="enews-widget"><h3 class="widgettitle">Join the list</h3><p>Every Friday we send what we have written, and a few things that others wrote better. No advertising, ever.</p><form><input type="email" placeholder="E-Mail Address"><input type="submit" value="Subscribe"></form></aside>'
    posts = [
        f'<article class="post-{n} post type-post entry" itemscope itemtype="https://schema.org/CreativeWork"><header class="entry-header"><h2 class="entry-title" itemprop="headline"><a class="entry-title-link" href="#">{p.title}</a></h2><p class="entry-meta"><time class="entry-time" itemprop="datePublished" datetime="{p.stamp}">{p.long}</time> by <span class="entry-author" itemprop="author"><a href="#"><span itemprop="name">{p.writer}</span></a></span> <span class="entry-comments-link"><a href="#">Leave a Comment</a></span></p></header><div class="entry-content" itemprop="text">{p.body()}{share(rng)}</div><footer class="entry-footer"><p class="entry-meta"><span class="entry-categories">Filed Under: <a href="#">{p.topic}</a></span> <span class="entry-tags">Tagged With: <a href="#">{p.place}</a></span></p></footer></article>'
        for n, p in enumerate(pieces(rng, code, 3, 8), 9)
    ]
    posts.insert(rng.randint(1, len(posts)), plea)
    return page(
        code,
        site,
        f'<div class="site-container"><ul class="genesis-skip-link"><li><a href="#c">Skip to main content</a></li></ul><header class="site-header"><p class="site-title">{site}</p></header>{nav(rng)}<div class="site-inner"><div class="content-sidebar-wrap"><main class="content" id="c">{"".join(posts)}<div class="archive-pagination"><ul><li class="active"><a href="#">1</a></li><li><a href="#">2</a></li><li><a href="#">Next Page »</a></li></ul></div></main>{sidebar(rng, code)}</div></div>{footer(site)}</div>',
    )


def divi(rng: random.Random, code: str) -> str:
    """WordPress, Divi: a blog module, whole contents, the builder's rows inside the posts."""
    posts = "".join(
        f'<article id="post-{n}" class="et_pb_post clearfix et_pb_blog_item_0_{n} post type-post"><a href="#" class="entry-featured-image-url"><img alt="{p.head}" src="{n}.jpg"></a><h2 class="entry-title"><a href="#">{p.title}</a></h2><p class="post-meta">by <span class="author vcard"><a href="#">{p.writer}</a></span> | <span class="published">{p.long}</span> | <a href="#">{p.topic}</a></p><div class="post-content"><div class="et_pb_section et_section_regular"><div class="et_pb_row"><div class="et_pb_column et_pb_column_4_4"><div class="et_pb_module et_pb_text"><div class="et_pb_text_inner">{p.body()}</div></div></div></div></div></div></article>'
        for n, p in enumerate(pieces(rng, code, 2, 8))
    )
    return page(
        code,
        "News",
        f'<div id="page-container"><header id="main-header"><div id="et-top-navigation">{nav(rng)}</div></header><div id="et-main-area"><div id="main-content"><div class="et_pb_section"><div class="et_pb_module et_pb_text"><h1>News</h1><p>What we write for our members and friends.</p></div><div class="et_pb_module et_pb_blog_0 et_pb_posts"><div class="et_pb_ajax_pagination_container">{posts}<div class="pagination"><div class="alignleft"><a href="#">« Older Entries</a></div></div></div></div></div></div></div>{footer("Elegant harbour")}</div>',
    )


def blogger(rng: random.Random, code: str) -> str:
    """Blogger: the day over the posts of a day, bodies of divs and breaks, 'Posted by' below."""
    site, divs, held, last = rng.choice(SITES), rng.random() < 0.5, list[str](), ""
    for n, p in enumerate(pieces(rng, code, 3, 9)):
        day = f"{p.week}, {p.long}"
        held += [f'<h2 class="date-header"><span>{day}</span></h2>'] if day != last else []
        last = day
        body = p.body("div", ' style="text-align: justify;"', joint="<div><br /></div>") if divs else p.plain()
        held.append(
            f'<div class="date-posts"><div class="post-outer"><div class="post hentry uncustomized-post-template"><a name="{4410 + n}"></a><h3 class="post-title entry-title"><a href="#">{p.title}</a></h3><div class="post-header"><div class="post-header-line-1"></div></div><div class="post-body entry-content" id="post-body-{n}">{body}<div style="clear: both;"></div></div><div class="post-footer"><div class="post-footer-line post-footer-line-1"><span class="post-author vcard">Posted by <span class="fn">{p.writer}</span></span> <span class="post-timestamp">at <a class="timestamp-link" href="#"><abbr class="published" title="{p.stamp}">{p.ampm}</abbr></a></span> <span class="post-comment-link"><a class="comment-link" href="#">No comments:</a></span></div><div class="post-share-buttons"><a href="#"><span class="share-button-link-text">Email This</span></a><a href="#"><span>BlogThis!</span></a></div><div class="post-footer-line"><span class="post-labels">Labels: <a href="#" rel="tag">{p.topic.lower()}</a></span></div></div></div></div></div>'
        )
    archive = "".join(
        f'<li class="archivedate"><a href="#">{y}</a> ({rng.randint(2, 80)})</li>' for y in range(2009, 2015)
    )
    return page(
        code,
        f"{site}: March 2012",
        f'<div class="navbar section" id="navbar"></div><div class="header-inner"><h1 class="title"><a href="/">{site}</a></h1><p class="description"><span>Notes from the coast</span></p></div><div class="main section" id="main"><div class="widget Blog"><div class="blog-posts hfeed"><div class="date-outer">{"".join(held)}</div></div><div class="blog-pager"><a class="blog-pager-older-link" href="#">Older Posts</a> <a class="home-link" href="/">Home</a></div><div class="blog-feeds">Subscribe to: <a class="feed-link" href="#">Posts (Atom)</a></div></div></div><div class="sidebar section"><div class="widget BlogArchive"><h2>Blog Archive</h2><ul>{archive}</ul></div><div class="widget Profile"><h2>About Me</h2><a class="profile-name-link">Harbour watcher</a><a href="#">View my complete profile</a></div></div>',
    )


def drupal_view(rng: random.Random, code: str) -> str:
    """Drupal: a view of whole nodes, 'Submitted by … on …', links at the foot of each."""
    site = rng.choice(SITES)
    rows = "".join(
        f'<div class="views-row views-row-{n} {"views-row-odd" if n % 2 else "views-row-even"}"><div about="/node/{n}" typeof="sioc:Item foaf:Document" class="node node-story node-promoted"><h2 class="title node__title"><a href="/node/{n}">{p.title}</a></h2><div class="meta submitted"><span property="dc:date dc:created" content="{p.stamp}">Submitted by <span class="username">{p.writer.split()[0].lower()}</span> on {p.week[:3]}, {p.slashed} - {p.time}</span></div><div class="content clearfix"><div class="field field-name-body field-type-text-with-summary field-label-hidden"><div class="field-items"><div class="field-item even" property="content:encoded">{p.body()}</div></div></div><div class="field field-name-field-tags"><div class="field-label">Tags:&nbsp;</div><div class="field-items"><div class="field-item even"><a href="#">{p.topic}</a></div></div></div></div><ul class="links inline"><li class="node-readmore"><a href="#">Read more</a></li><li class="comment-add"><a href="#">Add new comment</a></li></ul></div></div>'
        for n, p in enumerate(pieces(rng, code, 3, 10), 1)
    )
    return page(
        code,
        f"All stories | {site}",
        f'<div id="page"><div id="header"><a href="/" id="logo"><img src="l.png" alt="Home"></a><div id="site-name">{site}</div></div><div class="region region-navigation">{nav(rng)}</div><div id="content" class="column"><h1 class="page__title">All stories</h1><div class="view view-stories view-id-stories view-display-id-page"><div class="view-filters"><form><label>Section</label><select><option>- Any -</option></select><input type="submit" value="Apply"></form></div><div class="view-content">{rows}</div><ul class="pager"><li class="pager-current first">1</li><li class="pager-item"><a href="#">2</a></li><li class="pager-next"><a href="#">next ›</a></li></ul></div></div>{footer(site)}</div>',
    )


def joomla_blog(rng: random.Random, code: str) -> str:
    """Joomla: a leading item and the others, the details as a definition list above the text."""
    held = list[str]()
    for n, p in enumerate(pieces(rng, code, 3, 8)):
        details = f'<dl class="article-info muted"><dt class="article-info-term">Details</dt><dd class="createdby">Written by <span itemprop="name">{p.writer}</span></dd><dd class="category-name">Category: <a href="#">{p.topic}</a></dd><dd class="published"><span class="icon-calendar"></span><time datetime="{p.stamp}">Published: {p.long}</time></dd><dd class="hits"><span class="icon-eye-open"></span>Hits: {rng.randint(20, 9000)}</dd></dl>'
        held.append(
            f'<div class="{"leading-0" if not n else f"items-row row-{n}"}"><div class="item column-1" itemprop="blogPost" itemscope><div class="page-header"><h2 itemprop="name"><a href="#" itemprop="url">{p.title}</a></h2></div><div class="icons"><ul class="actions"><li class="print-icon"><a href="#">Print</a></li><li class="email-icon"><a href="#">Email</a></li></ul></div>{details}{p.body()}</div></div>'
        )
    return page(
        code,
        "Aktuell" if code == "de" else "Latest",
        f'<div class="body"><div class="container"><header class="header"><span class="site-title">{rng.choice(SITES)}</span></header><main id="content"><div class="blog" itemscope itemtype="https://schema.org/Blog"><div class="items-leading clearfix">{"".join(held)}</div><div class="items-more"><h3>More Articles ...</h3><ol class="nav nav-tabs nav-stacked">{"".join(f"<li><a href=#>{headline(rng, code)}</a></li>" for _ in range(4))}</ol></div><div class="pagination"><p class="counter">Page 1 of 12</p></div></div></main></div></div>',
    )


def squarespace(rng: random.Random, code: str) -> str:
    """Squarespace: article.hentry, the text in html blocks among spacers and pictures, likes below."""
    items = "".join(
        f'<article id="article-{n:04x}" class="hentry category-{p.topic.lower()} post-type-text BlogList-item" data-item-id="{n}"><header><h1 class="entry-title BlogList-item-title"><a href="#" class="u-url">{p.title}</a></h1><div class="entry-dateline Blog-meta BlogList-item-meta"><time class="published Blog-meta-item" datetime="{p.iso}">{p.long}</time> <a class="Blog-meta-item Blog-meta-item--author" href="#">{p.writer}</a></div></header><div class="entry-content e-content"><div class="sqs-layout sqs-grid-12 columns-12" data-type="item"><div class="row sqs-row"><div class="col sqs-col-12 span-12"><div class="sqs-block image-block"><div class="sqs-block-content"><img src="{n}.jpg"></div></div><div class="sqs-block html-block sqs-block-html"><div class="sqs-block-content">{p.body(attrs=chr(32) + "style=white-space:pre-wrap;")}</div></div></div></div></div></div><footer><span class="sqs-simple-like"><span class="like-count">{rng.randint(0, 30)} Likes</span></span><span class="squarespace-social-buttons">Share</span></footer></article>'
        for n, p in enumerate(pieces(rng, code, 2, 7))
    )
    return page(
        code,
        "Journal — Salt & Rope",
        f'<div class="Site"><header class="Header"><a class="Header-branding">Salt &amp; Rope</a>{nav(rng)}</header><main class="Index"><section class="Main-content"><div class="BlogList">{items}</div><nav class="BlogList-pagination"><a href="#">Older</a></nav></section></main></div>',
    )


def tumblr(rng: random.Random, code: str) -> str:
    """Tumblr: text posts in a list, notes and the day as a link below; some posts are a mere quotation."""
    posts = list[str]()
    for p in pieces(rng, code, 3, 9):
        posts.append(
            f'<li class="post text"><h3 class="title"><a href="#">{p.title}</a></h3><div class="copy">{p.body()}</div><div class="footer for_permalink"><span class="date"><a href="#">Posted {rng.randint(2, 11)} months ago on {p.long}</a></span><span class="notes"><a href="#">{rng.randint(1, 400)} notes</a></span><ul class="tags"><li><a href="#">#{p.topic.lower()}</a></li><li><a href="#">#{p.place.lower()}</a></li></ul></div></li>'
        )
    return page(
        code,
        "pier-notes",
        f'<div id="header"><h1><a href="/">pier-notes</a></h1><div id="description">I copy what I read.</div><ul id="navigation"><li><a href="/archive">Archive</a></li><li><a href="/rss">RSS</a></li><li><a href="/ask">Ask me anything</a></li></ul></div><ol id="posts">{"".join(posts)}</ol><div id="pagination"><a href="/page/2">Next page →</a></div><p id="credit">Theme by a friend</p>',
    )


def medium_stack(rng: random.Random, code: str) -> str:
    """An endless reader as Medium's: bylines above the title, graf classes, claps between the stories."""
    items = "".join(
        f'<article class="js-postArticle" data-post-id="{n:06x}"><header><div class="u-paddingBottom10 row"><div class="postMetaInline u-floatLeft"><a class="ds-link" href="#">{p.writer}</a><div class="ui-caption postMetaInline"><time datetime="{p.stamp}">{p.short}</time><span class="middotDivider"></span><span class="readingTime" title="{rng.randint(2, 9)} min read"></span></div></div></div></header><section class="section section--body section--first"><div class="section-divider"><hr></div><div class="section-content"><div class="section-inner sectionLayout--insetColumn"><h1 name="{n:x}" class="graf graf--h3 graf--leading graf--title">{p.title}</h1>{p.body(attrs=" class=" + chr(34) + "graf graf--p" + chr(34))}</div></div></section><footer class="u-paddingTop10"><ul class="tags"><li><a href="#">{p.topic}</a></li></ul><div class="clapButton"><button>{rng.randint(3, 900)} claps</button><button>{rng.randint(0, 9)} responses</button></div></footer></article>'
        for n, p in enumerate(pieces(rng, code, 2, 6), 70001)
    )
    return page(
        code,
        "Stories",
        f'<div id="root"><div class="metabar"><a href="/">Fathom</a><a href="#">Sign in</a><a href="#">Get started</a></div><div class="postArticle-list">{items}</div></div>',
    )


def movable_type(rng: random.Random, code: str) -> str:
    """Movable Type, 2003: the day once, then entries; 'Posted by … at … | Comments | TrackBack'."""
    held, last = list[str](), ""
    for n, p in enumerate(pieces(rng, code, 3, 9)):
        held += [f'<h2 class="date">{p.long}</h2>'] if p.long != last else []
        last = p.long
        held.append(
            f'<div class="blogbody">\n<a name="{n:06}"></a>\n<h3 class="title">{p.title}</h3>\n{p.body()}\n<div class="posted">Posted by {p.writer} at {p.ampm.upper()}\n| <a href="#" onclick="OpenComments(this.href); return false">Comments ({rng.randint(0, 20)})</a>\n| <a href="#">TrackBack ({rng.randint(0, 3)})</a>\n</div></div>\n'
        )
    return page(
        code,
        "tidemark: April 2003 Archives",
        f'<div id="banner"><h1><a href="/" accesskey="1">tidemark</a></h1><span class="description">weblog of an idle pilot</span></div><div id="content"><div class="blog"><p align="right"><a href="#">« March 2003</a> | <a href="/">Main</a> | <a href="#">May 2003 »</a></p>{"".join(held)}</div></div><div id="links"><div class="sidetitle">Search</div><div class="side"><form><input></form></div><div class="sidetitle">Recent Entries</div><div class="side">{"<br />".join(f"<a href=#>{headline(rng, code)}</a>" for _ in range(6))}</div><div class="powered">Powered by<br />Movable Type 2.63</div></div>',
    )


def lead_and_teasers(rng: random.Random, code: str) -> str:
    """A magazine's home: two or three whole articles, then a grid of teasers that say 'Continue reading'."""
    whole = "".join(
        f'<article class="full"><span class="cat">{p.topic}</span><h2><a href="#">{p.title}</a></h2><div class="byline">By <a href="#">{p.writer}</a> · {p.long}</div><div class="text">{p.body()}</div>{share(rng)}</article>'
        for p in pieces(rng, code, 2, 4, "blog")
    )
    grid = "".join(
        f'<div class="card"><a href="#"><img src="{n}.jpg" alt=""></a><span class="cat">{t.topic}</span><h3><a href="#">{t.head}</a></h3><div class="byline">{t.writer} · {t.long}</div><p>{excerpt(t.rows[0])} <a class="more" href="#">Continue reading →</a></p></div>'
        for n, t in enumerate(pieces(rng, code, 4, 9))
    )
    return page(
        code,
        "The Slipway",
        f'<header class="top"><a class="brand" href="/">The Slipway</a>{nav(rng)}</header><main><section class="lead">{whole}</section><section class="grid"><h2 class="label">More from the Slipway</h2>{grid}</section></main>{footer("The Slipway")}',
    )


def endless(rng: random.Random, code: str) -> str:
    """A news site that loads the next article below: each a page of its own with crumbs, sharing, related boxes and comments closed."""
    held = list[str]()
    for n, p in enumerate(pieces(rng, code, 2, 5, "wire")):
        rows = p.body(attrs=' class="Text"').split("\n")
        rows.insert(
            2,
            f'<div class="RelatedBox"><h4>Read also</h4><ul><li><a href="#">{headline(rng, code)}</a></li><li><a href="#">{headline(rng, code)}</a></li></ul></div>',
        )
        held.append(
            f'<div class="ArticleWrap" data-index="{n}"><ol class="Crumbs"><li><a href="/">Home</a></li><li><a href="#">{p.topic}</a></li></ol><div class="Head"><h1 class="Headline">{p.title}</h1><p class="Deck">{prose(rng, code, 1, 1)}</p><div class="Signature"><a href="#">{p.writer}</a> <span>{p.outlet}</span></div><div class="When">Published {p.long} {p.time}<br>Updated {p.long} {p.ampm}</div></div><figure><img src="{n}.jpg"><figcaption>{p.place}, seen from the sea. Photo: {p.writer}</figcaption></figure><div class="ArticleText">{"".join(rows)}</div>{share(rng)}<div class="Tags"><a href="#">{p.place}</a><a href="#">{p.topic}</a></div></div><div class="AdSlot">Advertisement</div>'
        )
    return page(
        code,
        "Home | Kestle Online",
        f'<header>{nav(rng)}</header><div id="Stream">{"".join(held)}</div>{footer("Kestle Online")}',
        head='<meta property="og:type" content="article">',
    )


def topics_nested(rng: random.Random, code: str) -> str:
    """A weekly's page: h2 is the section, h3 the article, h4 a crosshead inside some."""
    held = list[str]()
    for topic in rng.sample(["Home affairs", "Abroad", "Money", "Letters from elsewhere"], rng.randint(2, 4)):
        inner = list[str]()
        for p in pieces(rng, code, 1, 3, "blog"):
            rows = p.body().split("\n")
            if len(rows) > 2:
                rows.insert(2, f"<h4>{headline(rng, code)}</h4>")
            inner.append(f"<h3>{p.title}</h3><p class='who'>{p.writer}, {p.place}</p>{''.join(rows)}")
        held.append(f"<section><h2>{topic}</h2>{''.join(inner)}</section>")
    return page(
        code,
        "This week",
        f"<header><h1>Marrow Weekly</h1><p>No. {rng.randint(100, 900)}, 12 pages</p></header><main>{''.join(held)}</main><footer><p>Printed by Dorrit &amp; Daughters.</p></footer>",
    )


def comments_between(rng: random.Random, code: str) -> str:
    """A blog's month with the readers' comments under each post."""
    held = "".join(
        f'<div class="entry"><h2>{p.title}</h2><p class="small">{p.long} &mdash; <a href="#">{p.writer}</a></p>{p.body()}{comments(rng, code, rng.randint(0, 5))}</div>'
        for p in pieces(rng, code, 3, 6, "blog")
    )
    return page(
        code,
        "Archive for May",
        f'<div id="top"><a href="/">Harbour Diary</a></div><div id="main">{held}</div><div id="side">{sidebar(rng, code)}</div>',
    )
