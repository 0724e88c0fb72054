"""What a list shows, to be taken along: the very same rows as CSV, JSON or a workbook; and a search kept from its page."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from firsthand.export import views
from firsthand.export.shown import Shown
from firsthand.record import Dossier, Record, UsageError
from firsthand.serve import searching
from firsthand.serve.guard import form_of
from firsthand.serve.judging import Desk
from firsthand.serve.shown import link

LISTS = {  # of findings: the page, the kind, the table that tells of it
    "events": ("event", "accounts"),
    "claims": ("claim", "claims"),
    "differences": ("discrepancy", "discrepancies"),
    "series": ("series", "points"),
}
ONE = {
    "v": ("event", "accounts"),
    "k": ("claim", "claims"),
    "d": ("discrepancy", "discrepancies"),
    "n": ("series", "points"),
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Taken = tuple[str, str, Shown, Collection[str] | None]  # name of the file, table, rows, ids that alone are meant
Take = Callable[[Record, Request], Taken]


def _articles(record: Record, request: Request) -> Taken:
    fold = request.query_params.get("show") != "articles"
    return "articles", "articles", _shown(record, request, fold=fold), None


def _attributions(record: Record, request: Request) -> Taken:
    """Every attribution of the articles that a list finds, copies too: what was decided of one copy stands there alone."""
    return "attributions", "attributions", _shown(record, request, fold=False), None


def _shown(record: Record, request: Request, *, fold: bool) -> Shown:
    asked = request.query_params
    chosen = {name: asked[name] for name in searching.FACETS if asked.get(name)}
    order = asked.get("order") if asked.get("order") in searching.ORDERS else None
    ids = record.listed(asked.get("q", ""), order=order, fold=fold, **chosen)
    return views.of_articles(record.view, ids, _base(request))


def _list(name: str) -> Take:
    kind, table = LISTS[name]

    def taken(record: Record, request: Request) -> Taken:
        def found() -> Iterator[Any]:
            for number in range(1, record.found(kind, per_page=200).pages + 1):
                yield from record.found(kind, page=number, per_page=200).rows

        return name, table, views.of_findings(record.view, found, _base(request)), None

    return taken


def _one(letter: str) -> Take:
    kind, table = ONE[letter]

    def taken(record: Record, request: Request) -> Taken:
        found: Any = record.show(request.path_params["id"])
        if type(found).__name__.lower() != kind:
            raise UsageError(f"{request.path_params['id']} is no {kind}")
        return found.id, table, views.of_findings(record.view, lambda: [found], _base(request)), None

    return taken


def _dossier(find: Callable[[Record, Request], Dossier]) -> Take:
    """What a dossier lists as said by it and about it, in the order of articles."""

    def taken(record: Record, request: Request) -> Taken:
        found = find(record, request)
        said = [*found.said, *found.about]
        ids = list(dict.fromkeys(a.article_id for a in said))
        shown = views.of_articles(record.view, ids, _base(request))
        return (found.entity.id if found.entity else found.kind), "attributions", shown, {a.id for a in said}

    return taken


def _entity(record: Record, request: Request) -> Dossier:
    return record.dossier(record.entity(request.path_params["id"]).entity.id)


def _outlet(record: Record, request: Request) -> Dossier:
    return record.outlet(request.query_params.get("name", ""))


def _unnamed(record: Record, request: Request) -> Dossier:
    return record.unnamed(request.query_params.get("name", ""))


def _collection(record: Record, request: Request) -> Taken:
    items = record.collection(request.query_params.get("name", "")).items
    ids = [one.article.id for one in items if one.article]
    return "collection", "articles", views.of_articles(record.view, ids, _base(request)), None


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def routes(record: Record) -> list[Route]:
    """Every list in every form it can be taken in."""
    lists: dict[str, Take] = {"/articles": _articles, "/attributions": _attributions, "/collection": _collection}
    lists |= {f"/{name}": _list(name) for name in LISTS}
    single: dict[str, Take] = {f"/{letter}/{{id}}": _one(letter) for letter in ONE}
    single |= {"/e/{id}": _dossier(_entity), "/o": _dossier(_outlet), "/u": _dossier(_unnamed)}
    found = [_route(record, path, form, take) for path, take in lists.items() for form in ("csv", "json", "xlsx")]
    return found + [_route(record, path, "csv", take) for path, take in single.items()]


def _route(record: Record, path: str, form: str, take: Take) -> Route:
    def answer(request: Request) -> Response:
        name, table, shown, only = take(record, request)
        kept = {"content-disposition": f'attachment; filename="{name}.{form}"'}
        if form == "json":
            told = json.dumps(views.as_rows(table, shown, only), ensure_ascii=False, indent=1)
            return Response(told.encode("utf-8", "replace"), media_type="application/json", headers=kept)
        if form == "xlsx":
            return Response(views.as_xlsx(table, shown), media_type=XLSX, headers=kept)
        rows = searching.encoded(views.as_csv(table, shown, only))
        return StreamingResponse(rows, media_type="text/csv; charset=utf-8", headers=kept)

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(answer, request)

    return Route(f"{path}.{form}", endpoint)


def keeping(desk: Desk) -> list[Route]:
    """Where a search is kept under a name, and forgotten."""

    def route(path: str, do: Callable[[dict[str, str]], object]) -> Route:
        async def endpoint(request: Request) -> Response:
            form = await form_of(request)
            if not desk.guard.holds(form):
                raise UsageError(
                    "Firsthand was started anew since this page was shown; load it again, and send it again"
                )
            await run_in_threadpool(do, form)
            return RedirectResponse("/searches", status_code=303)

        return Route(path, endpoint, methods=["POST"])

    return [
        route("/searches/save", lambda form: desk.record.save_search(form.get("name", ""), form.get("q", ""))),
        route("/searches/forget", lambda form: desk.record.forget_search(form.get("name", ""))),
    ]


def buttons(path: str, kept: dict[str, Any]) -> list[tuple[str, str]]:
    """What a list can be taken as, with the addresses."""
    return [(form.upper(), link(f"{path}.{form}", **kept)) for form in ("csv", "xlsx", "json")]
