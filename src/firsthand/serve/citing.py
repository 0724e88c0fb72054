"""What leaves by a page: a citation of an article or of words in it, and the attributions of a list as a table."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from firsthand.model.problems import UsageError
from firsthand.record import Choice, Record

FORMS = {  # what can be cited in: its name, the end of a file's name, its media type
    "bibtex": ("BibTeX", "bib", "application/x-bibtex; charset=utf-8"),
    "ris": ("RIS", "ris", "application/x-research-info-systems; charset=utf-8"),
    "csl": ("CSL-JSON", "json", "application/vnd.citationstyles.csl+json; charset=utf-8"),
}
FACETS = ("outlet", "declared_source", "source_kind", "speaker", "place", "language", "has")
MOST = 20_000  # articles of one table: more are for `firsthand export csv`
PER_PAGE = 200


def cite_page(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    """/a/ID/cite?from=120&to=180: the citation in each form, to be copied or kept."""
    id_, at = request.path_params["id"], passage(request)
    article = record.article(id_).article
    made = {form: _cited(record, request, form) for form in FORMS}
    words = article.text[at[0] : at[1]] if at else None
    return "cite.html", {"article": article, "words": words, "made": made, "forms": FORMS, "at": at}


def passage(request: Request) -> tuple[int, int] | None:
    """The characters that an address asks for; None: it asks for none."""
    first, last = (request.query_params.get(name, "") for name in ("from", "to"))
    if not first and not last:
        return None
    if not (re.fullmatch("[0-9]{1,9}", first) and re.fullmatch("[0-9]{1,9}", last) and int(first) < int(last)):
        raise UsageError("a passage is told by its first character and the one after its last: ?from=120&to=180")
    return int(first), int(last)


def _cited(record: Record, request: Request, form: str) -> str:
    base = str(request.base_url).rstrip("/")
    return record.cite(request.path_params["id"], passage(request), form=form, base=base)


def routes(record: Record) -> list[Route]:
    """The files: a citation in one form; the attributions of all that a search finds, with quote, speaker and link."""

    async def cite(request: Request) -> Response:
        form = next((name for name, (_, end, _) in FORMS.items() if end == request.path_params["end"]), None)
        if form is None:
            raise UsageError(f"a citation ends in {', '.join('.' + end for _, end, _ in FORMS.values())}")
        made = await run_in_threadpool(_cited, record, request, form)
        return Response(made, media_type=FORMS[form][2], headers=_kept(f"{request.path_params['id']}.{FORMS[form][1]}"))

    async def table(request: Request) -> Response:
        made = await run_in_threadpool(attributions, record, request)
        return Response(made, media_type="text/csv; charset=utf-8", headers=_kept("attributions.csv"))

    return [Route("/a/{id}/cite.{end}", cite), Route("/articles.csv", table)]


def attributions(record: Record, request: Request) -> bytes:
    """A line for each attribution in the articles of exactly this list."""
    asked = request.query_params
    facets: dict[str, Any] = {name: asked[name] for name in FACETS if asked.get(name)}
    query = asked.get("q", "")
    whole = record.search(query, per_page=PER_PAGE, **facets)
    if whole.total > MOST:
        raise UsageError(f"these are {whole.total:,} articles; for so many: firsthand export csv OUT --query '…'")
    pages = [whole, *(record.search(query, per_page=PER_PAGE, page=n, **facets) for n in range(2, whole.pages + 1))]
    ids = frozenset(hit.id for page in pages for hit in page.hits)
    choice = Choice(ids, base=str(request.base_url).rstrip("/"), tables=frozenset({"attributions"}), excel=True)
    with TemporaryDirectory() as folder:
        record.export("csv", folder, choice)
        return (Path(folder) / "attributions.csv").read_bytes()


def _kept(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}
