"""An article as comparing sees it: for each sentence its terms, its days, and what it says in each slot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from firsthand.model.comparing import Card, Cell, Line
from firsthand.model.readings import Polarity, TimeRef
from firsthand.model.spans import Span
from firsthand.model.units import Readings
from firsthand.trace.compare_actors import actors
from firsthand.trace.compare_cues import NOTHING, heard, sought
from firsthand.trace.compare_figures import numbers
from firsthand.trace.compare_held import Held, Said, hold, shown, touching, within
from firsthand.trace.compare_kinds import alone, any_of, words_of
from firsthand.trace.compare_lines import LETTERS, WORD, rarest, sentences, term, terms
from firsthand.trace.compare_places import places
from firsthand.trace.compare_trees import any_case

CALENDAR = frozenset({"year", "month", "week", "day", "part_of_day", "season", "minute"})
DATED = frozenset({"year", "month", "day"})  # what accounts are held to: an hour, "last week", "this summer" are loose
POSTED = re.compile(r"\(@\w+\)\s*$")  # the day under somebody's post
SPEAKS = 10  # characters between a cue and the day it was said on
FOR = re.compile(r"(?:[A-Z][\w’'-]*\s+){1,4}(?:for|as|over)\s")  # "blasted [Heron for] the delay": no telling
SAYS = frozenset({"asserts", "confirms"})
GIVEN = frozenset({"number", "date", "place"})  # what nobody gives who denies it
MAYBE = frozenset({"speculates", "predicts"})


def card(given: Readings, held: Held | None = None) -> Card:
    """The card of an article; the same for the same article and readings."""
    article = given.article
    outlet, published = article.first("outlet"), article.first("published")
    held = held or hold(given)
    inferred = outlet is not None and outlet.how == "inferred"
    return Card(
        article.id,
        outlet.value if outlet and not inferred else None,
        published.value if published else None,
        tuple(line(held, span, headline) for span, headline in sentences(article)),
        outlet.value if outlet and inferred else None,
    )


def line(held: Held, span: Span, headline: bool) -> Line:
    """One sentence, with its cells in order of place."""
    words = span.of(held.text)
    (terms, runs, _), found = heard(words), sought(words)
    times = within(held.times, span)
    cells = list(numbers(held, span, runs))
    if times:
        cells += dates(times, held, span)
    if (found.struck or found.located) and not headline:  # headlines leave too much unsaid
        cells += places(held, span, found)
    if found is not NOTHING or headline:
        cells += actors(held, span, headline, found)
    said = () if headline else within(held.said, span)
    if said:
        cells += occurrences(held.text, said)
    if len(cells) > 1:
        cells.sort(key=_place)
    return Line(
        span,
        terms,
        tuple(sorted({t.edtf for t in times if t.edtf and t.grain in CALENDAR})) if times else (),
        not runs.isdisjoint(words_of("known")) and _known().search(words) is not None,
        headline,
        tuple([told for cell in cells if (told := _said(cell, held)) is not None]),
    )


def _place(cell: Cell) -> tuple[int, int, str, str]:
    return cell.span.start, cell.span.end, cell.slot, cell.about


def dates(times: Iterable[TimeRef], held: Held, sentence: Span) -> Iterator[Cell]:
    """A cell for each time on the calendar; one that says when something was said is about "said". A page's head has none."""
    if " | " in sentence.of(held.text):
        return
    for t in times:
        if t.edtf is None or t.grain not in DATED or "/" in t.edtf:
            continue
        start, words = t.span.start, t.span.of(held.text)
        post = held.text[max(0, start - 40) : start].rstrip()
        if _of_hours(words) or (post.endswith(")") and POSTED.search(post)):
            continue
        near = touching(held.cues, Span(max(0, start - SPEAKS), t.span.end + SPEAKS))
        spoken = any(_beside(held.text, c.span, t.span) for c in near) or _frames(held, sentence, t.span)
        clause = BREAK.split(held.text[max(sentence.start, start - AROUND) : start])[-1]
        mood: Polarity = "possible" if _aside(held.text, t.span) else "planned" if _to_come(clause) else "told"
        told = _told_with(clause, held.text[t.span.end : min(sentence.end, t.span.end + AROUND)])
        about = "said" if spoken else "happened"
        yield Cell("date", about, t.span, shown(words), t.edtf, site=told, edtf=t.edtf, mood=mood)


@lru_cache(maxsize=10_000)
def _of_hours(time: str) -> bool:
    return alone("hours").search(time) is not None


AROUND = 90  # characters before and after a time in which its verb or noun stands
BESIDE, ALONE = 3, 8  # words on either side of a time that it may say the day of; where it opens or ends its clause
BREAK = re.compile(
    r"[;:()—–“”\",\s](?:(?<=[;:()—–“”\"])|(?<=,)\s(?:and|but|which|who|while|when|where|after|before|as)\b|"
    r"(?<=\s)(?:but|while|after|before|because)\s)"
)


def _told_with(before: str, after: str) -> tuple[str, ...]:
    """The words that a time stands with and that are no names, folded: 'the visit on Monday' is of a visit. What stands before
    it in its clause, and what after it."""
    first, last = _plain_words(before), _plain_words(BREAK.split(after, maxsplit=1)[0])
    return tuple(sorted({*first[-(BESIDE if last else ALONE) :], *last[: BESIDE if first else ALONE]}))


def _plain_words(words: str) -> list[str]:
    return [t for w in WORD.findall(words) if w[0].islower() and (t := term(w)) is not None]


LOOSE = 3  # words: two small ones between the last of what bounds a time and the time
OWNS, BETWEEN = re.compile(r"[’']s\b"), re.compile(r"\s*(?:on|late|early|in)?\s*")


def _aside(text: str, span: Span) -> bool:
    """Whether a time bounds something, or another thing has its name from it, so that it does not say when what is told was."""
    if OWNS.match(text, span.end) is not None:
        return True
    start = max(0, span.start - 40)
    if _bounds().isdisjoint(LETTERS.findall(text[start : span.start].lower())[-LOOSE:]):
        return False
    return _bound().search(text, start, span.start) is not None


def _to_come(clause: str) -> bool:
    """Whether what a time stands with was yet to come, or never did."""
    low = LETTERS.findall(clause.casefold())
    return not _to_comes().isdisjoint(low) and _coming().search(clause) is not None


@cache
def _to_comes() -> frozenset[str]:
    return rarest(words_of("to come"))


def _frames(held: Held, sentence: Span, when: Span) -> bool:
    """Whether a time stands before who says something and is no part of it: 'On Monday, the harbour master told us that'."""
    said = [x for x in within(held.said, Span(when.end, sentence.end)) if x.attribution.cue]
    first = min(said, key=lambda x: x.span.start, default=None)
    if first is None or held.voice(when) is not None:
        return False
    cue = min(c.start for c in first.attribution.cue)
    return when.end <= cue <= first.span.start and FRAME.search(held.text[when.end : cue]) is None


FRAME = re.compile(r"[;:()—–“”\"]|\s(?:and|but|which|who|while|when|where|after|before|as|because)\s")


def _beside(text: str, cue: Span, when: Span) -> bool:
    """'said on Monday', 'on Monday told'."""
    between = text[min(cue.end, when.end) : max(cue.start, when.start)]
    return len(between) <= 8 and BETWEEN.fullmatch(between) is not None


def occurrences(text: str, said: Iterable[Said]) -> Iterator[Cell]:
    """What somebody says is not so, and what is said before it: 'denied' and 'told'.

    What only points back is about "back" ("denied it"), or "involved" ("denied involvement"); "none" is what says that there
    is none of a thing, its keys are the thing's words ("had received no alert"); "maybe" is what is no more than suggested.
    """
    for at in said:
        a, content = at.attribution, at.span
        parts = content.of(text).split()
        words, cues = " ".join(parts), [c.of(text) for c in a.cue]
        points = _points(words)
        untrue = points and a.stance != "declines" and _untrue().match(words) is not None
        no_such = _no_such().search(words) if " such" in words.casefold() else None
        back = untrue or no_such is not None or (points and _back().fullmatch(words) is not None)
        denied = untrue or any(map(_denies, cues)) or (no_such is not None and _no_such().match(words) is not None)
        if any(map(_turns_down, cues)):
            denied = _claimed().match(words) is not None
            if not denied:
                continue  # a bid, a plan, a way of putting it: turned down, and nothing is said of whether it is so
        if denied and _refused().match(words):
            continue
        if not denied and (a.stance not in (*SAYS, *MAYBE) or FOR.match(words)):
            continue
        none = () if denied or no_such is not None else _none_of(words)
        about = _about(words, denied=denied, back=back, none=bool(none), sure=a.stance in SAYS)
        pointed = about == "involved"
        if len(parts) >= 3 or (denied and about in ("back", "involved")):
            yield Cell(
                "actor" if pointed else "occurrence", about, content, words, "denied" if denied else "told", keys=none,
                mood="denied" if denied else "told", who=a.speaker, attribution_id=a.id,
            )  # fmt: skip


def _about(words: str, *, denied: bool, back: bool, none: bool, sure: bool) -> str:
    """What a saying is about, see `occurrences`."""
    if denied and _involved().fullmatch(words):
        return "involved"
    if back or (denied and _it_is().fullmatch(words)):
        return "back"
    if none:
        return "none"
    return "said" if denied or sure else "maybe"


POINTS = re.compile(r"[“\"‘']?([^\W\d_]+)")
POINTING = frozenset({"it", "they", "them", "this", "that", "these", "those", "the", "such", "any", "all"})


def _points(words: str) -> bool:
    """Whether what is said begins as what `_untrue` or `_back` look for does."""
    first = POINTS.match(words)
    return first is not None and first[1].casefold() in POINTING


@lru_cache(maxsize=10_000)
def _denies(cue: str) -> bool:
    return alone("denies").search(cue) is not None


@lru_cache(maxsize=10_000)
def _goes_against(cue: str) -> bool:
    return _denies(cue) or _turns_down(cue) or alone("goes against").search(cue) is not None


@lru_cache(maxsize=10_000)
def _turns_down(cue: str) -> bool:
    return alone("turns down").search(cue) is not None


def _said(cell: Cell, held: Held) -> Cell | None:
    """The cell with whoever the innermost attribution around its words gives them to; None where that one denies them: 'denied
    that twelve had died' gives no figure, 'said that nobody had died' gives one."""
    if cell.attribution_id is not None:
        return cell
    inner = held.voice(cell.span)
    if inner is None:
        return cell
    if inner.stance == "denies" and cell.slot in GIVEN and any(_goes_against(c.of(held.text)) for c in inner.cue):
        return None
    c = cell  # written out: `replace` takes twice as long, and most cells are somebody's
    return Cell(c.slot, c.about, c.span, c.words, c.value, c.low, c.high, c.bound, c.keys, c.site, c.edtf, c.scope, c.mood,
                inner.speaker, inner.id)  # fmt: skip


@cache
def _known() -> re.Pattern[str]:
    """yes: "the strike", "those two recent raids"; no: "a strike"."""
    return re.compile(
        rf"\b{any_case(('the', 'this', 'that', 'these', 'those'))}\s+(?:\w+\s+){{0,2}}{any_of(words_of('known'))}\b"
    )


@cache
def _claimed() -> re.Pattern[str]:
    """yes: "claims that it was", "the Lantern’s report"; no: "the plan", "criticism of his plan", "the claims as a joke"."""
    goes_on = any_case(("that", "of", "in", "by", "he", "she", "it", "they"))
    return re.compile(rf"(?:[\w’'-]+\s+){{0,4}}?{any_of(words_of('claimed'))}\b(?:\W*$|\s+{goes_on}\b)")


@cache
def _refused() -> re.Pattern[str]:
    """ "denied [his request]", "denied [bail]": refused."""
    return re.compile(rf"(?:[\w’'-]+\s+){{0,4}}?{any_of(words_of('refused'))}\b")


@cache
def _back() -> re.Pattern[str]:
    """yes: "this information", "the report", "it"; no: "the report of a raid on the depot"."""
    led = any_case(("the", "this", "that", "these", "those", "such", "all"))
    return re.compile(
        rf"(?:{any_case(('it', 'this', 'that', 'them'))}|{led}\s+(?:\w+\s+){{0,2}}{any_of(words_of('back'))})\W*"
    )


@cache
def _untrue() -> re.Pattern[str]:
    """yes: "that accusation a fabrication", "this was invented", "the claims were baseless"; no: "the plan was a mistake"."""
    led = any_case(("the", "this", "that", "these", "those", "such", "any"))
    bare = any_case(("it", "this", "that", "they", "these", "those"))
    told = rf"(?:{bare}|{led}\s+(?:\w+\s+){{0,2}}{any_of(words_of('back'))})"
    is_so = r"(?:(?:is|are|was|were|as|to\s+be)\s+)?(?:\w+\s+){0,3}?"
    return re.compile(rf"[“\"‘']?(?:that\s+)?{told}\s+{is_so}[“\"‘']?{any_of(words_of('untrue'))}\b")


@cache
def _it_is() -> re.Pattern[str]:
    """yes: "that they exist", "it had happened"; no: "it was there", "that they fired"."""
    led = any_case(("it", "they", "this", "that", "these", "those", "any of it", "anything of the kind"))
    return re.compile(
        rf"(?:that\s+)?{led}\s+(?:(?:had|has|have|did|ever|was|were|is|are)\s+){{0,3}}{any_of(words_of('so'))}\W*"
    )


@cache
def _involved() -> re.Pattern[str]:
    """yes: "involvement", "any role in the blast", "having anything to do with it"; no: "the role of women"."""
    return re.compile(
        rf"(?:(?:any|all|its|their|his|her|direct)\s+){{0,2}}{any_of(words_of('involved'))}(?:\s+(?:in|for|with|to|of)\b.*)?\W*"
    )


# yes: "that it had received [no alert]", "there was [not a single truck]"; no: "it will take months, with [no end] in sight"
NO = re.compile(
    r"[“\"‘']?(?:[\w’'-]+\s+){0,6}?(?:no|not\s+(?:a\s+single|one))\s+((?:[\w’'-]+\s+)?[\w’'-]+)", re.IGNORECASE
)


def _none_of(words: str) -> tuple[str, ...]:
    """'had received no alert', 'there was not a single truck': the words of what there is none of."""
    low = words.casefold()
    found = NO.match(words) if "no " in low or "not " in low else None
    return tuple([t for t in terms(found[1]) if t[0] != "="]) if found is not None else ()


@cache
def _no_such() -> re.Pattern[str]:
    """ "that [no such] order was given", "giving [any such] order"."""
    return re.compile(r"(?:that\s+|there\s+(?:was|were|is|had\s+been)\s+)*\b(?:no|any)\s+such\b", re.IGNORECASE)


@cache
def _bound() -> re.Pattern[str]:
    """yes: "since [1908]", "ahead of [Tuesday]’s vote", "to mark [May Day]"; no: "on [Tuesday]"."""
    small = any_case(("the", "this", "next", "last", "annual", "late", "early"))
    return re.compile(rf"\b{any_of(words_of('bound'))}\s+(?:{small}\s+){{0,2}}$")


@cache
def _bounds() -> frozenset[str]:
    return frozenset(words.split()[-1] for words in words_of("bound"))


@cache
def _coming() -> re.Pattern[str]:
    """yes: "planned to apply for it [today]", "will meet on [Monday]"; no: "said the will was read on [Monday]"."""
    return re.compile(rf"\b{any_of(words_of('to come'))}\s")
