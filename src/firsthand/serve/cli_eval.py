"""`firsthand eval`: what the steps measure on gold sets and on the user's own corrections."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from firsthand.eval import floors, judged, sets
from firsthand.eval.counting import Place
from firsthand.eval.figures import Measured
from firsthand.model.problems import UnreadableInput, UsageError
from firsthand.serve.terminal import Bar, opened, plain, say

FELL = 1  # exit code where a measure fell below its floor, or could not be held against it
FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)


@click.group(name="eval", invoke_without_command=True)
@click.option("--on", type=click.Choice(["judgements"]), help="The same as `firsthand eval judgements`.")
@click.pass_context
def evaluate(ctx: click.Context, on: str | None) -> None:
    """Measure the steps on gold sets of your own, or on your corrections.

    \b
    firsthand eval polnear --data polnear/dev            one set, its folder given
    firsthand eval all --data sets/ --data gold/         every set that lies under these folders
    firsthand eval all --data sets/ --json out.json      the same for machines
    firsthand eval all --data sets/ --floors gold/floors.toml
                                                         exits with 1 if anything fell below its floor

    Values are per cent with their 95 % interval: what would come out, nineteen times in twenty, had other documents of
    the same kind been drawn. n is the number of items it is over. No set from elsewhere is shipped with Firsthand.
    """
    if ctx.invoked_subcommand is not None:
        return
    if on is None:
        click.echo(ctx.get_help())
        ctx.exit(2)
    ctx.invoke(judgements)


def _command(gold: sets.GoldSet) -> click.Command:
    """The command of one set: `firsthand eval NAME --data FOLDER`."""

    @click.command(name=gold.name, help=gold.teaches)
    @click.option("--data", required=True, type=FOLDER, help="The set's own folder.")
    @click.option("--json", "out", type=FILE, metavar="OUT", help="Write the figures to this file too.")
    @click.option(
        "--misses", type=click.IntRange(0), default=0, metavar="N", help="Show N of what went wrong, if known."
    )
    @click.pass_obj
    def measure(
        obj: dict[str, Any],
        data: Path,
        out: Path | None,
        misses: int,
        texts: Path | None = None,
        labels: Path | None = None,
    ) -> None:
        own, of = (labels, data) if labels else (data, texts)
        if gold.needs and of:
            sets.find(gold.needs).check(of)
        measured, digest = _measured(obj, gold, Place(gold.check(own), of))
        _report(obj, measured, digest, out)
        examples = measured.examples
        many = 0 if obj["json"] else min(misses, len(examples))
        for n in range(many):  # spread over the whole set
            click.echo("\n" + examples[n * len(examples) // many])

    if gold.needs is None:
        return measure
    if gold.labels is not None:
        where = f"The folder of labels; {gold.labels}, as in the repository, if not given."
        return click.option("--gold", "labels", default=gold.labels, type=FOLDER, help=where)(measure)
    needed = f"The folder of {gold.needs}, whose texts the labels are of."
    return click.option("--texts", required=True, type=FOLDER, help=needed)(measure)


for _gold in sets.SETS:
    evaluate.add_command(_command(_gold))


@evaluate.command()
@click.option("--json", "out", type=FILE, metavar="OUT", help="Write the figures to this file too.")
@click.pass_obj
def judgements(obj: dict[str, Any], out: Path | None) -> None:
    """Score the machine alone on what people decided in this record.

    Every article with judgements is read again without them, and what is read is held against what was confirmed, added,
    set or rejected. So a new version shows whether it makes the same mistakes. The record is not changed.

    \b
    firsthand --record my.record eval judgements
    firsthand eval --on judgements                       the same
    """
    with opened(obj, must_exist=True) as record, Bar(obj) as bar:
        measured = judged.measured(record.judged(), bar.draw)
    _report(obj, measured, None, out)


@evaluate.command(name="all")
@click.option("--data", "roots", required=True, multiple=True, type=FOLDER, help="A folder of sets. May be repeated.")
@click.option("--json", "out", type=FILE, metavar="OUT", help="Write all figures to this file too.")
@click.option("--floors", "pinned", type=FILE, metavar="FLOORS", help="Hold the figures against this file of floors.")
@click.option("--raise", "raises", is_flag=True, help="Write what rose into the file of floors.")
@click.option("--allow-lower", is_flag=True, help="With --raise: let floors sink too. Needs --because.")
@click.option("--because", metavar="SENTENCE", help="Why floors may sink; kept in the file.")
@click.pass_obj
def every(
    obj: dict[str, Any],
    roots: tuple[Path, ...],
    out: Path | None,
    pinned: Path | None,
    raises: bool,
    allow_lower: bool,
    because: str | None,
) -> None:
    """Measure every set that lies under DATA, and say which do not.

    With --floors, exits with 1 if a figure fell below its floor, or if the files are others than those the floors were
    pinned on: then nothing is compared.

    \b
    firsthand eval all --data sets/ --data gold/
    firsthand eval all --data sets/ --floors gold/floors.toml
    firsthand eval all --data sets/ --floors gold/floors.toml --raise
    firsthand eval all --data sets/ --floors gold/floors.toml --raise --allow-lower --because "gold of May corrected"
    """
    book = _book(pinned, raises, allow_lower, because)
    found = []
    for gold, place in sets.there(roots):
        if place is not None:
            found.append(_measured(obj, gold, place))
            if not obj["json"]:  # at once: the next set may take minutes
                click.echo(f"== {gold.name} ==\n{found[-1][0].text}\n")
    absent = [_sought(gold) for gold, place in sets.there(roots) if place is None]
    if not found:
        raise UnreadableInput(f"no set lies in {', '.join(map(str, roots))}; looked for: {', '.join(absent)}")
    _write(obj, found, out)
    if absent:
        click.echo(f"not there, not measured: {', '.join(absent)}", err=True)
    if book is None or pinned is None:
        return
    if raises:
        for measured, digest in found:
            book = floors.raised(book, measured, digest, because)
        pinned.write_text(floors.write(book), encoding="utf-8")
        click.echo(f"floors of {', '.join(m.name for m, _ in found)} written to {pinned}", err=True)
    elif not _hold([floors.compare(book, measured, digest) for measured, digest in found]):
        sys.exit(FELL)


def _book(pinned: Path | None, raises: bool, allow_lower: bool, because: str | None) -> floors.Book | None:
    if (raises or allow_lower or because) and pinned is None:
        raise UsageError("--raise, --allow-lower and --because need --floors FILE")
    if allow_lower != bool(because and because.strip()) or (allow_lower and not raises):
        raise UsageError('floors sink only with all three: --raise --allow-lower --because "why it is right"')
    if pinned is None:
        return None
    if not pinned.exists():
        if raises:
            return floors.Book()
        raise UnreadableInput(f"no floors in {pinned}; write them with --raise")
    return floors.read(pinned.read_text(encoding="utf-8"))


def _sought(gold: sets.GoldSet) -> str:
    return f"{gold.name} ({gold.places[0]}/{f' with {gold.needs}' if gold.needs else ''})"


def _measured(obj: dict[str, Any], gold: sets.GoldSet, place: Place) -> tuple[Measured, sets.Digest]:
    with Bar(obj) as bar:
        return gold.measure(place, bar.draw), sets.digest_of(gold, place)


def _report(obj: dict[str, Any], measured: Measured, digest: sets.Digest | None, out: Path | None) -> None:
    if not obj["json"]:
        click.echo(measured.text)
    _write(obj, [(measured, digest)], out)


def _write(obj: dict[str, Any], found: Sequence[tuple[Measured, sets.Digest | None]], out: Path | None) -> None:
    """The figures as JSON: into the file, and on the screen if the user asked for it."""
    value = {m.name: {"documents": m.documents, "of": plain(d), "figures": plain(m.figures)} for m, d in found}
    if out is not None:
        out.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    say(obj, value, lambda: None)


def _hold(verdicts: Sequence[floors.Verdict]) -> bool:
    """Whether all floors held; says what did not."""
    for v in verdicts:
        if v.refused is not None:
            click.echo(v.refused, err=True)
        for fall in v.fallen:
            value = "not measured" if fall.value is None else f"{100 * fall.value:.1f}"
            click.echo(f"fell  {fall.set:<12}{fall.measure:<30}{100 * fall.pinned:7.1f} -> {value}", err=True)
        if v.good:
            click.echo(f"{v.set}: {v.held} floors hold" if v.held else f"{v.set}: no floors pinned yet", err=True)
    return all(v.good for v in verdicts)
