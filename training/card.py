"""Write the card that lies beside the weights.

python training/card.py MODEL_FOLDER --articles 840 --attributions 19782 --iterations 70 --made 2026-11-21 --scores "..."
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

CARD = """# What these weights are, where they come from, how well they do. Written by training/card.py.
name = "attribution labellers for English"
version = "crf 1"
made = "{made}"
method = "two linear-chain CRFs (cues; source and content of one cue) on parses of en_core_web_sm 3.8.0"
trained_on = "PolNeAR 1.0, train part: {articles} articles, {attributions} attributions, {iterations} iterations"
data_licence = "no licence stated for the corpus; its texts are not included: features are 64-bit hashes"
rebuild = "python training/train_attribution.py CORPUS_FOLDER OUT_FOLDER --every 1 --iterations {iterations}"
scores = "{scores}"
"""


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("folder", type=Path)
    for name in ("articles", "attributions", "iterations", "made", "scores"):
        args.add_argument(f"--{name}", required=True)
    given = vars(args.parse_args())
    folder: Path = given.pop("folder")
    text = CARD.format(**given)
    for file in sorted(folder.glob("*.npz")):
        data = file.read_bytes()
        text += f'\n[files."{file.name}"]\nbytes = {len(data)}\nsha256 = "{hashlib.sha256(data).hexdigest()}"\n'
    (folder / "card.toml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
