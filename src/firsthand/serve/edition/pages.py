"""The pages of an edition: what each shows, in the shapes that templates need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby
from typing import Any

from firsthand.export import cite_forms
from firsthand.export.cite import cited
from firsthand.export.links import BASE
from firsthand.export.links import Links as Permalinks
from firsthand.export.shown import value_of
from firsthand.model.articles import Article, Capture
from firsthand.model.findings import Claim, Discrepancy, Event, Family, Series
from firsthand.model.ids import kind_of
from firsthand.model.readings import Attribution
from firsthand.model.spans import Span
from firsthand.record import ArticlePage, Dossier, FoundPage, UnnamedKind, called_by
from firsthand.serve import decided, drawn
from firsthand.serve.dossiers import dossier_shown
from firsthand.serve.edition.excerpts import Excerpted, anchors, excerpted, excerpts
from firsthand.serve.edition.fitted import fitted
from firsthand.serve.edition.links import Links, anchor_of
from firsthand.serve.edition.part import Part
from firsthand.serve.findings import (
    LETTERS,
    Quoted,
    Row,
    chain_steps,
    claim_shown,
    differing,
    event_shown,
    quoted,
    rows_shown,
    series_shown,
)
from firsthand.serve.marks import Noted, paragraphs
from firsthand.serve.shown import direction, link, noted, statements
from firsthand.serve.timeline import timeline_shown

FEW = 12  # findings of one kind named beside an article
UNSHOWN = ("furniture", "tag", "category")  # parts of an article that the reader's page leaves out too
LISTS = (
    ("/articles", "articles", "Articles, by day"),
    ("/events", "events", "Events, as reported"),
    ("/claims", "claims", "Claims, as reported"),
    ("/differences", "differences", "Where accounts part"),
    ("/series", "counts", "Counted over time"),
    ("/parties", "parties", "Who speaks, and through whom"),
    ("/unnamed", "unnamed", "Unnamed sources"),
    ("/families", "copies", "The same words in several articles"),
    ("/t", "times", "Times and places"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """One file of an edition."""

    file: str
    template: str
    values: dict[str, Any]
    kind: str = ""  # how a search names it; empty: not searched
    title: str = ""
    told: str = ""  # what a search says of it beside its title
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in a list."""

    id: str
    title: str
    outlet: str | None
    published: str
    language: str | None
    source: str | None
    republisher: str | None


class Pages:
    """All pages of a part of a record, in an order that is always the same. Articles come last: others ask for their words."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.events, self.claims, self.families = part.events(), part.claims(), part.families()
        self.differences, self.counts = part.discrepancies(), part.series()
        self.parties, self.outlets, self.unnamed = part.parties(), part.outlets(), part.unnamed()
        self.articles = [self._listed(part.shown.article(id_)) for id_ in part.ids]  # by day
        self.rows = {
            "event": self._rows("event", self.events),
            "claim": self._rows("claim", self.claims),
            "discrepancy": self._rows("discrepancy", self.differences),
            "series": self._rows("series", self.counts),
        }
        self.row = {r.address: r for some in self.rows.values() for r in some}
        self.articles.sort(key=lambda a: (a.published or "9", a.outlet or "", a.title, a.id))
        self.told_in = self._told_in()
        self.files = self._files()
        self.links = Links(self.files, map(part.shown.article, part.ids))
        self.shown, self.words = 0, 0  # words of articles: in excerpts, and in all
        self.judged = bool(part.record.judgements())

    def _listed(self, article: Article) -> Listed:
        return Listed(
            id=article.id,
            title=article.title or "Without a headline",
            outlet=value_of(article, "outlet"),
            published=value_of(article, "published") or "",
            language=article.language,
            source=value_of(article, "declared_source"),
            republisher=value_of(article, "republisher"),
        )

    def _rows(self, kind: str, found: list[Any] | tuple[Any, ...]) -> tuple[Row, ...]:
        articles = {(id_ := called_by(x).article_id): self.part.shown.article(id_) for x in found}
        page = FoundPage(kind, 1, max(1, len(found)), len(found), tuple(found), tuple(articles.values()))
        return fitted(rows_shown(page))

    def _told_in(self) -> dict[str, dict[str, list[Row]]]:
        """By article the events, claims and differences that it shares with others."""
        found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        homes = {
            "event": [{a for x in e.accounts for a in x.articles} for e in self.events],
            "claim": [{m.article_id for m in c.members} for c in self.claims],
            "discrepancy": [{v.article_id for v in d.values} for d in self.differences],
            "series": [{p.article_id for p in s.points} for s in self.counts],
        }
        for kind, several in homes.items():
            for row, articles in zip(self.rows[kind], several, strict=True):
                for id_ in articles if len(articles) > 1 else ():
                    if len(found[id_][kind]) < FEW:
                        found[id_][kind].append(row)
        return found

    def held(self) -> dict[str, int]:
        """How many of each there are."""
        return {
            "articles": len(self.articles),
            "events": len(self.events),
            "claims": len(self.claims),
            "differences": len(self.differences),
            "counts": len(self.counts),
            "parties": len(self.parties) + len(self.outlets),
            "unnamed": len(self.unnamed),
            "copies": len(self.families),
            "times": len(self.events),
        }

    def _files(self) -> dict[str, str]:
        """The file of each address that `serve` has."""
        found = {"/": "index.html"}
        found |= {address: f"{name}.html" for address, name, _ in LISTS if self.held()[name]}
        found |= {f"/look/{name}": f"look/{name}" for name in LOOK}
        ids: list[tuple[str, str]] = [("a", id_) for id_ in self.part.ids]
        ids += [(letter, x.id) for letter, some in self._findings() for x in some]
        ids += [("e", party.id) for party, _ in self.parties]
        found |= {f"/{letter}/{id_}": f"{letter}/{id_}.html" for letter, id_ in ids}
        found |= {link("/o", name=name): f"o/{_hash(name)}.html" for name in self.outlets}
        return found | {link("/u", name=kind.name): f"u/{_hash(kind.name)}.html" for kind, _ in self.unnamed}

    def _findings(self) -> Iterator[tuple[str, list[Any]]]:
        yield "v", self.events
        yield "k", self.claims
        yield "d", list(self.differences)
        yield "n", list(self.counts)
        yield "f", self.families

    # Pages

    def all(self) -> Iterator[Page]:
        """Every page but the first, which tells what they are."""
        yield from map(self._event, self.events)
        yield from map(self._claim, self.claims)
        yield from map(self._difference, self.differences)
        yield from map(self._series, self.counts)
        yield from map(self._family, self.families)
        yield from self._dossiers()
        yield from self._lists()
        for n, listed in enumerate(self.articles):
            yield self._article(listed, n)

    def _event(self, event: Event) -> Page:
        page = self.part.event_page(event)
        shown = fitted(event_shown(page))
        values = {"page": page, "shown": shown, "marks": self.marks(event.id)}
        return self._page("v", event.id, "one_event.html", values, "event", shown.words, shown.counts[0][0])

    def _claim(self, claim: Claim) -> Page:
        page = self.part.claim_page(claim)
        shown = fitted(claim_shown(page))
        whole = len(self.part.record.claim(claim.id).claim.members)
        values = {"page": page, "shown": shown, "told": whole, "marks": self.marks(claim.id)}
        return self._page(
            "k", claim.id, "one_claim.html", values, "claim", shown.words, f"told {len(claim.members)} times"
        )

    def _difference(self, found: Discrepancy) -> Page:
        articles = {v.article_id: self.part.shown.article(v.article_id) for v in found.values}
        shown = fitted(differing((found,), articles))
        row = self.row[f"/d/{found.id}"]
        values = {"found": found, "shown": shown, "marks": self.marks(found.id)}
        return self._page("d", found.id, "one_difference.html", values, "difference", row.quoted, row.told)

    def _series(self, series: Series) -> Page:
        page = self.part.series_page(series)
        drawing, rows = series_shown(page)
        values = {"page": page, "drawing": drawing, "rows": fitted(rows), "marks": self.marks(series.id)}
        row = self.row[f"/n/{series.id}"]
        return self._page("n", series.id, "one_series.html", values, "count", row.quoted, row.told)

    def _family(self, family: Family) -> Page:
        page = self.part.family_page(family)
        first = quoted(page.articles[0], Span(0, 0))
        values = {"page": page, "articles": {a.id: a for a in page.articles}, "marks": decided.NONE}
        called = replace(first, words=first.title)
        return self._page("f", family.id, "one_family.html", values, "copies", called, f"{len(page.articles)} articles")

    def _page(
        self, letter: str, id_: str, template: str, values: dict[str, Any], kind: str, q: Quoted, told: str
    ) -> Page:
        values |= {"id": id_, "permalink": self._permalink(letter, id_)}
        return Page(self.files[f"/{letter}/{id_}"], template, values, kind, q.words, told, q.language)

    def _permalink(self, letter: str, id_: str) -> str | None:
        return f"{self.part.wanted.base}/{letter}/{id_}" if self.part.wanted.base else None

    def _dossiers(self) -> Iterator[Page]:
        record, events = self.part.record, {e.id: e for e in self.events}
        for party, said in self.parties:
            page = record.entity(party.id)
            found = self.part.dossier(record.dossier(party.id), events)
            values = {"party": page.entity, "id": party.id, "permalink": self._permalink("e", party.id)}
            values["marks"] = self.marks(party.id)
            yield self._dossier(f"/e/{party.id}", found, values, f"{party.kind} · {said} times as a source")
        for name in self.outlets:
            found = self.part.dossier(record.outlet(name), events)
            yield self._dossier(link("/o", name=name), found, {"party": None}, "outlet")
        for kind, found in self.unnamed:
            yield self._dossier(link("/u", name=kind.name), found, {"party": None}, kind.kind.replace("_", " "))

    def _dossier(self, address: str, found: Dossier, values: dict[str, Any], told: str) -> Page:
        bare = {"id": "", "permalink": None, "marks": decided.NONE}
        shown = fitted(dossier_shown(found))
        values = bare | values | {"found": found, "shown": shown}
        return Page(self.files[address], "one_dossier.html", values, "party", found.name, told)

    def _lists(self) -> Iterator[Page]:
        held = self.held()
        for address, name, heading in LISTS:
            if held[name]:
                template, values = self._list(name)
                yield Page(self.files[address], template, {"heading": heading, "here": address, **values})

    def _list(self, name: str) -> tuple[str, dict[str, Any]]:
        if name == "articles":
            return "list_articles.html", {"days": self.days()}
        if name == "parties":
            return "list_parties.html", {"parties": self.parties, "outlets": self.outlets}
        if name == "unnamed":
            return "list_unnamed.html", {"kinds": [kind for kind, _ in self.unnamed]}
        if name == "copies":
            titles = {a.id: a for a in self.articles}
            return "list_copies.html", {"families": [(f, [titles[x] for x in f.articles]) for f in self.families]}
        if name == "times":
            page = self.part.timeline(self.events)
            return "list_times.html", {"page": page, "shown": fitted(timeline_shown(page, "both"))}
        kind = {"events": "event", "claims": "claim", "differences": "discrepancy", "counts": "series"}[name]
        return "list_found.html", {"rows": self.rows[kind]}

    def days(self) -> list[tuple[str, list[Listed]]]:
        """The articles by the day that their pages state, those of no day last."""
        return [(day, list(some)) for day, some in groupby(self.articles, key=lambda a: a.published[:10])]

    # An article

    def _article(self, listed: Listed, n: int) -> Page:
        part, order = self.part, self.articles
        page = part.record.article(listed.id)
        article = page.article
        said = part.said(article)
        page = replace(
            page,
            attributions=tuple(said),
            chains=part.chains(page.chains),
            linked=tuple(h for h in page.linked if part.shown.has(h.id)),
        )
        every = statements(page, {})
        for hop in (h for s in every for h in s.hops if h.place):
            self.links.to(hop.place or "")
        asked = self.links.asked[article.id]
        chains = tuple(dict.fromkeys(tuple(chain_steps(c, {article.id: article})) for c in page.chains))
        values = {
            "page": page,
            "statements": {s.attribution.id: s for s in every},
            "drawing": drawn.draw(chains, "How the reports of this article came, from the origins on the left"),
            "told": self.told_in.get(article.id, {}),
            "dir": direction(article.language),
            "original": _web(page.capture),
            "cites": self._cites(article, page.capture),
            "family": self.files.get(f"/f/{page.family.id}") and page.family if page.family else None,
            "before": order[n - 1] if n else None,
            "after": order[n + 1] if n + 1 < len(order) else None,
            "marks": self.marks(article.id),
            **(self._whole(page, asked) if part.wanted.full_text else self._cut(article, said, asked)),
        }
        told = " · ".join(x for x in (listed.outlet or "outlet not stated", listed.published) if x)
        called = replace(quoted(article, Span(0, 0)), words=listed.title)
        return self._page("a", article.id, "one_article.html", values, "article", called, told)

    def _cut(self, article: Article, said: list[Attribution], asked: set[Span]) -> dict[str, Any]:
        text = excerpted(article, said, asked)
        self.shown, self.words = self.shown + text.shown, self.words + text.words
        return {"text": text, "paragraphs": ()}

    def _whole(self, page: ArticlePage, asked: set[Span]) -> dict[str, Any]:
        """The text of the reader's page; what is asked for and stands in no part of it as excerpts."""
        article = page.article
        parts = tuple(p for p in article.parts if p.kind not in UNSHOWN)
        ends = {s: p.span.end for s in asked for p in parts if p.span.start <= s.start < p.span.end}
        notes = [Noted(anchor_of(s), Span(s.start, min(s.end, end)), "asked", "") for s, end in ends.items()]
        text = paragraphs(replace(article, parts=parts), page.attributions, (*noted(page), *sorted(notes, key=_place)))
        here = anchors(s for p in text for s in p.stretches)
        lost = [a for a in page.attributions if a.id not in here]
        found = excerpts(article, lost, (s for s in asked if s not in ends))
        return {"text": Excerpted(None, found, 0, 0), "paragraphs": text}

    def _cites(self, article: Article, capture: Capture) -> tuple[tuple[str, str], ...]:
        """BibTeX and RIS; without a base the place in the archive is the article's id and no address."""
        base = self.part.wanted.base
        item = cited(article, capture, Permalinks(base or BASE))
        item |= {} if base else {"archive_location": article.id}
        return tuple((name, cite_forms.FORMS[form]([item])) for name, form in (("BibTeX", "bibtex"), ("RIS", "ris")))

    def marks(self, id_: str) -> decided.Marks:
        """What people decided of a thing, without what is of names: a name may be a private person's."""
        if not self.judged:
            return decided.NONE
        found = decided.marks(self.part.record, [id_])
        notes = self.part.wanted.notes
        kept = {
            thing: tuple(p for p in some if (notes or p.judgement.act != "note") and p.judgement.about != "mention")
            for thing, some in found.by_thing.items()
        }
        return replace(found, by_thing=kept, past=())

    # The first page

    def led(self) -> list[tuple[str, str]]:
        """What the edition was asked for by id, that has a page: address and words."""
        rows = {address: r.quoted.words for address, r in self.row.items()}
        rows |= {f"/e/{party.id}": party.name for party, _ in self.parties}
        rows |= {f"/a/{a.id}": a.title for a in self.articles}
        pages = LETTERS | {"entity": "e", "article": "a"}
        found = [f"/{pages[kind]}/{id_}" for id_ in self.part.wanted.led if (kind := kind_of(id_) or "") in pages]
        return [(address, rows[address]) for address in found if address in rows]

    def kinds(self) -> list[UnnamedKind]:
        return [kind for kind, _ in self.unnamed]


LOOK = ("firsthand.css", "edition.css", "mark.svg", "search.js", "index.js")


def _place(note: Noted) -> tuple[Span, str]:
    return note.span, note.id


def _hash(name: str) -> str:
    """A name as a file: the same on every system, whatever its letters."""
    return sha256(name.encode()).hexdigest()[:16]


def _web(capture: Capture) -> str | None:
    return capture.url if capture.url and capture.url.startswith(("https://", "http://")) else None
