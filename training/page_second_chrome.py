"""What stands around and between the articles of the second author's pages: menus, columns, comments, pleas."""

from __future__ import annotations

import random
from html import escape

from page_second_stories import PEOPLE, headline, prose

SITES = ("Harbour Diary", "The Orrin Courier", "Kestle Online", "Notes on Tarn", "Castrel Review", "Free Radio Ulvik")
RTL = frozenset({"ar"})
SECTIONS = [
    "Home",
    "News",
    "World",
    "Politics",
    "Business",
    "Culture",
    "Sport",
    "Opinion",
    "Video",
    "About",
    "Contact",
    "Subscribe",
    "Jobs",
    "Archive",
]


def page(code: str, tab: str, body: str, *, head: str = "", attrs: str = "") -> str:
    turned = ' dir="rtl"' if code in RTL else ""
    return f'<!DOCTYPE html>\n<html lang="{code}"{turned}>\n<head>\n<meta charset="utf-8">\n<title>{escape(tab, quote=False)}</title>{head}\n</head>\n<body{attrs}>\n{body}\n</body>\n</html>\n'


def links(rng: random.Random, count: int) -> str:
    return "".join(f'<a href="/{s.lower()}">{s}</a>\n' for s in rng.sample(SECTIONS, count))


def nav(rng: random.Random) -> str:
    items = "".join(
        f'<li class="menu-item"><a href="/{s.lower()}">{s}</a></li>' for s in rng.sample(SECTIONS, rng.randint(4, 9))
    )
    return f'<nav><ul class="menu">{items}</ul></nav>'


def share(rng: random.Random) -> str:
    return rng.choice(
        (
            '<div class="sharedaddy"><h3 class="sd-title">Share this:</h3><ul><li><a href="#">Twitter</a></li><li><a href="#">Facebook</a></li></ul></div>',
            '<div class="share"><button>Share</button><button>Print</button><button>Save</button></div>',
            "",
        )
    )


def sidebar(rng: random.Random, code: str) -> str:
    recent = "".join(f'<li><a href="#">{headline(rng, code)}</a></li>' for _ in range(5))
    said = "".join(
        f'<li class="recentcomments">{rng.choice(PEOPLE)} on <a href="#">{headline(rng, code)}</a></li>'
        for _ in range(3)
    )
    months = "".join(f'<li><a href="#">{m} 2014</a></li>' for m in ("March", "February", "January"))
    return f'<div class="sidebar widget-area" role="complementary"><ul class="xoxo"><li class="widget-container widget_search"><form><input name="s"><input type="submit" value="Search"></form></li><li class="widget-container"><h3 class="widget-title">Recent Posts</h3><ul>{recent}</ul></li><li class="widget-container"><h3 class="widget-title">Recent Comments</h3><ul>{said}</ul></li><li class="widget-container"><h3 class="widget-title">Archives</h3><ul>{months}</ul></li></ul></div>'


def footer(site: str) -> str:
    return f'<footer id="footer" role="contentinfo"><p>© {site}. All rights reserved. No part of this site may be reproduced without leave.</p><p><a href="/privacy">Privacy</a> <a href="/terms">Terms</a></p></footer>'


def excerpt(words: str) -> str:
    return escape(words[: 90 + len(words) % 90].rsplit(" ", 1)[0], quote=False) + " […]"


def comments(rng: random.Random, code: str, count: int) -> str:
    """A list of readers' comments with names and days, or nothing."""
    if not count:
        return '<p class="nocomments">Comments are closed.</p>'
    items = "".join(
        f'<li class="comment depth-{rng.randint(1, 3)}"><div class="comment-author vcard"><img class="avatar" src="a.png"><cite class="fn">{rng.choice(PEOPLE)}</cite> <span class="says">says:</span></div><div class="comment-meta"><a href="#">May {rng.randint(1, 28)}, 2014 at {rng.randint(1, 12)}:{rng.randint(10, 59)} pm</a></div><p>{prose(rng, code, 1, 5)}</p><div class="reply"><a href="#">Reply</a></div></li>'
        for _ in range(count)
    )
    return (
        f'<div id="comments"><h3 id="comments-title">{count} Responses</h3><ol class="commentlist">{items}</ol></div>'
    )
