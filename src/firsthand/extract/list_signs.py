"""What stretches of a page show as articles do and sections of one do not, and how many: dates, names, links, like ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from firsthand.extract.contents import contents
from firsthand.extract.cuts import Cut, clean, is_heading
from firsthand.extract.datelines import dateline
from firsthand.extract.header import furniture, head_line
from firsthand.extract.looks import COUNTED, Key, block_key, look
from firsthand.extract.markup import roles_of
from firsthand.extract.page import Block, Page
from firsthand.extract.page_marks import is_rule, marks
from firsthand.extract.page_names import host_of, named_lines, own_title
from firsthand.extract.records import is_paragraph, prose
from firsthand.extract.starters import ends_sentence
from firsthand.extract.template import MOST_ABOVE, Frame, Title, frame_of, labels, titles
from firsthand.extract.when import LONGEST_DATED, is_dated

NUMBERED = re.compile(r"\s*(?:(?:step|part|day|no\.?|chapter|tip|q)\s*)?[#(]?\d{1,3}[.):\s]", re.IGNORECASE)
TELLING = ("dated", "signed", "filed", "linked")  # sections of one article have none of these
MOST = 0.6  # of the stretches: then it is a sign
INTRO = 200  # characters of prose between a page's title and the first stretch: then they are the article's beginning
SIGNED = re.compile(
    r"(?:(?:posted |written |submitted |published |reported )?by|(?:geschrieben |veröffentlicht )?von|(?:publié )?par"
    r"|(?:publicado |escrito )?por|di|av|af|da|door|от|автор:?|بقلم|كتب|מאת|文|作者|記者|기자)[\s:]",
    re.IGNORECASE,
)
WRITER = re.compile(r"(?:^|[-_\s])(?:byline|author|autore?|auteur|verfasser|writer|reporter|journalist)(?:$|[-_\s])")
LONGEST_NAME = 60  # characters
FEWEST_FRAMED = 3  # stretches: any two sections of one article may begin alike
FRAME = 2  # lines of looks of their own above the prose


def are_sections(page: Page, cuts: Sequence[Cut]) -> bool:
    """Whether stretches marked as articles are the sections of one: its beginning stands above, and none has a date or writer."""
    if not cuts or intro(page, cuts)[1] < INTRO:
        return False
    held = [clean(page, cut) for cut in cuts]
    frame = frame_of(page, held)
    share = shares(page, cuts, held, frame, titles(page, held, frame))
    return max(share[sign] for sign in TELLING) < 0.3


def shares(
    page: Page,
    cuts: Sequence[Cut],
    held: Sequence[Sequence[Block]],
    frame: Frame,
    named: Sequence[Title | None],
) -> dict[str, float]:
    """In how many of the stretches each sign holds, 0 to 1; "rest": any that tells of an article, in all but the first.
    `named`: their headlines by the template.
    """
    ends = Counter(k for blocks in held for k in {_end_mark(page, b) for b in _after(blocks)} if k)
    common = {k for k, n in ends.items() if n >= MOST * len(cuts)}
    told = zip(cuts, labels(held, frame), held, named, strict=True)
    rows = [_signs(page, _head(page, cut, blocks, label, title), blocks) for cut, label, blocks, title in told]
    out = {name: sum(name in row for row in rows) / len(cuts) for name in (*TELLING, "topmost", "lined", "numbered")}
    out["numbered"] *= sum("numbered" in row for row in rows) > 1  # "282 held after march" alone counts nothing
    out["ended"] = sum(any(_end_mark(page, b) in common for b in _after(blocks)) for blocks in held) / len(cuts)
    out["rest"] = max(sum(name in row for row in rows[1:]) / max(1, len(rows) - 1) for name in TELLING)
    tops = {COUNTED.sub("", b.text) for blocks in held for b in blocks[:MOST_ABOVE] if "h1" in page.tags(b)}
    out["topmost"] *= len(tops) > 1 or len(cuts) == 1  # "Page 1", "Page 2" are no headlines
    return {**out, "doubled": _doubled(page, held, frame)}


def framed(frame: Frame) -> float:
    """Of how many stretches the lines above the prose are of the looks that the others' are: a kicker, a headline, a name."""
    usual = set(frame.usual)
    if len(frame.rows) < FEWEST_FRAMED:
        return 0.0
    return sum(len(usual & row.keys()) >= FRAME for row in frame.rows) / len(frame.rows)


def _doubled(page: Page, held: Sequence[Sequence[Block]], frame: Frame) -> float:
    """In how many stretches a line of the frame comes again after prose: then they hold two articles."""
    usual = {key[:-1] for key in frame.usual if not key[-1]}  # not "Subject:", which may look as prose does
    return sum(_comes_again(page, blocks, usual) for blocks in held) / len(held) if usual else 0.0


def _comes_again(page: Page, blocks: Sequence[Block], usual: set[Key]) -> bool:
    told = [n for n, b in enumerate(blocks) if is_paragraph(b)]
    first = next((n for n in told if len(blocks[n].text) > LONGEST_DATED), len(blocks))
    return any(look(page, b) in usual for b in blocks[first + 1 : told[-1] if told else 0])


def _head(page: Page, cut: Cut, blocks: Sequence[Block], label: Title | None, title: Title | None) -> Block | None:
    """A stretch's headline: so labelled, else by its markup, else by the template."""
    if label is not None:
        return label.block
    by_markup = cut.headline or next((b for b in blocks if is_heading(page, b)), None)
    return by_markup or (title.block if title else None)


def _signs(page: Page, head: Block | None, blocks: Sequence[Block]) -> set[str]:
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
    if head is not None and _is_lined(blocks, head):
        found.add("lined")
    if head is not None and NUMBERED.match(head.text):
        found.add("numbered")
    return found


def intro(page: Page, cuts: Sequence[Cut]) -> tuple[Block | None, int]:
    """The page's own title above the stretches, if it has one, and how much prose stands between.

    A line that is no `<h1>` is the title where the page's tab says the same and an article's beginning follows.
    """
    first = cuts[0].blocks[0].span.start
    if (top := own_title(page, first)) is not None:
        return top, _between(page, top, first)
    named = next((b for b in named_lines(page) if b.span.end <= first), None)
    told = _between(page, named, first) if named else 0
    return (named, told) if told >= INTRO else (None, 0)


def _between(page: Page, top: Block, end: int) -> int:
    held = contents(page)
    return prose(b for n, b in enumerate(page.blocks) if top.span.end <= b.span.start < end and n not in held)


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
    return 0 < at < len(blocks) - 1 and not is_paragraph(blocks[at]) and not ends_sentence(blocks[at].text)
