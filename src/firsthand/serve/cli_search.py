"""The command line's searches: one query, a list of names, and those that are kept."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from firsthand.export import batch
from firsthand.model.problems import UnreadableInput, UsageError
from firsthand.record import Record, SearchPage
from firsthand.serve.hits import lines
from firsthand.serve.terminal import opened, say


@click.command()
@click.argument("query", default="")
@click.option("--page", type=click.IntRange(1, 1_000_000), default=1, show_default=True)
@click.option("--order", type=click.Choice(["relevance", "newest", "oldest", "added"]), help="Default: by relevance.")
@click.option("--fold", is_flag=True, help="One line for each family of copies.")
@click.option("--outlet", help="Only articles of this outlet.")
@click.option("--speaker", help="Only articles in which this party speaks.")
@click.option("--facets", is_flag=True, help="Say how many are of each outlet, speaker, place ...")
@click.option("--batch", "listed", type=click.Path(path_type=Path), help="Search each name of a CSV instead.")
@click.option("--column", help="With --batch: the column of the names. Default: name, else the first.")
@click.option("--out", type=click.Path(path_type=Path), help="With --batch: the CSV to write. Default: print it.")
@click.pass_obj
def search(
    obj: dict[str, Any],
    /,
    query: str,
    listed: Path | None,
    column: str | None,
    out: Path | None,
    facets: bool,
    **asked: Any,
) -> None:
    """Find articles: words, "phrases", harb*, AND OR NOT NEAR/5, and fields.

    \b
    firsthand search 'outlet:Courier "port authority" -strike'
    firsthand search 'speaker:minister said:ceasefire'      one attribution has both
    firsthand search 'anon:official fig:>100 date:2031-03'
    firsthand search --batch names.csv --out hits.csv       each name of a list

    \b
    Fields: outlet source speaker said kind anon stance place fig date happened lang tag has. See docs/search.md.
    """
    if listed is not None:
        if query:
            raise UsageError("give a query or --batch, not both")
        return _batch(obj, listed, column, out)
    with opened(obj, must_exist=True) as record:
        found = record.search(query, **asked)
    say(obj, found, lambda: _tell(found, facets))
    return None


def _tell(found: SearchPage, facets: bool) -> None:
    families = f", {found.rows} families" if found.fold else ""
    click.echo(f"{found.total} articles in this record{families}")
    for hint in found.hints:
        click.echo(f"  {hint}")
    for name, values in found.facets if facets else ():
        told = ", ".join(f"{one.value} {one.count}" for one in values)
        if told:
            click.echo(f"  {name.replace('_', ' ')}: {told}")
    for hit in found.hits:
        source = f" ← {hit.declared_source}" if hit.declared_source else ""
        copies = f" · +{hit.folded} copies" if hit.folded else ""
        click.echo(
            f"\n{hit.id}  {hit.title or '(no title)'}\n    {hit.outlet or 'outlet not stated'}{source} · "
            f"{hit.published or 'no date'} · {hit.attributions} attributions{copies}\n    {hit.snippet}"
        )
        for said in hit.said:
            click.echo(f"    {said.speaker or 'nobody named'} ({said.stance}): {said.words}")


def _batch(obj: dict[str, Any], listed: Path, column: str | None, out: Path | None) -> None:
    try:
        names = batch.names(listed.read_bytes(), column)
    except OSError as error:
        raise UnreadableInput(f"{listed} cannot be read: {error.strerror}") from error
    with opened(obj, must_exist=True) as record:
        if obj["json"] and out is None:
            return say(obj, list(record.batch(names)), lambda: None)
        hits = _written(record, names, out)
    if out is not None:
        told = {"names": len(names), "lines": hits, "out": str(out)}
        say(obj, told, lambda: click.echo(f"{len(names)} names, {hits} lines: {out}"))
    return None


def _written(record: Record, names: tuple[str, ...], out: Path | None) -> int:
    """The number of lines below the header."""
    lines_written = 0
    try:
        with out.open("w", encoding="utf-8", newline="", errors="replace") if out else nullcontext(None) as file:
            for line in batch.table(lines(record.batch(names))):
                file.write(line) if file else click.echo(line, nl=False)
                lines_written += 1
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror}") from error
    return lines_written - 1


@click.group()
def searches() -> None:
    """Keep searches in the record, to ask again and to follow as feeds.

    \b
    firsthand searches save harbour 'place:Orsk (quay OR pier)'
    firsthand searches list
    firsthand searches forget harbour

    `firsthand serve` shows them under /searches, each with its Atom feed and JSON Feed.
    """


@searches.command("save")
@click.argument("name")
@click.argument("query")
@click.pass_obj
def save(obj: dict[str, Any], name: str, query: str) -> None:
    """Keep a query under a name; one of that name is replaced."""
    with opened(obj, must_exist=True) as record:
        made = record.save_search(name, query)
    say(obj, made, lambda: click.echo(f"{made.name}: {made.query}"))


@searches.command("list")
@click.pass_obj
def list_(obj: dict[str, Any]) -> None:
    """Tell which searches are kept."""
    with opened(obj, must_exist=True) as record:
        found = record.saved_searches()
    say(obj, found, lambda: click.echo("\n".join(f"{x.name}: {x.query}" for x in found) or "none is saved"))


@searches.command("forget")
@click.argument("name")
@click.pass_obj
def forget(obj: dict[str, Any], name: str) -> None:
    """Withdraw a kept search."""
    with opened(obj, must_exist=True) as record:
        made = record.forget_search(name)
    say(obj, made, lambda: click.echo(f"{made.name} is forgotten"))
