"""Withdrawing: what would go, told before it goes; then all of it in one transaction.

An original goes whole, or a copy of it is kept with words cut out, each character replaced, so that every place of every
judgement and article stays where it is. The capture keeps its id: the sha256 of the bytes as they were received.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from sqlalchemy import Connection, select

from firsthand.model.articles import Article, Capture
from firsthand.model.findings import Entity
from firsthand.model.problems import UsageError
from firsthand.model.spans import Span
from firsthand.model.withdrawals import WithdrawnKind
from firsthand.store import ask, sought, transcripts
from firsthand.store import tables as t
from firsthand.store.sought import Sought, Words
from firsthand.store.withdrawn import Decode, Page, cut_page, page_of

LINE = 5  # words: a shorter line of an article is cut where it stands, and not looked for in the rest of its page
AROUND = 30  # characters shown beside what would be cut


@dataclass(frozen=True, slots=True)
class Names:
    """The ways in which a person is written: `parts` (a last name) count only on pages that hold a whole one."""

    whole: tuple[Words, ...]
    parts: tuple[Words, ...]

    @property
    def sought(self) -> Sought:
        return Sought.of(self.whole, self.parts)


@dataclass(frozen=True, slots=True)
class PageCut:
    """What would become of one capture: it goes whole (`page` None), or words of it do."""

    capture: Capture
    before: str  # its text now
    page: Page | None
    articles: tuple[str, ...]  # ids of those that would be gone


@dataclass(frozen=True, slots=True)
class Plan:
    """What a withdrawal would take, made without changing anything."""

    kind: WithdrawnKind
    target: str  # the id; of a person the name as given, which is not kept
    pages: tuple[PageCut, ...]
    names: Names | None = None
    copies: tuple[str, ...] = ()  # articles that hold words of what goes, and stay

    @property
    def captures(self) -> dict[str, PageCut]:
        return {p.capture.id: p for p in self.pages}


def plan_id(c: Connection, id_: str, decode: Decode) -> Plan:
    """What goes with a capture or an article. An article that is alone in its capture takes it along."""
    if len(id_) == 64:
        return Plan("capture", id_, (_whole(c, id_),), copies=_copies(c, ask.article_ids(c, _in(id_))))
    if not id_.startswith("a-"):
        raise UsageError(f"{id_}: withdraw takes captures (sha256), articles (a-...), or --person NAME")
    article = ask.article(c, id_)
    together = ask.article_ids(c, _in(article.capture_id))
    page = _whole(c, article.capture_id) if together == [id_] else _without(c, article, decode)
    return Plan("article", id_, (page,), copies=_copies(c, page.articles))


def plan_person(c: Connection, name: str, also: Sequence[str], decode: Decode) -> Plan:
    """What goes with a person's name: on every page that holds it the name, and the words that she is said to have said."""
    names = _names(c, name, also)
    found = names.sought
    pages = []
    for id_ in c.execute(select(t.capture.c.id).order_by(t.capture.c.id)).scalars().all():
        capture = ask.capture(c, id_)
        text = transcripts.text_of(c, capture, decode)
        in_address = any(found.stands_in(x) for x in (capture.path, capture.url or ""))
        if found.stands_in(text):
            pages.append(_unnamed(c, capture, text, names, decode))
        elif in_address:
            page = page_of(capture, text, (), decode)
            pages.append(PageCut(capture, text, page, () if page else tuple(ask.article_ids(c, _in(id_)))))
    return Plan("person", name, tuple(pages), names)


def words_cut(page: PageCut) -> Iterator[str]:
    """What would be cut, each with some characters around it."""
    for span in page.page.cut.spans if page.page else ():
        around = Span(max(0, span.start - AROUND), min(len(page.before), span.end + AROUND))
        here = span.of(page.before)
        yield " ".join(f"{page.before[around.start : span.start]}[{here}]{page.before[span.end : around.end]}".split())


def _in(capture_id: str) -> ask.Where:
    return t.article.c.capture_id == capture_id


def _read(c: Connection, capture_id: str, decode: Decode) -> tuple[Capture, str]:
    capture = ask.capture(c, capture_id)
    return capture, transcripts.text_of(c, capture, decode)


def _whole(c: Connection, capture_id: str) -> PageCut:
    capture = ask.capture(c, capture_id)
    return PageCut(capture, "", None, tuple(ask.article_ids(c, _in(capture_id))))


def _without(c: Connection, article: Article, decode: Decode) -> PageCut:
    """A page without one of its articles: its block goes blank, its data and lines are cut wherever else they stand."""
    capture, text = _read(c, article.capture_id, decode)
    html = capture.is_html
    now = sought.blank(text, article.region, html=html)
    runs = (Span(r.capture_start, r.capture_end) for r in article.offsets.runs)
    data = (d.capture_span for d in article.data if d.capture_span is not None)
    shared = _shared(c, article)
    outside = [s for s in chain(runs, data) if not article.region.contains(s) and not any(map(s.overlaps, shared))]
    titles = [w for d in article.data if d.kind == "title" and len(w := sought.words(d.value)) > 1]
    lines = Sought.of([*titles, *(w for w in map(sought.words, article.text.split("\n")) if len(w) >= LINE)])
    page = cut_page(capture, now, lines, tuple(outside), decode, spared=tuple(shared))
    if page is None:
        return _whole(c, capture.id)
    cut = replace(page.cut, spans=sought.merged([*page.cut.spans, article.region]))
    return PageCut(capture, text, replace(page, cut=cut), (article.id,))


def _shared(c: Connection, article: Article) -> list[Span]:
    """The blocks of the other articles of its page, and what they say of themselves elsewhere."""
    others = ask.articles_by_id(c, [x for x in ask.article_ids(c, _in(article.capture_id)) if x != article.id])
    own = (d.capture_span for o in others for d in o.data if d.capture_span is not None)
    return [*(o.region for o in others), *own]


def _copies(c: Connection, gone: Iterable[str]) -> tuple[str, ...]:
    """Articles of the families of those that go."""
    families = [ask.family_of(c, id_) for id_ in gone]
    return tuple(sorted({x for f in families if f for x in f.articles} - set(gone)))


# Persons


def _names(c: Connection, name: str, also: Sequence[str]) -> Names:
    """The name, and the fuller forms of it that lead to the same persons in the record; their last names as parts."""
    given = [w for w in map(sought.words, (name, *also)) if w]
    if not given or not sought.words(name):
        raise UsageError(f"{name!r} holds no name: give it as it is written, such as --person 'Leena Kask'")
    keys = {w for e in _bearers(c, given) for w in map(sought.words, (*e.keys, *(n for n, _ in e.held)))}
    forms = [*given, *sorted(w for w in keys if len(w) > 1 and _likely(w, given))]
    whole = tuple(dict.fromkeys(w for form in forms for w in sought.ways(form)))
    parts = tuple(sorted({form[-1:] for form in forms if len(form) > 1} - set(whole)))
    return Names(whole, parts)


def _bearers(c: Connection, given: Sequence[Words]) -> list[Entity]:
    held = select(t.entity_name.c.entity_id, t.entity_name.c.name)
    ids = {id_ for id_, name in c.execute(held) if sought.words(name) in given}
    persons = (e for some in ask.batches(sorted(ids)) for e in ask.entities(c, t.entity.c.id.in_(some)))
    return [e for e in persons if e.kind == "person"]


def _likely(form: Words, given: Sequence[Words]) -> bool:
    """Whether a form of several words has a word of the name: people may have joined what is no form of it."""
    return any(set(form) & set(name) for name in given)


def _unnamed(c: Connection, capture: Capture, text: str, names: Names, decode: Decode) -> PageCut:
    articles = ask.articles_by_id(c, ask.article_ids(c, _in(capture.id)))
    own = [(a, s) for a in articles for s in _said(c, a, names)]
    said = (sought.words(s.of(a.text)) for a, s in own)
    more = tuple(s for a, words in own for s in a.offsets.stretches(words))
    found = Sought.of((*names.whole, *(w for w in said if len(w) >= LINE)), names.parts)
    page = cut_page(capture, text, found, more, decode)
    return PageCut(capture, text, page, () if page else tuple(a.id for a in articles))


def _said(c: Connection, article: Article, names: Names) -> Iterator[Span]:
    """The places of an article that are hers: her names, what she is said to have said, and how she is called as its source."""
    hers = {*names.whole, *names.parts}
    for m in ask.mentions(c, article.id):
        if m.kind == "person" and sought.words(m.name) in hers:
            yield m.span
    for a in ask.attributions(c, article.id):
        if a.speaker and sought.words(a.speaker) in hers:
            yield from (*a.source, *a.content)
