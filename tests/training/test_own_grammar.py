"""The generator of own training texts: read back, its places hold the words that its templates mark."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from firsthand.eval import polnear
from own_grammar import read_grammar
from own_text import more, write

TRAINING = Path(__file__).parents[2] / "training"


def make(out: Path, split: str) -> Path:
    command = [
        sys.executable,
        str(TRAINING / "own_text.py"),
        str(out),
        "--count",
        "60",
        "--seed",
        "3",
        "--split",
        split,
    ]
    subprocess.run(command, check=True)
    return out


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("own"), "train")


def test_what_is_written_is_read_back_with_its_words(folder: Path) -> None:
    read = polnear.load(folder)
    assert len(read) > 40
    for name, (text, relations) in read.items():
        marked = {
            line.split("\t")[2]
            for line in (folder / "attributions" / f"{name}_own.ann").read_text(encoding="utf-8").splitlines()
            if line.startswith("T")
        }
        for r in relations:
            for spans in (r.source, r.cue, r.content):
                words = " ".join(s.of(text).replace("\n", " ") for s in spans)
                assert not words or words in marked
                assert words == words.strip()


def test_each_event_has_its_line_of_stance_and_kind(folder: Path) -> None:
    for path in (folder / "attributions").glob("*.ann"):
        events = [x for x in path.read_text(encoding="utf-8").splitlines() if x.startswith("E")]
        rows = (folder / "more" / f"{path.stem.removesuffix('_own')}.tsv").read_text(encoding="utf-8").splitlines()
        assert [x.split("\t")[0] for x in rows[1:]] == [x.split("\t")[0] for x in events]


def test_the_same_seed_gives_the_same_texts(folder: Path, tmp_path: Path) -> None:
    again = make(tmp_path / "again", "train")
    files = sorted(p.relative_to(folder) for p in folder.rglob("*") if p.is_file())
    assert files
    assert all((folder / f).read_bytes() == (again / f).read_bytes() for f in files)


def test_the_test_split_shares_no_template_and_no_name_with_training() -> None:
    train, test = (read_grammar(TRAINING / "own_text", split) for split in ("train", "test"))
    for group, templates in train.templates.items():
        assert templates
        assert test.templates[group]
        assert not set(templates) & set(test.templates[group])
    for name in ("first", "last", "outlet", "town", "official", "unnamed", "clause", "quote"):
        assert not set(train.sections[name].options) & set(test.sections[name].options)


@pytest.mark.parametrize("split", ["train", "test"])
def test_every_template_renders(split: str) -> None:

    grammar = read_grammar(TRAINING / "own_text", "train" if split == "train" else "test")
    for templates in (*grammar.templates.values(), grammar.headlines):
        for template in templates:
            piece = grammar.render(random.Random(template), template)
            assert not set("{}<>^¶#") & set(piece.text), template
            for a in piece.attributions:
                assert a.spans["q"], template
                assert a.spans["c"], template
                assert a.kind is None or a.kind in more(piece)
                assert (a.kind == "none") == ("s" not in a.spans), template


def test_relayed_content_belongs_to_both_voices() -> None:
    grammar = read_grammar(TRAINING / "own_text", "train")
    outer, inner = grammar.render(
        random.Random(1), "{1s:Delta TV} {1q:reported}, {2q:citing} {2s:a source}, {12c:that it rained}. ## 2<1"
    ).attributions
    assert outer.spans["c"] == inner.spans["c"]
    assert (outer.inside, inner.inside) == (None, 0)


def test_a_text_ends_with_a_line_end() -> None:
    grammar = read_grammar(TRAINING / "own_text", "test")
    assert write(grammar, "test 1 1").text.endswith("\n")
