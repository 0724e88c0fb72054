"""Pages: the CPU time of every page of a record, asked for as a browser asks for it, without the network.

    python bench/pages.py                             # of the demo pages, in a record made for the purpose
    python bench/pages.py --record news.record        # of another record
    python bench/pages.py --times 40 --only /a/ /k/   # longer, and of some pages alone

Prints the middle and the 95th percentile of each kind of page in CPU milliseconds of the whole process, threads and all, with
the address that took longest. The first round is not counted, but printed as "first": the database reads its pages then.
Exits 1 where the 95th percentile of a page is above what is allowed.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from firsthand import record as service
from firsthand.record import Record
from firsthand.serve.web import app

DEMO = Path(__file__).parents[1] / "demo/pages"
ALLOWED = 50.0  # CPU milliseconds at the 95th percentile
LISTS = (
    *("/articles", "/articles?q=harbour", "/articles?q=port+-strike+OR+said:fuel&order=newest&show=articles"),
    *("/searches", "/batch", "/events", "/claims", "/differences", "/series", "/t", "/unnamed"),
    *("/review", "/review?kind=name", "/review?kind=claim", "/judgements", "/quality", "/about", "/withdrawn", "/api"),
    "/nowhere",
)


def addresses(record: Record, some: int) -> Iterator[tuple[str, str]]:
    """Pages by kind: every list, and up to so many pages of each kind of thing."""
    yield from ((path, path) for path in LISTS)
    hits = record.articles(per_page=some).hits
    yield from (("/a/", f"/a/{h.id}") for h in hits)
    yield from (("/history/", f"/history/{h.id}") for h in hits[:5])
    for c in dict.fromkeys(h.capture_id for h in hits):
        yield from (("/c/", f"/c/{c}"), ("/c/report", f"/c/{c}/report"))
    for kind, path in (("event", "/v/"), ("claim", "/k/"), ("discrepancy", "/d/"), ("series", "/n/")):
        yield from ((path, f"{path}{row.id}") for row in record.found(kind).rows[:some])
    yield from (("/t?event=", f"/t?event={row.id}") for row in record.found("event").rows[:some])
    parties = {e.id for h in hits for e in record.article(h.id).entities if e.public}
    yield from (("/e/", f"/e/{id_}") for id_ in sorted(parties)[:some])
    yield from (("/o", f"/o?name={quote(o)}") for o in sorted({h.outlet for h in hits if h.outlet})[:some])
    yield from (("/u", f"/u?name={quote(u.name)}") for u in record.unnamed_kinds()[:some])
    families = {h.family: h for h in hits if h.family}
    for family in sorted(families)[:some]:
        articles = record.family(family).articles
        yield "/f/", f"/f/{family}"
        yield "/words/", f"/words/{articles[0].id}/{articles[-1].id}"


async def asked(web: Any, address: str) -> tuple[int, float]:
    """The status of a page, and the CPU milliseconds it took."""
    parts = urlsplit(address)
    status = 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        nonlocal status
        status = message.get("status", status)

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "root_path": "",
        "path": unquote(parts.path),
        "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(),
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
    }
    began = process_time()
    await web(scope, receive, send)
    return status, (process_time() - began) * 1000


async def measured(web: Any, pages: list[tuple[str, str]], times: int) -> dict[str, dict[str, list[float]]]:
    """CPU milliseconds by kind and address, the first round's first."""
    spent: dict[str, dict[str, list[float]]] = {}
    for _ in range(times + 1):
        for kind, address in pages:
            status, ms = await asked(web, address)
            if status not in ((404,) if address == "/nowhere" else (200, 301)):
                sys.exit(f"{address} answers {status}")
            spent.setdefault(kind, {}).setdefault(address, []).append(ms)
    return spent


def told(spent: dict[str, dict[str, list[float]]]) -> float:
    """Prints a line for each kind of page; the worst 95th percentile."""
    print(f"{'page':60} {'ids':>4} {'first':>7} {'p50':>7} {'p95':>7}  longest")
    worst = 0.0
    for kind, by_address in spent.items():
        counted = [ms for found in by_address.values() for ms in found[1:]]
        p95 = quantiles(counted, n=20, method="inclusive")[-1]
        longest = max(by_address, key=lambda address: median(by_address[address][1:]))
        first = max(found[0] for found in by_address.values())
        at = f"{longest} {median(by_address[longest][1:]):.1f}"
        print(f"{kind:60} {len(by_address):4} {first:7.1f} {median(counted):7.1f} {p95:7.1f}  {at}")
        worst = max(worst, p95)
    return worst


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", type=Path, help="of this record; else of the demo pages")
    parser.add_argument("--times", type=int, default=20, help="how often each page is asked for")
    parser.add_argument("--ids", type=int, default=30, help="pages of each kind of thing at most")
    parser.add_argument("--only", nargs="*", default=[], help="pages whose address begins so")
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        if chosen.record is None:
            os.environ.setdefault("FIRSTHAND_GAZETTEER", "none")
        with service.open(chosen.record or Path(folder) / "demo.record") as record:
            if chosen.record is None:
                record.add([DEMO], workers=1)
            pages = [p for p in addresses(record, chosen.ids) if not chosen.only or p[1].startswith(tuple(chosen.only))]
            web = app(record)
            web.state.warm()
            worst = told(asyncio.run(measured(web, pages, chosen.times)))
    print(f"worst p95 {worst:.1f} ms of {ALLOWED:.0f} allowed")
    return int(worst > ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
