"""Generated news with its readings: happenings told by several outlets, claims, figures, copies. Seeded; no network reads.

Sentences are templates whose slots are also the readings, so that an article costs milliseconds. Of all that is read about 14
attributions, 17 event mentions and 27 tellings stand in 28 sentences, as in wire reports, and in the tellings as many parts
that tell of one matter; every third article is a copy of one of the twenty before it, a tenth of its sentences left out and
some of its figures altered. A hundred articles are of one day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import blake2b
from random import Random
from string import Formatter

from firsthand.lang.happenings import grammar
from firsthand.lang.sentence_vectors import WORD_PACKED
from firsthand.model.articles import Article, Datum, Part
from firsthand.model.ids import make_id
from firsthand.model.readings import (
    Attribution,
    EventMention,
    Mention,
    MentionKind,
    PlaceRef,
    Quantity,
    Role,
    SourceKind,
    Stance,
    Telling,
    TimeRef,
)
from firsthand.model.spans import OffsetMap, Run, Span
from firsthand.model.units import Readings
from firsthand.read.events.terms import terms
from firsthand.read.matters import known_matters
from firsthand.read.tellings import COUNT, LEAST, MATTER, MOOD, NUMBER, TIME, terms_of, words_of

SENTENCES, SAID, OUTLETS, A_DAY, VOCABULARY, LATELY = 28, 15, 120, 100, 20_000, 20
NEW, FIRST = 0.4, date(2024, 1, 1)  # share of articles that are the first of a happening
FACTS, PEOPLE = 24, 8  # of a happening
# Matters that a telling tells of in part, and how many of 400 tellings have so many, as on a page of 12 articles (395 parts of
# 401; in 40 political reports 1 034 of 1 988); and the share of tellings that are one matter as they stand.
PARTS, OWN = ((0, 178), (1, 111), (2, 70), (3, 30), (4, 7), (5, 5)), 0.31
MOODS = (("will", 0.11), ("many", 0.11), ("may", 0.03))  # of parts
FIGURED = 0.75  # share of figures that are a part of their own: 5.2 an article, as in 890 real ones
AROUND = 24  # characters before and after such a figure
PART = (3, 5, 6, 7, 9, 10, 12, 14)  # words of a part, six of which say something
SYLLABLES = [
    *("ba", "re", "mo", "ti", "sul", "kan", "dor", "vel", "na", "ri", "osh"),
    *("tem", "bur", "lin", "ga", "she", "pol", "wen", "ak", "dra", "fin", "hos", "jur"),
]
LANDS = [
    *("Jordan", "Syria", "Iraq", "Iran", "Kuwait", "Oman", "Cyprus", "Turkey"),
    *("Egypt", "Yemen", "France", "Norway", "Chile", "Peru", "Ghana", "Kenya"),
]
SITES = [
    *("depot", "base", "port", "camp", "hospital", "bridge", "school", "station"),
    *("market", "prison", "mine", "farm", "dam", "mill", "tower", "quay"),
]
VERBS = [("struck", "attack"), ("shelled", "attack"), ("hit", "attack"), ("bombed", "attack"), ("seized", "arrest")]
NOUNS = [("attack", "attack"), ("strike", "attack"), ("raid", "attack"), ("talks", "talks"), ("protest", "protest")]
COUNTED = ["dockers", "soldiers", "people", "civilians", "officers"]
SPOKE: list[tuple[str, Stance]] = [
    ("said", "asserts"),
    ("told reporters", "asserts"),
    ("denied", "denies"),
    ("confirmed", "confirms"),
]
FRAMES = [
    "{P}, a minister of {O}, {X} {D} that {Q}.",
    "“{Q},” {P} {X}.",
    "{O} {X} that {Q}.",
    "{U} {X} that {Q}.",
    "{Q}, {P} {X}.",
]
# what a fact may look like, each in some wordings; W are words of its own
TOLD = [
    [
        "{O} {V} {S} in {G} {D}, killing {K}",
        "{K} were killed when {O} {V} {S} near {G} {D}",
        "{D} {O}, {W}, {V} {S} and {K} died",
    ],
    [
        "{S} in {G} was {V} and {W} of the {N} {D}",
        "{W} the {N} {D} as {S} was {V} in {G}",
        "in {G}, {S} was {V} {D}, {W}",
    ],
    [
        "{H} were wounded in the {N} on {S}, {W}",
        "the {N} on {S} wounded {H}, {W}",
        "{W}, and {H} were wounded at {S} in the {N}",
    ],
    [
        "the {N} by {O} against {S} in {L} {W}",
        "{W} after {O} began the {N} in {L} at {S}",
        "in {L} the {N} on {S} {W}, {O} being behind it",
    ],
    ["{P} had {W} before the {N} in {G}", "before the {N}, {W}, {P} was in {G}", "{W} {P} in {G} until the {N}"],
    ["{L} {V} the {W} after the {N}", "after the {N} {L} {V} {W}", "{W} were {V} by {L} for the {N}"],
]
WORD = re.compile(r"\w+")
BESIDE = [
    "{P} of {O} {W}",
    "{W} in {G}",
    "{W} by {O} {D}",
    "{W} {H}",
    "the {W}",
]  # what else an article has: no happening
Slots = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Within:
    """A matter that is told in a fact, in part or as the whole of it."""

    terms: tuple[str, ...]  # its name and how it is told
    at: float  # where in the telling, 0 to 1
    words: int
    vector: bytes


@dataclass(frozen=True)
class Fact:
    """One thing told of a happening, before anybody words it."""

    templates: list[str]
    slots: Slots
    vector: bytes
    matters: tuple[Within, ...]
    own: tuple[str, ...]  # terms of the matter that it is as it stands


@dataclass(frozen=True)
class Sentence:
    frame: str | None  # None: the outlet's own voice
    template: str
    slots: Slots
    fact: Fact


def _word(n: int) -> str:
    """Letters only: 0 is 'ba', 30 'reba'."""
    return ("" if n < len(SYLLABLES) else _word(n // len(SYLLABLES))) + SYLLABLES[n % len(SYLLABLES)]


class World:
    """What a record is about, growing with it."""

    def __init__(self, many: int, seed: int = 11) -> None:
        self.chance = Random(seed)
        self.people = [f"{self._name(2)} {self._name(3)}" for _ in range(60 + many // 2)]
        self.bodies = [
            f"{self._name(3)} {x}" for _ in range(20 + many // 20) for x in ("Ministry", "Brigade", "Council")
        ]
        self.towns = [(self._name(3), LANDS[n % len(LANDS)], f"geonames:{1000 + n}") for n in range(400)]
        self.words = [_word(i + 30) for i in range(VOCABULARY)]
        self.matters = list(dict.fromkeys(known_matters().values()))
        self.lately: list[list[Fact]] = []

    def _name(self, syllables: int) -> str:
        return "".join(self.chance.choice(SYLLABLES) for _ in range(syllables)).capitalize()

    def some(self, many: int) -> str:
        """Filler by Zipf's law."""
        return " ".join(self.words[int(VOCABULARY ** self.chance.random()) - 1] for _ in range(many))

    def matter(self) -> tuple[str, ...]:
        """The name of a matter by Zipf's law, and how it is told."""
        name = self.matters[int(len(self.matters) ** self.chance.random()) - 1]
        at = self.chance.random()
        for mood, share in MOODS:
            if (at := at - share) < 0:
                return MATTER + name, MOOD + mood
        return (MATTER + name,)

    def fact(self, templates: list[str], slots: Slots) -> Fact:
        c = self.chance
        many = c.choices([n for n, _ in PARTS], [times for _, times in PARTS])[0]
        within = tuple(Within(self.matter(), c.random(), c.choice(PART), c.randbytes(96)) for _ in range(many))
        return Fact(templates, slots, c.randbytes(96), within, self.matter() if c.random() < OWN else ())

    def happening(self) -> list[Fact]:
        """An old one that is still in the news, or a new one with its facts."""
        c = self.chance
        if self.lately and c.random() > NEW:
            return c.choice(self.lately)
        who = [c.choice(self.people[: int(len(self.people) * c.random()) + 20]) for _ in range(PEOPLE)]
        site, (town, land, id_) = f"the {self._name(2)} {c.choice(SITES)}", c.choice(self.towns)
        dead, hurt, counted = c.randint(1, 40), c.randint(1, 90), c.choice(COUNTED)
        bodies, verb, noun = c.sample(self.bodies, 3), c.choice(VERBS), c.choice(NOUNS)
        facts = []
        for n in range(FACTS):
            slots: Slots = {
                "O": (c.choice(bodies),),
                "P": (c.choice(who),),
                "S": (site,),
                "G": (town, land, id_),
                "L": (land,),
                "V": verb,
                "N": noun,
                "K": (str(dead), counted, "killed"),
                "H": (str(hurt), "people", "wounded"),
                "W": (self.some(8),),
                "D": ("on Tuesday", "0"),
                "A": (c.choice(who),),
                "B": (bodies[0],),
            }
            facts.append(self.fact(TOLD[n % len(TOLD)], slots))
        self.lately = [*self.lately[-29:], facts]
        return facts

    def sentence(self, fact: Fact, said: bool) -> Sentence:
        """A wording: some of its words are others, its figures sometimes too."""
        c, slots = self.chance, dict(fact.slots)
        kept = [w if c.random() < 0.8 else self.some(1) for w in slots["W"][0].split()]
        c.shuffle(kept)
        slots["W"] = (" ".join([*kept, self.some(3)]),)
        if c.random() < 0.1:
            slots["K"] = (str(c.randint(1, 40)), *slots["K"][1:])
        return Sentence(c.choice(FRAMES) if said else None, c.choice(fact.templates), slots, fact)

    def article(self) -> list[Sentence]:
        facts, c = self.happening(), self.chance
        told = c.sample(facts, SENTENCES // 2)
        own = [self.fact([c.choice(BESIDE)], f.slots | {"W": (self.some(9),)}) for f in facts]
        picked = [told[0], *c.sample([*told[1:], *own[: SENTENCES - len(told)]], SENTENCES - 1)]
        return [self.sentence(f, n > 0 and n % 28 <= SAID) for n, f in enumerate(picked)]


def meanings(telling: str) -> bytes:
    """What follows a sentence's row: a word means the same everywhere, and no two mean alike."""
    numbers = [number for _, number in words_of(telling)]
    rows = [blake2b(number.to_bytes(4, "little"), digest_size=WORD_PACKED - 4).digest() for number in numbers]
    return b"".join([*(number.to_bytes(4, "little") for number in numbers), *rows])


def generated(many: int) -> Iterator[tuple[Readings, tuple[EventMention, ...], tuple[Telling, ...]]]:
    """So many articles with all that would be read in them, in order of their days."""
    world = World(many)
    lately: list[list[Sentence]] = []
    for n in range(many):
        c = world.chance
        if n % 3 == 2:
            of = [s for s in c.choice(lately) if c.random() < 0.9]
            own = [_altered(s, c) if c.random() < 0.05 else s for s in of]
        else:
            own = world.article()
        lately = [*lately[-LATELY + 1 :], own]
        yield Sheet(make_id("article", "findings", n), n, c).written(own)


def _altered(s: Sentence, chance: Random) -> Sentence:
    return replace(s, slots={**s.slots, "K": (str(chance.randint(1, 40)), *s.slots["K"][1:])})


class Sheet:
    """One article as it is written, with its readings."""

    def __init__(self, id_: str, n: int, chance: Random) -> None:
        self.id, self.n, self.chance, self.text, self.at = id_, n, chance, [""], 0
        self.day = FIRST + timedelta(n // A_DAY)
        self.mentions: list[Mention] = []
        self.times: list[TimeRef] = []
        self.places: list[PlaceRef] = []
        self.figures: list[Quantity] = []
        self.said: list[Attribution] = []
        self.events: list[EventMention] = []
        self.tellings: list[Telling] = []
        self.triggers: list[tuple[Span, str]] = []

    def written(self, sentences: list[Sentence]) -> tuple[Readings, tuple[EventMention, ...], tuple[Telling, ...]]:
        parts: list[Part] = []
        for n, sentence in enumerate(sentences):
            start = self.at
            self.put_sentence(sentence, headline=n == 0)
            if n == 0 or n % 3 == 0 or n == len(sentences) - 1:
                parts.append(
                    Part("body" if n else "headline", Span(parts[-1].span.end + 2 if parts else start, self.at))
                )
                self.put("\n\n")
            else:
                self.put(" ")
        text = "".join(self.text)
        outlet = f"The {SYLLABLES[self.n % 17].capitalize()}{SYLLABLES[self.n % 7]} Post {self.n % OUTLETS}"
        data = tuple(Datum(k, v, "header_line", None, v) for k, v in (("outlet", outlet), ("published", str(self.day))))
        whole = OffsetMap((Run(0, len(text), 0, len(text)),))
        article = Article(self.id, "0" * 64, Span(0, len(text)), text, tuple(parts), whole, data, "en", "made")
        read = (self.mentions, self.said, self.times, self.places, self.figures)
        return Readings(article, *map(tuple, read)), tuple(self.events), tuple(self.tellings)

    def put(self, words: str) -> Span:
        self.text.append(words)
        self.at += len(words)
        return Span(self.at - len(words), self.at)

    def open(self, piece: int) -> None:
        """A sentence begins with a capital."""
        self.text[piece : piece + 2] = [x[:1].upper() + x[1:] for x in self.text[piece : piece + 2]]

    def put_sentence(self, sentence: Sentence, headline: bool) -> None:
        start, first, piece = self.at, len(self.mentions), len(self.text)
        marks = (len(self.times), len(self.places), len(self.figures))
        self.triggers = []
        if sentence.frame is None:
            self.fill(sentence.template, sentence.slots)
            telling, attribution = Span(start, self.at), None
            self.put(".")
        else:
            telling, attribution = self.attributed(sentence)
        self.open(piece)
        span = Span(start, self.at)
        read: list[Mention | TimeRef | Quantity] = [
            *self.mentions[first:],
            *self.times[marks[0] :],
            *self.figures[marks[2] :],
        ]
        words = "".join(self.text[piece:])
        local = [replace(x, span=x.span.shift(-start)) for x in read]
        found = terms_of(words, telling.shift(-start), local)
        voice = "headline" if headline else "said" if attribution else "outlet"
        vector = self.noisy(sentence.fact.vector) + meanings(telling.shift(-start).of(words))
        id_ = make_id("telling", self.id, telling.start, telling.end)
        whole = tuple(sorted({*found, *sentence.fact.own}))
        self.tellings.append(Telling(id_, self.id, telling, attribution, voice, whole, False, vector))
        self.parted(self.tellings[-1], sentence.fact, words, telling.shift(-start), local)
        self.happened(span, words, first, marks, attribution)

    def noisy(self, vector: bytes) -> bytes:
        bits = self.chance.getrandbits
        return bytes(b ^ (bits(8) & bits(8) & bits(8)) for b in vector)

    def parted(
        self, whole: Telling, fact: Fact, words: str, at: Span, local: Sequence[Mention | TimeRef | Quantity]
    ) -> None:
        """The parts of a telling: some words of it that lie together, around a trigger if it has any left."""
        told = [Span(m.start(), m.end()) for m in WORD.finditer(words, at.start, at.end)]
        triggers = [s.shift(at.start - whole.span.start) for s, _ in self.triggers]
        for n, matter in enumerate(fact.matters):
            near = next((k for k, w in enumerate(told) if n < len(triggers) and w.contains(triggers[n])), None)
            middle = int(matter.at * len(told)) if near is None else near
            some = told[max(0, middle - matter.words // 2) :][: matter.words]
            span = Span(some[0].start, some[-1].end)
            terms_ = {*terms_of(words, span, local), *matter.terms}
            if span == at or sum(x[0] not in NUMBER + TIME + MOOD for x in terms_) < LEAST + 1:
                continue
            self.part(whole, words, at, span, terms_, matter.vector, str(n))
        for q in (x for x in local if isinstance(x, Quantity) and at.contains(x.span)):
            near = [w for w in told if w.end > q.span.start - AROUND and w.start < q.span.end + AROUND]
            span = Span(near[0].start, near[-1].end)
            if span != at and q.low is not None and self.chance.random() < FIGURED:
                terms_ = {*terms_of(words, span, local), f"{COUNT}{q.low:.6g}"}
                self.part(whole, words, at, span, terms_, fact.vector, "figure")

    def part(
        self, whole: Telling, words: str, at: Span, span: Span, terms_: set[str], vector: bytes, which: str
    ) -> None:
        place = span.shift(whole.span.start - at.start)
        id_ = make_id("telling", self.id, place.start, place.end, which)
        meant, said = self.noisy(vector) + meanings(span.of(words)), (whole.attribution_id, whole.voice)
        self.tellings.append(Telling(id_, self.id, place, *said, tuple(sorted(terms_)), False, meant))

    def happened(self, span: Span, words: str, first: int, marks: tuple[int, ...], said: str | None) -> None:
        named = self.mentions[first:]
        roles = tuple(Role("actor" if m.kind != "place" else "party", m.span, m.id) for m in named[:2])
        stems = terms(WORD.findall(words), grammar("en"), [m.name for m in named])
        when = self.times[marks[0]].id if len(self.times) > marks[0] else None
        where = self.places[marks[1]].id if len(self.places) > marks[1] else None
        for at, kind in self.triggers:
            id_ = make_id("event_mention", self.id, at.start)
            self.events.append(EventMention(id_, self.id, at, kind, span, roles, when, where, "told", said, stems))

    def attributed(self, sentence: Sentence) -> tuple[Span, str]:
        c, slots = self.chance, dict(sentence.slots)
        slots |= {"X": c.choice(SPOKE), "U": ("a senior official",), "P": slots["A"], "O": slots["B"]}
        assert sentence.frame is not None
        made = self.fill(sentence.frame, slots, sentence)
        source = next(made[k] for k in "PUO" if k in made)
        kind: SourceKind = (
            "named_person" if "P" in made else "unnamed_official" if "U" in made else "named_organisation"
        )
        speaker = slots["P" if "P" in made else "U" if "U" in made else "O"][0]
        id_ = make_id("attribution", self.id, made["X"].start)
        stance: Stance = slots["X"][1]
        self.said.append(
            Attribution(
                id_,
                self.id,
                (source,),
                (made["X"],),
                (made["Q"],),
                None,
                None,
                "indirect",
                stance,
                kind,
                speaker,
                source,
                "named here",
                None,
                0.9,
                "made",
            )
        )
        return made["Q"], id_

    def fill(self, template: str, slots: Slots, content: Sentence | None = None) -> dict[str, Span]:
        made: dict[str, Span] = {}
        for literal, slot, _, _ in Formatter().parse(template):
            self.put(literal)
            if slot == "Q" and content is not None:
                start, piece = self.at, len(self.text)
                self.fill(content.template, content.slots)
                if literal.endswith("“"):
                    self.open(piece)
                made["Q"] = Span(start, self.at)
            elif slot:
                made[slot] = self.slot(slot, slots[slot])
        return made

    def slot(self, slot: str, value: tuple[str, ...]) -> Span:
        if slot in "KH":
            span = self.put(f"{value[0]} {value[1]}")
            of = Span(span.end - len(value[1]), span.end)
            id_ = make_id("quantity", self.id, span.start)
            low = float(value[0])
            self.figures.append(
                Quantity(id_, self.id, span, low, low, "exactly", "person", of, value[2], None, "unknown", "none")
            )
            return span
        span = self.put(value[0])
        if slot in "POGL":
            kinds: dict[str, MentionKind] = {"P": "person", "O": "organisation", "G": "place", "L": "place"}
            mention = Mention(make_id("mention", self.id, span.start), self.id, span, kinds[slot], value[0])
            self.mentions.append(mention)
            if slot == "G":
                self.places.append(
                    PlaceRef(
                        make_id("place", self.id, span.start),
                        self.id,
                        mention.id,
                        span,
                        value[2],
                        value[0],
                        1.0,
                        2.0,
                        value[1][:2].upper(),
                        "settlement",
                        (),
                        0.9,
                        "made",
                    )
                )
        elif slot == "D":
            days = str(self.day - timedelta(self.chance.randint(0, 2)))
            self.times.append(TimeRef(make_id("time", self.id, span.start), self.id, span, days, "day", None, "made"))
        elif slot in "VN":
            self.triggers.append((span, value[1]))
        return span
