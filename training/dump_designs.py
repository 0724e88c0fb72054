"""Heads of composed layouts: fields, a mail's head, plain lines, all in one line, numbers, posts; and what any head may have."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from dump_drawn import DATELINES, KICKERS
from dump_layouts import Line
from dump_phrases import MARKS, WRAPS, label
from dump_things import FIELDS, date_shape, field_lines, fixed, labels, marked, thing

NUMBERS = (
    *("<num>", "<num>.", "<num>)", "(<num>)", "[<num>]", "<num>/<total>", "<num> of <total>", "# <num>"),
    *("<num>/<n3>/<n>", "{} <num>", "{} <num> of <total>", "{} <num>:", "{} <letter>", "<letter>.", "{} no. <num>"),
    *("<n3>-<num>", "{} <n><n>", "<<< {} <num> >>>", "--- {} <num> ---", "{}-<num>", "{}: <num>/<total>"),
    "<n>-<n>-<num>",
)
SHORT = ("<clock>", "<clock>", "<outlet>", "<place>", "<PLACE>", "<section>", "<date>", "<by>")
SENDERS = ("<by>", "<handle>@<domain>", "<by> <<handle>@<domain>>", "<outlet>")
MAIL = ("To", "Cc", "Group", "Msg-ID", "X-Source", "List", "Reply-To", "In-Reply-To", "Sent", "Via")
MAIL_SAYS = ("<site>", "<handle>@<domain>", "<place>.<section>", "<n><n>@<domain>")
TAGS = ("", "", "", "[<site>] ", "Fwd: ", "Re: ", "FW: ", "[<section>] ", "<outlet>: ")


def design(rng: random.Random) -> Callable[[random.Random], list[Line]]:
    """The way all heads of a layout are made."""
    often = (_plain, _plain, _plain, _one_line, _one_line, _numbered, _numbered)
    return rng.choice((_fields, _fields, _mail, *often, _post, _bare))


def _fields(rng: random.Random) -> list[Line]:
    """Fields under labels of one style; the title is one of them, or stands bare among or above them."""
    style, case = rng.choice(FIELDS), rng.choice((str, str, str.upper, str.lower))
    said = rng.sample(sorted(labels()), rng.choice((1, 2, 3, 4, 5, 6, 8, 10)))
    lines = list[Line]()
    for x in said:
        if x != "<headline>":
            lines += field_lines(rng, "meta", x, style, case, rng.choice((1, 1, 1, 0.7)))
    at = 0 if rng.random() < 0.45 else rng.randint(0, len(lines))
    bare = rng.random() < 0.4
    title = [Line("title", _cased(rng))] if bare else field_lines(rng, "title", "<headline>", style, case, 1)
    return [*lines[:at], *title, *lines[at:]]


def _mail(rng: random.Random) -> list[Line]:
    """The head of a mail or a posting: names with colons, in any order, the subject one of them."""
    known = {"From": rng.choice(SENDERS), "Date": f"<date {date_shape(rng)}>"}
    known |= {x: rng.choice(MAIL_SAYS) for x in rng.sample(MAIL, rng.choice((0, 1, 2, 4)))}
    case = rng.choice((str, str, str.upper, str.lower))
    lines = [Line("meta", f"{case(k)}: {v}", rng.choice((1, 1, 0.8))) for k, v in known.items()]
    if rng.random() < 0.3:
        rng.shuffle(lines)
    tag, at = rng.choice(TAGS), rng.randint(1, len(lines))
    name = case(rng.choice(("Subject", "Subject", "Re", "Title")))
    lines.insert(at, Line("title", f"{name}: {tag}<headline>"))
    return [Line("meta", _number(rng)), *lines] if rng.random() < 0.25 else lines


def _plain(rng: random.Random) -> list[Line]:
    """A title, and things with no label above or below it, one or two a line."""
    lines = [Line("meta", thing(rng), rng.choice((1, 1, 0.8))) for _ in range(rng.choice((0, 1, 1, 1, 2, 2, 3)))]
    at = 0 if rng.random() < 0.5 else rng.randint(0, len(lines))
    lines.insert(at, Line("title", marked(rng, _cased(rng), 0.25)))
    if at and rng.random() < 0.5:
        lines[0] = replace(lines[0], role="kicker", words=marked(rng, rng.choice(KICKERS), 0.3))
    return lines


def _one_line(rng: random.Random) -> list[Line]:
    """All that is said of an article in the line of its title, before it, after it or on both sides."""
    before, after = rng.choice(((1, 0), (1, 0), (0, 1), (1, 1), (2, 0), (0, 2)))
    mark, second = rng.choice(MARKS), rng.choice((*MARKS, " (", " ["))
    first = mark.join(_short(rng) for _ in range(before))
    rest = ", ".join(_short(rng) for _ in range(after))
    closing = {" (": ")", " [": "]"}.get(second, "") if rest else ""
    title = f"{first}{mark if first else ''}{_cased(rng)}{second if rest else ''}{rest}{closing}"
    lines = [Line("title", marked(rng, title, 0.2))]
    return [*lines, Line("meta", thing(rng))] if rng.random() < 0.15 else lines


def _numbered(rng: random.Random) -> list[Line]:
    """Articles that are counted, before the title or in a line above, under whatever head."""
    rest = rng.choice((_plain, _fields, _one_line))(rng)
    number = _number(rng)
    if rng.random() < 0.5:
        return [Line(rng.choice(("kicker", "meta")), number), *rest]
    at = next(n for n, x in enumerate(rest) if x.role == "title")
    rest[at] = replace(rest[at], words=f"{number} {rest[at].words}")
    return rest[at:] + rest[:at]


def _post(rng: random.Random) -> list[Line]:
    """Who posted and when, then the title."""
    who = rng.choice(("<site>", "<handle>", "@<handle>", "<by>", "<outlet>", "<by> (@<handle>)"))
    when = rng.choice(("<clock>", f"<date {date_shape(rng)}>", f"<date {date_shape(rng)}>, <clock>", "<n3>h"))
    a, b = rng.choice((*WRAPS, *((x, "") for x in (" – ", " · ", ", ", " on ", " at ", ": "))))
    said = f"{who} {a}{when}{b}" if rng.random() < 0.7 else f"{a}{when}{b} {who}"
    return [Line("meta", said), Line("title", marked(rng, _cased(rng), 0.3))]


def _bare(rng: random.Random) -> list[Line]:
    """Who posted and when, what it was passed on from or shows, and no title, or one on some."""
    first, *title = _post(rng)
    lines = [replace(first, words=rng.choice((first.words, f"<site>, [<date {date_shape(rng)}>]")))]
    if rng.random() < 0.4:
        shown = (
            "[ Photo ]",
            "[ Video ]",
            "[Forwarded from <outlet>]",
            "Forwarded from <handle>",
            "<n3>",
            "Pinned",
            "<outlet>",
        )
        lines.append(Line("meta", rng.choice(shown), rng.choice((1, 0.4))))
    return [*lines, *(replace(x, share=0.5) for x in title)] if rng.random() < 0.6 else lines


def finished(rng: random.Random, lines: Sequence[Line]) -> tuple[Line, ...]:
    """A head with what any may have: a rule under the title, decks, marks to share, a word that says the text begins."""
    out = list(lines)
    at = next((n + 1 for n, x in enumerate(out) if x.role == "title"), 0)
    if rng.random() < 0.1:
        rule = rng.choice(("<rule =>", "<rule ->", "<rule ~>", "<rule *>", "<rule _>", "-" * rng.randint(20, 72)))
        out.insert(at, Line("aside", rule))
        if rng.random() < 0.4 and "rule" not in rule:  # and one above: none of the article
            out.insert(0, Line("chrome", rule))
    if rng.random() < 0.18:
        out[at:at] = [Line("deck", marked(rng, "<summary>", 0.2), rng.choice((1, 0.6)))] * rng.choice((1, 1, 2))
    if rng.random() < 0.1:
        out += fixed(rng, "share", rng.choice((1, 2, 4)), "aside")
    if rng.random() < 0.08:
        out.append(Line("caption", rng.choice(("<caption>", "Photo: <caption> (<agency>)", "[<caption>]")), 0.7))
    if rng.random() < 0.15:
        out += fixed(rng, "text", 1, "meta")
    if rng.random() < 0.12:
        out.append(Line("prose", rng.choice(DATELINES), rng.choice((1, 0.8))))
    return tuple(out)


def _short(rng: random.Random) -> str:
    return rng.choice((*SHORT, f"<date {date_shape(rng)}>", "<agency>", "<n3>"))


def _number(rng: random.Random) -> str:
    return rng.choice(NUMBERS).format(rng.choice((str, str.upper))(label(rng)))


def _cased(rng: random.Random) -> str:
    return "<HEADLINE>" if rng.random() < 0.15 else "<headline>"
