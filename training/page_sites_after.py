"""Whole pages of many articles and of one, written when the splitter was mended for page_sites_last, and measured once."""

from __future__ import annotations

import random
from html import escape

from page_records import CLOSE, paras, sometimes, title
from page_sites import NAMES, PLEA, Site, html, told


def word_export(rng: random.Random, code: str) -> str:
    """A press review made in a word processor."""
    empty = "<p class=MsoNormal><span><o:p>&nbsp;</o:p></span></p>\n"
    items = empty.join(
        f"<p class=MsoNormal><b><span style='font-size:14.0pt'>{title(s)}<o:p></o:p></span></b></p>\n<p class=MsoNormal><i><span>{s.outlet}, {s.written_day}<o:p></o:p></span></i></p>\n{empty}{paras(s, attrs=' class=MsoNormal')}\n"
        for s in told(rng, code, 2, 8)
    )
    return html(
        code,
        "Press review 3 May",
        f"<div class=WordSection1>\n<p class=MsoTitle>Press review, 3 May<o:p></o:p></p>\n{items}</div>",
        head="<meta name=Generator content='Microsoft Word 15'>",
    )


def drupal_table(rng: random.Random, code: str) -> str:
    """A view of a content system as a table: one row an article, one cell each for title, day and text."""
    name = rng.choice(NAMES)
    rows = "".join(
        f'<tr class="{("odd", "even")[n % 2]} views-row-{n}"><td class="views-field views-field-created">{s.written_day}</td><td class="views-field views-field-title"><a href="/node/{n}">{title(s)}</a></td><td class="views-field views-field-body">{paras(s)}</td></tr>'
        for n, s in enumerate(told(rng, code, 3, 9))
    )
    return html(
        code,
        f"Statements | {name}",
        f'<div id="page"><div id="header"><a href="/" id="logo">{name}</a></div><div id="content"><h1 class="title">Statements</h1><div class="view-content"><table class="views-table"><thead><tr><th>Date</th><th>Title</th><th>Text</th></tr></thead><tbody>{rows}</tbody></table></div><ul class="pager"><li>1</li><li><a href="?page=1">2</a></li></ul></div></div>',
    )


def media_objects(rng: random.Random, code: str) -> str:
    """Picture to the left, text to the right, a block quotation in each, who shared it below."""
    name = rng.choice(NAMES)
    items = "".join(
        f'<div class="media"><div class="media-left"><a href="/{n}"><img class="media-object" src="{n}.jpg" alt=""></a></div><div class="media-body"><h4 class="media-heading">{title(s)}</h4><p class="small">{s.writer}</p><blockquote class="pull"><p>{escape(s.paragraphs[0].split(".")[0], quote=False)}.</p></blockquote>{paras(s)}<p class="text-right"><a href="/{n}#s">Shared {rng.randint(2, 90)} times</a></p></div></div>'
        for n, s in enumerate(told(rng, code, 3, 8))
    )
    return html(
        code,
        f"{name} | Reports from the coast",
        f'<div class="jumbotron"><h1>{name}</h1><p>Reports from the coast, whole and unabridged, for everyone who lives by the sea.</p></div><div class="container">{items}</div><footer class="footer"><p>{PLEA}</p></footer>',
    )


def gutenberg(rng: random.Random, code: str) -> str:
    """A page built of blocks: groups with headings, separators, buttons, a banner between."""
    name, out = rng.choice(NAMES), list[str]()
    for n, s in enumerate(told(rng, code, 3, 7)):
        out.append(
            f'<div class="wp-block-group is-layout-flow"><h2 class="wp-block-heading">{title(s)}</h2><p class="has-small-font-size">{s.outlet} / {s.written_day}</p>{paras(s)}<div class="wp-block-buttons"><div class="wp-block-button"><a class="wp-block-button__link" href="https://example.org/{n}">Original</a></div></div></div><hr class="wp-block-separator has-alpha-channel-opacity">'
        )
        out.append(
            sometimes(
                rng,
                0.3,
                f'<div class="wp-block-cover"><div class="wp-block-cover__inner-container"><p class="has-large-font-size">Our book on the mole is out.</p><p>{PLEA}</p></div></div>',
            )
        )
    return html(
        code,
        f"What others write – {name}",
        f'<div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title"><a href="/">{name}</a></p></header><main class="wp-block-group"><h1 class="wp-block-post-title">What others write</h1><div class="entry-content wp-block-post-content">{"".join(out)}</div></main></div>',
    )


def print_view(rng: random.Random, code: str) -> str:
    """What a site's "print all" gives: page breaks, the address under each text."""
    name = rng.choice(NAMES)
    items = "".join(
        f'<div style="page-break-after:always"><h1>{title(s)}</h1>by {s.writer}<br>{s.written_day}<br><br>{paras(s)}<p><tt>http://example.org/print/{n}</tt></p></div>'
        for n, s in enumerate(told(rng, code, 2, 7))
    )
    return html(
        code,
        f"{name} - print",
        f'<div class="noprint"><a href="javascript:print()">Print</a> <a href="javascript:close()">Close</a></div>{items}',
    )


def numbered_digest(rng: random.Random, code: str) -> str:
    """A morning letter that counts its stories."""
    name = rng.choice(NAMES)
    items = "".join(
        f'<h3>{n}. {title(s)}</h3><p class="via">via {s.outlet}, {s.written_day}</p>{paras(s)}'
        for n, s in enumerate(told(rng, code, 4, 8, 2, 4), 1)
    )
    return html(
        code,
        f"{name}: morning briefing",
        f'<div class="wrapper"><p class="pre"><a href="#">Read online</a></p><h1>Morning briefing</h1><p>Good morning, and a calm sea to all of you.</p>{items}<p class="foot"><a href="#">Unsubscribe</a></p></div>',
    )


def record_tables(rng: random.Random, code: str) -> str:
    """A database's records: a table each, the names of the fields in its first column."""
    items = "".join(
        f'<table class="record" border="1"><tr><th>No.</th><td>{n}</td></tr><tr><th>Title</th><td>{title(s)}</td></tr><tr><th>Source</th><td>{s.outlet}</td></tr><tr><th>Date</th><td>{s.written_day}</td></tr><tr><th>Text</th><td>{paras(s)}</td></tr></table>'
        for n, s in enumerate(told(rng, code, 2, 7), 210)
    )
    return html(
        code,
        "Query result",
        f"<h2>Query result</h2><p>Fields: title, source, date, text</p>{items}<p>End of result</p>",
    )


def nitf(rng: random.Random, code: str) -> str:
    """An agency's own markup, shown by a browser as it is."""
    items = "".join(
        f'<nitf><head><docdata><date.issue norm="{s.iso}"></docdata></head><body.head><hedline><hl1>{title(s)}</hl1></hedline><byline>{s.writer}</byline><dateline><location>{s.place}</location> <story.date>{s.written_day}</story.date></dateline></body.head><body.content>{paras(s)}</body.content></nitf>'
        for s in told(rng, code, 2, 7)
    )
    return html(code, "feed.xml", f'<div id="viewer">{items}</div>')


def minutes(rng: random.Random, code: str) -> str:
    """One report of a council's evening, by items with the name of who spoke first."""
    s, *rest = told(rng, code, 6, 6)
    items = "".join(
        f'<h3>{r.title}</h3><p class="sp">{r.writer}</p>{"".join(f"<p>{escape(p, quote=False)}</p>" for p in r.paragraphs[:3])}'
        for r in rest
    )
    return html(
        code,
        f"{s.title} - {rng.choice(NAMES)}",
        f'<div class="c"><h1>{title(s)}</h1><p class="vt">{s.writer} {s.written_day}</p><p>{escape(s.paragraphs[0], quote=False)}</p>{items}<p>{escape(s.paragraphs[1], quote=False)}{CLOSE}</p></div>',
    )


def stations(rng: random.Random, code: str) -> str:
    """One reportage in stations, each with a picture that has its day."""
    s, *rest = told(rng, code, 5, 5)
    stops = "".join(
        f'<section class="st"><h2>{r.place}</h2><figure><img src="{n}.jpg"><figcaption>{r.place}, {r.written_day}</figcaption></figure>{"".join(f"<p>{escape(p, quote=False)}</p>" for p in r.paragraphs)}</section>'
        for n, r in enumerate(rest)
    )
    return html(
        code,
        f"{s.title} | {rng.choice(NAMES)}",
        f'<main><h1>{title(s)}</h1><p class="dek">A journey along the coast.</p>{stops}<p>{escape(s.paragraphs[0], quote=False)}{CLOSE}</p></main>',
    )


def section_front(rng: random.Random, code: str) -> str:
    """A section's front: long teasers with day and writer, in boxes."""
    boxes = "".join(
        f'<div class="bx"><h3><a href="/{n}">{r.title}</a></h3><p class="m">{r.writer}, {r.written_day}</p><p>{escape(r.paragraphs[0], quote=False)}</p></div>'
        for n, r in enumerate(told(rng, code, 7, 9))
    )
    return html(code, f"Region | {rng.choice(NAMES)}", f"<h1>Region</h1>{boxes}")


AFTER_SITES: tuple[Site, ...] = (
    word_export,
    drupal_table,
    media_objects,
    gutenberg,
    print_view,
    numbered_digest,
    record_tables,
    nitf,
)
AFTER_SINGLES: tuple[Site, ...] = (minutes, stations, section_front)
