"""Which state's a body is that the text names without a state: by the capital that it speaks in, or that the report is from.

'In Kalda, the government said', 'the works ministry said' in a report filed from Kalda. Only where the text leaves one state.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from firsthand import lang
from firsthand.model.readings import Mention
from firsthand.model.spans import Span
from firsthand.read.lexicon import listed
from firsthand.read.names.lexicon import POSSESSIVE, key_of
from firsthand.read.speakers.clues import FAR, sentence_end, sentence_start
from firsthand.read.speakers.shapes import Said, Speaker

# matches "the works ministry", "the government"; not "the ministry", which is short for one named before
BODY = re.compile(r"[Tt]he (?P<body>(?:[a-z-]+ ){0,3}(?P<head>[a-z-]+))")
# matches "In Kalda, " and "In the capital Kalda " at a sentence's head
IN = re.compile(r"\W{0,3}In (?:the capital,? )?(?P<where>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}),? ")
# matches "The Norlandic army" at a sentence's head
ACTING = re.compile(r"\W{0,3}(?:The )?(?P<whose>[A-Z][a-z]+) (?P<body>[a-z-]+(?: [a-z-]+)?)")
SEATED = " = the state's that is told of from "
WORD = re.compile(r"[^\W\d_][\w’'.-]*(?: [A-Z][\w’'.-]*)?")


def seated(
    text: str, words: str, whole: Span, mentions: Sequence[Mention], said: Sequence[Said], filed: str | None
) -> Speaker | None:
    """'the works ministry' with its state's adjective; None where a state's own was named before, or no capital tells."""
    found = BODY.fullmatch(words)
    if found is None or not _is_of_state(found["body"], found["head"]):
        return None
    body = found["body"]
    before = next(
        (s.speaker for s in reversed(said) if SEATED in s.speaker.why and body in (s.speaker.name or "")), None
    )
    if before is not None:
        return Speaker("named_organisation", before.name, before.span, before.why)
    start = sentence_start(text, whole.start)
    opening = IN.match(text, start, whole.start)
    where = opening["where"] if opening else None
    if key_of(where or "") not in _capitals():
        near = [m for m in mentions if m.span.end <= whole.start and whole.start - m.span.end < FAR]
        if found["head"] != "ministry" or any(m.kind in ("organisation", "group") and body in m.name for m in near):
            return None
        sentence = text[start : sentence_end(text, whole.end)]
        if (own := _acting(sentence, filed)) is not None:
            return Speaker("named_organisation", f"{own} {body}", whole, f"{words}{SEATED}{own}")
        where = filed if filed and _alone(sentence, filed) else None
    adjective = _capitals().get(key_of(where or ""), ("", ""))[1]
    return Speaker("named_organisation", f"{adjective} {body}", whole, f"{words}{SEATED}{where}") if adjective else None


def _is_of_state(body: str, head: str) -> bool:
    """Whether a state has one such body: not "the ministry", "the provincial government"."""
    parts = body.split(" ")
    return head in listed("seated") and listed("local").isdisjoint(parts) and (len(parts) > 1 or head != "ministry")


def _acting(sentence: str, filed: str | None) -> str | None:
    """The adjective of the one state whose army or government leads a sentence: 'The Norlandic army has moved, the defence
    ministry said'; None in a report from another's capital.
    """
    found = ACTING.match(sentence)
    state = _states().get(key_of(found["whose"])) if found else None
    home = _capitals().get(key_of(filed or ""), (state,))[0]
    own = {s for m in WORD.finditer(sentence) for w in m.group().split(" ") if (s := _states().get(key_of(w)))}
    led = (
        found is not None
        and not listed("seated").isdisjoint(found["body"].split(" "))
        and home == state
        and own == {state}
    )
    return found["whose"] if found is not None and state is not None and led else None


def _alone(sentence: str, filed: str) -> bool:
    """Whether a sentence names no state and no place known to be in one but those of a capital's state."""
    home = _capitals().get(key_of(filed), (None,))[0]
    found = [m.group() for m in WORD.finditer(sentence)]
    named = {_states().get(key_of(words)) for whole in found for words in (whole, whole.split(" ")[0])}
    return home is not None and named <= {None, home}


def _rows() -> Sequence[Sequence[str]]:
    """States: name, other names, capitals, demonyms, places in the news there; each a cell of forms between bars."""
    return lang.get("en").tables.get("countries", ())


@cache
def _capitals() -> dict[str, tuple[str, str]]:
    """State and its adjective by the key of its capital."""
    forms = ((row, form) for row in _rows() for form in row[2].split("|") if form and row[3])
    return {key_of(form): (row[0], row[3].split("|")[0]) for row, form in forms}


@cache
def _states() -> dict[str, str]:
    """States by the keys of their names, capitals, people and places often in the news."""
    return {key_of(form): row[0] for row in _rows() for cell in row for form in cell.split("|") if form}


def state_of(word: str) -> str | None:
    """The state that a name, an adjective or their possessive is of."""
    return _states().get(key_of(POSSESSIVE.sub("", word)))


@cache
def state_of_people(word: str) -> str | None:
    """The state of "Norlandics", "Norlandese": its people by its adjective, with an s where it takes one."""
    own = (
        row[0]
        for row in _rows()
        for form in "|".join(row[3:4]).split("|")
        if form and word == (form if form.endswith(("ese", "ish", "sh", "ch")) else f"{form}s")
    )
    return next(own, None)
