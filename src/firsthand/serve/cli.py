"""The command line: parse, call the record, show."""

from __future__ import annotations

import json
import sys
import webbrowser
from typing import Any

import click

from firsthand import __version__
from firsthand import record as service
from firsthand.model.findings import Claim, Event
from firsthand.serve import (
    cli_api,
    cli_collect,
    cli_export,
    cli_gazetteer,
    cli_layout,
    cli_propose,
    cli_search,
    cli_stamp,
    cli_watch,
    event_text,
    told,
)
from firsthand.serve.claim_words import claim_lines
from firsthand.serve.cli_eval import evaluate
from firsthand.serve.cli_judge import judge
from firsthand.serve.cli_withdraw import withdraw, withdrawals
from firsthand.serve.terminal import Bar, Group, list_problems, opened, plain, say

NOTHING_READ = 3  # exit code of `add` where no file could be read
NOT_WHOLE = 4  # exit code of `verify` where the record has faults


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--record",
    "where",
    envvar="FIRSTHAND_RECORD",
    default=service.DEFAULT,
    show_default=True,
    metavar="FILE",
    help="The record: one file, or a postgresql:// address. [env: FIRSTHAND_RECORD]",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of words.")
@click.version_option(__version__)
@click.pass_context
def main(ctx: click.Context, where: str, as_json: bool) -> None:
    """News pages in, a sourced record out: who said it, through whom, with every datum pointing at its words.

    \b
    firsthand add archive-page.txt saved.html folder/    take pages in and read them
    firsthand search 'outlet:Courier "port authority"'   find articles
    firsthand serve                                      read the record in the browser
    firsthand export jsonl out/                          everything, one JSON object a line; csv, xlsx, ftm, wacz ...

    The record is made on first use. Nothing is sent anywhere, unless you name an address (`add`, `watch`), or set a
    language model and ask it (`propose`).
    """
    ctx.obj = {"where": where, "json": as_json}


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER|ADDRESS...")
@click.option("--no-run", is_flag=True, help="Keep the bytes only; read them later with `firsthand run`.")
@click.option("--workers", type=click.IntRange(1), help="Processes to work with. Default: one a core.")
@click.option("--by", metavar="NAME", help="Who takes them in: kept in the custody line.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="KIND=NAME",
    help="What a CSV list calls its path, url or date: path=file.",
)
@click.option("--fetch", "fetch_listed", is_flag=True, help="Fetch the addresses that lists name without a file.")
@cli_watch.CONTACT
@cli_watch.ALLOW
@click.pass_obj
def add(
    obj: dict[str, Any],
    paths: tuple[str, ...],
    no_run: bool,
    workers: int | None,
    by: str | None,
    columns: tuple[str, ...],
    fetch_listed: bool,
    contact: str | None,
    allow_private: tuple[str, ...],
) -> None:
    """Take files, folders and addresses (https://...) into the record and read them.

    Saved HTML, text dumps, web archives (WARC, WACZ), zip and tar, MHTML, letters (EML), Markdown, PDF, feeds, and lists of
    files (CSV, CSL-JSON). The bytes are kept unchanged. What cannot be read becomes a problem with its cure, and the rest
    goes on; exits with 3 only where nothing could be read.

    An address is fetched once, as its site's robots.txt allows; the answer's headers and what robots.txt said are kept. To have
    feeds and sites asked again and again: firsthand watch.
    """
    how = service.fetcher(contact, allow_private)
    with opened(obj) as record, Bar(obj) as bar:
        mapped = dict(_column(one) for one in columns)
        report = record.add(
            paths,
            run=not no_run,
            workers=workers,
            on_progress=bar.draw,
            by=by,
            columns=mapped,
            fetch=how,
            fetch_listed=fetch_listed,
        )

    def words() -> None:
        click.echo(f"{report.new} new, {report.known} known already, {len(report.problems)} with problems")
        list_problems(report.problems)

    say(obj, report, words)
    if not report.read:
        sys.exit(NOTHING_READ)


def _column(told: str) -> tuple[str, str]:
    """'path=file' as ('path', 'file')."""
    kind, is_told, name = told.partition("=")
    if kind not in ("path", "url", "date") or not is_told or not name:
        raise service.UsageError(f"--column {told}: write path=NAME, url=NAME or date=NAME")
    return kind, name


@main.command()
@click.argument("steps", nargs=-1)
@click.option(
    "--rebuild", is_flag=True, help="Drop all that was derived and make it again from originals and judgements."
)
@click.option("--workers", type=click.IntRange(1), help="Processes to work with. Default: one a core.")
@click.pass_obj
def run(obj: dict[str, Any], steps: tuple[str, ...], rebuild: bool, workers: int | None) -> None:
    """Do what is due: nothing changed, nothing runs."""
    with opened(obj) as record, Bar(obj) as bar:
        if rebuild:
            report = record.rebuild(workers=workers, on_progress=bar.draw)
        else:
            report = record.run(steps or None, workers=workers, on_progress=bar.draw)
    say(obj, report, lambda: click.echo(f"{report.done} units done, {report.problems} problems"))


@main.command()
@click.argument("id_", metavar="ID")
@click.pass_obj
def show(obj: dict[str, Any], id_: str) -> None:
    """Show whatever an id names: a capture, article, entity, chain ...; findings in words."""
    with opened(obj, must_exist=True) as record:
        row = record.show(id_)
        words = _in_words(record, row)
    say(obj, row, lambda: click.echo(words or json.dumps(plain(row), ensure_ascii=False, indent=1)))


def _in_words(record: service.Record, row: object) -> str | None:
    """What people read better in words than in JSON."""
    if isinstance(row, Event):
        return "\n".join(event_text.lines(record.event(row.id)))
    if isinstance(row, Claim):
        return claim_lines(record, row)
    return "\n".join(told.lines(row) or ()) or None


@main.command()
@click.pass_obj
def status(obj: dict[str, Any]) -> None:
    """Tell what the record holds, what is due and what went wrong."""
    with opened(obj, must_exist=True) as record:
        now, problems = record.status(), record.problems()

    def words() -> None:
        click.echo(f"{now.where}: {now.bytes_kept:,} bytes of originals")
        for kind, n in now.counts:
            click.echo(f"  {n:>8,}  {kind}")
        for step in now.steps:
            click.echo(
                f"  {step.step:<8} version {step.version}: {step.done} done, {step.failed} failed, {step.due} due"
            )
        list_problems(problems)

    say(obj, now, words)


@main.command()
@click.option(
    "--ca",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="PEM file with the roots that time stamps must lead to.",
)
@click.pass_obj
def verify(obj: dict[str, Any], ca: str | None) -> None:
    """Hash every original again; check every place, index, custody line and time stamp. Asks nothing of the network."""
    with opened(obj, must_exist=True) as record:
        report = record.verify(ca)

    def words() -> None:
        click.echo(
            f"{report.captures} originals, {report.articles} articles, {report.spans} places checked: "
            + ("the record is whole" if report.whole else f"{len(report.faults)} faults")
        )
        for fault in report.faults:
            click.echo(f"  {fault}")
        if report.custody:
            click.echo(
                f"the last custody line is {report.custody}: noted elsewhere, it proves that nothing before it changed"
            )

        for stamp in report.stamps:
            click.echo(f"  {cli_stamp.told(stamp)}")

    say(obj, report, words)
    if not report.whole:
        sys.exit(NOT_WHOLE)


@main.command()
@click.pass_obj
def doctor(obj: dict[str, Any]) -> None:
    """Tell what is installed, which language model was found, and what is missing."""
    lines = service.diagnose(obj["where"])
    say(obj, lines, lambda: click.echo("\n".join(lines)))


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8311, show_default=True, help="0: any that is free.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--open/--no-open", "opens", default=False, help="Open the browser too.")
@cli_watch.CONTACT
@cli_watch.ALLOW
@click.pass_obj
def serve(
    obj: dict[str, Any], port: int, host: str, opens: bool, contact: str | None, allow_private: tuple[str, ...]
) -> None:
    """Read the record in the browser, on this machine only."""
    from firsthand.serve.web import listen  # here: the other commands need no web server

    with opened(obj, must_exist=True) as record:
        how = service.fetcher(contact, allow_private)
        listen(record, host, port, lambda address: _announce(address, opens), how)


def _announce(address: str, opens: bool) -> None:
    click.echo(f"Firsthand is at {address}  (Ctrl-C ends it)")
    if opens:
        webbrowser.open(address)


main.add_command(evaluate)
main.add_command(judge)
main.add_command(cli_search.search)
main.add_command(cli_search.searches)
main.add_command(withdraw)
main.add_command(withdrawals)
main.add_command(cli_export.export)
main.add_command(cli_export.take_in)
main.add_command(cli_export.cite)
main.add_command(cli_api.api)
main.add_command(cli_api.assistants)
main.add_command(cli_propose.propose)
main.add_command(cli_propose.proposals)
main.add_command(cli_gazetteer.group)
main.add_command(cli_layout.group)
main.add_command(cli_collect.collect)
main.add_command(cli_collect.collections)
main.add_command(cli_stamp.stamp)
main.add_command(cli_watch.watch)
