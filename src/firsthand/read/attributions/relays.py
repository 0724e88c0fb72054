"""Relays within one sentence: 'Delta TV reported, citing an officer, that ...' has two voices for one content.

`relays` adds the voice that a labeller of single cues leaves out; `nested` says which attribution stands inside which.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from firsthand.model.readings import Attribution
from firsthand.model.spans import hull
from firsthand.read.attributions.rules import BY, SURE
from firsthand.read.labels import Relation
from firsthand.read.lexicon import lexicon, listed
from firsthand.read.words import CLOSE_QUOTES, OPEN_QUOTES, Paragraph

PAUSES = frozenset(',;:—–―().!?"') | OPEN_QUOTES | CLOSE_QUOTES
LONG_PARTY = 14  # words; a longer "party" is a clause
LEAST_HELD = 4  # words behind the verb in 'Delta TV, citing an officer, had placed the fire at the pier'
ONE = frozenset({"a", "an", "one"})
ALIKE = 0.8  # Dice of two contents' characters from which they are one content in two voices


def relays(p: Paragraph, already: list[Relation]) -> list[Relation]:
    """The paragraph's relations with both voices of each relay: what was read as cited matter becomes a party."""
    out = list(already)
    low = [w.lower() for w in p.words]
    openings = {words[0] for words, _ in lexicon().relays}
    for i in (k for k, word in enumerate(low) if word in openings):
        for words, role in lexicon().relays:
            if tuple(low[i : i + len(words)]) == words:
                out = _relayed(p, out, i, i + len(words), role)
    for i in range(1, len(low)):
        if low[i] in listed("quoting") and low[i - 1] in listed("relative"):  # 'Delta TV, which quoted an officer'
            out = _relayed(p, out, i - 1, i + 1, "cited")
    return _heard_from(p, low, _reported_in(p, low, _claimed_by(p, low, _told_by(p, low, _as_saying(p, low, out)))))


def nested(a: Attribution, all_: Sequence[Attribution], text: str) -> Attribution:
    """With `inside`: the narrowest attribution whose content holds this one's cue, or that relays this one's content."""
    own = hull((*a.cue, *a.source))
    if own is None:
        return a
    others = [b for b in all_ if b.id != a.id]
    holders = [b for b in others if any(s.contains(own) for s in b.content) and _length(b) > _length(a)]
    if holders:
        return replace(a, inside=min(holders, key=lambda b: (_length(b), b.id)).id)
    # a denial is not had from what it denies
    agree = [b for b in others if (b.stance == "denies") == (a.stance == "denies")]
    told = (b for b in agree if not any(s.contains(b.cue[0]) for s in a.content))  # nor from whom it tells of
    near = [b for b in told if b.source != a.source and _alike(a, b) >= ALIKE and _passes_on(b, a, text)]
    return replace(a, inside=min(near, key=lambda b: (-_alike(a, b), b.id)).id) if near else a


def _relayed(p: Paragraph, held: list[Relation], first: int, end: int, role: str) -> list[Relation]:
    """The relations with the voice added that words [first, end) bring in; unchanged if they bring in none."""
    party = _party(p, end)
    cue = tuple(range(first, end))
    quotes = p.words[end - 1].lower() in listed("quoting") and p.words[party[0]].lower() in ONE if party else False
    if not party or p.quoted[first] or (role == "cited" and not quotes and not _can_speak(p, party)):
        return held  # 'which quoted a deckhand': whoever is quoted, speaks
    if p.words[party[0]].lower() in listed("not_party"):  # 'did not want to be quoted by name'
        return held
    if role == "relayer":
        held = [_own_verb(p, r, cue, party) for r in held]
    held = [_cut_source(r, first, party) if role == "relayer" else _cut_content(p, r, first, party[-1]) for r in held]
    own = [r for r in held if set(r.cue) & set(cue)]
    hosts = [
        r
        for r in held
        if p.sentence[r.root] == p.sentence[first] and r not in own and first not in r.content and r.source
    ]
    near = min(hosts, key=lambda r: abs(r.root - first), default=None)
    content = tuple(k for k in near.content if k not in party) if near else _that_clause(p, party[-1] + 1)
    after = _voice_after(p, first, party) if role == "cited" and near is None and not content else None
    if after is not None:
        voice, content = after
        return [*(r for r in held if r not in own), voice, Relation(cue, first, party, content, SURE, BY)]
    shown = next((k for k in party[1:] if p.words[k].lower() in listed("showing")), None)
    if (
        role == "cited" and shown is not None
    ):  # 'citing reports confirming the presence of': these say something of their own
        party, content, cue = tuple(range(party[0], shown)), _to_stop(p, shown + 1), (*cue, shown)
    wide = [r for r in own if near and set(near.source) <= set(r.content)]  # whoever cites was read as what is cited
    read_so = [r for r in own if r not in wide and set(r.source) & set(party) and set(r.content) & set(content)]
    if not content or read_so:
        beside = near is not None and 0 < first - near.root < LEAST_HELD
        return [replace(r, content=content) if beside and r in read_so and _ragged(r, content) else r for r in held]
    if near is not None and (set(near.source) & set(party) or set(near.cue) & set(cue)):
        return held
    kept = [r for r in held if r not in own]
    sureness = max((r.sureness for r in own), default=SURE)
    added = [Relation(cue, first, party, content, sureness, own[0].by if own else BY)]
    if near is None and role == "cited":
        spoke = _voice_before(p, first)
        if spoke:
            added.append(Relation(*spoke, content, SURE, BY))
    return kept + added


def _ragged(r: Relation, whole: tuple[int, ...]) -> bool:
    """Whether the first words of a content were left out."""
    return len(r.content) < len(whole) and r.content == whole[-len(r.content) :]


def _own_verb(p: Paragraph, r: Relation, cue: tuple[int, ...], party: tuple[int, ...]) -> Relation:
    """'Sources quoted by Delta News | claim': where "quoted by" was read as how the sources speak, it is the verb behind."""
    verb = party[-1] + 1
    of_both = set(r.cue) == set(cue) and {*r.source} & {*party} and min(r.source) < cue[0]
    if not of_both or verb >= len(p.words) or p.words[verb] not in lexicon().cues:
        return r
    return replace(r, cue=(verb,), root=verb, content=tuple(k for k in r.content if k != verb))


def _cut_source(r: Relation, first: int, party: tuple[int, ...]) -> Relation:
    """'according to sources | quoted by Delta TV': what follows 'quoted by' is another voice."""
    kept = tuple(i for i in r.source if i < first)
    return replace(r, source=kept) if kept and {first, *party} & {*r.source} else r


def _cut_content(p: Paragraph, r: Relation, first: int, last: int) -> Relation:
    """'reported | citing a source, that it rained' and 'reported | that it rained, citing a source': the party is no content."""
    if first not in r.content or max(r.cue) > first:
        return r
    behind = [i for i in r.content if i > last and p.words[i][0].isalnum()]
    if max(r.cue) < first and min(i for i in r.content if i > max(r.cue)) == first and behind:
        kept = tuple(i for i in r.content if i < first or i >= behind[0])
    elif not behind and first > 0 and p.words[first - 1] == ",":
        kept = tuple(i for i in r.content if i < first - 1)
    else:
        return r
    return replace(r, content=kept) if kept else r


def _as_saying(p: Paragraph, low: list[str], held: list[Relation]) -> list[Relation]:
    """'Delta TV quoted an officer as saying that ...': the content is Delta TV's, too."""
    out = list(held)
    for i in range(2, len(low) - 1):
        effect = low[i] == "to" and low[i + 1] in ("the", "that", "this") and "effect" in low[i + 2 : i + 4]
        if not effect and (low[i], low[i + 1]) not in (("as", "saying"), ("as", "telling")):
            continue
        verb = next(
            (k for k in range(i - 1, max(-1, i - LONG_PARTY), -1) if low[k] in listed("quoting")),
            None,
        )
        if verb is None:
            continue
        passive = any(low[k] in ("was", "were", "been") for k in range(max(0, verb - 2), verb))
        by = next((k for k in range(verb + 1, i) if low[k] == "by"), None)
        if by is None and passive and low[i + 2 : i + 3] == ["by"]:  # 'was quoted as saying by Delta TV'
            by = i + 2
        saying = [r for r in out if {i, i + 1} & set(r.cue) or verb in r.cue]
        content = saying[0].content if saying else _that_clause(p, i + 2)
        content = tuple(k for k in content if k > i + 1 or k < verb)
        if effect:  # 'quoted an officer to the same effect'
            content = tuple(range(i, low.index("effect", i) + 1))
        outer = (
            (tuple(range(by + 1, i)) if by < i else _party(p, by + 1))
            if passive and by is not None
            else _before(p, verb)
        )
        inner = _before(p, verb - 1) if passive else tuple(range(verb + 1, i))
        if by is not None and by > i:
            content = tuple(k for k in content if k < verb) or content
            inner = saying[0].source if saying and saying[0].source else inner
            out = [r for r in out if by not in r.cue]
        if not content or not inner or not outer or (passive and by is None) or set(outer) & set(content):
            continue
        sureness, name = (saying[0].sureness, saying[0].by) if saying else (SURE, BY)
        out = [r for r in out if r not in saying]
        out.append(Relation((verb,), verb, outer, content, sureness, name))
        how = (verb,) if effect else (i, i + 1)
        out.append(Relation(how, how[-1], inner, content, sureness, name))
    return out


def _told_by(p: Paragraph, low: list[str], held: list[Relation]) -> list[Relation]:
    """'that the Courier had been told by an official that it rained': the official's words, whoever passes them on."""
    out = list(held)
    for i in range(2, len(low) - 4):
        if low[i] not in ("told", "informed") or low[i + 1] != "by" or low[i - 1] not in listed("passive"):
            continue
        party = _party(p, i + 2)
        content = _that_clause(p, party[-1] + 1) if party else ()
        start = i
        while low[start - 1] in listed("passive") | listed("helper") and start > 1:
            start -= 1
        if content and not any(i in r.cue or set(r.content) == set(content) for r in out):
            out.append(Relation(tuple(range(start, i + 1)), i, party, content, SURE, BY))
    return out


def _claimed_by(p: Paragraph, low: list[str], held: list[Relation]) -> list[Relation]:
    """'denied the claim of the port officials that it rained', 'allegations by Kalda that': their words."""
    out = list(held)
    for i in range(1, len(low) - 5):
        if low[i] not in listed("claiming") or p.quoted[i] or low[i + 1] not in ("of", "by", "from"):
            continue
        party = _party(p, i + 2)
        content = _that_said(p, party[-1] + 1) if party else ()
        if content and not any(i in r.cue or set(content) == set(r.content) for r in out):
            out.append(Relation((i,), i, party, content, SURE, BY))
    return out


def _reported_in(p: Paragraph, low: list[str], held: list[Relation]) -> list[Relation]:
    """'denied reports on social media that it rained', 'declined to comment on Kaldan media reports that': the reports' words;
    of 'a report in the Harbour Post that', the outlet's."""
    out = list(held)
    for i in range(1, len(low) - 3):
        if low[i] not in listed("reporting") or p.quoted[i]:
            continue
        that = next((k for k in range(i + 1, min(len(low), i + 6)) if low[k] == "that"), 0)
        start = i
        while start and (p.words[start - 1][0].isupper() or low[start - 1] in listed("press")):
            start -= 1
        led = not listed("press").isdisjoint(low[start:i])
        start -= led and low[start - 1] in ("a", "an", "the")
        outlet = _outlet_behind(p, low, i, that)
        in_media = that > i + 2 and low[i + 1] in ("on", "in") and "media" in low[i:that]
        content = _that_said(p, that) if that and (outlet or led or in_media) else ()
        if not content or any(i in r.cue for r in out):
            continue
        if outlet:
            out = [r for r in out if not (set(content[1:]) <= set(r.content) and _only_prompted(low, r, i))]
        party = outlet or tuple(range(start, i) if led and that == i + 1 else range(i, that))
        out.append(Relation((i,), i, party, content, SURE, BY))
    return out


def _only_prompted(low: list[str], r: Relation, report: int) -> bool:
    """'Her remarks | followed | a report': she is not who says what is reported."""
    return max(r.cue) < report and not listed("prompted_by").isdisjoint(low[max(r.cue) + 1 : report])


def _outlet_behind(p: Paragraph, low: list[str], report: int, that: int) -> tuple[int, ...]:
    """The name in 'report | in the Harbour Post | that', 'report by Delta TV that'; () if none does, or 'that accused'."""
    at, verb = report + 2, low[that + 1] if that + 1 < len(low) else ""
    if that <= at or low[report + 1] not in ("in", "by", "on", "from"):
        return ()
    if verb in lexicon().cues or verb in listed("finite") or verb.endswith("ed"):
        return ()
    named = all(p.words[k][0].isupper() for k in range(at + (low[at] == "the"), that))
    return tuple(range(at, that)) if named and low[that - 1] not in listed("time") else ()


def _heard_from(p: Paragraph, low: list[str], held: list[Relation]) -> list[Relation]:
    """'we learned today from the port office that it rained', 'he had the figure from the guards': theirs from whom it is."""
    out = list(held)
    for i in range(1, len(low) - 3):
        by = next((k for k in range(i + 1, min(len(low), i + 5)) if low[k] == "from"), 0)
        if not by or p.quoted[i] or low[i] not in listed("hearing_of") or p.sentence[i] != p.sentence[by]:
            continue
        party = _party(p, by + 1)
        if not party or not _can_speak(p, party):
            continue
        told = _that_said(p, party[-1] + 1)
        matter = tuple(range(i + 1, by)) if low[i + 1] in ("the", "this", "that") and by > i + 2 else ()
        content = told or matter
        if content:
            out = [r for r in out if not (told and i in r.cue)]
            out.append(Relation((i, by), i, party, content, SURE, BY))
    return out


def _that_said(p: Paragraph, at: int) -> tuple[int, ...]:
    """What a "that" at a word leads, up to the next pause; () if none stands there."""
    if at >= len(p.words) or p.words[at].lower() != "that":
        return ()
    whole = _to_stop(p, at)
    end = next((k for k in whole if p.words[k] in {",", ";"} and not p.quoted[k]), None)
    return tuple(k for k in whole if end is None or k < end)


def _party(p: Paragraph, start: int) -> tuple[int, ...]:
    end = start
    while (
        end < len(p.words)
        and p.words[end] not in PAUSES
        and p.words[end].lower() not in listed("party_end")
        and end - start < LONG_PARTY
        and not (end > start and p.words[end - 1][0].isupper() and (p.words[end] in lexicon().cues or _dated(p, end)))
    ):
        end += 1  # 'quoted by Delta TV | claim that', 'reported by Delta TV | on Friday'
    return tuple(range(start, end)) if end - start < LONG_PARTY else ()


def _dated(p: Paragraph, at: int) -> bool:
    """Whether 'on Friday', 'last week' begins at a word."""
    low = [w.lower() for w in p.words[at : at + 2]]
    return low[1:] != [] and low[0] in ("on", "late", "early", "last") and low[1] in listed("time") | listed("week")


def _can_speak(p: Paragraph, party: tuple[int, ...]) -> bool:
    """Whether cited words name someone or something that says things: people, an outlet, a document; not 'fears'."""
    known = lexicon()
    low = [p.words[i].lower() for i in party]
    if any(w in known.anonymous or w in known.documents or w in known.outlet_heads or w in known.bodies for w in low):
        return True
    named = [p.words[i] for i in party if p.words[i][0].isupper()]
    return len(named) * 2 >= len(party) and " ".join(low) not in known.cues


def _that_clause(p: Paragraph, start: int) -> tuple[int, ...]:
    """', that ...' or ': “...”' up to the sentence's end."""
    at = start
    while at < len(p.words) and p.words[at] in {",", ":"}:
        at += 1
    if at == start and (at >= len(p.words) or p.words[at].lower() != "that"):
        return ()
    if at >= len(p.words) or not (p.words[at].lower() == "that" or p.words[at] in OPEN_QUOTES | {'"'}):
        return ()
    return _to_stop(p, at)


def _to_stop(p: Paragraph, at: int) -> tuple[int, ...]:
    """From a word to its sentence's end, without the full stop; () if that is too short to say anything."""
    end = at
    while end < len(p.words) and p.sentence[end] == p.sentence[at]:
        end += 1
    while end > at and p.words[end - 1] in {".", ","} and not p.quoted[end - 1]:
        end -= 1
    return tuple(range(at, end)) if end - at > 2 else ()


def _voice_before(p: Paragraph, i: int) -> tuple[tuple[int, ...], int, tuple[int, ...]] | None:
    """Cue, root and source of the verb before 'citing': 'Delta TV reported on Monday, citing'."""
    for k in range(i - 1, max(-1, i - 8), -1):
        cue = lexicon().cues.get(p.words[k].lower())
        if cue is not None and cue.strong and not p.quoted[k] and p.sentence[k] == p.sentence[i]:
            source = _before(p, k)
            return ((k,), k, source) if source else None
    return None


def _voice_after(p: Paragraph, first: int, party: tuple[int, ...]) -> tuple[Relation, tuple[int, ...]] | None:
    """'Delta TV, citing an officer, had placed the fire at the pier': the verb behind, and what it holds."""
    at = party[-1] + 1
    if first == 0 or p.words[first - 1] != "," or at + 1 >= len(p.words) or p.words[at] != ",":
        return None
    verb = at + 1
    while verb < len(p.words) and p.words[verb].lower() in listed("helper"):
        verb += 1
    source = _before(p, first - 1)
    content = _to_stop(p, verb + 1) if verb + 1 < len(p.words) else ()
    says = verb < len(p.words) and (p.words[verb].lower() in lexicon().cues or p.words[verb].endswith("ed"))
    if not source or not says or len(content) < LEAST_HELD:
        return None
    if p.words[content[0]].lower() in listed("clause"):
        content = content[1:]
    return Relation((verb,), verb, source, content, SURE, BY), content


def _before(p: Paragraph, verb: int) -> tuple[int, ...]:
    """The words before a verb back to a pause or the sentence's start: its subject."""
    start = verb
    while start > 0 and p.words[start - 1] not in PAUSES and p.sentence[start - 1] == p.sentence[verb]:
        if p.words[start - 1].lower() in ("that", "but", "while"):
            break
        start -= 1
    end = verb
    while end > start and p.words[end - 1].lower() in listed("helper") | listed("passive"):
        end -= 1
    return tuple(range(start, end)) if end - start < LONG_PARTY else ()


def _passes_on(outer: Attribution, inner: Attribution, text: str) -> bool:
    """Whether of two voices for one content the first has it from the second: by the cue, the kind, then the order."""
    roles = [_role(a, text) for a in (outer, inner)]
    if roles[0] != roles[1]:
        return "cited" in roles[1:] or roles[0] == "relayer"
    if (outer.source_kind == "media_outlet") != (inner.source_kind == "media_outlet"):
        return outer.source_kind == "media_outlet"
    return inner.cue > outer.cue


def _role(a: Attribution, text: str) -> str:
    cue = " ".join(s.of(text).lower() for s in a.cue)
    words = cue.split(" ")
    if cue == "as saying" or (words[0] in listed("relative") and words[-1] in listed("quoting")):
        return "cited"
    return next((r for words, r in lexicon().relays if cue == " ".join(words)), "")


def _alike(a: Attribution, b: Attribution) -> float:
    shared = sum(max(0, min(s.end, t.end) - max(s.start, t.start)) for s in a.content for t in b.content)
    return 2 * shared / (_length(a) + _length(b))


def _length(a: Attribution) -> int:
    return sum(map(len, a.content))
