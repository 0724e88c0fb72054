"""`firsthand collect ID NAME`, `firsthand collections [NAME]`: named sets of articles, passages, events and claims."""

from __future__ import annotations

from typing import Any

import click

from firsthand.record import Collected
from firsthand.serve.cli_judge import BY
from firsthand.serve.decided import told
from firsthand.serve.terminal import opened, say


@click.command()
@click.argument("id_", metavar="ID")
@click.argument("name", metavar="NAME")
@BY
@click.option("--note", metavar="WORDS", help="Words for people, kept with it.")
@click.option(
    "--from", "first", type=click.IntRange(0), metavar="N", help="First character of a passage of the article's text."
)
@click.option("--to", "last", type=click.IntRange(0), metavar="N", help="The character after its last.")
@click.pass_obj
def collect(
    obj: dict[str, Any], id_: str, name: str, by: str, note: str | None, first: int | None, last: int | None
) -> None:
    """Put an article (a-), a passage of it (--from, --to), an event (v-) or a claim (k-) into the collection NAME.

    It is taken out again with `firsthand judge undo J-ID`; `firsthand export FORMAT --collection NAME` writes its articles.
    """
    if (first is None) != (last is None):
        raise click.UsageError("a passage needs both --from and --to")
    at = None if first is None or last is None else (first, last)
    with opened(obj, must_exist=True) as record:
        made = record.collect(id_, name, by=by, at=at, note=note)
    say(obj, made, lambda: click.echo("\n".join(f"{j.id}  {told(j)}" for j in made)))


@click.command()
@click.argument("name", metavar="[NAME]", required=False)
@click.pass_obj
def collections(obj: dict[str, Any], name: str | None) -> None:
    """List the collections, or what is in the one of that name."""
    with opened(obj, must_exist=True) as record:
        if name is None:
            known = record.collections()
            lines = [f"{one.size:>6,}  {one.name}" for one in known] or ["nothing was put into a collection yet"]
            say(obj, known, lambda: click.echo("\n".join(lines)))
            return
        found = record.collection(name)
    say(obj, found, lambda: click.echo("\n".join(line for one in found.items for line in _lines(one))))


def _lines(one: Collected) -> list[str]:
    words = " ".join(one.judgement.target.exact.split())[:100]
    head = f"{one.kind}  {one.id or '(read otherwise now)'}  “{words}”  {one.judgement.by}  {one.judgement.id}"
    return [head, *(f"    {n.by}: {n.value}" for n in one.notes)]
