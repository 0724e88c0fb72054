"""`firsthand export site OUT`: an edition of the record that opens without a server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from firsthand.model.problems import UsageError
from firsthand.record import Record
from firsthand.serve.edition.folder import write
from firsthand.serve.edition.wanted import Edition
from firsthand.serve.terminal import opened, say


@click.command("site", short_help="a folder of pages that open without a server: an edition to hand on")
@click.argument("out", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER")
@click.option("--query", metavar="Q", help="The articles that a search finds.")
@click.option(
    "--id", "ids", multiple=True, metavar="ID", help="Those of this id: an event, a claim, a party ... Repeatable."
)
@click.option("--tag", "tags", multiple=True, metavar="T", help="Those of this tag. Repeatable.")
@click.option("--title", metavar="WORDS", help="What the edition is called. Default: what was asked for.")
@click.option(
    "--full-text", is_flag=True, help="Articles whole: only where you have the right. Default: excerpts of 60 words."
)
@click.option("--notes", is_flag=True, help="With people's notes.")
@click.option(
    "--base", metavar="URL", help="Where `firsthand serve` shows the record, to link there. Default: no such links."
)
@click.pass_obj
def site(
    obj: dict[str, Any],
    out: Path,
    query: str | None,
    ids: tuple[str, ...],
    tags: tuple[str, ...],
    title: str | None,
    full_text: bool,
    notes: bool,
    base: str | None,
) -> None:
    """Write an edition of the record to FOLDER: plain pages with excerpts and links, to be opened from a disk or put on a site.

    \b
    firsthand export site harbour/ --tag harbour --title "The harbour fire"
    firsthand export site event/ --id v-7k2qm4c6txwn5

    What is asked for adds up; nothing asked for is the whole record. Not in it: originals, words beside words, private persons.
    """
    with opened(obj, must_exist=True) as record:
        articles, how = chosen(record, query, ids, tags)
        called = title or ", ".join((*([query] if query else ()), *tags)) or "An edition of the record"
        counts = write(record, out, Edition(called, articles, how, ids, full_text, notes, base))
    say(obj, counts, lambda: click.echo("\n".join(f"  {n:>8,}  {kind}" for kind, n in counts.items())))


def chosen(
    record: Record, query: str | None, ids: tuple[str, ...], tags: tuple[str, ...]
) -> tuple[frozenset[str] | None, tuple[str, ...]]:
    """The articles asked for, and how they were asked for, in words."""
    found = record.chosen(query, ids)
    how = [f"that a search for “{query}” finds"] if query else []
    how += [f"that have to do with {id_}" for id_ in ids]
    for tag in tags:
        if '"' in tag:
            raise UsageError(f"a tag has no quotation marks: {tag}")
        found = (found or frozenset()) | (record.chosen(f'tag:"{tag}"') or frozenset())
        how.append(f"tagged “{tag}”")
    return found, tuple(how)
