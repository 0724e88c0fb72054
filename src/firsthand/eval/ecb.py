"""Event coreference on ECB+ (Cybulska and Vossen 2014), in the token files of its published splits: gold mentions given.

NAME_corpus.txt has a token a line (document, sentence, token, word, chain); NAME_Event_gold_mentions.json the mentions.
Each document is read as any article; then cards are made of its gold mentions, joined, and the clusters compared.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from firsthand.eval.polnear import as_article
from firsthand.model.articles import Article
from firsthand.model.problems import UnreadableInput
from firsthand.model.spans import Span

CLOSES = frozenset(".,;:?!)%'") | {"'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m", "''"}
OPENS = frozenset({"(", "$", "``"})


@dataclass(frozen=True, slots=True)
class GoldMention:
    chain: str
    span: Span


@dataclass(frozen=True, slots=True)
class GoldDocument:
    name: str  # "12_10ecbplus": topic 12, the second of its two events
    article: Article
    mentions: tuple[GoldMention, ...]

    @property
    def topic(self) -> str:
        return self.name.split("_")[0]

    @property
    def subtopic(self) -> str:
        """The gold's own: documents of ECB and those added in ECB+ tell of two events of one kind."""
        return f"{self.topic}{'plus' if self.name.endswith('plus') else ''}"


def load(folder: Path, split: str) -> list[GoldDocument]:
    """The documents of a split ("Dev") by name."""
    corpus = folder / f"ECB_{split}_corpus.txt"
    gold = folder / f"ECB_{split}_Event_gold_mentions.json"
    if not corpus.exists() or not gold.exists():
        raise UnreadableInput(f"no {corpus.name} and {gold.name} in {folder}")
    rows: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in json.loads(gold.read_text(encoding="utf-8")):
        rows[row["doc_id"]].append(row)
    return [_document(name, words, rows.get(name, [])) for name, words in sorted(_words(corpus))]


def _words(corpus: Path) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    held: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for line in corpus.read_text(encoding="utf-8").splitlines():
        if line.strip():
            name, sentence, token, word = line.split("\t")[:4]
            held[name].append((int(sentence), int(token), word))
    return iter(held.items())


def _document(name: str, words: list[tuple[int, int, str]], rows: list[dict[str, object]]) -> GoldDocument:
    """The words set as prose, a paragraph a sentence; and the mentions' places in it."""
    text, last, places, opened = "", None, {}, True
    for sentence, token, word in words:
        if last is not None and sentence != last:
            text, opened = text + "\n\n", True
        glue = opened or word in CLOSES
        start = len(text) + (0 if glue else 1)
        text += word if glue else f" {word}"
        places[sentence, token] = Span(start, start + len(word))
        opened, last = word in OPENS, sentence
    mentions = [GoldMention(str(row["coref_chain"]), _span(row, places)) for row in rows]
    return GoldDocument(name, as_article(name, text), tuple(sorted(mentions, key=lambda m: (m.span, m.chain))))


def _span(row: dict[str, object], places: dict[tuple[int, int], Span]) -> Span:
    sentence, tokens = row["sent_id"], row["tokens_number"]
    assert isinstance(sentence, int) and isinstance(tokens, list)
    return Span(places[sentence, min(tokens)].start, places[sentence, max(tokens)].end)
