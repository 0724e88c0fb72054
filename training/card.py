"""Write the card that lies beside the weights.

python training/card.py MODEL_FOLDER --articles 780 --own 1000 --minutes 48 --made 2026-11-21 --scores "..."
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

from firsthand.lang.networks import FILES

CARD = """# What these weights are, where they come from, how well they do. Written by training/card.py.
name = "encoder of attributions and names for English"
made = "{made}"
method = "4 shared layers that start as those of all-MiniLM-L6-v2 (Apache-2.0) with 12 000 of its pieces, 2 linked layers 192 wide, 8-bit integers; a CRF over cues, one over the source and content of one cue"
trained_on = "PolNeAR 1.0, train part: {articles} articles ({held} more kept apart for thresholds and confidence); {own} texts by training/own_text.py (ours); names as en_core_web_sm 3.8.0 (MIT) sees them in these and other news texts"
data_licence = "no licence is stated for PolNeAR; its texts are not included, nor can they be had from the weights as far as we know"
rebuild = "see training/README.md"
minutes = "{minutes}"
scores = "{scores}"
"""  # noqa: E501


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("folder", type=Path)
    for name in ("articles", "held", "own", "minutes", "made", "scores"):
        args.add_argument(f"--{name}", required=True)
    given = vars(args.parse_args())
    folder: Path = given.pop("folder")
    text = CARD.format(**given)
    for name in FILES:
        data = (folder / name).read_bytes()
        text += f'\n[files."{name}"]\nbytes = {len(data)}\nsha256 = "{hashlib.sha256(data).hexdigest()}"\n'
    (folder / "card.toml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
