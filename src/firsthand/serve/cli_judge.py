"""`firsthand judge`: decide what is the same, what is not and what is wrong; and take it back."""

from __future__ import annotations

from typing import Any

import click

from firsthand.record import Decision
from firsthand.serve.terminal import list_problems, opened, say

BY = click.option("--by", required=True, metavar="NAME", help="Who decides. It is kept with the decision.")


@click.group()
def judge() -> None:
    """Decide what the machine got wrong. A decision is kept for ever, outlives every run, and can be undone.

    \b
    firsthand judge same v-7k2qm4c6txwn5 v-3b5ydl2rqa4ke --by Ina    two events are one
    firsthand judge different k-... k-... --by Ina                   two claims are not one, and not asked about again
    firsthand judge reject h-... --by Ina                            these words report no happening
    firsthand judge undo j-... --by Ina                              as if it had not been decided

    Ids stand in the browser's addresses, in `firsthand show` and in every export; those of event mentions in
    `firsthand show a-...`, those of tellings in `firsthand --json show k-...`. An event or a claim stands for the words it is
    called by: to take one mention out of an event, say that it is different from one that stays, by their own ids (h-...).
    Where two decisions cannot both hold, the later one does; the other becomes a problem with its cure (`firsthand status`).
    """


@judge.command()
@click.argument("a", metavar="ID")
@click.argument("b", metavar="ID")
@BY
@click.pass_obj
def same(obj: dict[str, Any], a: str, b: str, by: str) -> None:
    """Two events, claims or parties are one: h- or v-, w- or k-, e-."""
    with opened(obj, must_exist=True) as record:
        _show(obj, record.decide("same", a, b, by=by))


@judge.command()
@click.argument("a", metavar="ID")
@click.argument("b", metavar="ID")
@BY
@click.pass_obj
def different(obj: dict[str, Any], a: str, b: str, by: str) -> None:
    """Two events, claims or parties are not one: h- or v-, w- or k-, e-."""
    with opened(obj, must_exist=True) as record:
        _show(obj, record.decide("different", a, b, by=by))


@judge.command()
@click.argument("id_", metavar="ID")
@BY
@click.pass_obj
def reject(obj: dict[str, Any], id_: str, by: str) -> None:
    """A reading is wrong and left out: an event mention (h-), a telling (w-), an attribution (s-), a name (m-)."""
    with opened(obj, must_exist=True) as record:
        _show(obj, record.decide("reject", id_, by=by))


@judge.command()
@click.argument("id_", metavar="J-ID")
@BY
@click.pass_obj
def undo(obj: dict[str, Any], id_: str, by: str) -> None:
    """Withdraw a decision: what it changed goes back, ids too. Both are kept."""
    with opened(obj, must_exist=True) as record:
        _show(obj, record.undo(id_, by=by))


def _show(obj: dict[str, Any], made: Decision) -> None:
    """The decision's id, and where its words stand now."""

    def words() -> None:
        j = made.judgement
        what = (
            f"{j.supersedes} is withdrawn"
            if j.supersedes
            else f"{j.act}, to be withdrawn with: firsthand judge undo {j.id}"
        )
        click.echo(f"{j.id}  {what}")
        for one in made.stands:
            was, now = _at(one.before, one.before_size), _at(one.after, one.after_size)
            click.echo(
                f"  “{' '.join(one.words.split())}”: "
                + (f"still in {now}" if was == now else f"was in {was}, is in {now}")
            )
        list_problems(made.problems)

    say(obj, made, words)


def _at(id_: str | None, size: int) -> str:
    return f"{id_} ({size})" if id_ else "nothing"
