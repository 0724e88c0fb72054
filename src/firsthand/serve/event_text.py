"""An event as lines of text: the sentence that sums it up, then its accounts side by side."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

from firsthand.model.articles import Article
from firsthand.model.findings import Account, Value
from firsthand.record import EventPage
from firsthand.serve.findings import summary
from firsthand.serve.wording import count

WIDTH, BESIDE = 34, 3  # characters of a column; columns side by side


def lines(page: EventPage) -> Iterator[str]:
    """The words it is called by, the summary, and a column for each origin."""
    text = {a.id: a for a in page.articles}
    called = page.event.words
    yield f"{page.event.id}  {page.event.kind}: “{_sentence(text[called.article_id], called.span.start)}”"
    yield " · ".join(words for words, _ in summary(page))
    yield f"joined for: {page.event.why}"
    accounts = page.event.accounts
    for n in range(0, len(accounts), BESIDE):
        yield ""
        yield from _beside(accounts[n : n + BESIDE], text)


def _beside(accounts: Sequence[Account], text: dict[str, Article]) -> Iterator[str]:
    rows: tuple[tuple[str, Callable[[Account], list[str]]], ...] = (
        ("by", lambda a: [f"{a.who or 'not named'} ({a.kind})"]),
        ("when", lambda a: _cells(a.time, text)),
        ("where", lambda a: _cells(a.place, text)),
        ("who", lambda a: _cells(a.actors, text)),
        ("how many", lambda a: _cells(a.figures, text)),
        ("in", lambda a: [f"{count(len(a.articles), 'article')}, first {_first(a, text)}"]),
    )
    for name, cells in rows:
        columns = [[x for cell in cells(a) for x in textwrap.wrap(cell, WIDTH - 2)] for a in accounts]
        for k in range(max([1, *map(len, columns)])):
            held = "".join((column[k] if k < len(column) else "").ljust(WIDTH) for column in columns)
            yield f"{name if not k else '':10}{held}".rstrip()


def _cells(values: Sequence[Value], text: dict[str, Article]) -> list[str]:
    """Each value with the words that say it; alone where they are the same."""
    shown = []
    for v in values:
        words = " ".join(v.span.of(text[v.article_id].text).split())
        known = v.value if not v.value.startswith("e-") and ":" not in v.value and v.value != words.lower() else ""
        shown.append(f"{known} “{words}”".strip())
    return shown


def _first(account: Account, text: dict[str, Article]) -> str:
    """The earliest of its articles, by its title."""
    found = [(a.first("published"), a) for id_ in account.articles if (a := text.get(id_))]
    day, article = min(found, key=lambda x: (x[0].value if x[0] else "9999", x[1].id))
    return f"{day.value if day else 'no date'} “{article.title or article.id}”"


def _sentence(article: Article, at: int) -> str:
    """The line around a place, cut to what a screen holds."""
    start = max(
        article.text.rfind("\n", 0, at) + 1, (article.text.rfind(". ", 0, at) + 2) * (". " in article.text[:at])
    )
    return textwrap.shorten(article.text[start : at + 120].split("\n")[0], 160, placeholder=" …")
