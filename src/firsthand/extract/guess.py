"""A first draft of a layout for a page: what its articles have in common, as a person would write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand.extract.cuts import HEADINGS, is_heading
from firsthand.extract.draft import Draft
from firsthand.extract.foots import footer
from firsthand.extract.layouts import LAYOUTS
from firsthand.extract.page import Element, Page
from firsthand.extract.page_names import titles_of
from firsthand.extract.selectors import selector
from firsthand.model.articles import PartKind

NUMBERED = re.compile(r"\d")
POSTED = "^.{6,30} Posted by "
LONGEST_LINE = 120  # characters of a line that tells when
YEAR_LAST = re.compile(r"^.{3,80}\b(?:19|20)\d\d$")
WORD = re.compile(r"[A-Za-z][\w-]*")
GUESSED: tuple[PartKind, ...] = (
    "byline",
    "standfirst",
    "caption",
)  # parts whose markup may be guessed from what was read
HEAD = """\
# How the pages like {page} are cut into articles. docs/how/layout.md tells what may stand here.
# Try it after every change: firsthand layout check
name = "{name}"

[page]
# Which pages this is for; all that stands here must hold.
{which}

[article]
{article}

[parts]
# What the parts of an article are, by their markup; what is not named here is found as on any page.
{parts}
# leave_out = ".share, .related"
"""
LINES = """\
# How the text files like {page} are cut into articles. docs/how/layout.md tells what may stand here.
# Try it after every change: firsthand layout check
name = "{name}"

[page]
# Which files this is for: a pattern that one of their lines fits.
says = '{says}'

[article]
# The line that each article begins with, or one near it, or the line that each ends with: patterns, between single
# quotation marks. ^ is the beginning of a line, $ its end, . any character, \\d a figure.
{article}
"""


def guess(page: Page, name: str, file: str) -> str:
    """The text of a layout for a page: its articles as Firsthand reads them by itself, where it finds several."""
    drafts = _read(page)
    if not page.is_html:
        return _of_lines(page, name, file, drafts)
    article = _article(page, drafts)
    parts = "\n".join(f'{kind} = "{words}"' for kind, words in _parts(page, drafts)) or '# headline = "h2"'
    return HEAD.format(name=name, page=file, which=_which(page), article=article, parts=parts)


def _read(page: Page) -> list[Draft]:
    ranked = sorted(((layout.recognise(page), layout) for layout in LAYOUTS), key=lambda x: -x[0])
    return next((drafts for surety, layout in ranked if surety > 0 and (drafts := layout.split(page))), [])


def _which(page: Page) -> str:
    """Which pages are like this one: by its site's address, else by its title."""
    site = next((e.attrs.get("content", "") for e in page.elements if e.attrs.get("property") == "og:url"), "")
    site = site or next((e.attrs.get("href", "") for e in page.elements if e.attrs.get("rel") == "canonical"), "")
    host = re.match(r"https?://([^/]+)", site)
    if host:
        return f"address = '{re.escape(host[1])}/'   # a pattern of the page's address"
    told = " ".join(next(iter(titles_of(page)), "").split())[:80]
    return f"title = '^{_plain(told)}'   # a pattern of what stands in the tab; or: address = 'example\\.org/'"


def _article(page: Page, drafts: Sequence[Draft]) -> str:
    """`each = "div.story"` where every article is such an element and no other is, else `begins = "h2"`."""
    if len(drafts) > 1:
        homes = [_home(page, draft) for draft in drafts]
        if all(h is not None for h in homes) and len(set(homes)) == len(homes):
            for words in _common(page, [page.elements[h] for h in homes if h is not None]):
                if selector(words).found(page) == homes:
                    return f'each = "{words}"   # every such element is one article'
        heads = [element for draft in drafts if (element := _heading(page, draft)) is not None]
        for words in _common(page, heads) if len(heads) == len(drafts) else ():
            if len(selector(words).found(page)) == len(drafts):
                return f'begins = "{words}"   # an article goes from each such element to the next'
    return 'each = "article"   # every such element is one article; or: begins = "h2", from each to the next'


def _home(page: Page, draft: Draft) -> int | None:
    """The innermost element around all of an article."""
    paths = [p.block.path for p in draft.pieces]
    shared = [i for depth, i in enumerate(paths[0]) if all(len(p) > depth and p[depth] == i for p in paths)]
    return shared[-1] if shared else None


def _heading(page: Page, draft: Draft) -> Element | None:
    head = next((p.block for p in draft.pieces if p.kind == "headline"), None)
    if head is None or not head.path:
        return None
    tagged = (page.elements[i] for i in head.path if page.elements[i].tag in HEADINGS or is_heading(page, head))
    return next((e for e in tagged if e.tag in HEADINGS), page.elements[head.path[-1]])


def _common(page: Page, elements: Sequence[Element]) -> Iterator[str]:
    """Selectors that fit all of these: with the classes they share, then by their tag alone."""
    if len({e.tag for e in elements}) != 1:
        return
    shared = frozenset.intersection(*(e.classes for e in elements))
    plain = sorted(c for c in shared if WORD.fullmatch(c) and not NUMBERED.search(c))
    tag = elements[0].tag
    yield from (f"{tag}.{name}" for name in plain)
    if len(plain) > 1:
        yield tag + "".join(f".{name}" for name in plain)
    around = {page.elements[e.parent].tag for e in elements if e.parent >= 0}
    prop = {e.attrs.get("itemprop", "") for e in elements}
    yield from (f"{tag}[itemprop={name}]" for name in prop if len(prop) == 1 and name)
    yield tag
    if len(around) == 1:
        yield f"{next(iter(around))} > {tag}"


def _parts(page: Page, drafts: Sequence[Draft]) -> Iterator[tuple[str, str]]:
    """Selectors of the parts that were read by their markup: ('byline', '.who')."""
    heads = [element for draft in drafts if (element := _heading(page, draft)) is not None]
    yield from (("headline", words) for words in list(_common(page, heads))[:1])
    for kind in GUESSED:
        found = [page.elements[p.block.path[-1]] for d in drafts for p in d.pieces if p.kind == kind and p.block.path]
        words = next((w for w in _common(page, found) if "." in w), None) if found else None
        if words is not None:
            yield kind, words


def _of_lines(page: Page, name: str, file: str, drafts: Sequence[Draft]) -> str:
    """For a text file: its first line tells which it is, what recurs under headlines or at ends how it is cut."""
    says = _plain(page.blocks[0].text[:60] if page.blocks else "")
    heads = [n for n, b in enumerate(page.blocks) if any(b is d.pieces[0].block for d in drafts)]
    return LINES.format(name=name, page=file, says=says, article=_line_rule(page, heads))


def _line_rule(page: Page, heads: Sequence[int]) -> str:
    if sum(footer(b.text) is not None for b in page.blocks) > 1:
        return f"ends = '{POSTED}'"
    hits = [n for n, b in enumerate(page.blocks) if YEAR_LAST.search(b.text[:LONGEST_LINE])]
    for above in range(1, 4):
        if heads and [n - above for n in hits] == heads:
            told = f"lines_above = {above}   # the headline stands so many lines above such a line"
            return f"begins = '{YEAR_LAST.pattern}'\n{told}"
    first = "|".join(f"^{_plain(page.blocks[n].text[:60])}" for n in heads[:2]) or "^[A-Z]"
    return f"begins = '{first}'   # these are headlines of this one file: write what all articles begin with\n# ends = '{POSTED}'"


def _plain(words: str) -> str:
    """Words as a pattern that fits them, readable: 'News (May)' -> 'News \\(May\\)'; no quotation mark that ends a string."""
    return re.escape(words).replace("\\ ", " ").replace("'", ".")
