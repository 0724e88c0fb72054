"""Event coreference on ECB+ (Cybulska and Vossen 2014), in the token files of its published splits: gold mentions given.

NAME_corpus.txt has a token a line (document, sentence, token, word, chain); NAME_Event_gold_mentions.json the mentions.
Each document is read as any article; then cards are made of its gold mentions, joined, and the clusters compared: with the
documents of each event given ("gold subtopics"), and with those that we take for reports of one happening ("own topics").
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from firsthand.eval.coreference import scores
from firsthand.eval.figures import Figure, Measured, OnProgress, line
from firsthand.eval.polnear import as_article
from firsthand.model.articles import Article
from firsthand.model.event_cards import EventCards
from firsthand.model.problems import UnreadableInput
from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef, TimeRef
from firsthand.model.spans import Span
from firsthand.model.units import EventArticle, EventCard, Progress, Reading, ReadInput
from firsthand.read import run
from firsthand.read.encoder import look
from firsthand.read.events.reader import Readings, read_given
from firsthand.read.words import paragraphs
from firsthand.resolve.events.happenings import happenings
from firsthand.resolve.events.joins import same_events, weighed
from firsthand.store.event_cards import Known, article_cards

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


def measured(folder: Path, on_progress: OnProgress | None = None) -> Measured:
    """CoNLL F1 and its parts on the development documents, or on the split that is there."""
    split = next((s for s in ("Dev", "Test", "Train") if (folder / f"ECB_{s}_corpus.txt").exists()), "Dev")
    documents = load(folder, split)
    cards: dict[str, list[EventCard]] = {}
    for n, d in enumerate(documents, 1):
        cards[d.name] = read_cards(d)
        if on_progress is not None:
            on_progress(Progress("events-coref", n, len(documents)))
    figures = tuple(_figures(documents, cards))
    text = "\n".join((f"{len(documents)} documents of {split}", *(line(f) for f in figures)))
    return Measured("events-coref", len(documents), figures, text)


def read_cards(document: GoldDocument) -> list[EventCard]:
    """One card for each gold mention, in order, from what is read around it."""
    article = document.article
    rows = run(ReadInput(article)).rows
    others = Readings(
        tuple(r for r in rows if isinstance(r, Mention)),
        tuple(r for r in rows if isinstance(r, Attribution)),
        tuple(r for r in rows if isinstance(r, TimeRef)),
        tuple(r for r in rows if isinstance(r, PlaceRef)),
    )
    told = read_given(article, look(paragraphs(article), "en"), others, [m.span for m in document.mentions])
    assert len(told) == len(document.mentions), f"{document.name}: a gold mention stands outside the text"
    kept = [r for r in rows if isinstance(r, Reading) and not isinstance(r, EventMention)]
    return list(article_cards(article.text, (), [*kept, *told], Known()))


def clustered(documents: Sequence[GoldDocument], cards: dict[str, list[EventCard]]) -> dict[str, list[list[str]]]:
    """The clusters of card ids, by who says which documents are reports of one happening."""
    articles = [EventArticle(d.article.id, None, None, None, None, "en") for d in documents]
    found = happenings(articles, EventCards(c for held in cards.values() for c in held), every=True)
    name_of = {d.article.id: d.name for d in documents}
    subtopics: dict[str, list[str]] = defaultdict(list)
    for d in documents:
        subtopics[d.subtopic].append(d.name)
    ways = {
        "gold subtopics": [names for _, names in sorted(subtopics.items())],
        "own topics": [[name_of[id_] for id_ in group] for group in found.groups],
    }
    return {
        way: [
            [c.id for c in cluster]
            for names in groups
            for cluster in same_events([c for name in names for c in cards[name]], weighed(found.rare), found.likeness)
        ]
        for way, groups in ways.items()
    }


def _figures(documents: Sequence[GoldDocument], cards: dict[str, list[EventCard]]) -> Iterator[Figure]:
    chains: dict[str, list[str]] = defaultdict(list)
    for d in documents:
        for card, mention in zip(cards[d.name], d.mentions, strict=True):
            chains[mention.chain].append(card.id)
    gold = list(chains.values())
    count = sum(map(len, gold))
    for way, clusters in clustered(documents, cards).items():
        for name, value in scores(gold, clusters).items():
            yield Figure(f"{name} {way}", value, None, None, count)


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
    for row in corpus.read_text(encoding="utf-8").splitlines():
        if row.strip():
            name, sentence, token, word = row.split("\t")[:4]
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
    assert isinstance(sentence, int)
    assert isinstance(tokens, list)
    return Span(places[sentence, min(tokens)].start, places[sentence, max(tokens)].end)
