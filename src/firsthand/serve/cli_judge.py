"""`firsthand judge`: decide what is the same, what is not and what is wrong; and take it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import click

from firsthand.model.judgements import About
from firsthand.record import REVIEWED, Decision, Past
from firsthand.serve import decided_csv
from firsthand.serve.decided import KINDS
from firsthand.serve.decided import told as done
from firsthand.serve.operations.registry import DEFAULT_BASE
from firsthand.serve.terminal import list_problems, opened, say

BY = click.option("--by", required=True, metavar="NAME", help="Who decides. It is kept with the decision.")


@click.group()
def judge() -> None:
    """Decide what the machine got wrong. A decision is kept for ever, outlives every run, and can be undone.

    \b
    firsthand judge same v-7k2qm4c6txwn5 v-3b5ydl2rqa4ke --by Ina    two events are one
    firsthand judge different k-... k-... --by Ina                   two claims are not one, and not asked about again
    firsthand judge reject h-... --by Ina                            these words report no happening
    firsthand judge confirm s-... --by Ina                           these words are said, by this source
    firsthand judge set s-... speaker "Oro Vann" --by Ina            who says them, in words of the article
    firsthand judge add a-... "the mill will stay closed" --source "Oro Vann" --by Ina
    firsthand judge note a-... "ask for the picture" --by Ina        words for people; nothing is read otherwise
    firsthand judge undo j-... --by Ina                              as if it had not been decided
    firsthand judge history s-...                                    who decided what about it, and when
    firsthand judge review                                           what the machine is least sure of
    firsthand judge list                                             all decisions, newest first

    What can be set: of an attribution (s-) speaker, source_kind, stance, mode, source, cue, content, addressee, venue; of a name
    (m-) kind, name; of an article (a-) title, outlet, published, updated, declared_source, byline; of an event mention (h-) kind,
    polarity; of a time (t-) edtf; of a place (l-) gazetteer_id; of a figure (q-) low, high, unit, role.

    Ids stand in the browser's addresses, in `firsthand show` and in every export; those of event mentions in
    `firsthand show a-...`, those of tellings in `firsthand --json show k-...`. An event or a claim stands for the words it is
    called by: to take one mention out of an event, say that it is different from one that stays, by their own ids (h-...).
    Where two decisions cannot both hold, the later one does; the other becomes a problem with its cure (`firsthand status`).
    """


def _of_two(act: Literal["same", "different"], says: str) -> None:
    """A command that decides about two things of one kind."""

    @judge.command(act, help=says)
    @click.argument("a", metavar="ID")
    @click.argument("b", metavar="ID")
    @BY
    @click.pass_obj
    def decide(obj: dict[str, Any], a: str, b: str, by: str) -> None:
        with opened(obj, must_exist=True) as record:
            _show(obj, record.decide(act, a, b, by=by))


_of_two("same", "Two events, claims or parties are one: h- or v-, w- or k-, e-.")
_of_two("different", "Two events, claims or parties are not one: h- or v-, w- or k-, e-.")


@judge.command()
@click.argument("id_", metavar="ID")
@BY
@click.option(
    "--field",
    metavar="FIELD",
    help="Of an article: what of it is wrong, such as outlet; boilerplate: all of it is its own.",
)
@click.option("--figure", type=click.IntRange(1), help="Of a series (n-): which of its figures is none of this count.")
@click.pass_obj
def reject(obj: dict[str, Any], id_: str, by: str, field: str | None, figure: int | None) -> None:
    """A reading is wrong and left out: h-, w-, s-, m-, t-, l-, q-; a difference that is none (d-); a figure of a series (n-)."""
    with opened(obj, must_exist=True) as record:
        _show(obj, record.decide("reject", id_, by=by, field=field, value=str(figure) if figure else None))


@judge.command()
@click.argument("id_", metavar="ID")
@BY
@click.pass_obj
def confirm(obj: dict[str, Any], id_: str, by: str) -> None:
    """A reading or finding is right: of whatever kind. An attribution or name stays, whatever a later machine reads."""
    with opened(obj, must_exist=True) as record:
        _show(obj, record.decide("confirm", id_, by=by))


@judge.command("set")
@click.argument("id_", metavar="ID")
@click.argument("field", metavar="FIELD")
@click.argument("value", metavar="VALUE")
@BY
@click.pass_obj
def set_(obj: dict[str, Any], id_: str, field: str, value: str, by: str) -> None:
    """A field says something else: speaker, stance, kind, title, published, low ... An empty VALUE: nothing is stated."""
    with opened(obj, must_exist=True) as record:
        _show(obj, record.decide("set", id_, by=by, field=field, value=value))


@judge.command()
@click.argument("article", metavar="A-ID")
@click.argument("words", metavar="WORDS")
@BY
@click.option("--source", metavar="WORDS", help="Who says it, in words of the article.")
@click.option(
    "--name", "kind", metavar="KIND", help="The words are a name that was missed: person, organisation, place ..."
)
@click.option("--nth", type=click.IntRange(1), help="Which, where the words stand several times.")
@click.pass_obj
def add(
    obj: dict[str, Any], article: str, words: str, by: str, source: str | None, kind: str | None, nth: int | None
) -> None:
    """A statement, or with --name a name, that the machine missed: by words that stand in the article."""
    with opened(obj, must_exist=True) as record:
        about: About = "mention" if kind else "attribution"
        _show(obj, record.add_reading(about, article, words, by=by, source=source, kind=kind, nth=nth))


@judge.command()
@click.argument("id_", metavar="ID")
@click.argument("words", metavar="WORDS")
@BY
@click.pass_obj
def note(obj: dict[str, Any], id_: str, words: str, by: str) -> None:
    """Words for people about anything; nothing is read otherwise for it."""
    with opened(obj, must_exist=True) as record:
        _show(obj, record.decide("note", id_, by=by, value=words))


@judge.command()
@click.argument("id_", metavar="ID")
@click.pass_obj
def history(obj: dict[str, Any], id_: str) -> None:
    """Tell who decided what about a thing, and when, oldest first; what was undone too."""
    with opened(obj, must_exist=True) as record:
        past = record.history(id_)
    say(obj, past, lambda: _list(past))


@judge.command("list")
@click.option("--by", metavar="NAME", help="Only this person's.")
@click.option("--page", type=click.IntRange(1), default=1, show_default=True)
@click.option("--csv", "as_csv", is_flag=True, help="All of them as a table: who, when, what, about which words.")
@click.option(
    "--links-to", "base", default=DEFAULT_BASE, show_default=True, metavar="URL", help="Of the table's links."
)
@click.pass_obj
def list_(obj: dict[str, Any], by: str | None, page: int, as_csv: bool, base: str) -> None:
    """List all decisions, newest first."""
    if as_csv:
        with opened(obj, must_exist=True) as record:
            for line in decided_csv.table(decided_csv.rows(record, by, base.rstrip("/"))):
                click.echo(line, nl=False)
        return
    with opened(obj, must_exist=True) as record:
        found = record.decisions(by, page=page)

    def words() -> None:
        click.echo(f"{found.total} decisions, page {page} of {found.pages}")
        _list(found.rows)

    say(obj, found, words)


@judge.command()
@click.option("--kind", type=click.Choice(REVIEWED), help="Only things of this kind.")
@click.option("--by", metavar="NAME", help="Leave out what this person put off.")
@click.pass_obj
def review(obj: dict[str, Any], kind: str | None, by: str | None) -> None:
    """Show the thing that the machine is least sure of, with the commands that decide on it."""
    with opened(obj, must_exist=True) as record:
        page = record.review(kind, by=by)

    def words() -> None:
        click.echo(", ".join(f"{n} {KINDS[name]} left" for name, n in page.left))
        if page.item is None:
            return
        click.echo(f"\n{page.item.kind}, {page.item.sure:.2f} sure: {page.item.why}")
        for one in page.item.asked:
            click.echo(f"  “{' '.join(one.span.of(one.article.text).split())}”  {one.article.id}")
        yes, no = ("same", "different") if len(page.item.ids) > 1 else ("confirm", "reject")
        for act in (yes, no):
            click.echo(f"  firsthand judge {act} {' '.join(page.item.ids)} --by NAME")

    say(obj, page, words)


def _list(past: Sequence[Past]) -> None:
    if not past:
        click.echo("nobody decided anything here")
    for p in (p for p in past if not p.judgement.supersedes):
        j = p.judgement
        ended = f"  (undone by {p.undone.by})" if p.undone else ""
        click.echo(f"{j.id}  {j.made_at[:16].replace('T', ' ')}  {j.by}: {done(j)}{ended}")
        click.echo(f"    {j.about} “{' '.join(j.target.exact.split())[:100]}”")


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
