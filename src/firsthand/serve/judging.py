"""Decisions by web forms: what a page's forms need, and what is done with one that was sent."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import chain
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from firsthand.model.deciding import CHOICES
from firsthand.model.judgements import Judgement
from firsthand.model.problems import NotInRecord
from firsthand.record import Changed, Fetcher, FirsthandError, Past, Record, fetcher
from firsthand.serve import decided, decided_csv
from firsthand.serve.acts import ACTS, Made
from firsthand.serve.guard import Guard, back_to, cookie, form_of, name_of
from firsthand.serve.jobs import Jobs
from firsthand.serve.now import stands_now
from firsthand.serve.redo import Redo

Render = Callable[[str, Request, dict[str, Any]], str]
HIDDEN = ("token", "by", "saw", "back", "act", "id", "other", "kind", "from", "to")  # of a form that is shown again


@dataclass(frozen=True, slots=True)
class Me:
    """What every page's forms need."""

    name: str  # of the one who decides; empty: not yet told
    token: str
    back: str  # the page itself, where a form leads back to
    did: tuple[Past, ...]  # what was just decided, to be told and undone
    undone: tuple[Past, ...]  # what was just undone, to be done again
    busy: bool  # whether findings are being made anew
    failed: str | None
    collections: tuple[str, ...]  # names that something can be put under


class Desk:
    """Where decisions come in: keeps them, has the articles read anew at once and the findings soon after."""

    def __init__(self, record: Record, fetch: Fetcher | None = None) -> None:
        self.record, self.guard, self.jobs = record, Guard(), Jobs()
        self.fetch = (
            fetch or fetcher()
        )  # of addresses that are given to be added; used by jobs alone, which are one thread
        self.folder = TemporaryDirectory(
            prefix="firsthand-", ignore_cleanup_errors=True
        )  # of what jobs wrote; gone with the server
        self.redo = Redo(record, self.jobs)
        if record.waits:  # a decision was kept, and the server ended before its findings were made
            self.redo.ask()

    def context(self, request: Request, values: dict[str, Any]) -> dict[str, Any]:
        """What templates need to tell decisions and to take new ones."""
        ids = request.query_params.get("did", "").split(" ")[:12]
        did = tuple(p for id_ in ids if id_.startswith("j-") and (p := self._past(id_)))
        path = urlunsplit(("", "", request.url.path, _without_did(request), ""))
        names = tuple(one.name for one in self.record.collections()) if values.get("subject") else ()
        undone = tuple(p for one in did if one.judgement.supersedes and (p := self._past(one.judgement.supersedes)))
        me = Me(name_of(request), self.guard.token, path, did, undone, self.redo.busy, self.redo.failed, names)
        marks = decided.marks(self.record, values["subject"]) if values.get("subject") else decided.NONE
        saw = self.record.saw_each(values["judged"]) if values.get("judged") else {}
        return {"me": me, "marks": marks, "saw": lambda *ids: _seen(self.record, saw, ids), "choices": CHOICES}

    def _past(self, id_: str) -> Past | None:
        try:
            return self.record.judgement(id_)
        except NotInRecord:
            return None

    def routes(self, render: Render) -> list[Route]:
        """The addresses that forms are sent to."""

        def route(path: str, do: Callable[[Record, dict[str, str], str], Made]) -> Route:
            async def endpoint(request: Request) -> Response:
                form = await form_of(request)
                return await run_in_threadpool(self._done, request, form, do, render)

            return Route(path, endpoint, methods=["POST"])

        own = [Route("/me", self._name, methods=["POST"]), Route("/judgements.csv", self._table)]
        return [*(route(path, do) for path, do in ACTS.items()), *own]

    async def _table(self, request: Request) -> Response:
        """All decisions as CSV, or those of one person."""
        by, base = request.query_params.get("by") or None, str(request.base_url).rstrip("/")
        lines = (x.encode("utf-8", "replace") for x in decided_csv.table(decided_csv.rows(self.record, by, base)))
        kept = {"content-disposition": 'attachment; filename="judgements.csv"'}
        marked = chain([BOM_UTF8], lines)  # the mark by which spreadsheets know UTF-8
        return StreamingResponse(marked, media_type="text/csv; charset=utf-8", headers=kept)

    async def _name(self, request: Request) -> Response:
        form = await form_of(request)
        answer = RedirectResponse(back_to(form), status_code=303)
        answer.headers.append("set-cookie", cookie(" ".join(form.get("by", "").split())[:80]))
        return answer

    def _done(self, request: Request, form: dict[str, str], do: Any, render: Render) -> Response:
        """The form's page again, telling what was done; or the form again, with why nothing was."""
        by = " ".join(form.get("by", "").split())[:80] or name_of(request)
        again = partial(_again, self, request, form, by, render)
        if not self.guard.holds(form):
            return again(
                "Firsthand was started anew since this page was shown. Look it over, and send it once more.", 403
            )
        if not by:
            return again("Who decides? Your name is kept with each decision; it is asked once.", 400)
        try:
            made: Made = do(self.record, form, by)
        except Changed as error:
            return again(f"{error}.", 409)
        except FirsthandError as error:
            return again(f"{error}.", 400)
        if made.redo:
            self.redo.ask()
        answer = RedirectResponse(_with_did(made.back or back_to(form), made.judgements), status_code=303)
        answer.headers.append("set-cookie", cookie(by))
        return answer


def _again(
    desk: Desk, request: Request, form: dict[str, str], by: str, render: Render, why: str, code: int
) -> HTMLResponse:
    """Everything that was sent, to be sent again or left; beside it what stands now."""
    ids = [form[name] for name in ("id", "other") if form.get(name)]
    sent = {k: v for k, v in form.items() if k not in ("token", "by", "saw")}
    values = {
        "why": why,
        "code": code,
        "by": by,
        "address": request.url.path,
        "hidden": {k: v for k, v in sent.items() if k in HIDDEN},
        "shown": {k: v for k, v in sent.items() if k not in HIDDEN and (v.strip() or k in ("value", "words"))},
        "now": [stands_now(desk.record, id_) for id_ in ids],
        "past": decided.marks(desk.record, ids).past[-8:] if ids else (),
        "back_page": back_to(form),
    }
    return HTMLResponse(render("again.html", request, values), status_code=code)


def _seen(record: Record, known: dict[str, str], ids: tuple[str, ...]) -> str:
    for id_ in ids:
        if id_ not in known:
            known[id_] = record.saw(id_)
    return " ".join(known[id_] for id_ in ids)


def _without_did(request: Request) -> str:
    return "&".join(x for x in request.url.query.split("&") if not x.startswith("did="))


def _with_did(page: str, made: tuple[Judgement, ...]) -> str:
    """The address of a page that tells of these decisions."""
    parts = urlsplit(page)
    query = "&".join(x for x in parts.query.split("&") if x and not x.startswith("did="))
    did = "did=" + "+".join(j.id for j in made) if made else ""
    return urlunsplit(("", "", parts.path, "&".join(x for x in (query, did) if x), parts.fragment))
