"""Readings that lay nothing to anybody: 'people have been writing to ask, so here is what people said to me'."""

from __future__ import annotations

from firsthand.read.labels import Relation
from firsthand.read.lexicon import lexicon, listed
from firsthand.read.names.lexicon import names
from firsthand.read.words import Paragraph

LONG_LABEL = 8  # words of a title behind a colon
LITTLE = 4  # words of a content that may say nothing


def says_nothing(p: Paragraph, r: Relation) -> bool:
    """Whether a reading is of no saying: by its cue, by what would be said, or by whom.

    'they | are not about | the same aircraft', 'said | what', 'argued about | this', 'tells | it differently', and 'who | did
    not wish | to be named', 'has never admitted | to possessing drones', 'No group | has claimed | it', 'agreed with | her';
    not 'denied | it', 'He says he does not know'.
    """
    if _by_nobody(p, r) or _is_label(p, r) or _is_noun(p, r) or _is_adjective(p, r) or _is_own(p, r):
        return True
    if any(p.quoted[i] for i in r.content):
        return False
    cue = [p.words[i].lower() for i in r.cue if p.words[i][0].isalnum() or p.words[i][0] in "'’"]
    said = [p.words[i].lower() for i in r.content if p.words[i][0].isalnum()]
    if not listed("passive").isdisjoint(cue) and all(w in listed("no_cue") for w in cue):
        return True
    if not (listed("negation") | {"no"}).isdisjoint(cue) and not listed("unheard").isdisjoint(cue):
        return True
    if cue[-2:] in (["known", "as"], ["linked", "to"]):
        return True  # 'Oro Vann, also | known as | Abu Narva', 'a channel | linked to | the Front posted'
    if cue[-1:] and cue[-1] in listed("giving") and said[:1] == ["no"] and said[-1] in listed("ground"):
        return True  # 'He | offered | no evidence'
    if not listed("agreeing").isdisjoint(cue) and _is_accord(p, r, cue, said):
        return True
    if "name" in cue and not listed("giving").isdisjoint(cue):
        return True  # 'who | gave only his first name for fear of | losing his job'
    if r.source and p.words[r.source[0]].lower() == "having":
        return True  # 'denied | having received any prior | warning'
    if 0 < len(said) <= LITTLE and _is_empty(cue, said):
        return True
    source = {p.words[i].lower() for i in (*r.source, *(i for i in r.content if i < r.cue[0]))}
    if said[:3] == ["not", "to", "be"] and not listed("unnamed").isdisjoint(said[:5]):
        return True  # 'a senior figure, | asking | not to be quoted by name'
    wishes = bool(source & listed("relative")) and not listed("wishing").isdisjoint(cue)
    return wishes and not listed("unnamed").isdisjoint(said)


def _by_nobody(p: Paragraph, r: Relation) -> bool:
    """Whether nobody said what waits to be said: 'No group has claimed it'; not 'No one expected it'."""
    nobody = bool(r.source) and p.words[r.source[0]].lower() in listed("nobody")
    return nobody and any(p.words[i].lower() in listed("unclaimed") for i in r.cue)


def _is_own(p: Paragraph, r: Relation) -> bool:
    """Whether the writer speaks to the reader: 'My own guess is', 'It is worth recalling', 'which is to say', 'Asked'."""
    cue = [p.words[i].lower() for i in r.cue]
    if r.source:
        words = [p.words[i].lower() for i in r.source]
        own = all(w in listed("own_voice") for w in words) or words[-1] in listed("authorial")
        return (
            own
            or " ".join(cue).endswith("is to say")
            or (cue[-1] == "talks" and p.words[r.cue[-1] + 1 :][:2] == ("the", "way"))
        )
    asked = not listed("passive").isdisjoint(cue) and cue[-1] == "asked"
    return asked or not listed("authorial").isdisjoint(cue) or cue[-1] == "over"


def _is_accord(p: Paragraph, r: Relation, cue: list[str], said: list[str]) -> bool:
    """Whether an agreeing is a bargain or a likeness: 'agreed on | the price', 'This agrees with | what she wrote'; not 'agreed
    with | her', 'agree on | who won'."""
    how = cue[-1] if cue[-1] in listed("with") else said[0] if said and said[0] in listed("with") else None
    if how is None or not said:
        return False
    if how == "with":
        return bool(r.source) and p.words[r.source[-1]].lower() in listed("pro")
    return listed("asked").isdisjoint(said[:2])


def _is_topic(p: Paragraph, r: Relation, opens: str) -> bool:
    """Whether a headline's colon parts its topic from what is told of it: 'The Heron: What We Know', 'Heron: Wreck or Mine?'."""
    asks = p.words[max(r.content)] == "?"
    people = {p.words[i].lower() for i in r.source} & (lexicon().anonymous.keys() | lexicon().bodies)
    titled = p.words[r.source[0]] in names().titles if r.source else False
    return (
        not people
        and not titled
        and (asks or opens in listed("asked") - {"i"})
        and not any(p.quoted[i] for i in r.content)
    )


def _is_label(p: Paragraph, r: Relation) -> bool:
    """Whether a colon only parts a title from what it is of: 'Harbour Trust: | update on the wall'; not 'the wall holds'."""
    said = [p.words[i].lower() for i in r.content if p.words[i][0].isalnum()]
    if p.headline and said and all(p.words[i] == ":" for i in r.cue) and _is_topic(p, r, said[0]):
        return True
    if any(p.words[i] != ":" for i in r.cue) or not 2 < len(said) <= LONG_LABEL or said[1] not in listed("of_what"):
        return False
    return said[0] not in listed("with") and listed("finite").isdisjoint(said) and "to" not in said


def _is_noun(p: Paragraph, r: Relation) -> bool:
    """Whether what was read as a verb is a noun, for a clause on it follows: 'Harl shares, | which are traded in Lesk'."""
    last = max(r.cue)
    after = p.words[last + 1 : last + 3]
    return (
        len(r.cue) == 1
        and len(after) > 1
        and after[0] == ","
        and after[1].lower() in ("which", "whose")
        and last + 2 in r.content
    )


def _is_adjective(p: Paragraph, r: Relation) -> bool:
    """Whether what was read as a verb tells which one is meant: 'the group's | purported | spokesman'."""
    at = r.cue[0]
    led = at > 0 and (p.words[at - 1].lower() in ("a", "an", "the") or p.words[at - 1].endswith(("'s", "’s")))
    return len(r.cue) == 1 and led and not r.source and p.words[at].endswith("ed")


def _is_empty(cue: list[str], said: list[str]) -> bool:
    """Whether what is said is a question word alone, or 'it' beside what makes of it a matter: "about this", "it differently"."""
    if all(w in listed("asked") for w in said) or said[-1] == "which":
        return True
    if any(w in lexicon().cues and lexicon().cues[w].stance != "asserts" for w in cue):
        return False  # "denied this"
    rest = [w for w in said if w not in listed("pro")]
    turned = all(w in listed("matter") or w.endswith("ly") for w in rest)
    return turned and len(rest) < len(said) and (bool(rest) or cue[-1] in listed("matter"))
