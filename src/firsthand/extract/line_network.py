"""What each line of a text dump is: two sets of three small convolutional networks, each told what the one before saw of like
lines.

The first reads a line's signs and those of up to seven lines on either side. Its chances are averaged over the lines of one
shape, one rough shape, one opening on the page: that is the page's own template; and each line between two bodies is set
beside those at its place in the other gaps (line_gaps). The second reads signs and template, the third the same with what the
second saw. The sets learnt from other pages (decisions 0046, 0048, 0051): what either says is averaged. Weights: SETS, by
training/train_lines.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from firsthand.extract.line_gaps import gap_signs
from firsthand.extract.line_signs import Keys, LineSigns, Numbers

HERE = Path(__file__).parent
# files of weights, learnt from other draws of the same layouts
SETS = ("line_weights.npz", "line_weights_again.npz")
AT_ONCE = 24  # rows: of larger products the linear algebra makes threads, which cost more than they do
FARTHEST = 8  # a scaled sign beyond it counts as this much
# what a line is; the first four begin an article: one without a title may begin with its prose
ROLES = (
    *(
        "begin title",
        "begin kicker",
        "begin meta",
        "begin prose",
        "title",
        "kicker",
        "deck",
        "meta",
        "caption",
        "aside",
        "note",
    ),
    *("tail", "bio", "comment", "chrome", "prose", "subhead"),
)
PARTS = ("a", "b", "c")

Weights = Mapping[str, Numbers]


def role_scores(signs: LineSigns, sets: Sequence[str] = SETS) -> Numbers:
    """For each line the log chance of each of ROLES, by these files of weights."""
    said = np.mean([_scores(weights(name), signs) for name in sets], axis=0)
    scores: Numbers = said - np.logaddexp.reduce(
        said, axis=1, keepdims=True
    )  # where both differ, the mean is less than all
    return np.round(scores, 3)  # the last digits differ between machines


def _scores(held: Weights, signs: LineSigns) -> Numbers:
    """What one set says."""
    rows = scaled(signs.rows, held["middle"], held["spread"])
    told = rows
    for name in PARTS:
        seen = _chances(_network(held, name, told))
        told = with_template(rows, seen, signs.keys) if name != PARTS[-1] else told
    out: Numbers = np.log(seen + 1e-6)
    return out


def scaled(rows: Numbers, middle: Numbers, spread: Numbers) -> Numbers:
    """Signs about nought."""
    out: Numbers = np.clip((rows - middle) / spread, -FARTHEST, FARTHEST).astype(np.float32)
    return out


def with_template(rows: Numbers, seen: Numbers, keys: Sequence[Keys]) -> Numbers:
    """A line's signs, what it was seen as, what lines like it were, and its place between bodies."""
    told = (rows, seen, *(_template(seen, k) for k in keys), gap_signs(seen, keys))
    return np.concatenate(told, axis=1).astype(np.float32)


def _network(held: Weights, name: str, rows: Numbers) -> Numbers:
    """Rounds in which a line is set beside those 1, 2, 4, ... lines off, and beside the whole page."""
    inner = np.maximum(_product(rows, held[f"{name}.in"]) + held[f"{name}.in_bias"], 0)
    n = 0
    while (layer := held.get(f"{name}.{n}")) is not None:
        near = np.concatenate([_moved(inner, 2**n), inner, _moved(inner, -(2**n))], axis=1)
        whole = np.concatenate([inner.mean(axis=0), inner.max(axis=0)])
        more = _product(near, layer) + held[f"{name}.{n}_bias"] + whole @ held[f"{name}.{n}_page"]
        inner = inner + np.maximum(more, 0)
        n += 1
    out: Numbers = _product(inner, held[f"{name}.out"]) + held[f"{name}.out_bias"]
    return out


def _product(rows: Numbers, matrix: Numbers) -> Numbers:
    return np.concatenate([rows[k : k + AT_ONCE] @ matrix for k in range(0, max(1, len(rows)), AT_ONCE)])


def _moved(rows: Numbers, by: int) -> Numbers:
    """Each row the one `by` above it; noughts beyond the page."""
    out = np.zeros_like(rows)
    if by > 0:
        out[by:] = rows[:-by]
    else:
        out[:by] = rows[-by:]
    return out


def _chances(scores: Numbers) -> Numbers:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    out: Numbers = powers / powers.sum(axis=1, keepdims=True)
    return out


def _template(seen: Numbers, keys: Keys) -> Numbers:
    """The mean of what the other lines of a line's group were seen as, and how many they are."""
    count = np.bincount(keys).astype(np.float32)[keys][:, None]
    sums = np.zeros((int(keys.max()) + 1 if len(keys) else 0, seen.shape[1]), dtype=np.float32)
    np.add.at(sums, keys, seen)
    others = (sums[keys] - seen) / np.maximum(count - 1, 1)
    return np.concatenate([np.where(count > 1, others, 0), np.log1p(count - 1) / 4], axis=1).astype(np.float32)


@cache
def weights(name: str) -> Weights:
    """A set of the shipped weights."""
    with np.load(HERE / name, allow_pickle=False) as held:
        return {key: held[key].astype(np.float32) for key in held.files}
