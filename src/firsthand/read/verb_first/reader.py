"""Attributions in languages whose verb of saying stands before its subject, by the pack's tables alone.

'said the minister to Delta channel that ...', '«...», said the minister', 'the minister: «...»', 'according to a source'.
Read: verbs with "that", a colon, a quotation, or the word the verb asks for; fixed phrases. Not read: bare objects
('announced his resignation'), two voices nested, a quotation over several paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from firsthand.model.articles import Article
from firsthand.model.ids import make_id
from firsthand.model.readings import Attribution, Mode, SourceKind
from firsthand.model.spans import Span
from firsthand.read.attributions.relays import nested
from firsthand.read.lexicon import as_stance
from firsthand.read.verb_first.lexicon import VerbFirst, verb_first
from firsthand.read.verb_first.scan import UTTERANCE, Said, find
from firsthand.read.verb_first.sources import kind_of, name_of
from firsthand.read.verb_first.words import Word, words_of
from firsthand.read.words import Paragraph

BY = "verb-first rules 1"


def reads(article: Article) -> bool:
    """Whether the article's language has a pack for this reader."""
    return verb_first(_code(article)) is not None


def read_verb_first(article: Article, read: Sequence[Paragraph]) -> tuple[Attribution, ...]:
    """Every attribution of the article, in order; a verb without a subject speaks for whom the text quoted last."""
    known = verb_first(_code(article))
    if known is None:
        return ()
    out: dict[str, Attribution] = {}
    last: tuple[Attribution, bool] | None = None
    for p in (p for p in read if p.words):
        words = words_of(article.text, Span(p.starts[0], p.ends[-1]), known.marks)
        for said in find(words, known, p.headline):
            made = _made(article, words, said, known, last)
            out.setdefault(made.id, made)
            if said.source[0] < said.source[1] and not p.headline:
                last = (made, said.feminine)
    ordered = sorted(out.values(), key=lambda a: (a.content, a.source, a.id))
    return tuple(nested(a, ordered, article.text) for a in ordered)


def _made(
    article: Article,
    words: list[Word],
    said: Said,
    known: VerbFirst,
    last: tuple[Attribution, bool] | None,
) -> Attribution:
    source = words[said.source[0] : said.source[1]]
    spans = tuple(_spans(words, said.source, said.cut))
    content = tuple(_spans(words, said.content))
    kind = kind_of(_uncut(source, said.cut), known)
    name, begins = name_of(article.text, _uncut(source, said.cut), kind, known)
    where = Span(begins.start, source[-1].end) if begins else None
    why = "named here" if kind.startswith(("named", "media")) else "not named: the article's own words"
    if not source:
        kind, name, where, why = _carried(said, last)
    numbers = [n for s in (*content, *spans) for n in (s.start, s.end)]
    return Attribution(
        id=make_id("attribution", article.id, *numbers),
        article_id=article.id,
        source=spans,
        cue=tuple(_spans(words, said.cue)),
        content=content,
        addressee=_party(words, said.addressee) if said.addressee else None,
        venue=next(_spans(words, said.venue), None) if said.venue else None,
        mode=_mode(words[said.content[0] : said.content[1]], known),
        stance=as_stance(said.stance),
        source_kind=kind,
        speaker=name,
        speaker_span=where,
        speaker_why=why,
        inside=None,
        confidence=said.sureness,
        by=BY,
    )


def _carried(said: Said, last: tuple[Attribution, bool] | None) -> tuple[SourceKind, str | None, Span | None, str]:
    """Whom a verb without a subject speaks for: the party quoted before, if verb and party agree in gender."""
    if last is None:
        return "none", None, None, "a verb without a subject, and nobody quoted before"
    before, feminine = last
    if feminine != said.feminine:
        return "none", None, None, "a verb without a subject that does not agree with the party quoted before"
    return before.source_kind, before.speaker, before.speaker_span, "a verb without a subject = the party quoted before"


def _uncut(source: list[Word], cut: int) -> list[Word]:
    """The source's words without the letters that belong to the phrase before."""
    if not source or not cut:
        return source
    w = source[0]
    return [Word(w.text[cut:], w.folded[cut:], w.start + cut, w.end, w.quoted, w.sentence), *source[1:]]


def _spans(words: list[Word], of: tuple[int, int], cut: int = 0) -> Iterator[Span]:
    if of[0] < of[1]:
        yield Span(words[of[0]].start + cut, words[of[1] - 1].end)


def _party(words: list[Word], of: tuple[int, int]) -> Span | None:
    """Who was told, without the letter for "to" where it can be parted from the word."""
    return next(_spans(words, of, 0 if words[of[0]].folded.startswith("لل") else 1), None)


def _mode(content: Sequence[Word], known: VerbFirst) -> Mode:
    """By quotation marks: direct if nine words in ten stand between them, indirect if a name's worth does or none.

    Words before the quotation that only bring it in ('that') do not count.
    """
    bring = known.roles["that"] | known.roles["go_on"]
    spoken = [w for n, w in enumerate(content) if w.text[0].isalnum() and not (n < 2 and w.folded in bring)]
    quoted = sum(w.quoted for w in spoken)
    if quoted < UTTERANCE:
        return "indirect"
    return "direct" if quoted >= 0.9 * len(spoken) else "mixed"


def _code(article: Article) -> str:
    return (article.language or "en").split("-")[0].lower()
