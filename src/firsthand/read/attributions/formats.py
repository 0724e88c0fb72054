"""Attributions by layout: 'Official: base was hit' as a headline, '“We stay.” — Mara Lind' as a pull quote, 'LIND: We stay.'

No labeller learns these well, and the layout decides without one.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.read.attributions.rules import BY, DASHES, LONG_SOURCE, PAUSES, QUOTES, SURE, sentences, subject
from firsthand.read.labels import Relation
from firsthand.read.lexicon import lexicon
from firsthand.read.words import CLOSE_QUOTES, OPEN_QUOTES, Paragraph

SINGLE = frozenset("‘'")
SHORT_LABEL = 6  # words of a headline's source
ASKED = frozenset({"Q", "A"})


def formats(p: Paragraph, already: list[Relation], transcript: bool = False) -> list[Relation]:
    """All readings of the paragraph: those by layout alone, and of the others those that no layout contradicts.

    In a headline and in a transcript the colon decides; in other prose a labeller's reading of the same words stands.
    """
    pulled = _pull_quotes(p)
    if len(pulled) > 1:
        inside = [set(r.content) for r in pulled]
        kept = [r for r in already if any({*r.cue, *r.source, *r.content} <= whole for whole in inside)]
        return [*kept, *pulled]
    made = next((r for r in (_headline(p), *pulled, _turn(p, transcript)) if r), None)
    if made is None:
        return already
    taken = {*made.content, *made.source}
    if p.headline or (transcript and made.cue[0] <= SHORT_LABEL):
        kept = [r for r in already if not taken & set(r.cue) or (not p.headline and set(r.content) < set(made.content))]
        kept = [r for r in kept if not {*made.cue, *made.source} & {*r.cue, *r.content}]
        return [*kept, made]
    if any(taken & set(r.content) for r in already):
        return already
    return [*already, made]


def is_transcript(read: Sequence[Paragraph]) -> bool:
    """Whether an article is written as turns: at least two of its paragraphs begin with a short name and a colon."""
    return sum(_turn(p, True) is not None for p in read) >= 2


def carried(read: Sequence[Paragraph], found: Sequence[Sequence[Relation]]) -> dict[int, tuple[int, int]]:
    """Paragraphs that go on with what was said before: each with the paragraph and the relation whose content they are.

    A quotation left open runs on if the next paragraph opens one anew; and after a colon at a paragraph's end the next
    paragraph's quotation is what was said. Only paragraphs without an attribution of their own.
    """
    out: dict[int, tuple[int, int]] = {}
    for n in range(1, len(read)):
        p, before = read[n], read[n - 1]
        if found[n] or p.headline or before.headline or not p.words or p.words[0] not in OPEN_QUOTES | {'"'}:
            continue
        if n - 1 in out and _left_open(before):
            out[n] = out[n - 1]
        elif found[n - 1] and not found[n - 1][-1].content:
            out[n] = (n - 1, len(found[n - 1]) - 1)
        elif found[n - 1] and (last := _last_said(before, found[n - 1])) is not None:
            out[n] = (n - 1, last)
        elif (leads := _leading_up(before, found[n - 1])) is not None:
            out[n] = (n - 1, leads)
    return out


def led(p: Paragraph, following: Paragraph, already: Sequence[Relation]) -> Relation | None:
    """The voice of 'As an officer recounts:' before a quotation in the next paragraph; its content is empty here."""
    if p.headline or following.headline or len(p.words) < 3 or p.words[-1] != ":":
        return None
    if not following.words or following.words[0] not in OPEN_QUOTES | {'"'}:
        return None
    first, last = sentences(p)[-1]
    taken = {i for r in already for i in r.cue}
    for i in range(last - 2, first, -1):
        cue = lexicon().cues.get(p.words[i])  # as written: a name may look like a verb
        source = subject(p, i, first) if cue is not None and not p.quoted[i] and i not in taken else ()
        if source:
            return Relation((i,), i, source, (), SURE, BY)
    return None


def _leading_up(p: Paragraph, relations: Sequence[Relation]) -> int | None:
    """The relation of a paragraph's last sentence that a colon at the end leads on: 'Lind explained the closing thus:'."""
    if p.words[-1] != ":":
        return None
    first, last = sentences(p)[-1]
    told = [k for k, r in enumerate(relations) if first <= r.root < last and not p.quoted[r.root]]
    return told[-1] if told else None


def _last_said(p: Paragraph, relations: Sequence[Relation]) -> int | None:
    """The relation that a paragraph leaves open."""
    if not _left_open(p):
        return None
    ends = [
        k
        for k, r in enumerate(relations)
        if r.content and max(r.content) >= len(p.words) - 2 and p.quoted[max(r.content)]
    ]
    return ends[-1] if ends else None


def _left_open(p: Paragraph) -> bool:
    """Whether a paragraph ends within a quotation that it does not close."""
    opened = False
    for word in p.words:
        if word in OPEN_QUOTES or (word == '"' and not opened):
            opened = True
        elif word in CLOSE_QUOTES or word == '"':
            opened = False
    return opened


def _headline(p: Paragraph) -> Relation | None:
    """'Official: base was hit', 'Base was hit: official', '“Base was hit” – Delta TV'."""
    if not p.headline or len(p.words) < 5:
        return None
    marks = [i for i, w in enumerate(p.words) if w == ":" or (w in DASHES and i > 2)]
    if len(marks) != 1 or not 0 < marks[0] < len(p.words) - 1:
        return None
    mark = marks[0]
    left, right = tuple(range(mark)), tuple(range(mark + 1, len(p.words)))
    choices = ((left, right), (right, left)) if p.words[mark] == ":" else ((right, left),)
    for source, content in choices:
        if 0 < len(source) <= SHORT_LABEL and len(content) >= 3 and is_party(p, source, content):
            return Relation((mark,), mark, source, content, SURE, BY)
    return None


def is_party(p: Paragraph, words: tuple[int, ...], said: tuple[int, ...]) -> bool:
    """Whether a few words of a headline name someone who says the rest: an outlet, an office, people, or a name."""
    known = lexicon()
    whole = " ".join(p.words[i] for i in words).lower()
    last = p.words[words[-1]].lower()
    if whole in known.labels or (words[0] > 0 and p.words[words[0]].lower() in known.labels):
        return False
    if whole in known.outlets or last in known.anonymous or last in known.documents or last in known.bodies:
        return True
    names = [p.words[i] for i in words]
    if len(words) == 1 and names[0] in known.organisations | known.places:
        return True
    if any(w in known.outlet_words or w in known.organisations for w in names) or names[0] in known.titles:
        return True
    quote = p.words[said[0]] in QUOTES | SINGLE
    return quote and words[0] == 0 and len(words) <= 3 and all(w[0].isupper() for w in names)


def _pull_quotes(p: Paragraph) -> list[Relation]:
    """'“We stay.” — Mara Lind, mayor': quotations that are the whole paragraph, each followed by a dash and a name."""
    found: list[Relation] = []
    start = 0
    while not p.headline and start < len(p.words):
        made = _pull_quote(p, start)
        if made is None:
            return []
        found.append(made)
        start = made.source[-1] + 1
        while start < len(p.words) and p.words[start] == ".":
            start += 1
    return found


def _pull_quote(p: Paragraph, start: int) -> Relation | None:
    """The one that begins at a word, and ends where the next begins."""
    dashes = (
        i
        for i in range(start + 4, len(p.words))
        if p.words[i] in DASHES | {"-"} and p.words[i - 1] in CLOSE_QUOTES | {'"'}
    )
    dash = next(dashes, None)
    if p.words[start] not in QUOTES or dash is None or dash + 1 == len(p.words):
        return None
    end = next((i for i in range(dash + 1, len(p.words)) if p.words[i] in QUOTES), len(p.words))
    while p.words[end - 1] == ".":
        end -= 1
    if not 0 < end - dash - 1 <= LONG_SOURCE or not p.words[dash + 1][0].isupper():
        return None
    return Relation((dash,), dash, tuple(range(dash + 1, end)), tuple(range(start, dash)), SURE, BY)


def _turn(p: Paragraph, transcript: bool) -> Relation | None:
    """'LIND: We stay.', 'Q: Who stays?'; in a transcript 'Mara Lind: We stay.', too."""
    if p.headline or ":" not in p.words[1 : SHORT_LABEL + 1] or len(p.words) < 4:
        return None
    colon = p.words.index(":")
    name = p.words[:colon]
    loud = any(w.isupper() and len(w) > 3 for w in name) or (transcript and len(name) == 1 and name[0] in ASKED)
    plain = transcript and 1 < len(name) <= 4 and " ".join(name).lower() not in lexicon().labels
    if not (loud or plain) or not all(w[0].isupper() or w in {".", "-"} or w in PAUSES for w in name):
        return None
    return Relation((colon,), colon, tuple(range(colon)), tuple(range(colon + 1, len(p.words))), SURE, BY)
