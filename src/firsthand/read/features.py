"""What the two labellers look at: for each word of a paragraph, alone (cues) and as seen from one cue (source, content).

Every word has the same number of features, so that their weights can be summed as one array.
"""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.read.lexicon import lexicon
from firsthand.read.words import Paragraph

EDGE = "|"
PRONOUNS = frozenset(["he", "she", "they", "we", "i", "it", "you", "who"])


@dataclass(frozen=True, slots=True)
class Cue:
    """Words [first, last) of a paragraph that attribute, and the one among them that governs the rest."""

    first: int
    last: int
    root: int
    sureness: float


def root_of(p: Paragraph, first: int, last: int) -> int:
    """The first verb whose head lies outside the words; else any such word; else the first."""
    tops = [i for i in range(first, last) if not first <= p.head[i] < last or p.head[i] == i]
    verbs = [i for i in tops if p.tag[i].startswith("VB")]
    return (verbs or tops or [first])[0]


def cue_features(p: Paragraph) -> list[list[str]]:
    """The features by which the first labeller finds cues."""
    n = len(p.words)
    low = [w.lower() for w in p.words]
    cues = lexicon().cues
    lex = [(("+" if c.strong else "-") + c.stance) if (c := cues.get(w)) else "" for w in low]
    base = [c.base if (c := cues.get(w)) else w for w in low]
    kids = children(p)
    quotes = [
        len({p.quoted[i] for i in range(n) if p.sentence[i] == s}) for s in range((p.sentence[-1] + 1) if n else 0)
    ]
    out = []
    for i in range(n):
        w, t, d, h = low[i], p.tag[i], p.dep[i], p.head[i]
        w1, w2 = low[i - 1] if i else EDGE, low[i - 2] if i > 1 else EDGE
        x1, x2 = low[i + 1] if i + 1 < n else EDGE, low[i + 2] if i + 2 < n else EDGE
        t1, u1 = p.tag[i - 1] if i else EDGE, p.tag[i + 1] if i + 1 < n else EDGE
        q = f"{p.quoted[i - 1] if i else ''}{p.quoted[i]}{p.quoted[i + 1] if i + 1 < n else ''}"
        out.append(
            [
                f"a{w}", f"b{w1}", f"c{x1}", f"d{w2}", f"e{x2}", f"f{t}", f"g{t1}", f"h{u1}", f"i{t1} {t}",
                f"j{t} {u1}", f"k{w1} {w}", f"l{w} {x1}", f"m{d}", f"n{d} {base[h]}", f"o{kids[i]}", f"p{lex[i]} {kids[i]}",
                f"q{lex[i]} {t}", f"r{lex[i]} {d}", f"s{q} {lex[i]}", f"t{w[-3:]} {t}", f"u{base[i]} {kids[i]}",
                f"v{base[i]} {q}", f"w{quotes[p.sentence[i]]} {p.quoted[i]} {lex[i]}", f"x{t} {d} {kids[i]}",
                f"y{p.headline} {lex[i]} {x1 == ':'}", f"z{base[i]} {t}", f"A{lex[i - 1] if i else ''} {w}",
                f"B{lex[i + 1] if i + 1 < n else ''} {w}", f"C{p.tag[h]} {lex[h]} {d} {w}", f"D{t1} {t} {u1} {lex[i]}",
            ]
        )  # fmt: skip
    return out


def own_features(p: Paragraph) -> list[list[str]]:
    """Of the second labeller, what does not depend on the cue."""
    n = len(p.words)
    low = [w.lower() for w in p.words]
    named = [""] * n
    for name in p.names:
        for i in range(name.first, name.last):
            named[i] = name.label
    out = []
    for i in range(n):
        t, d = p.tag[i], p.dep[i]
        t1, u1 = p.tag[i - 1] if i else EDGE, p.tag[i + 1] if i + 1 < n else EDGE
        q = f"{p.quoted[i - 1] if i else ''}{p.quoted[i]}{p.quoted[i + 1] if i + 1 < n else ''}"
        new = i == 0 or p.sentence[i] != p.sentence[i - 1]
        out.append(
            [
                f"a{low[i]}", f"b{low[i - 1] if i else EDGE}", f"c{low[i + 1] if i + 1 < n else EDGE}", f"d{t}",
                f"e{t1} {t}", f"f{t} {u1}", f"g{d}", f"h{q}", f"i{new} {q}", f"j{named[i]}", f"k{low[i] in PRONOUNS} {d}",
            ]
        )  # fmt: skip
    return out


def linked_features(p: Paragraph, cue: Cue, cues: list[Cue]) -> list[list[str]]:
    """Of the second labeller, what each word is as seen from one cue."""
    n = len(p.words)
    low = [w.lower() for w in p.words]
    known = lexicon().cues.get(low[cue.root])
    name, strong = (known.base, known.stance) if known else (low[cue.root], "")
    about = f"{p.tag[cue.root]} {p.quoted[cue.root]}"
    path, branch = paths(p, cue.root)
    others = [any(c.first <= i < c.last for c in cues if c is not cue) for i in range(n)]
    crossed, marks, commas, stops = _between(p, cue, others)
    sentence = p.sentence[cue.root]
    whole = " ".join(low[cue.first : cue.last])
    out = []
    for i in range(n):
        inside = cue.first <= i < cue.last
        side = "=" if inside else ("<" if i < cue.first else ">")
        gap = cue.first - i if i < cue.first else i - cue.last + 1
        near = str(gap) if gap < 4 else ("7" if gap < 8 else "15" if gap < 16 else "30" if gap < 31 else "+")
        away = max(-2, min(2, p.sentence[i] - sentence))
        q = p.quoted[i]
        out.append(
            [
                f"A{side}{near}", f"B{side}{away} {q}", f"C{path[i]}", f"D{path[i]} {name}", f"E{branch[i]} {side}",
                f"F{branch[i]} {name}", f"G{branch[i]} {q} {about}", f"H{side} {min(marks[i], 3)} {q} {away}",
                f"I{min(crossed[i], 2)} {side} {q}", f"J{side} {min(commas[i], 3)} {branch[i]}", f"K{inside}{others[i]} {side}",
                f"L{side} {name} {away}", f"M{side}{min(stops[i], 2)} {min(marks[i], 2)} {strong}",
                f"N{p.dep[i]} {side}{near}", f"O{low[i]} {side}{near if gap < 4 else ''}", f"P{branch[i]} {p.tag[i]}",
                f"Q{side} {whole} {branch[i]}", f"R{p.tag[i]} {side}{near} {about}", f"S{min(crossed[i], 2)} {branch[i]} {side}",
                f"T{min(marks[i], 3)} {q} {side} {min(stops[i], 2)} {min(crossed[i], 2)}",
            ]
        )  # fmt: skip
    return out


def children(p: Paragraph) -> list[str]:
    """For each word, the relations of its children that matter to who says what, in a fixed order."""
    kept: list[set[str]] = [set() for _ in p.words]
    for i, h in enumerate(p.head):
        if h != i and p.dep[i] in (
            "nsubj",
            "nsubjpass",
            "ccomp",
            "xcomp",
            "dobj",
            "agent",
            "prep",
            "advcl",
            "neg",
            "auxpass",
        ):
            kept[h].add(p.dep[i])
    return [",".join(sorted(k)) for k in kept]


def paths(p: Paragraph, root: int) -> tuple[list[str], list[str]]:
    """For each word, the way through the parse to `root` (up, then down), and the branch it hangs on.

    The branch is the relation by which the word's part of the sentence joins the line from `root` to the sentence's top,
    with how far up that is: 'ccomp 0' is a content that hangs on the cue itself.
    """
    level = {root: 0}
    down, at = [""], root
    while p.head[at] != at and len(level) < 6:
        down.append(f"{down[-1]} {p.dep[at]}")
        at = p.head[at]
        if at in level:
            break
        level[at] = len(level)
    path, branch = [], []
    for i in range(len(p.words)):
        if p.sentence[i] != p.sentence[root]:
            path.append("-")
            branch.append("-")
            continue
        up: list[str] = []
        at = i
        while at not in level and p.head[at] != at and len(up) < 25:
            up.append(p.dep[at])
            at = p.head[at]
        step = level.get(at, 9)
        path.append(f"{' '.join(up[-3:])}{'~' if len(up) > 3 else ''}^{down[min(step, len(down) - 1)]}")
        branch.append(f"{up[-1] if up else '.'} {step}")
    return path, branch


def _between(p: Paragraph, cue: Cue, others: list[bool]) -> tuple[list[int], list[int], list[int], list[int]]:
    """For each word, what lies between it and the cue: other cues' words, changes of quotation, commas, sentence ends."""
    n = len(p.words)
    out: tuple[list[int], list[int], list[int], list[int]] = ([0] * n, [0] * n, [0] * n, [0] * n)
    for walk in (range(cue.last, n), range(cue.first - 1, -1, -1)):
        held = [0, 0, 0, 0]
        before = p.quoted[cue.root]
        for i in walk:
            step = 1 if i >= cue.last else -1
            neighbour = i - step
            held[0] += others[i] and not (0 <= neighbour < n and others[neighbour])
            held[1] += p.quoted[i] != before
            held[2] += p.words[i] == ","
            held[3] += p.sentence[i] != p.sentence[neighbour] if 0 <= neighbour < n else 0
            before = p.quoted[i]
            for column, value in zip(out, held, strict=True):
                column[i] = value
    return out
