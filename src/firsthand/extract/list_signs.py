"""How surely unmarked stretches of a page are articles, not the sections of one: by dates, names, links, the page's own words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from firsthand.extract.cuts import Cut, clean, is_heading
from firsthand.extract.header import dateline, furniture, head_line
from firsthand.extract.markup import roles_of
from firsthand.extract.page import Block, Page
from firsthand.extract.page_marks import is_rule, marks
from firsthand.extract.page_names import FOLD, host_of, is_named_list, listed, names_of, own_title
from firsthand.extract.records import is_paragraph, prose, weight
from firsthand.extract.starters import COUNTED, SENTENCE, Key, block_key
from firsthand.extract.template import MOST_ABOVE, Frame, frame_of, labels
from firsthand.extract.when import DAY, LONGEST_DATED, WORDED, is_dated

NUMBERED = re.compile(r"\s*(?:(?:step|part|day|no\.?|chapter|tip|q)\s*)?[#(]?\d{1,3}[.):\s]", re.IGNORECASE)
TITLE = re.compile(r"(?:^|[-_])(?:title|headline|hed|post-?title|entry-?title)(?:$|[-_])")
MOST = 0.6  # of the stretches: then it is a sign
WEIGHTS = {
    "dated": 2.0,
    "linked": 1.5,
    "signed": 1.0,
    "filed": 1.0,
    "ended": 1.0,
    "topmost": 1.0,
    "titled": 1.0,
    "days": 1.0,
    "framed": 1.0,
    "ruled": 0.5,
    "lined": 0.5,
}
ENOUGH = 2.0  # points; see training/page_grammars.py and the single pages: below 2 sections of one article are cut
INTRO = 200  # characters of prose between a page's title and the first stretch: then they are the article's beginning
SIGNED = re.compile(
    r"(?:(?:posted |written |submitted |published |reported )?by|(?:geschrieben |veröffentlicht )?von|(?:publié )?par"
    r"|(?:publicado |escrito )?por|di|av|af|da|door|от|автор:?|بقلم|كتب|מאת|文|作者|記者|기자)[\s:]",
    re.IGNORECASE,
)
WRITER = re.compile(r"(?:^|[-_\s])(?:byline|author|autore?|auteur|verfasser|writer|reporter|journalist)(?:$|[-_\s])")
LONGEST_NAME = 60  # characters
LONG_TITLE = 30  # characters: a headline; sites and their sections have shorter names
FEWEST_DAYS = 3  # that differ: two sections of one article may each bear a day
FEWEST_FRAMED = 3  # stretches: any two sections of one article may begin alike
FRAME = 2  # lines of looks of their own above the prose


def points(page: Page, cuts: Sequence[Cut]) -> float:
    """How much speaks for a list of articles, less what speaks for one: 2 is enough."""
    held = [clean(page, cut) for cut in cuts]
    share = _shares(page, cuts, held)
    most = MOST if len(cuts) > 3 else 1.0  # of two or three, all
    score = sum(points for sign, points in WEIGHTS.items() if share[sign] >= most)
    score += sum(points * share[sign] for sign, points in WEIGHTS.items()) / 20  # of equal ways the one that fits more
    named = 1.0 * listed(page) + 1.0 * is_named_list(page)
    return score + named + 1.0 * _is_nameless(page, cuts) - _against(page, cuts, share)


def are_sections(page: Page, cuts: Sequence[Cut]) -> bool:
    """Whether stretches marked as articles are the sections of one: its beginning stands above, and none has a date or writer."""
    if not cuts or _intro(page, cuts)[1] < INTRO:
        return False
    share = _shares(page, cuts, [clean(page, cut) for cut in cuts])
    return max(share[sign] for sign in ("dated", "signed", "filed", "linked")) < 0.3


def _shares(page: Page, cuts: Sequence[Cut], held: Sequence[Sequence[Block]]) -> dict[str, float]:
    """Of how many stretches each sign holds, 0 to 1."""
    ends = Counter(k for blocks in held for k in {_end_mark(page, b) for b in _after(blocks)} if k)
    common = {k for k, n in ends.items() if n >= MOST * len(cuts)}
    frame = frame_of(page, held)
    labelled = [title.block if title else None for title in labels(held, frame)]
    heads = [label or cut.headline for cut, label in zip(cuts, labelled, strict=True)]
    rows = [_signs(page, head, blocks) for head, blocks in zip(heads, held, strict=True)]
    names = ("dated", "signed", "filed", "linked", "ruled", "topmost", "titled", "lined", "numbered", "dates", "asks")
    out = {name: sum(name in row for row in rows) / len(cuts) for name in names}
    ended = sum(any(_end_mark(page, b) in common for b in _after(blocks)) for blocks in held)
    out["ruled"] = sum("ruled" in row for row in rows[1:]) / max(1, len(rows) - 1)
    tops = {COUNTED.sub("", b.text) for blocks in held for b in blocks[:MOST_ABOVE] if "h1" in page.tags(b)}
    out["topmost"] *= len(tops) > 1 or len(cuts) == 1  # "Page 1", "Page 2" are no headlines
    more = {"days": _days(page, held), "framed": framed(frame), "doubled": _doubled(page, held, frame)}
    return {**out, **more, "ended": ended / len(cuts)}


def _days(page: Page, held: Sequence[Sequence[Block]]) -> float:
    """Of how many stretches the first day told is like no other's."""
    told = [next((b.text for b in (*_before(blocks), *_after(blocks)) if _tells_when(page, b)), "") for blocks in held]
    differ = {m[0] for text in told if (m := DAY.search(text) or WORDED.search(text))}
    return len(differ) / len(held) if len(differ) >= FEWEST_DAYS else 0.0


def framed(frame: Frame) -> float:
    """Of how many stretches the lines above the prose are of the looks that the others' are: a kicker, a headline, a name."""
    usual = set(frame.usual)
    if len(frame.rows) < FEWEST_FRAMED:
        return 0.0
    return sum(len(usual & row.keys()) >= FRAME for row in frame.rows) / len(frame.rows)


def _doubled(page: Page, held: Sequence[Sequence[Block]], frame: Frame) -> float:
    """In how many stretches a line of the frame comes again after prose: then they hold two articles."""
    usual = {look[:-1] for look in frame.usual}
    return sum(_comes_again(page, blocks, usual) for blocks in held) / len(held) if usual else 0.0


def _comes_again(page: Page, blocks: Sequence[Block], usual: set[Key]) -> bool:
    told = [n for n, b in enumerate(blocks) if is_paragraph(b)]
    first = next((n for n in told if len(blocks[n].text) > LONGEST_DATED), len(blocks))
    return any(block_key(page, b) in usual for b in blocks[first + 1 : told[-1] if told else 0])


def _signs(page: Page, headline: Block | None, blocks: Sequence[Block]) -> set[str]:
    head = headline or next((b for b in blocks if is_heading(page, b)), None)
    around = [b for b in (*_before(blocks), *_after(blocks)) if b is not head]
    found = set()
    if any(_tells_when(page, b) for b in around):
        found.add("dated")
    if any(_is_signed(b) or _is_writer(page, b) for b in around):
        found.add("signed")
    if any((line := head_line(b.text)) and line.of("source") for b in around) or _is_filed(blocks):
        found.add("filed")
    if head is not None and leads_on(page, head):
        found.add("linked")
    if head is not None and "h1" in page.tags(head):
        found.add("topmost")
    if head is not None and any(TITLE.search(c) for i in head.path[-2:] for c in page.elements[i].classes):
        found.add("titled")
    if head is not None and _is_lined(blocks, head):
        found.add("lined")
    if head is not None and NUMBERED.match(head.text):
        found.add("numbered")
    if head is not None and is_dated(page, head) and len(head.text) < 30:
        found.add("dates")
    if head is not None and head.text.rstrip().endswith(("?", "？", "؟")):
        found.add("asks")
    if _is_ruled(page, blocks[0] if blocks else None):
        found.add("ruled")
    return found


def _against(page: Page, cuts: Sequence[Cut], share: dict[str, float]) -> float:
    """What speaks for one article: a title of its own with a beginning, numbered or dated sections, words outside."""
    against = 2.0 * (share["numbered"] >= MOST) + 2.0 * (share["asks"] >= MOST)
    against += 3.0 * share["doubled"]
    against += 2.5 * (share["dates"] >= MOST)  # "May 3, 2031" as a heading: the days of one chronicle
    top, intro = _intro(page, cuts)
    if top is not None:
        against += 2.0 * (intro >= INTRO) + (0.0 if listed(page) else 1.0)
        over = [b for b in page.blocks if top.span.end <= b.span.start < cuts[0].blocks[0].span.start]
        signed = [b for b in over[:6] if _is_signed(b) or _is_writer(page, b) or is_dated(page, b)]
        against += 1.5 * any(is_paragraph(b) or not _recurs(page, b, cuts) for b in signed)
        against += 1.0 * (weight(top.text) >= LONG_TITLE and not listed(page))
    against += 2.0 * _named_after_one(page, cuts)
    inside = {id(b) for cut in cuts for b in cut.blocks}
    outside = prose(b for b in page.blocks if id(b) not in inside)
    return against + 1.5 * (outside > sum(prose(cut.blocks) for cut in cuts))


def _recurs(page: Page, block: Block, cuts: Sequence[Cut]) -> bool:
    """Whether lines of this look stand in the stretches too: a day that heads the first of several groups."""
    look = block_key(page, block)
    return any(block_key(page, b) == look for cut in cuts for b in cut.blocks)


def _intro(page: Page, cuts: Sequence[Cut]) -> tuple[Block | None, int]:
    """The page's own title above the stretches, if it has one, and how much prose stands between."""
    first = cuts[0].blocks[0].span.start
    top = own_title(page, first)
    if top is None:
        return None, 0
    return top, prose(b for b in page.blocks if top.span.end <= b.span.start < first)


def _is_nameless(page: Page, cuts: Sequence[Cut]) -> bool:
    """Whether no headline says what the page's tab says: an article's page bears its headline twice."""
    return bool(names_of(page)) and _intro(page, cuts)[0] is None and not _named_after_one(page, cuts)


def _named_after_one(page: Page, cuts: Sequence[Cut]) -> bool:
    """Whether the page's own title is the headline of one of the stretches: then it is that article's page."""
    heads = {FOLD.sub("", c.headline.text).casefold() for c in cuts if c.headline is not None}
    heads |= {FOLD.sub("", b.text).casefold() for c in cuts for b in c.blocks[:6] if is_heading(page, b)}
    return any(len(name) > 12 and name in heads for name in names_of(page))


def _before(blocks: Sequence[Block]) -> Sequence[Block]:
    """The lines down to the first paragraph."""
    first = next((n for n, b in enumerate(blocks) if is_paragraph(b) and len(b.text) > LONGEST_DATED), len(blocks))
    return blocks[: min(first, MOST_ABOVE)]


def _after(blocks: Sequence[Block]) -> Sequence[Block]:
    """The lines after the last paragraph."""
    last = max(
        (n for n, b in enumerate(blocks) if is_paragraph(b) and len(b.text) > LONGEST_DATED), default=len(blocks)
    )
    return blocks[last + 1 :][:6]


def _end_mark(page: Page, block: Block) -> str:
    """What an end line looks like: its markup, and its first word where it has neither date nor name; "" if none."""
    if is_paragraph(block) or is_rule(block):
        return ""
    first = block.text.split()[0].casefold().strip(":(") if block.text.split() else ""
    return f"{'.'.join(block_key(page, block))} {first if furniture(block.text) or first.isalpha() else ''}"


def _is_signed(block: Block) -> bool:
    line = head_line(block.text)
    if line is not None and line.of("byline", "outlet"):
        return True
    return len(block.text) <= LONGEST_DATED and bool(SIGNED.match(block.text))


def _tells_when(page: Page, block: Block) -> bool:
    """Whether a line tells the article's day; the day a picture was taken is none."""
    return is_dated(page, block) and not ("caption" in roles_of(page, block) or "figcaption" in page.tags(block))


def _is_writer(page: Page, block: Block) -> bool:
    """Whether its classes call a short line the writer's."""
    return len(block.text) <= LONGEST_NAME and any(WRITER.search(marks(page.elements[i])) for i in block.path[-2:])


def _is_filed(blocks: Sequence[Block]) -> bool:
    first = next((b for b in blocks if is_paragraph(b)), None)
    return first is not None and dateline(first.text) is not None


def leads_on(page: Page, head: Block) -> bool:
    """Whether a heading is a link within the site: its article's own address."""
    if not head.links:
        return False
    link = head.links[0]
    if len(link.span) < 0.7 * len(head.text):
        return False
    if link.href.startswith("#"):
        return False
    host, here = urlsplit(link.href).netloc, host_of(page)
    return not host or not here or host.removeprefix("www.") == here.removeprefix("www.")


def _is_lined(blocks: Sequence[Block], head: Block) -> bool:
    """Whether a short line that is no sentence stands right under the headline: a writer, an outlet."""
    at = next((n for n, b in enumerate(blocks) if b is head), -1) + 1
    return 0 < at < len(blocks) - 1 and not is_paragraph(blocks[at]) and not SENTENCE.search(blocks[at].text)


def _is_ruled(page: Page, block: Block | None) -> bool:
    """Whether a line parts the stretch from what stands before it."""
    if block is None:
        return False
    return any(_stands_before(page, block, n) for n in (1, 2)) or _after_hr(page, block)


def _stands_before(page: Page, block: Block, back: int) -> bool:
    n = bisect_left(page.blocks, block.span.start, key=lambda b: b.span.start) - back
    return n >= 0 and is_rule(page.blocks[n])


def _after_hr(page: Page, block: Block) -> bool:
    """Whether an `<hr>` stands between the block before and this one."""
    n = bisect_left(page.blocks, block.span.start, key=lambda b: b.span.start)
    since = page.blocks[n - 1].span.end if n else 0
    first = bisect_left(page.elements, since, key=lambda e: e.start)
    last = bisect_left(page.elements, block.span.start, key=lambda e: e.start)
    return any(e.tag == "hr" for e in page.elements[first:last])
