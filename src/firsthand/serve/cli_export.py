"""`firsthand export FORMAT OUT`, `firsthand import jsonl FOLDER`, `firsthand cite ID`. The formats come from one table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from firsthand.export.formats import FORMATS, Format
from firsthand.export.links import BASE
from firsthand.record import Choice, Record
from firsthand.serve.edition.cli import site
from firsthand.serve.terminal import Bar, list_problems, opened, say

OPTIONS: dict[str, tuple[click.Option, ...]] = {
    "choice": (
        click.Option(["--query"], metavar="Q", help="Only articles that a search finds, and what they have a part in."),
        click.Option(["--id", "ids"], multiple=True, metavar="ID", help="Only articles of this id: a-, v-, k- ... Repeatable."),
        click.Option(["--collection"], metavar="NAME", help="Only articles that a collection's things stand in."),
    ),
    "base": (
        click.Option(["--base"], default=BASE, show_default=True, metavar="URL", help="Where permalinks lead."),
    ),
    "full_text": (
        click.Option(["--full-text"], is_flag=True, help="Articles whole. Default: quotes and metadata."),
    ),
    "tables": (click.Option(["--table", "tables"], multiple=True, metavar="NAME", help="Only this table. Repeatable."),),
    "excel": (click.Option(["--excel"], is_flag=True, help="With a byte-order mark, so that Excel reads UTF-8."),),
    "originals": (
        click.Option(["--originals/--no-originals"], default=True, show_default=True, help="The bytes too, to import from."),
    ),
}  # fmt: skip


@click.group()
def export() -> None:
    """Write the record for other programs (docs/exports.md). Every datum goes with its quote and its permalink."""


def _command(form: Format) -> click.Command:
    @click.pass_obj
    def run(obj: dict[str, Any], /, out: Path, **given: Any) -> None:
        with opened(obj, must_exist=True) as record:
            counts = record.export(form.name, out, _choice(_chosen(record, given), given))
        say(obj, counts, lambda: click.echo("\n".join(f"  {n:>8,}  {kind}" for kind, n in counts.items())))

    kind = click.Path(path_type=Path, file_okay=form.out == "file", dir_okay=form.out == "folder")
    options = [option for name, several in OPTIONS.items() if name in form.takes for option in several]
    about = f"{form.what[0].upper()}{form.what[1:]}.\n\nWrites a {form.out}. Not in it: {form.loses}"
    what = [click.Argument(["out"], type=kind, metavar=form.out.upper()), *options]
    return click.Command(form.name, callback=run, params=what, help=about, short_help=form.what)


def _chosen(record: Record, given: dict[str, Any]) -> frozenset[str] | None:
    return record.chosen(given.pop("query", None), given.pop("ids", ()), given.pop("collection", None))


def _choice(articles: frozenset[str] | None, given: dict[str, Any]) -> Choice:
    if "tables" in given:
        given["tables"] = frozenset(given["tables"]) or None
    return Choice(articles, **given)


for _form in FORMATS.values():
    export.add_command(_command(_form))
export.add_command(site)


@click.group("import")
def take_in() -> None:
    """Take in what another record was exported to."""


@take_in.command("jsonl")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--no-run", is_flag=True, help="Keep originals and judgements only; read them later with `firsthand run`."
)
@click.option("--workers", type=click.IntRange(1), help="Processes to work with. Default: one a core.")
@click.pass_obj
def import_jsonl(obj: dict[str, Any], folder: Path, no_run: bool, workers: int | None) -> None:
    """Take originals and judgements from FOLDER, an export as JSONL or a bag's `data`, and make the rest again.

    Into an empty record this gives the same record. Of a damaged export nothing is kept.
    """
    with opened(obj) as record, Bar(obj) as bar:
        report = record.import_jsonl(folder, run=not no_run, workers=workers, on_progress=bar.draw)

    def words() -> None:
        click.echo(f"{report.given} originals, {report.new} of them new; {report.judgements} new judgements")
        list_problems(report.problems)

    say(obj, report, words)


@click.command()
@click.argument("id_", metavar="ID")
@click.option("--format", "form", type=click.Choice(["bibtex", "ris", "csl"]), default="bibtex", show_default=True)
@click.option(
    "--from", "first", type=click.IntRange(0), metavar="N", help="First character of a passage of the article's text."
)
@click.option("--to", "last", type=click.IntRange(0), metavar="N", help="The character after its last.")
@click.option("--base", default=BASE, show_default=True, metavar="URL", help="Where the permalink leads.")
@click.pass_obj
def cite(obj: dict[str, Any], id_: str, form: str, first: int | None, last: int | None, base: str) -> None:
    """Cite an article (a-), a passage of it (--from, --to) or an attribution (s-)."""
    if (first is None) != (last is None):
        raise click.UsageError("a passage needs both --from and --to")
    at = None if first is None or last is None else (first, last)
    with opened(obj, must_exist=True) as record:
        found = record.cite(id_, at, form=form, base=base)
    say(obj, found, lambda: click.echo(found, nl=False))
