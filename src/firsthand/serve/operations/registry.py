"""Every operation of a record, once: the method of `Record` that answers it, and what faces need to offer it.

The method is the one source of truth: an operation's parameters, their types and defaults, and its words are those of the
method. REST, tools for assistants and `firsthand api` are made from this list; a test counts that each can be reached by all.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, get_type_hints

import msgspec
from msgspec import Meta

from firsthand.export.places import Json
from firsthand.model.problems import NotInRecord, UsageError
from firsthand.record import JUDGED, Record
from firsthand.serve.operations import answers, shapes
from firsthand.serve.operations.shapes import STATUS
from firsthand.serve.operations.told import Told

DEFAULT_BASE = "http://127.0.0.1:8311"  # where `firsthand serve` answers unless told otherwise
Verb = Literal["GET", "POST"]
Tell = Callable[[Told, Any], Json]

ID = Meta(
    pattern=r"^([a-z]-[a-z0-9-]{1,80}|[0-9a-f]{64})$",
    description="An id as answers give it, such as a-7k2qm4c6txwn5",
    max_length=90,
)
# What a parameter's name says about it, beyond the type that the method gives: bounds, and words for people.
KNOWN: dict[str, Meta] = {
    "id": ID,
    "article_id": ID,
    "judgement_id": ID,
    "old": ID,
    "new": ID,
    "query": Meta(
        description='Words, "a phrase", AND OR NOT, outlet: speaker: kind: language:; empty: all articles',
        max_length=500,
    ),
    "page": Meta(ge=1, le=100_000, description="From 1"),
    "per_page": Meta(ge=1, le=200, description="Rows of a page"),
    "by": Meta(description="Who decides; kept with the decision", min_length=1, max_length=200),
}
FACETS = ("outlet", "language", "source_kind", "speaker", "capture")
HIDDEN = ("run", "self")  # of a method, what no face offers
NARROWER: dict[tuple[str, str], Any] = {("decide", "act"): Literal[tuple(JUDGED)]}  # than the type that a method gives


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    type: Any  # with its bounds and words
    default: Any = inspect.Parameter.empty
    several: bool = False  # `*ids`

    @property
    def required(self) -> bool:
        return self.default is inspect.Parameter.empty


@dataclass(frozen=True, slots=True)
class Operation:
    """One question to the record, or one decision kept in it."""

    name: str
    says: str
    method: str  # of Record
    path: str  # of REST, under /api/v1
    answer: type
    tell: Tell
    parameters: tuple[Parameter, ...]
    takes: type[msgspec.Struct]  # the parameters as one shape, by which they are checked
    reads_only: bool = True
    fixed: Mapping[str, Any] = field(default_factory=dict)  # arguments that this operation always gives

    @property
    def verb(self) -> Verb:
        return "GET" if self.reads_only else "POST"

    def call(self, record: Record, arguments: Mapping[str, Any], base: str = DEFAULT_BASE) -> Json:
        """The answer as JSON can hold it; `base` is what its links begin with."""
        try:
            given = msgspec.convert(dict(arguments), self.takes, strict=False)
        except msgspec.ValidationError as error:
            names = ", ".join(p.name for p in self.parameters) or "none"
            raise UsageError(f"{self.name}: {error}; parameters are: {names}") from error
        positional: list[Any] = []
        keywords = dict(self.fixed)
        spread = any(p.several for p in self.parameters)
        for p in self.parameters:
            value = getattr(given, p.name)
            if p.several:
                positional += value
            elif spread and p.required and not positional:
                positional.append(value)
            else:
                keywords[self._python(p.name)] = value
        if "article_id" in keywords and not record.texts([keywords["article_id"]]):
            raise NotInRecord(f"no article {keywords['article_id']} in this record; search gives ids of those that are")
        found = getattr(record, self.method)(*positional, **keywords)
        return {**self.tell(Told(record, base), found), "status": STATUS}

    def _python(self, name: str) -> str:
        return "id_" if name == "id" else name


def operation(
    method: str,
    path: str,
    answer: type,
    tell: Tell,
    *,
    name: str = "",
    says: str = "",
    reads_only: bool = True,
    **fixed: Any,
) -> Operation:
    """An operation of a method: the parameters that are not `fixed`, and the first paragraph of its words."""
    call = getattr(Record, method)
    hints = get_type_hints(call)
    parameters: list[Parameter] = []
    for p in inspect.signature(call).parameters.values():
        if p.name in HIDDEN or p.name in fixed:
            continue
        if p.kind is p.VAR_KEYWORD:
            parameters += [_facet(facet) for facet in FACETS]
        else:
            parameters.append(_parameter(p, NARROWER.get((method, p.name), hints[p.name])))
    parameters.sort(key=lambda p: not p.required)
    name = name or method
    told = says or (inspect.getdoc(call) or "").split("\n\n")[0].replace("\n", " ")
    return Operation(
        name, told, method, path, answer, tell, tuple(parameters), _struct(name, parameters), reads_only, fixed
    )


def _parameter(p: inspect.Parameter, hint: Any) -> Parameter:
    name = p.name.rstrip("_")
    known = KNOWN.get(name)
    if p.kind is p.VAR_POSITIONAL:
        ids = Annotated[list[Annotated[str, ID]], Meta(min_length=1, max_length=2, description="One id, or two")]
        return Parameter(name, ids, several=True)
    return Parameter(name, Annotated[hint, known] if known else hint, p.default)


def _facet(name: str) -> Parameter:
    told = f"Only articles of this {name.replace('_', ' ')}, written exactly as a facet gives it"
    return Parameter(name, Annotated[Annotated[str, Meta(max_length=500)] | None, Meta(description=told)], None)


def _struct(name: str, parameters: list[Parameter]) -> type[msgspec.Struct]:
    fields: list[Any] = [(p.name, p.type) if p.required else (p.name, p.type, p.default) for p in parameters]
    return msgspec.defstruct(f"{name}_takes", fields, forbid_unknown_fields=True, kw_only=True)


OPERATIONS: tuple[Operation, ...] = (
    operation("search", "/articles", shapes.Articles, answers.articles),
    operation("article", "/articles/{id}", shapes.ArticlePage, answers.article),
    operation("attributions_of", "/articles/{article_id}/attributions", shapes.Attributions, answers.attributions),
    operation("mentions_of", "/articles/{article_id}/mentions", shapes.Mentions, answers.mentions),
    operation("places_of", "/articles/{article_id}/places", shapes.Places, answers.places),
    operation("times_of", "/articles/{article_id}/times", shapes.Times, answers.times),
    operation("quantities_of", "/articles/{article_id}/quantities", shapes.Quantities, answers.quantities),
    operation(
        "event_mentions_of", "/articles/{article_id}/event-mentions", shapes.EventMentions, answers.event_mentions
    ),
    operation("chains_of", "/articles/{article_id}/chains", shapes.Chains, answers.chains),
    operation("claims_of", "/articles/{article_id}/claims", shapes.ArticleClaims, answers.claims),
    operation("entity", "/entities/{id}", shapes.EntityPage, answers.entity),
    operation(
        "found",
        "/events",
        shapes.Events,
        answers.found,
        name="events",
        says="Happenings that articles tell of, those with most articles first, each with its accounts apart.",
        kind="event",
    ),
    operation("event", "/events/{id}", shapes.EventPage, answers.event),
    operation(
        "found",
        "/claims",
        shapes.Claims,
        answers.found,
        name="claims",
        says="What is said, by whoever: claims with those who assert or deny them and how many origins they come from.",
        kind="claim",
    ),
    operation("claim", "/claims/{id}", shapes.ClaimPage, answers.claim),
    operation(
        "found",
        "/discrepancies",
        shapes.Discrepancies,
        answers.found,
        name="discrepancies",
        says="Where accounts part: place, date, number, who, whether at all; both sides are quoted and neither is taken.",
        kind="discrepancy",
    ),
    operation(
        "found",
        "/series",
        shapes.SeriesList,
        answers.found,
        name="counts",
        says="Counted things over time: each point is somebody's figure, and falling totals are flagged.",
        kind="series",
    ),
    operation("series", "/series/{id}", shapes.SeriesPage, answers.series),
    operation("family", "/families/{id}", shapes.FamilyPage, answers.family),
    operation("words", "/words/{old}/{new}", shapes.WordsPage, answers.words),
    operation(
        "show",
        "/show/{id}",
        shapes.Shown,
        answers.shown,
        says="Whatever an id names, as one row of its kind: a capture, article, attribution, chain, statement ...",
    ),
    operation("status", "/status", shapes.RecordStatus, answers.status),
    operation("judgements", "/judgements", shapes.Judgements, answers.judgements),
    operation("decide", "/judgements", shapes.Decision, answers.decision, reads_only=False),
    operation("undo", "/judgements/{judgement_id}/undo", shapes.Decision, answers.decision, reads_only=False),
)
# Methods of `Record` that are no operation, by reason. Every other public one has to be: `tests/serve/test_api.py` counts.
NOT_OFFERED: dict[str, tuple[str, ...]] = {
    "keeps, reads anew or checks the whole record: the command line's": (
        *("add", "run", "rebuild", "close", "verify", "custody", "doctor", "export_jsonl", "append", "judge", "anchor"),
    ),
    "not offered yet": (
        *("add_reading", "batch", "chosen", "cite", "decisions", "dossier", "export", "forget_search", "history"),
        *("import_jsonl", "judgement", "later", "named", "outlet", "plan_withdrawal", "redo", "review", "save_search"),
        *("saved_searches", "saw", "saw_each", "slot_of", "timeline", "unnamed", "unnamed_kinds", "values_of", "waits"),
        *("withdraw", "withdrawals", "withdrawn_from", "called"),
    ),
    "asks a model over the network, or is for the person who did": ("propose", "proposals", "confirm", "drop_proposal"),
    "stands within what `article`, `show` or `search` answer": (
        *("articles", "articles_of", "told_in", "left_out", "texts", "attributions", "events_of", "entities_in"),
        *("capture", "capture_text", "original", "problems", "revisions_of"),
    ),
    "for other parts of the program": ("all", "judged", "where", "view", "stamp", "unnamed_sources"),
}
BY_NAME: dict[str, Operation] = {x.name: x for x in OPERATIONS}


def named(name: str) -> Operation:
    if name not in BY_NAME:
        raise UsageError(f"no operation {name}; there are: {', '.join(BY_NAME)}")
    return BY_NAME[name]
