"""What each form does: decide, undo, add, answer a review. A form in, decisions out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast, get_args

from firsthand.model.ids import kind_of
from firsthand.model.judgements import FIELDS, About, Act, Judgement
from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef, Quantity, TimeRef
from firsthand.record import Decision, Record, UsageError

Form = dict[str, str]
ANSWERS: dict[str, dict[str, Act]] = {  # what yes and no mean, by what was asked
    "attribution": {"y": "confirm", "n": "reject"},
    "discrepancy": {"y": "confirm", "n": "reject"},
    "name": {"y": "same", "n": "different"},
    "claim": {"y": "same", "n": "different"},
    "event": {"y": "same", "n": "different"},
}
FIRST = ("source_kind", "kind")  # fields that are set before others, since those are judged by them


@dataclass(frozen=True, slots=True)
class Made:
    """What a form came to."""

    judgements: tuple[Judgement, ...]
    redo: bool = True  # whether findings are to be made anew
    back: str | None = None  # where to go; None: where the form came from


def judge(record: Record, form: Form, by: str) -> Made:
    """One button of a form beside a datum: right, wrong, the same, not the same; or its fields, as far as they were changed."""
    act = form.get("act", "")
    if act == "set":
        return _fields(record, form, by)
    if act not in get_args(Act):
        raise UsageError(f"no decision {act or '(none)'} is known; use the buttons of the page")
    ids = [form.get("id", "")]
    if act in ("same", "different"):
        ids.append(record.meant(form.get("other", ""), kind_of(ids[0]) or ""))
    saw = form.get("saw", "")
    value, field = form.get("value") or None, form.get("field") or None
    made = record.decide(cast(Act, act), *ids, by=by, field=field, value=value, saw=saw, run=False)
    return _made(made)


def _fields(record: Record, form: Form, by: str) -> Made:
    """Sets what differs from what stands; a note beside it is kept too. Words that stand nowhere are told before anything is."""
    id_, saw = form.get("id", ""), form.get("saw", "")
    was = _values(record, id_)
    names = [name for name in was if name in form and " ".join(form[name].split()) != (was[name] or "")]
    names.sort(key=lambda name: name not in FIRST)
    if not names and not form.get("note", "").strip():
        raise UsageError("nothing was changed; change a field, or write a note")
    if "speaker" in names and not record.stands(_home(record, id_), form["speaker"]):
        raise UsageError(
            f"“{form['speaker']}” stands nowhere in this article; give words as the article has them: a source is never named"
            " from outside its text"
        )
    made: list[Judgement] = []
    for name in names:
        one = record.decide("set", id_, by=by, field=name, value=form[name], saw=saw, run=False)
        made, saw = [*made, one.judgement], ""  # what it says changed by our own hand
    if form.get("note", "").strip():
        made.append(record.decide("note", id_, by=by, value=form["note"].strip(), saw=saw, run=False).judgement)
    return Made(tuple(made), bool(names))


def _home(record: Record, id_: str) -> str:
    found = record.show(id_)
    return found.article_id if isinstance(found, Attribution) else id_


def _values(record: Record, id_: str) -> dict[str, str | None]:
    """What the fields of a thing say now."""
    found = record.view.one(kind_of(id_) or "", id_) if kind_of(id_) in SETTABLE else None
    match found:
        case Attribution():
            return {x: getattr(found, x) for x in ("source_kind", "speaker", "stance", "mode")}
        case Mention():
            return {"kind": found.kind, "name": found.name}
        case EventMention():
            return {"kind": found.kind, "polarity": found.polarity}
        case TimeRef():
            return {"edtf": found.edtf}
        case PlaceRef():
            return {"gazetteer_id": found.gazetteer_id}
        case Quantity():
            low, high = (None if x is None else f"{x:.10g}" for x in (found.low, found.high))
            return {"low": low, "high": high, "unit": found.unit, "role": found.role}
    if kind_of(id_) == "article":
        article = record.article(id_).article
        return {name: next((d.value for d in article.data if d.kind == name), None) for name in FIELDS["article"]}
    return {}


SETTABLE = ("attribution", "mention", "event_mention", "time", "place", "quantity")


def undo(record: Record, form: Form, by: str) -> Made:
    """Withdraws decisions, the latest first."""
    ids = sorted(form.get("id", "").split(), reverse=True)
    made = [record.undo(id_, by=by, run=False).judgement for id_ in ids]
    past = [record.judgement(id_).judgement for id_ in ids]
    return Made(tuple(made), any(j.act != "note" for j in past))


def add(record: Record, form: Form, by: str) -> Made:
    """A statement or a name that was missed."""
    about: About = "mention" if form.get("about") == "mention" else "attribution"
    nth = form.get("nth", "").strip()
    made = record.add_reading(
        about,
        form.get("id", ""),
        form.get("words", ""),
        by=by,
        source=form.get("source") or None,
        cue=form.get("cue") or None,
        kind=form.get("kind") or None,
        nth=int(nth) if nth.isdecimal() else None,
        run=False,
    )
    return _made(made)


def review(record: Record, form: Form, by: str) -> Made:
    """Yes, no or later to an item of the review queue."""
    kind, answer = form.get("kind", ""), form.get("answer", "")
    ids, saw = [x for x in (form.get("id", ""), form.get("other", "")) if x], form.get("saw", "")
    if kind not in ANSWERS or answer not in ("y", "n", "h"):
        raise UsageError("answer with yes, no or later: y, n or h")
    if answer == "h":
        return Made((record.later(*ids, by=by),), redo=False)
    return _made(record.decide(ANSWERS[kind][answer], *ids, by=by, saw=saw, run=False))


def collect(record: Record, form: Form, by: str) -> Made:
    """Something put into a named set, with a note if one was written."""
    first, last = form.get("from", ""), form.get("to", "")
    at = (int(first), int(last)) if first.isdecimal() and last.isdecimal() and len(first + last) < 20 else None
    made = record.collect(form.get("id", ""), form.get("name", ""), by=by, at=at, note=form.get("note"))
    return Made(made, redo=False)


def _made(made: Decision) -> Made:
    return Made((made.judgement,), made.judgement.act != "note")


ACTS: dict[str, Callable[[Record, Form, str], Made]] = {
    "/judge": judge,
    "/undo": undo,
    "/add": add,
    "/review": review,
    "/collect": collect,
}
