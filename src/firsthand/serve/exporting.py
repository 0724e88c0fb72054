"""The export page: what, of which articles, how; small ones at once, large ones as a job."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from firsthand.export.choice import Choice
from firsthand.export.formats import FORMATS
from firsthand.export.links import Links
from firsthand.model.units import Progress
from firsthand.record import FirsthandError, Record
from firsthand.serve.guard import form_of, name_of
from firsthand.serve.jobs import Ended, Tell
from firsthand.serve.judging import Desk, Render

AT_ONCE = 200  # articles: about a second's work in the slowest format; more becomes a job
ENDINGS = {"jsonld": "jsonld", "geojson": "geojson", "csl": "csl.json", "bibtex": "bib", "ftm": "ftm.json"}
STALE = "Firsthand was started anew since this page was shown. Look it over, and send it once more."


def export_page(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    """The form."""
    asked = request.query_params
    return "export.html", _form(record, {name: asked.get(name, "") for name in ("format", "q", "collection")}, request)


def _form(record: Record, kept: dict[str, str], request: Request, wrong: str | None = None) -> dict[str, Any]:
    base = kept.get("base") or str(request.base_url).rstrip("/")
    known = [one.name for one in record.collections()]
    return {"formats": FORMATS, "kept": kept, "base": base, "known": known, "wrong": wrong, "at_once": AT_ONCE}


def routes(desk: Desk, render: Render) -> list[Route]:
    """Where the form is sent to."""

    async def export(request: Request) -> Response:
        form = await form_of(request)
        return await run_in_threadpool(_answer, desk, request, form, render)

    return [Route("/export", export, methods=["POST"])]


def _answer(desk: Desk, request: Request, form: dict[str, str], render: Render) -> Response:
    try:
        if not desk.guard.holds(form):
            return _again(desk, request, form, render, STALE, 403)
        return _written(desk, request, form)
    except FirsthandError as error:
        return _again(desk, request, form, render, f"{error}", 400)


def _again(desk: Desk, request: Request, form: dict[str, str], render: Render, why: str, code: int) -> Response:
    return HTMLResponse(render("export.html", request, _form(desk.record, form, request, why)), status_code=code)


def _written(desk: Desk, request: Request, form: dict[str, str]) -> Response:
    """The file, or the page of the job that writes it."""
    name, record = form.get("format", ""), desk.record
    query = form.get("q", "").strip() or None
    articles = record.chosen(query, (), form.get("collection") or None)
    choice = Choice(articles, full_text=form.get("full_text") == "yes")
    choice = replace(choice, base=Links(form.get("base", "").strip() or choice.base).base)
    work = partial(write, record, name, choice, Path(desk.folder.name))
    size = dict(record.view.counts()).get("article", 0) if articles is None else len(articles)
    if name not in FORMATS or size <= AT_ONCE:
        file = work(lambda _: None).file
        assert file is not None
        return FileResponse(file, filename=file.name, background=BackgroundTask(shutil.rmtree, file.parent, True))
    job = desk.jobs.ask(f"Export as {name}, {size:,} articles", name_of(request), work, writes=False)
    return RedirectResponse(f"/jobs/{job.id}", status_code=303)


def write(record: Record, name: str, choice: Choice, under: Path, tell: Tell) -> Ended:
    """The record in a format, as one file in a folder of its own; what is a folder becomes a ZIP."""
    folder = Path(mkdtemp(dir=under))
    form = FORMATS.get(name)
    out = folder / "firsthand" if form and form.out == "folder" else folder / f"firsthand.{ENDINGS.get(name, name)}"
    try:
        tell(Progress("write", 0, 2))
        counts = record.export(name, out, choice)
        tell(Progress("write", 1, 2))
        if out.is_dir():
            made = Path(shutil.make_archive(str(folder / f"firsthand-{name}"), "zip", out))
            shutil.rmtree(out)
            out = made
        tell(Progress("write", 2, 2))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    told = ", ".join(f"{n:,} {kind.replace('_', ' ')}" for kind, n in counts.items())
    return Ended(f"{out.stat().st_size:,} bytes: {told}", file=out)
