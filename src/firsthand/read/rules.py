"""Attributions by rules alone: cue verbs, "according to", quotation marks, and the formats that no labeller learns well.

What a reader sees without any language model, and what `formats` adds with one: 'Official: base was hit' as a headline,
'“We will rebuild.” — Mara Lind' as a pull quote, 'LIND: We will rebuild.' in a transcript.
"""

from __future__ import annotations

from firsthand.read.labels import Relation
from firsthand.read.lexicon import lexicon
from firsthand.read.words import CLOSE_QUOTES, OPEN_QUOTES, Paragraph

BY = "rules 1"
SURE = 0.6  # what a rule's reading is worth beside a labeller's; not measured apart
PAUSES = frozenset(",;:—–―()")
DASHES = frozenset("—–―")
QUOTES = OPEN_QUOTES | CLOSE_QUOTES | {'"'}
SKIPPED = frozenset({"that", ",", ":"})
LONG_SOURCE = 14  # words; a longer "source" is a clause


def by_rules(p: Paragraph) -> list[Relation]:
    """The attributions of one paragraph, in order of their cues."""
    found: list[Relation] = []
    for first, last in _sentences(p):
        for i in range(first, last):
            relation = _phrase(p, i, first, last) or _verb(p, i, first, last)
            if relation and not any(set(relation.cue) & set(r.cue) for r in found):
                found.append(relation)
    return found


def formats(p: Paragraph, already: list[Relation]) -> list[Relation]:
    """All readings of the paragraph: those by layout alone, and of the others those that no layout contradicts.

    In a headline the colon decides; in prose a labeller's reading of the same words stands.
    """
    made = [r for r in (_headline(p), _pull_quote(p), _transcript(p)) if r][:1]
    taken = {i for r in made for i in (*r.content, *r.source)}
    if made and p.headline:
        return [r for r in already if not taken & {*r.content, *r.cue}] + made
    if any(taken & set(r.content) for r in already):
        return already
    return already + made


def relays(p: Paragraph, already: list[Relation]) -> list[Relation]:
    """The second voice of 'Alpha TV reported, citing an army officer': same content, the party cited as source."""
    cited = {i for r in already for i in r.cue}
    found = []
    for i, word in enumerate(p.words):
        if word.lower() not in ("citing", "quoting") or i in cited:
            continue
        host = [r for r in already if p.sentence[r.root] == p.sentence[i] and not set(r.content) & {i}]
        source = _until_pause(p, i + 1, len(p.words))
        if host and source:
            content = tuple(k for k in host[-1].content if k not in source)
            if content:
                found.append(Relation((i,), i, source, content, SURE, BY))
    return found


def _sentences(p: Paragraph) -> list[tuple[int, int]]:
    starts = [i for i in range(len(p.words)) if i == 0 or p.sentence[i] != p.sentence[i - 1]]
    return list(zip(starts, [*starts[1:], len(p.words)], strict=True))


def _phrase(p: Paragraph, i: int, first: int, last: int) -> Relation | None:
    for words, where, _ in lexicon().phrases:
        end = i + len(words)
        if where != "after" or tuple(w.lower() for w in p.words[i:end]) != words or end > last:
            continue
        source = _until_pause(p, end, last)
        rest = [k for k in range(first, last) if not i <= k < end and k not in source]
        return _relation(p, range(i, end), source, rest)
    return None


def _verb(p: Paragraph, i: int, first: int, last: int) -> Relation | None:
    cue = lexicon().cues.get(p.words[i].lower())
    if cue is None or p.quoted[i] or not (cue.strong or any(p.quoted[first:last])):
        return None
    before = p.words[i - 1] if i > first else ""
    if before in QUOTES or (before == "," and i > first + 1 and any(p.quoted[first:i])):
        source = _until_pause(p, i + 1, last)  # “...,” said Mara Lind
        return _relation(p, (i,), source, _said_before(p, first, i))
    source = _subject(p, i, first)
    if not source:
        return None
    earlier = _said_before(p, first, source[0])
    later = _said_after(p, i + 1, last)
    content = earlier if len(earlier) > 2 and (len(later) < 5 or p.words[source[0] - 1] in {",", *QUOTES}) else later
    return _relation(p, (i,), source, content)


def _subject(p: Paragraph, verb: int, first: int) -> tuple[int, ...]:
    start = verb
    while start > first and p.words[start - 1] not in PAUSES and not p.quoted[start - 1] and verb - start < LONG_SOURCE:
        start -= 1
    words = [w.lower() for w in p.words[start:verb]]
    for n, word in enumerate(words):
        if word in ("and", "but", "as", "that", "when", "while") and n == 0:
            start += 1
    end = verb
    while end > start and p.words[end - 1].lower() in ("has", "had", "have", "also", "was", "is", "later", "then"):
        end -= 1
    return tuple(range(start, end))


def _said_before(p: Paragraph, first: int, stop: int) -> list[int]:
    return list(range(first, stop))


def _said_after(p: Paragraph, start: int, last: int) -> list[int]:
    for k in range(start, min(last, start + 12)):
        if p.words[k].lower() == "that" or p.words[k] == ":" or p.words[k] in OPEN_QUOTES:
            return list(range(k + (p.words[k].lower() == "that" or p.words[k] == ":"), last))
    return list(range(start, last))


def _until_pause(p: Paragraph, start: int, last: int) -> tuple[int, ...]:
    end = start
    while end < last and end - start < LONG_SOURCE and p.words[end] not in PAUSES | QUOTES | {".", "!", "?"}:
        end += 1
    return tuple(range(start, end))


def _relation(
    p: Paragraph, cue: range | tuple[int, ...], source: tuple[int, ...], content: list[int]
) -> Relation | None:
    kept = [k for k in content if k not in source and k not in cue]
    while kept and p.words[kept[0]].lower() in SKIPPED:
        del kept[0]
    while kept and p.words[kept[-1]] in {",", ".", *DASHES}:
        kept.pop()
    if not any(p.words[k][0].isalnum() for k in kept) or len(kept) < 2:
        return None
    return Relation(tuple(cue), cue[0], source, tuple(kept), SURE, BY)


def _headline(p: Paragraph) -> Relation | None:
    if not p.headline or p.words.count(":") != 1:
        return None
    colon = p.words.index(":")
    left, right = tuple(range(colon)), tuple(range(colon + 1, len(p.words)))
    for source, content in ((left, right), (right, left)):
        if 0 < len(source) <= 6 and len(content) >= 3 and _is_party(p, source):
            return Relation((colon,), colon, source, content, SURE, BY)
    return None


def _is_party(p: Paragraph, words: tuple[int, ...]) -> bool:
    """Whether a few words of a headline name someone: an outlet, an office, people, or a name the model saw."""
    known = lexicon()
    whole = " ".join(p.words[i] for i in words).lower()
    last = p.words[words[-1]].lower()
    if whole in known.outlets or last in known.anonymous or last in known.documents:
        return True
    named = {i for n in p.names if n.label in ("PERSON", "ORG") for i in range(n.first, n.last)}
    return set(words) <= named or (len(words) == 1 and p.words[words[0]] in known.organisations | known.places)


def _pull_quote(p: Paragraph) -> Relation | None:
    dashes = [i for i, w in enumerate(p.words) if w in DASHES and i > 3 and p.words[i - 1] in CLOSE_QUOTES | {'"'}]
    if p.headline or not p.words or p.words[0] not in QUOTES or not dashes:
        return None
    dash = dashes[-1]
    source = tuple(range(dash + 1, len(p.words)))
    if not 0 < len(source) <= LONG_SOURCE or not p.words[dash + 1][0].isupper():
        return None
    return Relation((dash,), dash, _until_pause(p, dash + 1, len(p.words)), tuple(range(dash)), SURE, BY)


def _transcript(p: Paragraph) -> Relation | None:
    if p.headline or ":" not in p.words[1:5] or len(p.words) < 6:
        return None
    colon = p.words.index(":")
    name = p.words[:colon]
    if not all(w[0].isupper() or w == "." for w in name) or not any(w.isupper() and len(w) > 3 for w in name):
        return None
    return Relation((colon,), colon, tuple(range(colon)), tuple(range(colon + 1, len(p.words))), SURE, BY)
