"""How the machine alone does where people decided: what it reads without their judgements, held against these. Pure.

People correct what catches their eye, so these are shares of what they decided, not of all that was written. Intervals are
Wilson's: with few decisions they are wide, and that is what is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from firsthand.eval.figures import Figure, Measured, OnProgress, line
from firsthand.eval.intervals import wilson
from firsthand.eval.scorers import assign, dice, toucher
from firsthand.model.articles import Article
from firsthand.model.judgements import Judgement, in_force
from firsthand.model.readings import Attribution, Mention
from firsthand.model.spans import Anchor, Span, Spans
from firsthand.model.units import Progress, ReadInput, Result
from firsthand.pipeline import STEPS

Read = Callable[[ReadInput], Result]
Tallies = dict[str, list[bool]]  # measure -> right or wrong, one a decision
PLACES = ("source", "addressee", "venue")  # fields that are words in the article
VALUES = ("speaker", "stance", "source_kind", "mode")  # fields that are a value


@dataclass(frozen=True, slots=True)
class Decided:
    """One attribution or name that people decided on, however many judgements speak of it."""

    span: Span
    source: Spans | None  # None: the judgements do not say
    there: bool  # it stands in the text; False: a reading there is wrong
    fields: tuple[
        tuple[str, str | None, Span | None], ...
    ] = ()  # what was set: field, value, its place; the last of each


def measured(
    judged: Iterable[tuple[Article, tuple[Judgement, ...]]], on_progress: OnProgress | None = None
) -> Measured:
    """What the read step as it stands gets right of people's decisions, over all these articles."""
    held = [(article, in_force(decisions)) for article, decisions in judged]
    step = STEPS["read"]
    tallies: Tallies = defaultdict(list)
    for n, (article, decisions) in enumerate(held):
        for name, outcomes in compare(article, decisions, step.work).items():
            tallies[name] += outcomes
        if on_progress is not None:
            on_progress(Progress("judged", n + 1, len(held)))
    figures = tuple(f for about in ("attribution", "name") for f in _figures(about, tallies))
    people = len({j.by for _, decisions in held for j in decisions})
    head = f"read {step.version} alone, on {sum(len(d) for _, d in held)} decisions of {people} people in {len(held)} articles"
    return Measured("judgements", len(held), figures, _words(head, figures, len(tallies["placeless"])))


def compare(article: Article, decisions: Sequence[Judgement], read: Read) -> Tallies:
    """For each measure, which decisions the machine alone gets right: 'attribution there', 'attribution wrong', 'speaker' ..."""
    rows = read(ReadInput(article)).rows
    out: Tallies = defaultdict(list)
    said = [j for j in decisions if j.about == "attribution" and j.act in ("set", "reject", "add", "confirm")]
    named = [j for j in decisions if j.about == "mention" and j.act in ("set", "reject", "add", "confirm")]
    out["placeless"] += [True for j in (*said, *named) if _place(article, j.target) is None]
    _attributions(article, _gathered(article, said), [r for r in rows if isinstance(r, Attribution)], out)
    _names(article, _gathered(article, named), [r for r in rows if isinstance(r, Mention)], out)
    return out


def _gathered(article: Article, decisions: Sequence[Judgement]) -> list[Decided]:
    """Judgements on the same words made one; the last decides."""
    out: list[Decided] = []
    for j in decisions:
        span = _place(article, j.target)
        if span is None:
            continue
        source = _source(article, j)
        at = next((n for n, d in enumerate(out) if d.span == span and _agree(d.source, source)), None)
        held = Decided(span, source, True) if at is None else out[at]
        now = _fields(article, j)
        fields = (*(f for f in held.fields if f[0] not in {name for name, _, _ in now}), *now)
        known = held.source if source is None else source
        new = replace(held, source=known, there=j.act != "reject", fields=fields)
        if at is None:
            out.append(new)
        else:
            out[at] = new
    return out


def _attributions(article: Article, decided: list[Decided], rows: list[Attribution], out: Tallies) -> None:
    touched = toucher(article.text)
    weights = [[_likeness(touched, d, r) for r in rows] for d in decided]
    found = {i: rows[j] for i, j in assign(weights) if weights[i][j] > 0}
    for i, d in enumerate(decided):
        row = found.get(i)
        out["attribution there" if d.there else "attribution wrong"].append((row is not None) == d.there)
        if row is not None and d.there:
            for field, value, place in d.fields:
                if field in PLACES:
                    out[field].append(_same_place(_places(row, field), place))
                elif field in VALUES:
                    out[field].append(_plain(getattr(row, field)) == _plain(value))


def _likeness(touched: Callable[[Spans], frozenset[int]], d: Decided, row: Attribution) -> float:
    """0 unless it is the same attribution: contents at least half alike, and sources that share a word where both are known."""
    alike = dice(touched((d.span,)), touched(row.content))
    if alike < 0.5:
        return 0.0
    if d.source is None:
        return alike
    sources = dice(touched(d.source), touched(row.source))
    return alike + sources / 4 if sources > 0 else 0.0


def _places(row: Attribution, field: str) -> Spans:
    if field == "source":
        return row.source
    place = row.addressee if field == "addressee" else row.venue
    return (place,) if place is not None else ()


def _same_place(have: Spans, wanted: Span | None) -> bool:
    return not have if wanted is None else any(s.overlaps(wanted) for s in have)


def _names(article: Article, decided: list[Decided], rows: list[Mention], out: Tallies) -> None:
    for d in decided:
        met = [m for m in rows if m.span.overlaps(d.span)]
        row = max(
            met, key=lambda m: (min(m.span.end, d.span.end) - max(m.span.start, d.span.start), m.id), default=None
        )
        read = any(m.span == d.span for m in met)
        out["name there" if d.there else "name wrong"].append((row is not None) if d.there else not read)
        if row is None or not d.there:
            continue
        for field, value, _ in d.fields:
            if field in ("kind", "name") and value is not None:
                out[field].append(_plain(getattr(row, field)) == _plain(value))


def _figures(about: str, tallies: Tallies) -> list[Figure]:
    there, wrong = tallies[f"{about} there"], tallies[f"{about} wrong"]
    kept = sum(not right for right in wrong)
    fields = (*PLACES, *VALUES) if about == "attribution" else ("kind", "name")
    shares = [
        (f"{about} R", sum(there), len(there)),
        (f"{about} P", sum(there), sum(there) + kept),
        (f"{about} rejected and gone", len(wrong) - kept, len(wrong)),
        *((f"{field} right", sum(tallies[field]), len(tallies[field])) for field in fields),
    ]
    return [_share(name, hits, n) for name, hits, n in shares if n]


def _share(name: str, hits: int, n: int) -> Figure:
    low, high = wilson(hits, n) or (None, None)
    return Figure(name, hits / n, low, high, n)


def _words(head: str, figures: Sequence[Figure], placeless: int) -> str:
    lines = [head, *(line(f) for f in figures)]
    if not figures:
        lines.append("no decision on attributions or names stands in this record yet")
    if placeless:
        lines.append(f"{placeless} decisions stand on words that are in no article now; left out")
    lines.append(
        "R: of what people confirmed, added or set, read again; P: of that and what they rejected, not rejected."
    )
    lines.append("Shares of what people decided on, not of all that was written.")
    return "\n".join(lines)


def _fields(article: Article, j: Judgement) -> list[tuple[str, str | None, Span | None]]:
    """What a judgement sets: field, value, place. An added name brings its kind as `field` and its name as `value`."""
    if j.act == "add" and j.about == "mention":
        return [("kind", j.field, None), ("name", j.value, None)]
    if j.act != "set" or j.field is None:
        return []
    where = next((at for role, at in j.roles if role == j.field), None)
    return [(j.field, j.value, _place(article, where) if where is not None else None)]


def _source(article: Article, j: Judgement) -> Spans | None:
    """The source a judgement speaks of. An added one without any has none; else, not said is not known."""
    if j.about == "mention" or j.field == "source":
        return None
    where = next((at for role, at in j.roles if role == "source"), None)
    span = _place(article, where) if where is not None else None
    if span is not None:
        return (span,)
    return () if j.act == "add" and where is None else None


def _agree(a: Spans | None, b: Spans | None) -> bool:
    return a is None or b is None or a == b or any(x.overlaps(y) for x in a for y in b)


def _plain(value: str | None) -> str | None:
    return None if value is None else " ".join(value.split()).casefold()


def _place(article: Article, where: Anchor) -> Span | None:
    if where.capture_id != article.capture_id:
        return None
    span = article.offsets.to_article(where.span)
    return span if span is not None and len(span) else None
