"""What recurs at the rims of an outlet's articles, and what only looks so."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.extract import boilerplate
from firsthand.extract.rims import rims
from firsthand.model.articles import Article, Capture, Datum, Part
from firsthand.model.rims import Boilerplate, Rims
from firsthand.model.spans import OffsetMap, Run, Span
from firsthand.model.units import BoilerplateInput

CAPTURE = Capture("0" * 64, "page.txt", None, "2031-05-05T00:00:00Z", "text/plain", "utf-8", "folder", 0)
WORDS = (
    "harbour",
    "ferry",
    "bakery",
    "council",
    "winter",
    "lantern",
    "orchard",
    "strike",
    "bridge",
    "quarry",
    "market",
)
PLEA = "Sign up for our newsletter and never miss a morning in the harbour towns."
RIGHTS = "© 2031 The Lantern. All rights reserved."
BACKGROUND = "The strait was closed in March after two freighters collided near the northern lighthouse."
QUOTE = "“We shall not move,” harbour minister Lena Okt said before the vote."


def paragraph(seed: int, words: int = 24) -> str:
    """Words of its own: no two seeds say the same."""
    draw = Random(seed)
    return " ".join(f"{draw.choice(WORDS)}{draw.randrange(1000)}" for _ in range(words)).capitalize() + "."


def article(n: int, *paragraphs: str, outlet: str = "The Lantern") -> Article:
    text, parts = "", list[Part]()
    for words in paragraphs:
        parts.append(Part("body", Span(len(text), len(text) + len(words))))
        text += words + "\n"
    data = (
        Datum("outlet", outlet, "by_hand", None, None),
        Datum("published", f"2031-05-{1 + n % 28:02d}", "by_hand", None, None),
    )
    offsets = OffsetMap((Run(0, len(text), 0, len(text)),))
    return Article(f"a-{n:04d}", CAPTURE.id, Span(0, len(text)), text, tuple(parts), offsets, data, "en", "test")


def own(n: int, *tail: str) -> Article:
    return article(n, paragraph(2 * n), paragraph(2 * n + 1), *tail)


def short(articles: Sequence[Article]) -> tuple[Rims, ...]:
    return tuple(r for a in articles if (r := rims(a, CAPTURE)) is not None)


def found(articles: Sequence[Article]) -> dict[str, list[str]]:
    """Of each article that has any, the words of what is boilerplate."""
    by_id = {a.id: a for a in articles}
    rows = (r for r in boilerplate(BoilerplateInput("the lantern", short(articles))).rows if isinstance(r, Boilerplate))
    return {
        r.article_id: [by_id[r.article_id].prose[b.at].span.of(by_id[r.article_id].text) for b in r.blocks]
        for r in rows
    }


@pytest.mark.parametrize(
    ("words", "enough", "too_few"),
    [(PLEA, 4, 3), ("— Lantern —", 5, 4), (BACKGROUND, 12, 11), (QUOTE, 16, 15)],
    ids=["to readers", "a word or two", "might be the article's", "somebody said it"],
)
def test_what_might_be_an_article_s_own_words_must_stand_in_more(words: str, enough: int, too_few: int) -> None:
    assert set(map(tuple, found([own(n, words) for n in range(enough)]).values())) == {(words,)}
    assert found([own(n, words) for n in range(too_few)]) == {}


def test_a_background_paragraph_under_a_third_of_the_reports_is_theirs() -> None:
    assert found([own(n, *([BACKGROUND] if n % 3 == 0 else [])) for n in range(60)]) == {}


def test_copies_and_versions_of_one_article_count_once() -> None:
    long = [paragraph(900 + n, 40) for n in range(6)]
    versions = [article(n, *long[:5], paragraph(n), PLEA) for n in range(8)]
    assert found(versions) == {}, "eight versions are one text"
    assert found([*versions, own(50, PLEA), own(51, PLEA)]) == {}, "and two more make three"
    told = found([*versions, *(own(n, PLEA) for n in range(50, 53))])
    assert set(map(tuple, told.values())) == {(PLEA,)}, "with the fourth text it is known, of the versions too"


def test_a_republished_body_is_no_boilerplate() -> None:
    """Sixteen pages with one text, whose last lines speak to readers."""
    text = [paragraph(n, 40) for n in range(5)]
    assert found([article(n, *text, PLEA, RIGHTS) for n in range(16)]) == {}


def test_what_stands_in_the_middle_is_the_article_s_own() -> None:
    around = [[paragraph(100 * n + k) for k in range(14)] for n in range(20)]
    assert found([article(n, *some[:7], PLEA, *some[7:]) for n, some in enumerate(around)]) == {}


def test_a_plea_is_reached_over_others_and_over_two_lines_of_the_article_s_own() -> None:
    pages = [own(n, PLEA, f"Read next: {paragraph(n + 500, 5)}", RIGHTS) for n in range(6)]
    assert set(map(tuple, found(pages).values())) == {(PLEA, RIGHTS)}


def test_years_differ_and_other_figures_do_not() -> None:
    pages = [own(n, f"© {2024 + n} The Lantern. All rights reserved.") for n in range(6)]
    assert len(found(pages)) == 6
    shares = [own(n, f"Our newsletter fund stood at {100 + n} crowns when the exchange closed.") for n in range(20)]
    assert found(shares) == {}


def test_a_notice_of_what_was_amended_is_its_article_s() -> None:
    notice = "This article was amended on 5 May 2031 because an earlier version misnamed the harbour in our newsletter."
    assert found([own(n, notice) for n in range(20)]) == {}


def test_an_article_is_never_left_without_words_of_its_own() -> None:
    pages = [*(own(n, PLEA, RIGHTS) for n in range(8)), article(9, "Read on.", PLEA, RIGHTS)]
    assert "a-0009" not in found(pages)
    assert len(found(pages)) == 8


def test_evidence_is_told() -> None:
    pages = [*(own(n, PLEA) for n in range(6)), own(7), own(8)]
    row = next(r for r in boilerplate(BoilerplateInput("the lantern", short(pages))).rows if isinstance(r, Boilerplate))
    assert [(b.rim, b.articles, b.of, b.texts, b.days) for b in row.blocks] == [("foot", 6, 8, 4, 6)]


def test_without_an_outlet_or_an_address_nothing_is_compared() -> None:
    alone = own(1, PLEA)
    assert rims(Article(**{**{k: getattr(alone, k) for k in alone.__dataclass_fields__}, "data": ()}), CAPTURE) is None


TAILS = st.lists(st.sampled_from([PLEA, RIGHTS, BACKGROUND, QUOTE, "— Lantern —"]), max_size=4)


@settings(max_examples=60, deadline=None)
@given(st.lists(TAILS, min_size=1, max_size=20), st.randoms(use_true_random=False))
def test_the_order_of_the_pages_plays_no_part(tails: list[list[str]], random: Random) -> None:
    pages = [own(n, *tail) if n % 3 else own(n // 2, *tail) for n, tail in enumerate(tails)]
    pages = list({a.id: a for a in pages}.values())
    shuffled = random.sample(pages, len(pages))
    once, again = (boilerplate(BoilerplateInput("the lantern", short(some))) for some in (pages, shuffled))
    assert once == again
    for row in once.rows:
        assert isinstance(row, Boilerplate)
        text = next(a for a in pages if a.id == row.article_id).without([b.at for b in row.blocks])
        assert text.body
