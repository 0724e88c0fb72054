"""Self-written news texts with gold attributions, for what public corpora lack: relays, nesting, formats, hard negatives.

    python training/own_text.py OUT --count 3000 --seed 1 --split train

writes OUT/text/NAME.txt and OUT/attributions/NAME_own.ann (brat, as PolNeAR; read by `firsthand.eval.polnear.load`) and
OUT/more/NAME.tsv: event, stance, source kind, addressee, venue, event it stands inside ("-" for none or unknown).
Nested attributions are one event each; their contents overlap. The same arguments give the same bytes. Templates and
lists lie in own_text/ (see own_grammar.py for their notation); a quarter of each is kept for `--split test`.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from own_grammar import Grammar, Piece, read_grammar

HEADED = 0.35  # share of texts that begin with a headline
MIX = {"relays": 30, "nested": 14, "formats": 16, "stances": 26, "hedges": 7, "negatives": 26}  # weights of paragraphs
LENGTHS = (1, 2, 3, 4, 5, 6, 7)  # paragraphs of a text, each as likely
JOINED = 0.3  # share of paragraphs that take in the next one
ROLES = {"s": "Source", "q": "Cue", "c": "Content"}


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("out", type=Path)
    args.add_argument("--count", type=int, default=3000)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--split", choices=("train", "test"), default="train")
    given = args.parse_args()
    for folder in ("text", "attributions", "more"):
        (given.out / folder).mkdir(parents=True, exist_ok=True)
    grammar = read_grammar(Path(__file__).parent / "own_text", given.split)
    for number in range(given.count):
        name = f"own_{given.split}_{given.seed}_{number:05}"
        piece = write(grammar, f"{given.split} {given.seed} {number}")
        (given.out / "text" / f"{name}.txt").write_bytes(piece.text.encode())
        (given.out / "attributions" / f"{name}_own.ann").write_bytes(brat(piece).encode())
        (given.out / "more" / f"{name}.tsv").write_bytes(more(piece).encode())


def write(grammar: Grammar, seed: str) -> Piece:
    """One text of one to eight paragraphs; `seed` alone decides."""
    rng = random.Random(seed)
    straight = rng.random() < 0.4
    whole = Piece("", ())
    if rng.random() < HEADED:
        whole = grammar.render(rng, rng.choice(grammar.headlines))
    for n in range(rng.choice(LENGTHS)):
        group = rng.choices(list(MIX), list(MIX.values()))[0]
        made = grammar.render(rng, rng.choice(grammar.templates[group]))
        short = n and "\n" not in whole.text[-300:] + made.text and rng.random() < JOINED
        apart = " " if short and whole.text[-1:] in ".”?" else "\n\n"
        whole = whole.then(apart if whole.text else "", made)
    text = whole.text.translate({0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"}) if straight else whole.text
    return Piece(text + "\n", whole.attributions)


def brat(piece: Piece) -> str:
    """The text's attributions in brat's lines, as PolNeAR has them."""
    lines: list[str] = []
    number = 0
    for n, a in enumerate(piece.attributions, 1):
        ids: dict[str, int] = {}
        for role, name in ROLES.items():
            if a.spans.get(role):
                number += 1
                ids[name] = number
                lines.append(_placed(piece.text, number, name, a.spans[role]))
        number += 1
        lines.append(_placed(piece.text, number, "Attribution", a.spans["q"]))
        lines.append(f"E{n}\tAttribution:T{number} " + " ".join(f"{name}:T{i}" for name, i in ids.items()))
    return "".join(line + "\n" for line in lines)


def more(piece: Piece) -> str:
    """What brat's lines do not hold, one line an event."""
    rows = ["event\tstance\tsource_kind\taddressee\tvenue\tinside"]
    for n, a in enumerate(piece.attributions, 1):
        addressee, venue = (" ".join(map(str, a.spans[r][0])) if a.spans.get(r) else "-" for r in "av")
        inside = "-" if a.inside is None else f"E{a.inside + 1}"
        rows.append(f"E{n}\t{a.stance}\t{a.kind or '-'}\t{addressee}\t{venue}\t{inside}")
    return "\n".join(rows) + "\n"


def _placed(text: str, number: int, name: str, spans: list[tuple[int, int]]) -> str:
    words = " ".join(text[a:b].replace("\n", " ") for a, b in spans)
    return f"T{number}\t{name} {';'.join(f'{a} {b}' for a, b in spans)}\t{words}"


if __name__ == "__main__":
    main()
