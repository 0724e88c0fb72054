"""Pages taken in by the browser, and the list of jobs: what runs, waits, ended, and what it came to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from firsthand.model.ids import sha256
from firsthand.model.problems import NotInRecord, Problem
from firsthand.record import AddReport, Record, UsageError, is_address
from firsthand.serve.guard import cookie, form_of, name_of, refuse_foreign
from firsthand.serve.jobs import Ended, Job, Jobs, Tell
from firsthand.serve.judging import Desk, Render
from firsthand.serve.uploads import LARGEST, MOST, TooLarge, Upload, sent
from firsthand.serve.wording import count

LISTED = 100  # pages and problems of a job that are listed; how many there are is told
TEXT = 1_000_000  # characters of a pasted text
ADDRESSES = 20  # fetched by one job; more: firsthand add, firsthand watch
# the page fetches itself while a job runs; everything else stays as strict as on every page
LIVE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
)
LIVE += "base-uri 'none'; frame-ancestors 'none'"
STATES = {"waiting": "waits", "running": "runs", "done": "done", "stopped": "stopped", "failed": "failed"}
Answer = Callable[[Record, Request], tuple[str, dict[str, Any]]]
STALE = (
    "Firsthand was started anew since this page was shown, so nothing was taken. Choose the files again, and send them"
)


def add_page(_: Record, __: Request) -> tuple[str, dict[str, Any]]:
    """The form."""
    return "add.html", _form()


def _form(wrong: str | None = None, fields: dict[str, str] | None = None, code: int = 200) -> dict[str, Any]:
    kept = fields or {}
    known = {name: kept.get(name, "") for name in ("text", "title", "addresses")}
    return {"wrong": wrong, "kept": known, "largest": LARGEST, "most": MOST, "longest": TEXT, "code": code}


def job_pages(jobs: Jobs) -> dict[str, Answer]:
    """The list, and one job's own page."""

    def listed(_: Record, __: Request) -> tuple[str, dict[str, Any]]:
        return "jobs.html", _shown(jobs.all(), None)

    def one(_: Record, request: Request) -> tuple[str, dict[str, Any]]:
        job = _sure(jobs, request.path_params["id"])
        return "jobs.html", _shown([job], job)

    return {"/jobs": listed, "/jobs/{id}": one}


def _shown(found: Sequence[Job], one: Job | None) -> dict[str, Any]:
    live = any(job.open for job in found)
    headers = {"content-security-policy": LIVE, "cache-control": "no-store"}
    return {"jobs": found, "one": one, "live": live, "states": STATES, "headers": headers}


def _sure(jobs: Jobs, id_: str) -> Job:
    job = jobs.get(id_)
    if job is None:
        raise NotInRecord(f"no job {id_} is listed; jobs are forgotten when the server ends. All: /jobs")
    return job


def routes(desk: Desk, render: Render) -> list[Route]:
    """Where pages are sent to, jobs are stopped, and what a job wrote is fetched."""

    async def upload(request: Request) -> Response:
        refuse_foreign(request)
        try:
            form = await sent(request)
        except TooLarge as error:
            page = await run_in_threadpool(render, "add.html", request, _form(f"{error}", code=413))
            return HTMLResponse(page, status_code=413)
        return await run_in_threadpool(_taken, desk, request, form, render)

    async def stop(request: Request) -> Response:
        return await run_in_threadpool(_stop, desk, await form_of(request))

    async def due(request: Request) -> Response:
        return await run_in_threadpool(_due, desk, request, await form_of(request))

    async def fetch(request: Request) -> Response:
        job = _sure(desk.jobs, request.path_params["id"])
        if not job.ended or not job.ended.file:
            raise NotInRecord(f"job {job.id} has written no file (yet); see /jobs/{job.id}")
        return FileResponse(job.ended.file, filename=job.ended.file.name, content_disposition_type="attachment")

    return [
        Route("/add/pages", upload, methods=["POST"]),
        Route("/jobs/stop", stop, methods=["POST"]),
        Route("/jobs/due", due, methods=["POST"]),
        Route("/jobs/{id}/file", fetch),
    ]


def _taken(desk: Desk, request: Request, form: Upload, render: Render) -> Response:
    """The pages kept at once, and a job that reads them; or the form again, with why not."""
    by = " ".join(form.fields.get("by", "").split())[:80] or name_of(request)
    wrong = _wrong(desk, form, by)
    if wrong:
        values = _form(wrong[0], form.fields, wrong[1])
        return HTMLResponse(render("add.html", request, values), status_code=wrong[1])
    report, urls = desk.record.keep([*form.files, *_pasted(form.fields)], by=by), _addresses(form.fields)
    if not report.captures and not urls:
        values = _form("; ".join(p.message for p in report.problems[:LISTED]), form.fields, 400)
        return HTMLResponse(render("add.html", request, values), status_code=400)
    what = " and ".join(
        [
            *([f"Read {count(report.read, 'page')}"] if report.captures else []),
            *([f"Fetch {count(len(urls), 'address', 'addresses')}"] if urls else []),
        ]
    )
    job = desk.jobs.ask(what, by, partial(_read, desk, report, urls, by))
    answer = RedirectResponse(f"/jobs/{job.id}", status_code=303)
    answer.headers.append("set-cookie", cookie(by))
    return answer


def _wrong(desk: Desk, form: Upload, by: str) -> tuple[str, int] | None:
    """Why a form is not taken, and the status that says so."""
    if not desk.guard.holds(form.fields):
        return STALE, 403
    if not by:
        return "Who adds them? Your name is shown with the job; it is asked once.", 400
    if not form.files and not form.fields.get("text", "").strip() and not _addresses(form.fields):
        return "Nothing was sent: choose files, paste a text, or give an address.", 400
    if len(_addresses(form.fields)) > ADDRESSES:
        return (
            f"{ADDRESSES} addresses at once; for more there is the command line: firsthand add, firsthand watch.",
            413,
        )
    if strange := [x for x in _addresses(form.fields) if not is_address(x)]:
        return f"“{strange[0][:200]}” is no address: it begins with https:// or http://.", 400
    if len(form.fields.get("text", "")) > TEXT:
        return f"The pasted text has more than {TEXT:,} characters: save it as a file and send that.", 413
    return None


def _addresses(fields: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(fields.get("addresses", "").split()))


def _pasted(fields: dict[str, str]) -> list[tuple[str, bytes]]:
    """What was typed or pasted, as a text file under the name that was given, else under one of its own."""
    text = fields.get("text", "").replace("\r\n", "\n").strip("\n")
    if not text.strip():
        return []
    data = f"{text}\n".encode("utf-8", "replace")
    name = " ".join(fields.get("title", "").replace("/", " ").split())[:80] or f"pasted-{sha256(data)[:8]}"
    return [(f"{name}.txt", data)]


def _read(desk: Desk, report: AddReport, urls: Sequence[str], by: str, tell: Tell) -> Ended:
    """Fetches addresses, and reads what was kept. Each page leads to what was made of it and what was left out."""
    record = desk.record
    if urls:
        got = record.add(urls, run=False, by=by, fetch=desk.fetch, on_progress=tell)
        ids = tuple(dict.fromkeys((*report.captures, *got.captures)))
        problems_met = (*report.problems, *got.problems)
        report = replace(
            report, new=report.new + got.new, known=report.known + got.known, captures=ids, problems=problems_met
        )
    record.run(on_progress=tell)
    found = [(record.capture(id_), record.articles_of(id_)) for id_ in report.captures]
    links = tuple((f"{c.path}: {count(len(hits), 'article')}", f"/c/{c.id}/report") for c, hits in found)
    own = set(report.captures)
    problems = [*report.problems, *(p for p in record.problems() if p.step != "collect" and _of(p, own))]
    met = tuple((p.message, f"/c/{p.capture_id}/report" if p.capture_id in own else None) for p in problems)
    known = f"; {report.known} stood here already" if report.known else ""
    told = f"{count(sum(len(h) for _, h in found), 'article')} in {count(len(found), 'page')}{known}"
    return Ended(told, links[:LISTED], met[:LISTED])


def _of(problem: Problem, captures: set[str]) -> bool:
    return problem.capture_id in captures or problem.unit in captures


def _stop(desk: Desk, form: dict[str, str]) -> Response:
    if not desk.guard.holds(form):
        raise UsageError("Firsthand was started anew since this page was shown; look at /jobs again")
    desk.jobs.stop(form.get("id", ""))
    return RedirectResponse("/jobs", status_code=303)


def _due(desk: Desk, request: Request, form: dict[str, str]) -> Response:
    if not desk.guard.holds(form):
        raise UsageError("Firsthand was started anew since this page was shown; look at /jobs again")
    desk.redo.ask(name_of(request))
    return RedirectResponse("/jobs", status_code=303)
