"""Every operation of a record, once: the method of `Record` that answers it, and what faces need to offer it.

The method is the one source of truth: an operation's parameters, their types and defaults, and its words are those of the
method. REST, tools for assistants and `firsthand api` are made from this list; a test counts that each can be reached by all.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

from firsthand.export.cite_forms import FORMS
from firsthand.export.places import Json
from firsthand.model.problems import UsageError
from firsthand.model.readings import MentionKind
from firsthand.record import JUDGED, LONGEST_NAME, ORDERS, REVIEWED, Record
from firsthand.serve.operations import answers, dossiers, shapes, working
from firsthand.serve.operations.shapes import STATUS
from firsthand.serve.operations.told import Told

MOST_NAMES = 200  # of one list; longer ones: `firsthand search --batch`, or the page /batch
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
    "entity_id": ID,
    "event": ID,
    "old": ID,
    "new": ID,
    "query": Meta(
        description='Words, "a phrase", AND OR NOT, outlet: speaker: said: stance: date: and more; empty: all articles',
        max_length=500,
    ),
    "page": Meta(ge=1, le=100_000, description="From 1"),
    "per_page": Meta(ge=1, le=200, description="Rows of a page"),
    "by": Meta(description="Who decides; kept with the decision", min_length=1, max_length=200),
    "since": Meta(description="Of articles published from this day, month or year on", max_length=40),
    "until": Meta(description="Of articles published until this day, month or year", max_length=40),
    "order": Meta(description="Default: by relevance where words are asked for, else newest first"),
    "fold": Meta(description="One row for each family of copies"),
    "described": Meta(description="As texts describe them: Iraqi security source", min_length=1, max_length=500),
    "names": Meta(description="Looked for word for word", min_length=1, max_length=MOST_NAMES),
    "most": Meta(description="Articles told of each name", ge=1, le=200),
    "source": Meta(description="Who says it, in words of the article", max_length=2_000),
    "cue": Meta(description="The words that say that it is said", max_length=2_000),
    "nth": Meta(description="Which, from 1, where the words stand several times", ge=1, le=100_000),
    "words": Meta(description="Words of the article", min_length=1, max_length=20_000),
}
KNOWN_OF: dict[tuple[str, str], Meta] = {  # where the same name says something else
    ("decisions", "by"): Meta(description="Only this person's", max_length=200),
    ("review", "by"): Meta(description="Leave out what this person put off", max_length=200),
    ("review", "kind"): Meta(description="Only things of this kind"),
    ("timeline", "kind"): Meta(description="Only events of this kind, as `kinds` names them", max_length=100),
    ("cite", "at"): Meta(description="Characters of the article's text that are cited, as START-END"),
    ("decide", "at"): Meta(
        description="Characters of the article's text that the value stands on; else they are looked for"
    ),
    ("add_reading", "kind"): Meta(description="Of a name: what it names"),
    ("collection", "name"): Meta(description="As `collections` gives it", min_length=1, max_length=LONGEST_NAME),
    ("outlet", "name"): Meta(description="Exactly as articles' `outlet` gives it", min_length=1, max_length=500),
    ("save_search", "name"): Meta(description="What it is called", min_length=1, max_length=LONGEST_NAME),
    ("forget_search", "name"): Meta(description="What it is called", min_length=1, max_length=LONGEST_NAME),
    ("meant", "words"): Meta(
        description="A party's name, an id, or the address of a page", min_length=1, max_length=500
    ),
}
FACETS = {  # of articles, each written exactly as a facet of `search` gives it
    "outlet": "that this outlet published",
    "declared_source": "that say they are from this source",
    "source_kind": "in which a source of this kind speaks",
    "speaker": "in which this party speaks",
    "place": "that name this place",
    "language": "in this language",
    "has": "that have this: figures, dates ...",
    "capture": "of this capture, by its id",
}
HIDDEN = ("run", "self", "base")  # of a method, what no face offers
NARROWER: dict[tuple[str, str], Any] = {  # than the type that a method gives
    ("decide", "act"): Literal[tuple(JUDGED)],
    ("search", "order"): Literal[ORDERS] | None,
    ("batch", "names"): list[Annotated[str, Meta(max_length=500)]],
    ("cite", "form"): Literal[tuple(FORMS)],
    ("cite", "at"): Annotated[str, Meta(pattern=r"^[0-9]{1,9}-[0-9]{1,9}$")] | None,
    ("add_reading", "about"): Literal["attribution", "mention"],
    ("add_reading", "kind"): MentionKind | None,
    ("meant", "kind"): Literal[working.KINDS_MEANT],
    ("review", "kind"): Literal[REVIEWED] | None,
}


def _characters(given: str | None) -> tuple[int, int] | None:
    """'3-17' gives (3, 17)."""
    if given is None:
        return None
    start, _, end = given.partition("-")
    return int(start), int(end)


READ: dict[tuple[str, str], Callable[[Any], Any]] = {("cite", "at"): _characters}  # into what the method takes


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    type: Any  # with its bounds and words
    default: Any = inspect.Parameter.empty
    several: bool = False  # `*ids`
    listed: bool = False  # a list

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
    by_body: bool = False  # a reading that is asked by JSON, since its question may be long
    linked: bool = False  # the method takes what links begin with
    fixed: Mapping[str, Any] = field(default_factory=dict)  # arguments that this operation always gives

    @property
    def verb(self) -> Verb:
        return "GET" if self.reads_only and not self.by_body else "POST"

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
        if self.linked:
            keywords["base"] = base
        for p in self.parameters:
            value = READ.get((self.method, p.name), _as_given)(getattr(given, p.name))
            if p.several:
                positional += value
            elif spread and p.required and not positional:
                positional.append(value)
            else:
                keywords[self._python(p.name)] = value
        if "article_id" in keywords and not record.texts([keywords["article_id"]]):
            told = f"no article {keywords['article_id']} in this record; search gives ids of those that are"
            raise record.view.missing(told)
        found = getattr(record, self.method)(*positional, **keywords)
        return {**self.tell(Told(record, base, keywords), found), "status": STATUS}

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
    by_body: bool = False,
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
            parameters.append(_parameter(method, p, NARROWER.get((method, p.name), hints[p.name])))
    parameters.sort(key=lambda p: not p.required)
    name = name or method
    told = says or (inspect.getdoc(call) or "").split("\n\n")[0].replace("\n", " ")
    takes, linked = _struct(name, parameters), "base" in hints
    return Operation(
        name, told, method, path, answer, tell, tuple(parameters), takes, reads_only, by_body, linked, fixed
    )


def _as_given(value: Any) -> Any:
    return value


def _parameter(method: str, p: inspect.Parameter, hint: Any) -> Parameter:
    name = p.name.rstrip("_")
    known = KNOWN_OF.get((method, p.name)) or KNOWN.get(name)
    if p.kind is p.VAR_POSITIONAL:
        ids = Annotated[list[Annotated[str, ID]], Meta(min_length=1, max_length=2, description="One id, or two")]
        return Parameter(name, ids, several=True)
    listed = get_origin(hint) is list
    return Parameter(name, _bound(hint, known) if known else hint, p.default, listed=listed)


def _bound(hint: Any, known: Meta) -> Any:
    """A type with its bounds; of one that may be null the bounds are those of the other."""
    kinds = [x for x in get_args(hint) if x is not type(None)]
    if len(kinds) + 1 != len(get_args(hint)) or type(None) not in get_args(hint):
        return Annotated[hint, known]
    return Annotated[Annotated[kinds[0], known] | None, Meta(description=known.description)]


def _facet(name: str) -> Parameter:
    told = f"Only articles {FACETS[name]}; exactly as `facets` gives it"
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
    operation("stands", "/articles/{article_id}/places-of-words", working.FoundWords, working.places),
    operation("entity", "/entities/{id}", shapes.EntityPage, answers.entity),
    operation("dossier", "/entities/{id}/dossier", dossiers.DossierPage, dossiers.dossier),
    operation("names_of", "/entities/{entity_id}/names", working.Names, working.names),
    operation("outlet", "/outlet", dossiers.DossierPage, dossiers.dossier),
    operation("unnamed_kinds", "/unnamed", dossiers.UnnamedKinds, dossiers.unnamed_kinds),
    operation("unnamed", "/unnamed/dossier", dossiers.DossierPage, dossiers.dossier),
    operation("meant", "/meant", working.Meant, working.meant),
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
    operation("timeline", "/timeline", dossiers.TimelinePage, dossiers.timeline),
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
    operation("cite", "/cite/{id}", working.Cited, working.cited),
    operation("batch", "/batch", working.NameHits, working.batch, by_body=True),
    operation("withdrawals", "/withdrawals", working.Withdrawals, working.withdrawals),
    operation("judgements", "/judgements", shapes.Judgements, answers.judgements),
    operation("decisions", "/decisions", working.Decisions, working.decisions),
    operation("history", "/history/{id}", working.History, working.history),
    operation("review", "/review", working.Review, working.review),
    operation("saved_searches", "/searches", working.Searches, working.searches),
    operation("collections", "/collections", working.Collections, working.collections),
    operation("collection", "/collections/one", working.CollectionAnswer, working.collection),
    operation("decide", "/judgements", shapes.Decision, answers.decision, reads_only=False),
    operation("undo", "/judgements/{judgement_id}/undo", shapes.Decision, answers.decision, reads_only=False),
    operation("add_reading", "/articles/{article_id}/readings", shapes.Decision, answers.decision, reads_only=False),
    operation("later", "/review/later", working.JudgementMade, working.put_off, reads_only=False),
    operation("save_search", "/searches", working.SearchMade, working.search, reads_only=False),
    operation("forget_search", "/searches/forget", working.SearchMade, working.search, reads_only=False),
)
# Methods of `Record` that are no operation, by reason. Every other public one has to be: `tests/serve/test_api.py` counts.
NOT_OFFERED: dict[str, tuple[str, ...]] = {
    "keeps, reads anew or checks the whole record: the command line's": (
        *("add", "keep", "run", "rebuild", "close", "verify", "custody", "doctor", "append", "judge", "anchor", "redo"),
        *("waits", "watch", "watched", "unwatch", "poll", "time_stamp"),
    ),
    "writes or reads files of this machine, which no program that can only ask should": (
        *("export", "export_jsonl", "import_jsonl"),
    ),
    "is put together while reading, in the browser or at the command line": ("collect",),
    "takes words out for good: its owner does that, by hand, at the command line": ("plan_withdrawal", "withdraw"),
    "asks a model over the network, or is for the person who did": ("propose", "proposals", "confirm", "drop_proposal"),
    "stands within what `article`, `show`, `search`, `history`, `review` or `withdrawals` answer": (
        *(
            "articles",
            "articles_of",
            "told_in",
            "left_out",
            "page_accounts",
            "texts",
            "attributions",
            "events_of",
            "entities_in",
        ),
        *("capture", "came", "capture_text", "original", "problems", "revisions_of", "judgement", "saw", "saw_each"),
        *("withdrawn_from", "event_mentions", "party", "brief"),
    ),
    "for other parts of the program": (
        "all",
        "chosen",
        "listed",
        "judged",
        "where",
        "view",
        "stamp",
        "unnamed_sources",
    ),
}
BY_NAME: dict[str, Operation] = {x.name: x for x in OPERATIONS}


def named(name: str) -> Operation:
    if name not in BY_NAME:
        raise UsageError(f"no operation {name}; there are: {', '.join(BY_NAME)}")
    return BY_NAME[name]
