"""Where the articles of a page begin, by headings or the like that recur, and how far each then reaches."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from firsthand.extract.cuts import Cut, is_headed, trimmed
from firsthand.extract.looks import COUNTED, Key, block_key, called, look
from firsthand.extract.page import Block, Page, once, tagged
from firsthand.extract.page_marks import is_rule, why_aside
from firsthand.extract.records import is_paragraph, prose

AFTER_RULE: Key = ("after a rule",)
LONGEST_HEADING = 250  # characters
BOLD = re.compile(
    r"font-weight\s*:\s*(?:bold|[6-9]00)|font-size\s*:\s*(?:(?:1[89]|[2-4]\d)px|(?:1[4-9]|[2-3]\d)pt|(?:1\.[3-9]|2)\d*r?em)"
)
RULE = re.compile(r"\{([^{}]{0,400})\}")  # of a page's own style sheet
# before a rule: ".c7", "p.title, .head "; not ".menu a:hover"
RULED = re.compile(r"[\w.,\s-]{2,}\Z")
CLASS = re.compile(r"(?:^|,)\s*[a-z0-9]{0,4}\.([\w-]+)\s*(?=,|$)", re.IGNORECASE)
LONGEST_RULED = 120  # characters
LONGEST_SHEET = 60_000  # characters: what a writing program exports is short
BULLETS = frozenset("■□◆◇●○◎▼▽▲△▶►★☆※§¶♦❖")  # before headlines of pages that are lines and nothing else
STOPS, CLOSERS = frozenset(".!?…。！？؟"), "\"'”’»」)"  # of a sentence
MOSTLY = 0.6  # of the starters have a box of their own: then the others begin no article
FEWEST_CAPITALS = 3  # words in capitals that make a heading
MOST_GROUPS = 30  # looks of headings, the commonest: a page of thousands of classes would take minutes
MOST_BEFORE = 3  # lines of an article above its heading: kicker, date


@once
def groups(page: Page) -> list[list[int]]:
    """The blocks that look alike and like headings, each group by its places in `Page.blocks`; two or more in each.

    By tag, classes and the tags around; then by tag and classes; then by tag alone: the first story of a page often stands
    in a box of its own.
    """
    found: dict[tuple[str, ...], list[int]] = {}
    for n, block in enumerate(page.blocks):
        if len(block.text) > LONGEST_HEADING or (key := heading_key(page, block)) is None:
            continue
        if why_aside(page, block.path) is not None:
            continue
        around = "/".join(page.elements[i].tag for i in block.path)
        for one in ((*key, around), key, key[:1]):
            found.setdefault(one, []).append(n)
    for n in _and_first(page, after_rules(page)):
        if len(page.blocks[n].text) <= LONGEST_HEADING and why_aside(page, page.blocks[n].path) is None:
            found.setdefault(AFTER_RULE, []).append(n)
    unique = {tuple(places): key for key, places in found.items() if len(places) >= 2}
    likely = sorted(unique, key=lambda places: (-len(places), places))[:MOST_GROUPS]
    return [list(places) for places in likely if unique[places] == AFTER_RULE or _differ(page, places)]


def _differ(page: Page, places: Sequence[int]) -> bool:
    """Whether most of these lines say something else: no headlines are 'Average rating: 4.9', 'FOR IMMEDIATE RELEASE'."""
    return len({COUNTED.sub("", page.blocks[n].text) for n in places}) > MOSTLY * len(places)


def heading_key(page: Page, block: Block) -> Key | None:
    """What a heading's markup is: ('h2', 'title'); None of what is no heading: whole blocks in bold count as headings."""
    sheet = bold_classes(page)
    for i in block.path[:-4:-1]:
        element = page.elements[i]
        if is_headed(element):
            return element.tag, called(element)
        if element.tag in ("b", "strong", "dt", "th", "summary") or (
            "font-" in element.source and BOLD.search(element.attrs.get("style", ""))
        ):
            return "bold", element.tag
        if sheet and (held := sheet & element.classes):
            return "bold", element.tag, " ".join(sorted(held))
    if block.text[:1] in BULLETS and block.text[1:2] not in BULLETS:  # else stars that a reader gave
        return "mark", block.text[0]
    return ("capitals", block_key(page, block)[0]) if _in_capitals(block.text) else None


@once
def bold_classes(page: Page) -> frozenset[str]:
    """The classes that the page's own style sheets set in bold or large: those that a writing program's export has."""
    sheets = (page.text[e.start_end : e.end] for e in tagged(page).get("style", ()))
    rules = ((sheet, m) for sheet in sheets if len(sheet) <= LONGEST_SHEET for m in RULE.finditer(sheet))
    bold = (sheet[max(0, m.start() - LONGEST_RULED) : m.start()] for sheet, m in rules if BOLD.search(m[1]))
    ruled = (m[0] for before in bold if (m := RULED.search(before)))
    return frozenset(name.lower() for classes in ruled for name in CLASS.findall(classes.strip()))


@once
def after_rules(page: Page) -> list[int]:
    """The places of the blocks that follow a line that parts: an `<hr>`, '* * *'."""
    rules = [e.start for e in tagged(page).get("hr", ())]
    starts = [b.span.start for b in page.blocks]
    after = {bisect_left(starts, at) for at in rules} | {n + 1 for n, b in enumerate(page.blocks) if is_rule(b)}
    return [n for n in sorted(after) if n < len(page.blocks) and not is_rule(page.blocks[n])]


def _and_first(page: Page, places: Sequence[int]) -> Sequence[int]:
    """The lines after rules, and the one line of their look before them all: often no rule stands above the first article."""
    if not places:
        return places
    looks = Counter(look(page, page.blocks[n]) for n in places)
    key, count = looks.most_common(1)[0]
    if count < MOSTLY * len(places) or is_paragraph(page.blocks[places[0]]):
        return places
    said = {page.blocks[n].text for n in places}
    alike = [n for n in range(places[0]) if look(page, page.blocks[n]) == key]
    alike = [n for n in alike if page.blocks[n].text in said] if len(said) == 1 else alike
    return [*alike, *places] if len(alike) == 1 and prose(page.blocks[alike[0] : places[0]]) else places


def _in_capitals(text: str) -> bool:
    return text.isupper() and len(text.split()) >= FEWEST_CAPITALS


def spread(page: Page, starters: Sequence[int], *, is_headline: bool = True) -> list[Cut]:
    """From each starter the stretch that is its own: the largest box without another starter, else all up to the next one."""
    if len(starters) < 2:
        return []
    boxed = list(_boxed(page, starters))
    own = [(n, held) for n, held in zip(starters, boxed, strict=True) if held is not None]
    if len(own) < 2 or len(own) < MOSTLY * len(starters):
        own = list(zip(starters, _flat(page, starters), strict=True))
    heads = [page.blocks[n] for n, _ in own]
    pairs = ((trimmed(held), head) for (_, held), head in zip(own, heads, strict=True))
    return [Cut(held, head if is_headline else None) for held, head in pairs if held]


def _boxed(page: Page, starters: Sequence[int]) -> Iterator[list[Block] | None]:
    """For each starter the blocks of the largest element that holds no other; None where that has no more than itself."""
    counts = Counter(i for n in starters for i in page.blocks[n].path)
    at = 0
    for n in starters:
        box = next((i for i in page.blocks[n].path if counts[i] == 1), None)
        if box is None:
            yield None
            continue
        first, last = n, n
        while first > 0 and box in page.blocks[first - 1].path:
            first -= 1
        while last + 1 < len(page.blocks) and box in page.blocks[last + 1].path:
            last += 1
        held = list(page.blocks[max(first, at) : last + 1])
        yield held if prose(b for b in held if b is not page.blocks[n]) else None
        at = last + 1


def _flat(page: Page, starters: Sequence[int]) -> list[list[Block]]:
    """From each starter up to the next, within the element that holds them all; lines above each that recur go with it."""
    before = _above(page, starters)
    firsts = [n - before for n in starters]
    end = _to_rule(page, starters, firsts, end_of(page, starters))
    bounds = [*firsts, end]
    stretches = [list(page.blocks[a:b]) for a, b in itertools.pairwise(bounds)]
    stretches[-1] = _without_foot(page, stretches)
    return stretches


def _to_rule(page: Page, starters: Sequence[int], firsts: Sequence[int], end: int) -> int:
    """Where the last stretch ends if a rule stands in it, and none in the middle of another: what follows is the page's foot."""
    rules = after_rules(page)
    for starter, following in zip(starters, firsts[1:], strict=False):
        at = bisect_right(rules, starter)
        if at < len(rules) and rules[at] < following and not is_rule(page.blocks[rules[at]]):
            return end
    at = bisect_right(rules, starters[-1])
    return min(end, rules[at]) if at < len(rules) else end


def _above(page: Page, starters: Sequence[int]) -> int:
    """How many lines above each starter look alike above all of them, the first too: a kicker, a date."""
    count = 0
    for back in range(1, MOST_BEFORE + 1):
        lines = [page.blocks[n - back] for n in starters if n - back >= 0]
        if len(lines) < len(starters) or any(is_paragraph(b) or is_rule(b) for b in lines):
            break
        looks = Counter(block_key(page, b) for b in lines)
        if len(looks) > 1 or not _one_box(page, starters[0], lines[0]) or _ends_others(lines):
            break
        count = back
    return count


def _ends_others(lines: Sequence[Block]) -> bool:
    """Whether the lines above all starters but the first say one thing, and that above the first another: they end articles."""
    said = [_opening(b.text) for b in lines]
    words, n = Counter(said[1:]).most_common(1)[0]
    return n >= MOSTLY * len(said[1:]) and n > 1 and said[0] != words


def _opening(text: str) -> str:
    """What stands before a colon, else the words without their figures: 'Load-Date: 3 May' is 'Load-Date'."""
    return COUNTED.sub("", text.split(":")[0] if ": " in text else text)


def _one_box(page: Page, starter: int, line: Block) -> bool:
    """Whether a line stands in the very box of a starter, or beside its own."""
    path = page.blocks[starter].path
    return (
        len(path) < 2
        or path[:-1] == line.path[: len(path) - 1]
        or path[:-2] == line.path[: max(0, len(path) - 2)] != ()
    )


def end_of(page: Page, starters: Sequence[int]) -> int:
    """The block after the last one in the element that holds all starters."""
    paths = [page.blocks[n].path for n in starters]
    common = [i for depth, i in enumerate(paths[0]) if all(len(p) > depth and p[depth] == i for p in paths)]
    end = starters[-1] + 1
    while end < len(page.blocks) and (not common or common[-1] in page.blocks[end].path):
        end += 1
    return end


def _without_foot(page: Page, stretches: Sequence[list[Block]]) -> list[Block]:
    """The last stretch up to its last line that looks like a line of the others: what follows is the page's foot.

    A short line after its last paragraph stays only where most others end in such a line, or if it is a sentence.
    """
    last, others = stretches[-1], stretches[:-1]
    known = {_set_in(page, b) for held in others for b in held}
    end = (
        next((n for n in range(len(last) - 1, 0, -1) if is_paragraph(last[n]) and _is_known(page, last[n], known)), 0)
        + 1
    )
    tails = Counter(key for held in others for key in {block_key(page, b) for b in _tail(held)})
    while end < len(last):
        block, key = last[end], block_key(page, last[end])
        as_others = 2 * tails[key] >= len(others) or (_set_in(page, block) in known and _is_sentence(block))
        if not as_others or why_aside(page, block.path) is not None:
            break
        end += 1
    return last[:end]


def _is_known(page: Page, block: Block, known: set[Key]) -> bool:
    return _set_in(page, block) in known and why_aside(page, block.path) is None


def _set_in(page: Page, block: Block) -> Key:
    """What a block's nearest markup is, and what is right around that."""
    own = look(page, block)
    return *own[:2], own[-1]


def _is_sentence(block: Block) -> bool:
    return ends_sentence(block.text) and not block.links


def ends_sentence(text: str) -> bool:
    """Whether a line ends as sentences do: 'Ferries sail.', 'She said: "Stay!"'."""
    return text.rstrip(CLOSERS)[-1:] in STOPS


def _tail(blocks: Sequence[Block]) -> Sequence[Block]:
    """The lines after the last paragraph."""
    last = max((n for n, b in enumerate(blocks) if is_paragraph(b)), default=len(blocks))
    return blocks[last + 1 :]
