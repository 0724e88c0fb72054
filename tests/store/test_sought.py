"""Words are found however a page writes them, and cutting them moves nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.model.spans import Span
from firsthand.store.sought import Sought, blank, cut, ways, words

NAME = Sought.of(ways(words("Leena Kask")), [words("Kask")])


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ("Leena Kask's husband", "█████ ██████ husband"),
        ("LEENA\n  KASK", "█████\n  ████"),
        ("<span>L</span>eena <b>Kask</b>", "<span>█</span>████ <b>████</b>"),
        ('<img alt="Leena Kask"> <p>Kask, Leena', '<img alt="█████ ████"> <p>████, █████'),
        ("L&eacute;ena Ka\u0301sk and Lee\u00adna Kask", "████████████ █████ and ██████ ████"),
        ("/2031/leena-kask.html, leenakask@here, leena.kask34", "/2031/█████-████.html, █████████@here, █████.████34"),
        ('{"name": "L\\u00e9ena%20Kask", "text": "\\nLeena Kask"}', '{"name": "██████████%20████", "text": "\\n█████ ████"}'),
        ("Leena Kask. Mr Kask asked Kask's aunt to kask", "█████ ████. Mr ████ asked ██████ aunt to kask"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_every_writing(page: str, left: str) -> None:
    assert cut(page, NAME.places(page)) == left
    assert not NAME.stands_in(left)


@pytest.mark.parametrize("page", ["Mr Kask spoke", "Leena Tamm met Kask", "Kaskad, Leenart", "leena said; and kask"])
def test_half_a_name_or_another_is_left(page: str) -> None:
    assert NAME.places(page) == ()


@given(st.text("Leena Kask<b>/&;.%\\u0eé\n", max_size=60))
def test_places_never_move_and_nothing_but_the_words_changes(page: str) -> None:
    left = cut(page, places := NAME.places(page))
    assert len(left) == len(page)
    kept = [i for i in range(len(page)) if not any(s.start <= i < s.end for s in places)]
    assert all(left[i] == page[i] for i in kept)


def test_a_blank_stretch_keeps_the_bare_tags() -> None:
    page = 'Before <p class="x" title="secret">The ship <!-- secret --> was <br/>3 &lt; 4 long</p> after'
    left = blank(page, Span(7, len(page) - 6), html=True)
    assert len(left) == len(page)
    assert left.split() == ["Before", "<p", ">", "<br", ">", "</p>", "after"]
    assert blank("One\n\ntwo", Span(0, 8), html=False) == "   \n\n   "
