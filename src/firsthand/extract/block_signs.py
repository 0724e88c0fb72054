"""What each block of an HTML page looks like, as numbers: what the choice of an article's words is made by.

Nothing here looks at a page's language, or at names of outlets, beyond a few words that furniture is made of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import log

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.page import Block, Page

Numbers = NDArray[np.float32]
SENTENCE_END = re.compile(r"[.!?…。！？։۔؟][\"'”’»」)\]]*$")
STOPS = re.compile(r"[.!?。！？؟](?=\s|$|[\"”’»」])|[。！？]")
COMMAS = re.compile(r"[,;:،、，]")
FOLD = re.compile(r"[\W_]+")
MARKS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "body",
            r"article-?_?body|entry-?content|post-?content|story-?body|article-?text|articlecontent|body-?text|rich-?text|content__body|article__content|post-?body|paragraph",
        ),
        ("good", r"article|content|entry|post|story|text|body|main|blog"),
        (
            "bad",
            r"nav|menu|breadcrumb|sidebar|footer|masthead|banner|cookie|consent|popup|modal|overlay|pag(?:er|ination)|toolbar|skip",
        ),
        (
            "related",
            r"relat|recommend|teaser|read-?more|more-|most-?read|popular|trending|latest|promo|card|carousel|slider|outbrain|taboola|also|next-",
        ),
        ("social", r"share|social|follow|newsletter|subscri|signup|sign-up|login|paywall|register|donat|support"),
        ("comment", r"comment|disqus|respond|reply|discussion"),
        ("ad", r"(?:^|[-_ ])ads?(?:$|[-_ ])|advert|sponsor|affiliate|commerce"),
        ("caption", r"caption|figure|credit|image|photo|gallery|media|video|embed|player"),
        ("author", r"author|byline|bio\b|profile|contributor|avatar"),
        ("meta", r"meta|date|time|kicker|eyebrow|categor|label|info|source|copyright|legal|disclaimer"),
        ("tag", r"(?:^|[-_ ])tags?(?:$|[-_ ])|topic|keyword"),
        (
            "deck",
            r"standfirst|dek\b|deck|subtitle|sub-?title|subhead|lead|intro|summary|excerpt|abstract|teaser|chapeau",
        ),
        ("title", r"title|headline|heading"),
        ("hidden", r"sr-only|visually-hidden|screen-?reader|d-none|is-hidden|hide\b|hidden|print-only|noprint"),
        ("box", r"infobox|factbox|box|widget|aside|module|inset|toc|table-of|faq|accordion"),
        ("quote", r"quote"),
    )
)
FURNITURE = re.compile(
    r"©|\(c\) ?20|all rights reserved|copyright|cookie|newsletter|subscribe|sign up|log ?in|read more|follow us|advertis"
    r"|click here|share this|privacy|terms of|e-?mail|whatsapp|facebook|twitter|comment|photo:|getty|image:|reuters/",
    re.IGNORECASE,
)  # fmt: skip
NEAR_TAGS = ("p", "li", "td", "h1", "h2", "h3", "h4", "blockquote", "div", "figcaption", "pre", "dd", "a", "span")
ANY_TAGS = ("article", "main", "aside", "nav", "footer", "header", "form", "figure", "table", "ul", "section", "button")
DIGITS = re.compile(r"\d")
NEAR_BITS = {tag: 1 << n for n, tag in enumerate(NEAR_TAGS)}
ANY_BITS = {tag: 1 << n for n, tag in enumerate(ANY_TAGS)}
PLAIN = 10  # numbers of a row that stand before its bits
LONG = 80  # characters: a paragraph, for the purpose of finding where the prose is


class Signs:
    """The rows of a page's blocks, and what was worked out on the way."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.blocks = page.blocks
        self.sizes = np.array([len(b.text) for b in self.blocks], dtype=np.float32)
        self.link = np.array([_linked(b) for b in self.blocks], dtype=np.float32)
        self.links: list[float] = self.link.tolist()
        self.marks: dict[int, int] = {}
        self.words: dict[str, int] = {}
        self.held: dict[tuple[int, ...], tuple[int, ...]] = {}
        self.inside: dict[int, list[float]] = {}
        self.said = folded_body(page)
        self._weigh()

    def rows(self) -> Numbers:
        """One row of numbers a block, in the order of `NAMES`."""
        if not self.blocks:
            return np.zeros((0, len(names())), dtype=np.float32)
        own = self._own_rows()
        shape = np.stack([np.minimum(np.log1p(self.sizes), 7), self.link, own[:, 2], self.prose], axis=1)
        around = [shifted(shape, by) for by in (-2, -1, 1, 2)]
        return np.concatenate([own, *around], axis=1)

    def _own_rows(self) -> Numbers:
        """What each block is by itself and by the markup around it."""
        plain = np.array([self._own(i) for i in range(len(self.blocks))], dtype=np.float32)
        masks = np.array([self._masks(b.path) for b in self.blocks], dtype=np.int64)
        widths = (len(NEAR_TAGS), len(ANY_TAGS), _marks(), _marks())
        bits = [(masks[:, k, None] >> np.arange(width)) & 1 for k, width in enumerate(widths)]
        whole = np.stack([masks[:, 4] & 1, masks[:, 4] >> (_marks() - 1) & 1], axis=1)
        return np.concatenate([plain[:, :PLAIN], *bits, whole, plain[:, PLAIN:]], axis=1).astype(np.float32)

    def _masks(self, path: tuple[int, ...]) -> tuple[int, ...]:
        """Near tags, all tags, marks of the nearest three, of those that hold little of the prose, of all: as bits."""
        if path not in self.held:
            elements, limit = self.page.elements, 0.6 * self.total
            near_tags = any_tags = near = small = whole = 0
            for k, e in enumerate(path):
                mark, tag = self._marked(e), elements[e].tag
                whole |= mark
                any_tags |= ANY_BITS.get(tag, 0)
                if k >= len(path) - 3:
                    near |= mark
                if k >= len(path) - 2:
                    near_tags |= NEAR_BITS.get(tag, 0)
                if self.inside[e][0] < limit:
                    small |= mark
            self.held[path] = (near_tags, any_tags, near, small, whole)
        return self.held[path]

    def _weigh(self) -> None:
        """How much prose each element holds, and where the page's prose begins and ends."""
        self.prose = np.where((self.sizes >= LONG) & (self.link < 0.5), self.sizes, 0).astype(np.float32)
        self.total = max(1.0, float(self.prose.sum()))
        self.shapes: Counter[tuple[str, ...]] = Counter()
        self.signature: list[tuple[str, ...]] = []
        self.texts = Counter(b.text for b in self.blocks)
        self.weights: list[float] = self.prose.tolist()
        sizes, linked = self.sizes.tolist(), (self.link * self.sizes).tolist()
        for i, block in enumerate(self.blocks):
            prose, size, link = self.weights[i], sizes[i], linked[i]
            for e in block.path:
                held = self.inside.get(e)
                if held is None:
                    held = self.inside[e] = [0.0, 0.0, 0.0, 0.0]
                held[0] += prose
                held[1] += size
                held[2] += link
                held[3] += 1
            sign = tuple([self._sign(e) for e in block.path[-3:]])
            self.signature.append(sign)
            self.shapes[sign] += int(prose)
        self.best = self._best()
        self.before = np.concatenate([[0.0], np.cumsum(self.prose)[:-1]]) / self.total if self.blocks else self.prose
        heads = [i for i, b in enumerate(self.blocks) if any(self.page.elements[e].tag == "h1" for e in b.path[-3:])]
        self.head = heads[-1] if heads and self.before[heads[-1]] < 0.2 else (heads[0] if heads else 0)
        long = np.flatnonzero(self.prose > 0)
        inner = [i for i in long if self.best in self.blocks[i].path]
        self.first: int
        self.last: int
        self.first, self.last = (int(inner[0]), int(inner[-1])) if inner else (0, max(0, len(self.blocks) - 1))

    def _best(self) -> int:
        """The element that holds the page's prose closest: the deepest with most of it, falling by a third a level."""
        direct: dict[int, float] = {}
        for i, block in enumerate(self.blocks):
            weight = self.weights[i]
            if not weight:
                continue
            for e in reversed(block.path[-6:-1] if len(block.path) > 1 else block.path):
                direct[e] = direct.get(e, 0.0) + weight
                weight *= 0.7
        return max(direct, key=lambda e: (direct[e] * (1 - self._density(e)), e)) if direct else -1

    def _density(self, e: int) -> float:
        held = self.inside.get(e)
        return held[2] / held[1] if held and held[1] else 0.0

    def _sign(self, e: int) -> str:
        element = self.page.elements[e]
        return f"{element.tag}.{element.attrs.get('class', '')}"

    def _marked(self, e: int) -> int:
        """What an element's class, id and style say of it, a bit a mark."""
        if e not in self.marks:
            attrs = self.page.elements[e].attrs
            words = f"{attrs.get('class', '')} {attrs.get('id', '')}".lower()
            mask = self.words.get(words)
            if mask is None:
                mask = sum(1 << n for n, (_, p) in enumerate(MARKS) if p.search(words)) if len(words) > 1 else 0
                self.words[words] = mask
            style = attrs.get("style", "").replace(" ", "")
            if "display:none" in style or "hidden" in attrs or attrs.get("aria-hidden") == "true":
                mask |= 1 << len(MARKS)
            if attrs.get("itemprop", "").lower() == "articlebody":
                mask |= 1 << (len(MARKS) + 1)
            self.marks[e] = mask
        return self.marks[e]

    def _own(self, i: int) -> list[float]:
        block, text, size = self.blocks[i], self.blocks[i].text, len(self.blocks[i].text)
        path = block.path
        row = [min(7.0, log(1 + size)), self.links[i], float(bool(SENTENCE_END.search(text, max(0, size - 12))))]
        row += [
            float(len(STOPS.findall(text))),
            len(COMMAS.findall(text)) / (1 + size / 100),
            float(text[:1].isupper()),
        ]
        row += [len(DIGITS.findall(text, 0, 200)) / min(200.0, size), float(self.texts[text] > 1)]
        row += [float(bool(FURNITURE.search(text))) * (2.0 if size < 100 else 1.0), float(len(path))]
        for up in (2, 3, 4):
            e = path[-up] if len(path) >= up else (path[0] if path else -1)
            held = self.inside.get(e, [0.0, 1.0, 0.0, 1.0])
            row += [held[0] / self.total, held[2] / max(1.0, held[1]), log(1 + held[1] / held[3])]
        row += [self.shapes[self.signature[i]] / self.total, float(self.best in path), self._apart(path)]
        row += [
            float(self.before[i]),
            i / len(self.blocks),
            _clip(i - self.head),
            _clip(i - self.first),
            _clip(i - self.last),
        ]
        row += [float(self.first <= i <= self.last), min(8.0, log(self.total)), self.in_body(i)]
        return row

    def _apart(self, path: Sequence[int]) -> float:
        """How many levels below the element that holds the prose a block leaves it: 9 where it was never inside."""
        return float(len(path) - 1 - path.index(self.best)) if self.best in path else 9.0

    def in_body(self, i: int) -> float:
        """1 where JSON-LD has the block's words as the article's, -1 where it has others, 0 where it says nothing."""
        if not self.said:
            return 0.0
        key = FOLD.sub("", self.blocks[i].text).casefold()
        return 1.0 if len(key) > 8 and key in self.said else -1.0


def folded_body(page: Page) -> str:
    """The letters of `articleBody` in the page's JSON-LD; empty where there is none of any length."""
    for element in page.elements:
        if element.tag == "script" and "ld+json" in element.attrs.get("type", ""):
            at = page.text.find('"articleBody"', element.start_end, element.start_end + 2_000_000)
            stop = page.text.find("</script", element.start_end)
            if 0 <= at < stop:
                match = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]++|\\.)*+")', re.DOTALL).match(page.text, at, stop)
                if match and len(match[1]) > 400:
                    return FOLD.sub("", _plain(match[1])).casefold()
    return ""


def shifted(rows: Numbers, by: int) -> Numbers:
    """Each block's neighbour's row, zeros beyond the page's ends: by -1 the one before, by 1 the one after."""
    out = np.zeros_like(rows)
    if abs(by) < len(rows):
        if by < 0:
            out[-by:] = rows[:by]
        else:
            out[:-by] = rows[by:]
    return out


@cache
def names() -> tuple[str, ...]:
    """What each number of a row is called."""
    marks = [*(name for name, _ in MARKS), "gone", "itemprop"]
    own = ["length", "linked", "ends", "stops", "commas", "upper", "digits", "twice", "furniture", "depth"]
    own += [f"near {t}" for t in NEAR_TAGS] + [f"in {t}" for t in ANY_TAGS]
    own += [f"near {m}" for m in marks] + [f"small {m}" for m in marks] + ["any body", "any itemprop"]
    own += [f"{what} up {n}" for n in (2, 3, 4) for what in ("prose", "linked", "mean")]
    own += [
        "shape",
        "in best",
        "apart",
        "before",
        "place",
        "from head",
        "from first",
        "from last",
        "between",
        "total",
        "said",
    ]
    return (*own, *(f"{what} at {by:+}" for by in (-2, -1, 1, 2) for what in ("length", "linked", "ends", "prose")))


def _marks() -> int:
    return len(MARKS) + 2


def _clip(steps: int) -> float:
    return float(max(-20, min(20, steps)))


def _linked(block: Block) -> float:
    return sum(len(x.span) for x in block.links) / max(1, len(block.text))


def _plain(source: str) -> str:
    import json

    try:
        return re.sub(r"<[^>]{1,200}>", " ", str(json.loads(source, strict=False)))
    except ValueError:
        return ""
