"""How many and how much: every number in an article that counts or measures, with its bound, unit, role, scope and change.

Numbers are read in `numbers`, amounts in `quantities_scan`, what the words around say of them in `quantities_context`.
Conventions: "dozens" is 24 and more, "scores" 40, "hundreds" 200 and so on (two of it, open above); "several" 3 to 9, "a few"
3 to 5, "a handful" 3 to 6; "no casualties" is 0; "a soldier was killed" is a tally of one, "a soldier" alone is none; "up to
40" is at most 40; "a third of the crew" is a share of 0.33.
Kinds of changes and bounds after CQE (Almasian et al. 2023).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.model.articles import Article
from firsthand.model.ids import make_id
from firsthand.model.readings import Quantity
from firsthand.model.spans import Span
from firsthand.read.quantities.amount import Amount
from firsthand.read.quantities.asof import as_of
from firsthand.read.quantities.concepts import Runs, concept
from firsthand.read.quantities.context import Context, context
from firsthand.read.quantities.lexicon import Lexicon, lexicon
from firsthand.read.quantities.number_words import Tokens, tokens, words
from firsthand.read.quantities.scan import amounts
from firsthand.read.quantities.single import singles
from firsthand.read.words import Paragraph

NO_ROLE = frozenset({"percent", "currency", "time", "age"})


@dataclass(frozen=True, slots=True)
class Found:
    """One amount with what was said of it; `concept` holds runs of tokens that name what it is of, nearest first."""

    tokens: Tokens
    amount: Amount
    context: Context
    concept: Runs

    @property
    def span(self) -> Span:
        """The number with its bound and unit or counted noun."""
        a = self.amount
        last = a.reach
        return Span(self.tokens.starts[a.start], self.tokens.ends[last - 1])


def read_quantities(article: Article, read: list[Paragraph]) -> tuple[Quantity, ...]:
    """Every quantity of the headline and the prose, in the order of the text, none overlapping another.

    'killing at least 27 people' gives low 27, open above, at_least, unit person, role killed. An article in a language without
    the tables gives nothing.
    """
    code = (article.language or "en").split("-")[0].lower()
    if code != "en":
        return ()
    known = lexicon(code)
    out: list[Quantity] = []
    for p in read:
        if p.words:
            out += [
                _quantity(article, f, known) for f in find(article.text, p.starts[0], p.ends[-1], code) if _shown(f)
            ]
    return tuple(out)


def find(text: str, start: int, end: int, code: str = "en") -> Iterator[Found]:
    """Every amount in a stretch of text, in order: the one core of what articles show and what is measured."""
    known, numbers = lexicon(code), words(code)
    t = tokens(text, start, end)
    plain = amounts(t, known, numbers)
    before: tuple[Amount, Context] | None = None
    named: tuple[Amount, Runs] | None = None
    taken = {n for a in plain for n in range(a.first, a.last)}
    for a in sorted([*plain, *singles(t, plain, known)], key=lambda a: a.start):
        said = context(t, a, known, before)
        if (
            a.kind in ("single", "none")
            and said.role is None
            and not (a.noun and t.low[a.noun.head] in known.nouns and a.kind == "none")
        ):
            continue
        before = (a, said)
        named = (a, concept(t, a, known, taken, named))
        yield Found(t, a, said, named[1])


def _shown(f: Found) -> bool:
    return f.amount.unit is None or f.amount.unit.kind != "label"


def _quantity(article: Article, f: Found, known: Lexicon) -> Quantity:
    a, said, t = f.amount, f.context, f.tokens
    unit = a.unit.name if a.unit else _counted(f, known)
    if unit is not None and a.per is not None:
        unit = f"{unit} per {a.per}"
    of = _of(f)
    low, high = limits(a)
    when = as_of(t, said.as_of, article) if said.as_of else None
    role = None if a.unit and a.unit.kind in NO_ROLE else (said.role[0] if said.role else None)
    named = make_id("quantity", article.id, f.span.start, f.span.end)
    return Quantity(named, article.id, f.span, low, high, a.bound, unit, of, role, when, said.scope, said.change)


def limits(a: Amount) -> tuple[float | None, float | None]:
    """The least and the most, open where the bound is: 'at least 27' is 27 to None, 'under 10' None to 10."""
    if a.bound in ("at_least", "more_than"):
        return a.low, None
    if a.bound in ("at_most", "less_than"):
        return None, a.high if a.high is not None else a.low
    return a.low, a.high


def _counted(f: Found, known: Lexicon) -> str | None:
    """The counted noun in the singular; persons who are named by what befell them ('27 killed') are persons."""
    if f.amount.kind == "part":
        return "share"
    if f.amount.noun is not None:
        name = f.amount.noun.name
        return name if name != "other" else "person" if f.context.role else None
    if f.amount.kind == "none" or (f.context.role or ("", 0))[0] in (
        "killed",
        "wounded",
        "missing",
        "arrested",
        "displaced",
        "abducted",
        "infected",
    ):
        return "person"
    return None


def _of(f: Found) -> Span | None:
    """The words of what is counted; of a measure, the nearest words of what is measured."""
    t, noun = f.tokens, f.amount.noun
    if noun is not None:
        return Span(t.starts[noun.first], t.ends[noun.last - 1])
    if f.amount.unit is None and f.context.role is not None:
        return None  # the words beside say who did it, not who is counted
    return Span(t.starts[f.concept[0][0]], t.ends[f.concept[0][-1]]) if f.concept else None
