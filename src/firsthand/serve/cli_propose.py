"""`firsthand propose` and `firsthand proposals`: what a language model proposes, and what a person makes of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import click

from firsthand.model.proposals import Proposal, Proposed
from firsthand.serve.terminal import opened, say
from firsthand.serve.wording import count


@click.command()
@click.argument("article_id", metavar="ARTICLE-ID")
@click.pass_obj
def propose(obj: dict[str, Any], article_id: str) -> None:
    """Let a language model propose attributions of one article; off unless you set one.

    Sends the article's text to FIRSTHAND_LLM_URL, for the model FIRSTHAND_LLM_MODEL, with the key FIRSTHAND_LLM_KEY if there is
    one. What does not quote the article character for character is dropped. What is kept stays a proposal, in no count and no
    export, until a person confirms it: firsthand proposals.
    """
    with opened(obj, must_exist=True) as record:
        made = record.propose(article_id)
    say(obj, made, lambda: _told(made))


def _told(made: Proposed) -> None:
    click.echo(
        f"{count(len(made.kept), 'proposal')} kept, {len(made.dropped)} dropped, {made.known} read already ({made.model})"
    )
    for why, n in sorted(Counter(d.why for d in made.dropped).items()):
        click.echo(f"  {n} dropped: {why}")
    _list(made.kept)


@click.group()
def proposals() -> None:
    """See what models proposed, and confirm or drop it."""


@proposals.command("list")
@click.argument("article_id", metavar="[ARTICLE-ID]", required=False)
@click.pass_obj
def list_(obj: dict[str, Any], article_id: str | None) -> None:
    """Those that wait for a person, oldest first."""
    with opened(obj, must_exist=True) as record:
        found = record.proposals(article_id)
    say(obj, found, lambda: _list(found) if found else click.echo("none"))


@proposals.command()
@click.argument("id_", metavar="B-ID")
@click.option("--by", required=True, metavar="NAME", help="Who confirms it. It becomes this person's decision.")
@click.pass_obj
def confirm(obj: dict[str, Any], id_: str, by: str) -> None:
    """The text does attribute these words so: it is read from now on, as added by you."""
    with opened(obj, must_exist=True) as record:
        made = record.confirm(id_, by=by)
    say(obj, made, lambda: click.echo(f"{made.id}  added, to be withdrawn with: firsthand judge undo {made.id}"))


@proposals.command()
@click.argument("id_", metavar="B-ID")
@click.pass_obj
def drop(obj: dict[str, Any], id_: str) -> None:
    """Forget a proposal."""
    with opened(obj, must_exist=True) as record:
        record.drop_proposal(id_)
    say(obj, {"dropped": id_}, lambda: click.echo(f"{id_} is dropped"))


def _list(found: tuple[Proposal, ...]) -> None:
    for p in found:
        source = " ".join(p.source.exact.split()) if p.source else "nobody named"
        cue = f" [{' '.join(p.cue.exact.split())}]" if p.cue else ""
        click.echo(f"{p.id}  proposed by {p.model}, {p.made_at[:10]}, confirmed by nobody\n    {source}{cue}")
        click.echo(f"    “{' '.join(p.content.exact.split())}”")
