"""`firsthand watch add|list|remove|run`: feeds, sitemaps and pages that are asked again and again."""

from __future__ import annotations

import re
import sys
import time
from datetime import UTC, datetime
from typing import Any

import click

from firsthand import record as service
from firsthand.record import PollReport, Record, Watched
from firsthand.serve.terminal import Bar, list_problems, opened, say

UNITS = {"m": 60, "h": 3_600, "d": 86_400}
LEAST = 15 * 60  # seconds
LOOK = 30.0  # seconds after which it is looked whether somebody else put something in
STOPPED = 130  # exit code after Ctrl-C, as shells have it

CONTACT = click.option(
    "--contact",
    envvar="FIRSTHAND_CONTACT",
    metavar="ADDRESS",
    help="Whom a site may write to: said with every question. [env: FIRSTHAND_CONTACT]",
)
ALLOW = click.option(
    "--allow-private",
    multiple=True,
    metavar="HOST|NET",
    help="A machine of your own network that may be asked: intranet.example, 10.1.0.0/16.",
)


class Time(click.ParamType[int]):
    """'30m', '6h', '1d' as seconds."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        match = re.fullmatch(r"(?P<n>[1-9]\d{0,4})(?P<unit>[mhd])", str(value))
        if match is None or int(match["n"]) * UNITS[match["unit"]] < LEAST:
            self.fail(f"{value}: write 30m, 6h or 1d; 15m at least, so that no site is troubled", param, ctx)
        return int(match["n"]) * UNITS[match["unit"]]


EVERY = Time()


@click.group()
def watch() -> None:
    """Have feeds, sitemaps and pages asked again and again, politely, and take in what is new.

    \b
    firsthand watch add https://courier.example/feed.xml --follow
    firsthand watch add feeds.opml                     every feed of a list
    firsthand watch run --once                         ask what is due, and end: for cron
    firsthand watch run                                go on until Ctrl-C
    firsthand watch list

    Unchanged answers cost nothing. robots.txt is honoured always; a host is asked once a second at most, less often where it
    says so. How long an answer stays good, Retry-After and failures in a row decide when an address is asked next.
    """


@watch.command("add")
@click.argument("given", nargs=-1, required=True, metavar="ADDRESS|OPML|FILE...")
@click.option("--follow", is_flag=True, help="Fetch the pages too that a feed or sitemap lists.")
@click.option(
    "--every", type=EVERY, metavar="TIME", help="How often: 30m, 6h, 1d. Default: as the answers say, else 1h."
)
@click.option("--by", metavar="NAME", help="Who puts them in.")
@click.pass_obj
def add(obj: dict[str, Any], given: tuple[str, ...], follow: bool, every: int | None, by: str | None) -> None:
    """Have these asked from now on: feeds, sitemaps, single pages; OPML lists, CSV lists, files with an address a line.

    Nothing is fetched yet: that is done by `firsthand watch run`. Adding one again sets anew how it is followed and how often.
    """
    with opened(obj) as record:
        made = record.watch(given, follow=follow, every=every, by=by)
    say(obj, made, lambda: click.echo(f"{len(made)} watched. Ask them now: firsthand watch run --once"))


@watch.command("list")
@click.pass_obj
def list_(obj: dict[str, Any]) -> None:
    """Tell what is watched, when it is asked next, and how it went."""
    with opened(obj, must_exist=True) as record:
        found = record.watched()
    lines = [_line(one) for one in found] or ["nothing is watched; put something in: firsthand watch add ADDRESS"]
    say(obj, found, lambda: click.echo("\n".join(lines)))


def _line(one: Watched) -> str:
    follow = ", followed" if one.follow else ""
    failures = f" ({one.failures} failures in a row)" if one.failures else ""
    went = f"asked {one.asked_at}: {one.told}{failures}" if one.asked_at else "not asked yet"
    return f"{one.url}\n    {one.kind or 'unknown yet'}{follow} · {went} · next {one.due_at}"


@watch.command("remove")
@click.argument("urls", nargs=-1, required=True, metavar="ADDRESS...")
@click.pass_obj
def remove(obj: dict[str, Any], urls: tuple[str, ...]) -> None:
    """Have these asked no more. What was fetched from them stays."""
    with opened(obj, must_exist=True) as record:
        for url in urls:
            record.unwatch(url)
    say(obj, list(urls), lambda: click.echo(f"{len(urls)} watched no more"))


@watch.command("run")
@click.argument("urls", nargs=-1, metavar="[ADDRESS...]")
@click.option("--once", is_flag=True, help="Ask what is due, then end.")
@click.option("--now", "force", is_flag=True, help="Ask at once, although it is not their time; once.")
@click.option("--follow", is_flag=True, help="Fetch the pages that lists name, of all that is asked.")
@click.option("--every", type=EVERY, metavar="TIME", help="How often, of all that is asked: 30m, 6h, 1d.")
@click.option(
    "--most", type=click.IntRange(1, 10_000), default=100, show_default=True, help="Pages of one list in a round."
)
@click.option("--no-run", is_flag=True, help="Keep what is new only; read it later with `firsthand run`.")
@CONTACT
@ALLOW
@click.pass_obj
def run(
    obj: dict[str, Any],
    urls: tuple[str, ...],
    once: bool,
    force: bool,
    follow: bool,
    every: int | None,
    most: int,
    no_run: bool,
    contact: str | None,
    allow_private: tuple[str, ...],
) -> None:
    """Ask the watched addresses whose time has come, and take in what is new. Goes on until Ctrl-C, or ends with --once.

    Ctrl-C at any time: what was fetched is kept, and the next round goes on from there.
    """
    fetch = service.fetcher(contact, allow_private)
    told: dict[str, Any] = {"only": urls, "follow": follow, "every": every, "most": most, "fetch": fetch}
    told |= {"run": not no_run}
    with opened(obj, must_exist=True) as record:
        if not record.watched():
            raise service.UsageError("nothing is watched; put something in: firsthand watch add ADDRESS")
        try:
            _rounds(obj, record, told, once or force, force)
        except KeyboardInterrupt:
            click.echo("\nstopped; what was fetched is kept", err=True)
            sys.exit(STOPPED)


def _rounds(obj: dict[str, Any], record: Record, told: dict[str, Any], once: bool, force: bool) -> None:
    while True:
        with Bar(obj) as bar:
            report = record.poll(force=force, on_progress=bar.draw, **told)
        if once or report.asked:
            _tell(obj, report)
        if once:
            return
        time.sleep(_until(record, told["only"]))


def _tell(obj: dict[str, Any], report: PollReport) -> None:
    def words() -> None:
        for url, went in report.told:
            click.echo(f"{url}: {went}")
        failed = f", {report.failed} failed: they are asked again later" if report.failed else ""
        click.echo(f"{report.asked} asked, {report.unchanged} unchanged, {report.new} new pages{failed}")
        list_problems(report.problems)

    say(obj, report, words)


def _until(record: Record, only: tuple[str, ...]) -> float:
    """Seconds until something is due."""
    due = min((x.due_at for x in record.watched() if not only or x.url in only), default=None)
    if due is None:
        return LOOK
    at = datetime.strptime(due, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return min(LOOK, max(1.0, (at - datetime.now(UTC)).total_seconds()))
