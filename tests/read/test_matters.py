"""Parts of tellings: cut out of their sentence, with the matter they tell of, and never the sentence again."""

from __future__ import annotations

import pytest

from firsthand.eval.polnear import as_article
from firsthand.model.readings import Telling
from firsthand.model.spans import Span
from firsthand.model.units import ReadInput
from firsthand.read import run
from firsthand.read.matters import matters
from firsthand.read.words import parse


def cut(text: str) -> set[tuple[str, str]]:
    (p,) = parse(text, [(Span(0, len(text)), False)])
    return {(x.name, p.span(x.first, x.last).of(text)) for x in matters(p, 0, len(p.words))}


@pytest.mark.parametrize(
    ("text", "name", "part"),
    [
        ("Grain is dear in Narva since a drone attack on its gate, and bread too.", "attack", "a drone attack on its gate"),
        ("Rebels of Orle enjoy a comeback, and tax the ferries.", "revive", "Rebels of Orle enjoy a comeback"),
        ("The rain made the mayor leave, who had sold 1,200 boats to Kalda.", "sell", "had sold 1,200 boats to Kalda"),
        ("He spoke when three of its dockers were killed in Narva.", "kill", "three of its dockers were killed in Narva"),
        ("He fled, citing the killing of Orle’s chief by masked men.", "kill", "the killing of Orle’s chief by masked men"),
    ],
)  # fmt: skip
def test_a_part_is_the_clause_or_what_belongs_to_the_noun(text: str, name: str, part: str) -> None:
    assert (name, part) in cut(text)


@pytest.mark.parametrize(
    ("text", "moods"),
    [
        ("A raid on Orle failed.", ()),
        ("The raid on Orle failed.", ("back",)),
        ("He said Kalda would raid Orle.", ("will",)),
        ("They fear a raid on Orle.", ("may",)),
        ("Kalda will raid Orle.", ("will",)),
        ("Kalda wants to raid Orle.", ("will",)),
        ("Dozens of raids on Orle failed.", ("many",)),
        ("He raids the larder of Orle.", ()),
    ],
)
def test_a_part_says_whether_it_is_told_as_a_fact_and_of_how_many(text: str, moods: tuple[str, ...]) -> None:
    (p,) = parse(text, [(Span(0, len(text)), False)])
    assert next(x.moods for x in matters(p, 0, len(p.words)) if x.name == "attack") == moods


def test_a_long_sentence_has_parts_and_a_short_one_is_its_own() -> None:
    text = (
        "Masked men attacked the harbour of Narva\n\n"
        "Wages in Kalda rose by a tenth in the winter, since an attack by masked men on the harbour of Narva "
        "had shut it for weeks."
    )
    found = [x for x in run(ReadInput(as_article("a", text))).rows if isinstance(x, Telling)]
    by_words = {x.span.of(text): x.terms for x in found}
    assert "!attack" in by_words["Masked men attacked the harbour of Narva"]
    part = next(words for words in by_words if words.startswith("an attack by masked men on the harbour of Narva"))
    assert {"!attack", "men"} <= set(by_words[part])
    assert len(found) == len({(x.span, x.attribution_id) for x in found}) == len({x.id for x in found})


def test_what_was_told_before_has_the_names_of_who_was_named_with_it() -> None:
    text = (
        "Talks over the ferries\n\n"
        "Envoys of Orle and Kalda sat down on Monday in a mill to begin talks over the ferries before the winter comes.\n"
        "A clerk in Narva bought bread at noon. The talks are expected to last for several months. The talks that Doria "
        "held with its fishermen last year failed."
    )
    rows = run(ReadInput(as_article("a", text))).rows
    by_words = {x.span.of(text): x.terms for x in rows if isinstance(x, Telling)}
    later = next(terms for words, terms in by_words.items() if words.startswith("The talks are expected"))
    assert "@Kalda" in later
    other = next(terms for words, terms in by_words.items() if words.startswith("The talks that Doria"))
    assert "@Kalda" not in other
    assert not any(x.startswith("^back") for terms in by_words.values() for x in terms)


def test_what_names_nothing_beside_the_matter_is_no_part() -> None:
    text = "Wages in Kalda rose by a tenth in the winter, and nobody in the town of Orle ever spoke of the attack."
    found = {x.span.of(text) for x in run(ReadInput(as_article("a", text))).rows if isinstance(x, Telling)}
    assert "the attack" not in found


def test_a_part_cuts_no_amount() -> None:
    text = "At least nine guards of the harbour of Narva were killed when masked men rammed its gate, two doctors said."
    found = [x for x in run(ReadInput(as_article("a", text))).rows if isinstance(x, Telling)]
    part = next(x for x in found if x.span.of(text).endswith("Narva were killed"))
    assert part.span.start == 0
    assert any(term.startswith("#9::") for term in part.terms)
