"""Whole pages of many articles and of one, written when the points were learnt, and measured once."""

from __future__ import annotations

import json
import random
from html import escape

from page_records import CLOSE, OPEN, paras, sometimes, title
from page_sites import NAMES, PLEA, Site, html, told


def notebook(rng: random.Random, code: str) -> str:
    """A notebook's export: each text unfolds under its headline, a table of properties first."""
    items = "".join(
        f'<ul class="toggle"><li><details open=""><summary>{title(s)}</summary><table class="properties"><tbody><tr class="property-row"><th>Source</th><td>{s.outlet}</td></tr><tr class="property-row"><th>Published</th><td><time>@{s.written_day}</time></td></tr></tbody></table>{paras(s, attrs=" class=block")}</details></li></ul>'
        for s in told(rng, code, 3, 8)
    )
    return html(
        code,
        "Clippings harbour",
        f'<article id="1a2b" class="page sans"><header><div class="page-header-icon"><span>📎</span></div><h1 class="page-title">Clippings harbour</h1><p class="page-description"></p></header><div class="page-body">{items}</div></article>',
    )


def statuses(rng: random.Random, code: str) -> str:
    """A thread in which an account posts whole texts: name and handle above, the first line is the headline, counts below."""
    items = "".join(
        f'<div class="status status--public"><div class="status__info"><a class="status__display-name" href="/@q"><strong>Quay papers</strong> <span>@quaypapers@coast.example</span></a><a class="status__relative-time" href="/@q/{n}"><time datetime="{s.instant}">{s.written_day}</time></a></div><div class="status__content"><p>{title(s)}</p>{paras(s)}</div><div class="status__action-bar"><button>Reply</button><span>{rng.randint(0, 40)}</span><span>{rng.randint(0, 90)}</span></div></div>'
        for n, s in enumerate(told(rng, code, 3, 8), 11000)
    )
    return html(
        code,
        "Quay papers (@quaypapers@coast.example) - Coast Social",
        f'<div class="ui"><div class="column-header"><h1>Quay papers</h1><div class="account__bio"><p>Whole texts from the papers of the coast, for those who have no subscription and want to read them all the same.</p></div></div><div class="item-list" role="feed">{items}</div></div>',
    )


def amp_folds(rng: random.Random, code: str) -> str:
    """An AMP page of folded sections, the day in each fold's heading bar."""
    name = rng.choice(NAMES)
    items = "".join(
        f'<section{sometimes(rng, 0.3, " expanded")}><h4><span>{title(s)}</span></h4><div class="pad"><div class="meta">{s.writer} <amp-timeago datetime="{s.instant}">{s.written_day}</amp-timeago></div>{paras(s)}</div></section>'
        for s in told(rng, code, 3, 9)
    )
    return html(
        code,
        f"{name}: everything of today",
        f'<header class="bar"><a href="/">{name}</a></header><main><amp-accordion animate>{items}</amp-accordion></main><amp-ad width="300"></amp-ad><footer>{name}</footer>',
        attrs=" amp",
    )


def clip_table(rng: random.Random, code: str) -> str:
    """A table: what paper, which day, which page at the left; headline and text at the right; an empty row between."""
    rows = '<tr><td colspan="2">&nbsp;</td></tr>'.join(
        f'<tr><td class="l">{s.outlet}<br>{s.written_day}<br>p. {rng.randint(1, 24)}</td><td class="r"><span class="t">{title(s)}</span><br>{paras(s)}</td></tr>'
        for s in told(rng, code, 2, 8)
    )
    return html(
        code,
        "Archive of the Fishermen's Union",
        f'<div id="head">Fishermen\'s Union</div><table class="archive"><tr><th>Paper</th><th>Text</th></tr>{rows}</table><div id="foot">{PLEA}</div>',
    )


def forwarded(rng: random.Random, code: str) -> str:
    """Mails forwarded one after another and printed: From, Sent, To, Subject as bold words of one paragraph."""
    items = "".join(
        f"<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in'><p class=MsoNormal><b>From:</b> {s.writer} &lt;desk@example.org&gt; <br><b>Sent:</b> {s.written_day} {s.clock}<br><b>To:</b> press-list<br><b>Subject:</b> {title(s)}</p></div><p class=MsoNormal>&nbsp;</p>{paras(s, attrs=' class=MsoNormal')}<p class=MsoNormal>&nbsp;</p></div>"
        for s in told(rng, code, 2, 7)
    )
    return html(code, "FW: press", f"<div class=WordSection1><p class=MsoNormal>Here they are.</p>{items}</div>")


def wire_boxes(rng: random.Random, code: str) -> str:
    """An agency's terminal: each text in its own <pre>, a line of keywords first, then the headline, then the writer."""
    items = "".join(
        f'<div class="msg"><pre>r{n:04} {s.topic.upper()}-{s.place.upper()} {sum(len(p) for p in s.paragraphs) // 6} words {s.written_day} {s.clock}\n\n{title(s)}\n\nBy {s.writer}\n\n'
        + "\n\n".join(escape(p, quote=False) for p in s.paragraphs)
        + f"{CLOSE}\n\n({s.outlet})</pre></div>"
        for n, s in enumerate(told(rng, code, 3, 8), 210)
    )
    return html(code, "Terminal", f'<div class="bar">Queue: coast</div>{items}')


def arabic_press(rng: random.Random, code: str) -> str:
    """Today's papers from right to left: the headline in a coloured span, the paper in brackets after the last paragraph."""
    code = rng.choice(("ar", "he"))
    name = "صحافة اليوم" if code == "ar" else "עיתוני היום"
    items = "".join(
        f'<div class="khabar"><div class="satr"><span style="color:#a00">{title(s)}</span></div>{paras(s)}<div class="masdar">({s.outlet}، {s.written_day})</div></div>'
        for s in told(rng, code, 3, 8)
    )
    return html(
        code, name, f'<div class="ras">{name}</div><div class="matn">{items}</div><div class="dhayl">2031</div>'
    )


def item_list(rng: random.Random, code: str) -> str:
    """Boxes without a heading tag and a JSON-LD list of them; at the side cards of other stories."""
    name, held = rng.choice(NAMES), told(rng, code, 3, 7)
    listed = {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "url": f"https://example.org/{n}", "name": s.title}
            for n, s in enumerate(held, 1)
        ],
    }
    items = "".join(
        f'<div class="row"><div class="cell big"><a href="https://example.org/{n}">{title(s)}</a></div><div class="cell">{s.outlet} | {s.written_day}</div><div class="cell text">{paras(s, "div")}</div></div>'
        for n, s in enumerate(held, 1)
    )
    cards = "".join(
        f'<div class="mini"><a href="/m{n}">{r.title}</a><div>{escape(r.paragraphs[0][:110], quote=False)}…</div></div>'
        for n, r in enumerate(told(rng, code, 4, 4))
    )
    return html(
        code,
        f"Collected texts - {name}",
        f'<div class="top"><a href="/">{name}</a></div><div class="cols"><div class="main">{items}</div><div class="side">{cards}</div></div>',
        head=f'<script type="application/ld+json">{json.dumps(listed, ensure_ascii=False)}</script>',
    )


def gazette(rng: random.Random, code: str) -> str:
    """An office's gazette as an ordered list: who issued it, then the matter in small capitals, then the text, a number below."""
    items = "".join(
        f'<li><cite>{s.outlet}</cite> <i>{s.iso}</i><div style="font-variant:small-caps">{title(s)}</div>{paras(s)}<div>Ref. {rng.randint(100, 999)}/{s.day[0]}</div></li>'
        for s in told(rng, code, 3, 9)
    )
    return html(
        code,
        "Gazette of the Coast, No. 17",
        f'<h1>Gazette of the Coast</h1><h2>No. 17</h2><ol type="I">{items}</ol><address>Printed by the Port Office</address>',
    )


def magazine_issue(rng: random.Random, code: str) -> str:
    """A magazine's issue as one page: contents, then chapters with a writer, a standfirst, a line of stars at the end."""
    name, held = rng.choice(NAMES), told(rng, code, 3, 6, 5, 9)
    toc = "".join(f'<li><a href="#c{n}">{s.title}</a> <span>{s.writer}</span></li>' for n, s in enumerate(held))
    texts = "".join(
        f'<section id="c{n}" epub:type="chapter"><header><h2>{title(s)}</h2><p class="au">{s.writer}</p><p class="sf">From {s.place}: what was said, and by whom.</p></header>{paras(s)}<p class="orn">* * *</p></section>'
        for n, s in enumerate(held)
    )
    return html(
        code,
        f"{name} Quarterly 2/2031",
        f'<section epub:type="titlepage"><h1>{name} Quarterly</h1><p>Second issue of 2031</p></section><nav epub:type="toc"><h2>Contents</h2><ol>{toc}</ol></nav>{texts}<section epub:type="colophon"><p>Set in the office of the {name}, printed on the paper that was left over.</p></section>',
    )


# pages that may not be cut


def villages(rng: random.Random, code: str) -> str:
    """One travel article: a village a heading, below each when to go there and how."""
    s, *rest = told(rng, code, 7, 7)
    stops = "".join(
        f'<h3>{r.place}</h3><p class="tip">Open from {r.written_day}</p>{"".join(f"<p>{escape(p, quote=False)}</p>" for p in r.paragraphs[:3])}'
        for r in rest
    )
    return html(
        code,
        f"{s.title} | {rng.choice(NAMES)}",
        f'<nav><a href="/">Home</a></nav><article><h1>{title(s)}</h1><p class="by">By {s.writer}</p><p>{escape(s.paragraphs[0], quote=False)}</p>{stops}<p>{escape(s.paragraphs[1], quote=False)}{CLOSE}</p></article>',
    )


def answered(rng: random.Random, code: str) -> str:
    """A weblog's entry and what readers answered, in boxes of classes of another language, with pictures, names, days."""
    s, *rest = told(rng, code, 4, 7)
    said = "".join(
        f'<div class="kommentti"><img src="{n}.png"><h4>{r.writer}</h4><div class="pvm">{r.written_day} {r.clock}</div>{"".join(f"<p>{escape(p, quote=False)}</p>" for p in r.paragraphs[:3])}<a href="#v{n}">Vastaa</a></div>'
        for n, r in enumerate(rest)
    )
    return html(
        code,
        f"{s.title} - saltlines",
        f'<div class="yla"><a href="/">saltlines</a></div><div class="kirjoitus"><h2>{title(s)}</h2><div class="pvm">{s.written_day}</div>{paras(s)}</div><div class="kommentit"><h3>{len(rest)} kommenttia</h3>{said}</div>',
    )


def committee(rng: random.Random, code: str) -> str:
    """A committee's report in parts, each signed by its member, the whole with one headline and summary."""
    s, *rest = told(rng, code, 5, 5)
    parts = "".join(
        f'<section><h2>{r.title}</h2>{"".join(f"<p>{escape(p, quote=False)}</p>" for p in r.paragraphs)}<p class="sig">{r.writer}, {r.place}</p></section>'
        for r in rest
    )
    return html(
        code,
        f"{s.title}: report of the committee",
        f'<header><h1>{OPEN}{s.title}: report of the committee</h1><p class="date">{s.written_day}</p></header><section class="summary"><h2>Summary</h2><p>{escape(" ".join(s.paragraphs[:2]), quote=False)}</p></section>{parts}<section><h2>Outlook</h2><p>{escape(s.paragraphs[-1], quote=False)}{CLOSE}</p></section>',
    )


def questions_below(rng: random.Random, code: str) -> str:
    """An article, its questions and answers as folds below, a list of further reading with days."""
    s, *rest = told(rng, code, 5, 5, 4, 6)
    folds = "".join(
        f'<div class="q"><button aria-expanded="true">{r.title}?</button><div class="a"><p>{escape(r.paragraphs[0], quote=False)}</p></div></div>'
        for r in rest
    )
    more = "".join(f'<li><a href="/{n}">{r.title}</a> ({r.written_day})</li>' for n, r in enumerate(rest))
    return html(
        code,
        f"{s.title} | {rng.choice(NAMES)}",
        f'<div id="x"><h1>{title(s)}</h1><div>{s.writer}, {s.outlet}</div>{paras(s)}<h2>Questions</h2>{folds}<h2>Further reading</h2><ul>{more}</ul></div>',
        head='<meta property="og:type" content="article">',
    )


FINAL_SITES: tuple[Site, ...] = (
    notebook,
    statuses,
    amp_folds,
    clip_table,
    forwarded,
    wire_boxes,
    arabic_press,
    item_list,
    gazette,
    magazine_issue,
)
FINAL_SINGLES: tuple[Site, ...] = (villages, answered, committee, questions_below)
