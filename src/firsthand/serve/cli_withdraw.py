"""`firsthand withdraw`: an original, an article or a person's data go for good; `firsthand withdrawals` lists what went."""

from __future__ import annotations

from typing import Any

import click

from firsthand.model.withdrawals import Withdrawal
from firsthand.record import Plan, words_cut
from firsthand.serve.terminal import Bar, opened, say
from firsthand.serve.wording import count

SHOWN = 20  # places of one page that are shown before they go


@click.command()
@click.argument("ids", nargs=-1, metavar="ID...")
@click.option("--person", metavar="NAME", help="All data of this person, on every page, instead of ids.")
@click.option(
    "--also", multiple=True, metavar="FORM", help="Another way the person is named: a nickname, another script."
)
@click.option("--reason", metavar="TEXT", help="Why. It is kept, without the person's name.")
@click.option("--by", metavar="NAME", help="Who decides. It is kept.")
@click.option("--watch/--no-watch", default=True, show_default=True, help="Cut the name out of pages added later too.")
@click.option("--yes", is_flag=True, help="Do it. Without this, only what would go is told.")
@click.pass_obj
def withdraw(
    obj: dict[str, Any],
    ids: tuple[str, ...],
    person: str | None,
    also: tuple[str, ...],
    reason: str | None,
    by: str | None,
    watch: bool,
    yes: bool,
) -> None:
    """Take originals, articles or a person's data out for good; hash, day and reason stay.

    \b
    firsthand withdraw a-7k2qm4c6txwn5                                        what would go with this article
    firsthand withdraw a-7k2qm4c6txwn5 --reason "outlet asked" --by Ina --yes  take it out
    firsthand withdraw --person "Leena Kask" --reason "..." --by Ina --yes     a person's name and words, on all pages

    There is no way back: words, judgements on them, search index, free pages of the file and cache are all made anew without
    them. Not reached: copies and backups of the record, exports made before, and what the disk keeps of deleted blocks.
    """
    with opened(obj, must_exist=True) as record, Bar(obj) as bar:
        if not yes:
            plans = record.plan_withdrawal(*ids, person=person, also=also)
            say(obj, [_told(p) for p in plans], lambda: _tell(plans))
            return
        made = record.withdraw(
            *ids, person=person, also=also, by=by or "", reason=reason or "", watch=watch, on_progress=bar.draw
        )
    say(obj, made, lambda: _list(made))


@click.command()
@click.pass_obj
def withdrawals(obj: dict[str, Any]) -> None:
    """List what was withdrawn: kind, hash, day, who decided and why."""
    with opened(obj, must_exist=True) as record:
        made = record.withdrawals()
    say(obj, made, lambda: _list(made) if made else click.echo("nothing was withdrawn"))


def _list(made: tuple[Withdrawal, ...]) -> None:
    for w in made:
        click.echo(f"{w.id}  {w.made_at[:10]}  {w.kind}, by {w.by}: {w.reason}")
        click.echo(f"    hash {w.hash}; {count(len(w.gone), 'id')} gone, words cut out of {count(len(w.cuts), 'page')}")


def _told(plan: Plan) -> dict[str, Any]:
    """A plan as JSON."""
    return {
        "kind": plan.kind,
        "target": plan.target,
        "forms": [" ".join(w) for w in plan.names.whole] if plan.names else [],
        "pages": [
            {
                "capture": p.capture.id,
                "path": p.capture.path,
                "whole": p.page is None,
                "articles": list(p.articles),
                "words": list(words_cut(p)),
            }
            for p in plan.pages
        ],
        "copies": list(plan.copies),
    }


def _tell(plans: tuple[Plan, ...]) -> None:
    for plan in plans:
        _tell_one(plan)
    click.echo("nothing was changed; to do it: --reason TEXT --by NAME --yes")


def _tell_one(plan: Plan) -> None:
    told = _told(plan)
    if plan.names:
        click.echo(
            f"looked for: {', '.join(told['forms'])}; with one of these also: {', '.join(' '.join(w) for w in plan.names.parts)}"
        )
    if not plan.pages:
        click.echo("no page of this record holds it")
    for page in told["pages"]:
        click.echo(f"{page['path']} ({page['capture'][:12]}): {'goes whole' if page['whole'] else 'these words go'}")
        for words in page["words"][:SHOWN]:
            click.echo(f"    {words if len(words) < 200 else words[:100] + ' ... ' + words[-80:]}")
        if len(page["words"]) > SHOWN:
            click.echo(f"    ... and {len(page['words']) - SHOWN} more: --json")
    if plan.copies:
        click.echo(f"copies of it stay, unless they are withdrawn too: {' '.join(plan.copies)}")
