"""What an encoder in training scores, asked through the very code that runs it once shipped."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from encoder import NAME_LABELS, Encoder
from firsthand.eval.polnear import load
from firsthand.eval.scorers import Relation, Tally
from firsthand.lang.networks import Settings
from firsthand.lang.pieces import Pieces
from firsthand.model.spans import Span
from firsthand.read.attributions.reader import spans_of
from firsthand.read.encoder import see
from firsthand.read.words import cut, parse


class TorchNet:
    """An encoder as firsthand.read.encoder.Net."""

    name_labels = NAME_LABELS

    def __init__(self, model: Encoder, pieces: Pieces, settings: Settings = Settings()) -> None:  # noqa: B008 - frozen
        self.model, self.pieces, self.settings = model, pieces, settings
        self.cue_moves = model.cue_crf.moves.detach().numpy()
        self.role_moves = model.role_crf.moves.detach().numpy()

    @torch.no_grad()
    def look(self, pieces, shapes, states, cues, at):
        words = self.model.look(
            *(torch.from_numpy(np.ascontiguousarray(x)) for x in (pieces, shapes, states, cues, at))
        )
        return self.model.narrow(words).numpy(), self.model.cue(words).numpy(), self.model.name(words).numpy()

    @torch.no_grad()
    def link(self, words, marks, gaps):
        roles, accepted = self.model.link(*(torch.from_numpy(np.ascontiguousarray(x)) for x in (words, marks, gaps)))
        return roles.numpy(), accepted.numpy()


def score(net, folder: Path, names: list[str]) -> str:
    """One line of F1s over some articles of a corpus folder."""
    tally = Tally()
    texts = load(folder)
    for name in names:
        text, gold = texts[name]
        read = parse(text, [(s, False) for s in cut(text, Span(0, len(text)))])
        found = [
            Relation(spans_of(p, r.source), spans_of(p, r.cue), spans_of(p, r.content))
            for p, seen in zip(read, see(read, net, ""), strict=True)
            for r in seen.relations
        ]
        tally.add(text, gold, found)
    s = tally.scores()
    return " | ".join(f"{k} {100 * v.precision:.1f}/{100 * v.recall:.1f}/{100 * v.f1:.1f}" for k, v in s.items())
