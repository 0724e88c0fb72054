"""Names in an article: of persons, organisations, outlets, groups, places and documents, each at its fullest form there.

A mention holds what the text gives with the name: title, nationality, article, the short form in brackets. `Mention.name` is
the bare name. A name inside a title ("[Harbour Board] chairman Oro Vann") is a mention of its own within the longer one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from firsthand.model.articles import Article
from firsthand.model.ids import make_id
from firsthand.model.readings import Mention, MentionKind
from firsthand.model.spans import Span
from firsthand.read.lexicon import lexicon
from firsthand.read.names import titles
from firsthand.read.names.forms import AL, Draft, fits, given, known_as, last_word, settle, short_names, surnames
from firsthand.read.names.kinds import is_office, opens_with_role, tells_which_media
from firsthand.read.names.lexicon import POSSESSIVE, key_of, names
from firsthand.read.names.links import LINKS
from firsthand.read.names.scan import Found, scan
from firsthand.read.names.words import Token, tokens
from firsthand.read.words import Paragraph

NEWS = frozenset({"news", "press"})
KINDS: dict[str, MentionKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "WORK_OF_ART": "document",
    "LAW": "document",
}


STATE_HEADS = frozenset({"Ministry", "Department", "Army", "Navy", "Parliament", "Government", "Embassy", "Cabinet"})
TITLED = {"Mr": "m", "Mr.": "m", "Mrs": "f", "Mrs.": "f", "Ms": "f", "Ms.": "f", "Miss": "f"}


def read_mentions(article: Article, read: list[Paragraph]) -> tuple[Mention, ...]:
    """The article's names in order of place."""
    stretches = [(p, tokens(article.text, _whole(p))) for p in read if p.words]
    drafts = [d for p, words in stretches for d in _drafts(article.text, p, words)]
    outlet = article.first("outlet")
    own = outlet.value if outlet else None
    drafts += _again(article.text, [words for _, words in stretches], drafts, own)
    out: dict[str, Mention] = {}
    for d in known_as(article.text, settle(drafts, own, article.text)):
        id_ = make_id("mention", article.id, d.span.start, d.span.end, d.kind)
        out.setdefault(id_, Mention(id_, article.id, d.span, d.kind, d.name))
    return tuple(out.values())


def clean(words: str, kind: MentionKind) -> str:
    """A name without titles, article, possessive and typography: 'the late Gen. Oro Vann’s' gives 'Oro Vann'."""
    name = POSSESSIVE.sub("", " ".join(words.split()).strip(" .,;:“”\"'‘’()[]"))
    parts = name.split(" ")
    known = names().known.get(key_of(name)) if name else None
    keeps = known is not None and known.name == name
    if parts[0].lower() in ("the", "a", "an") and len(parts) > 1 and not keeps:
        parts = parts[1:]
    if kind == "person":
        while len(parts) > 1 and parts[0] in names().titles:
            parts = parts[1:]
    return " ".join(parts)


def _whole(p: Paragraph) -> Span:
    return Span(p.starts[0], p.ends[-1])


def _drafts(text: str, p: Paragraph, words: list[Token]) -> list[Draft]:
    """The names of one stretch: by tables and shape, and by a labeller where those are not sure."""
    found = scan(text, words, p.headline)
    labelled = [f for f in _labelled(p, words) if not any(g.sure > 1 and _meet(f, g) for g in found)]
    labelled = _outermost([_widened(f, found, words) for f in labelled])
    kept = [g for g in found if g.sure > 1 or not any(_meet(f, g) for f in labelled)]
    if p.names:  # a labeller looked and saw no name there
        kept = [g for g in kept if g.sure > 1 or g.kind != "other"]
    return [_draft(text, words, f) for f in (*kept, *(f for f in labelled if f.kind != "other"))]


def _outermost(labelled: Sequence[Found]) -> list[Found]:
    """Without those that lie within a person's longer name: 'Leena' as a body within 'Leena Kask'. Bodies may hold places."""

    def within(f: Found, g: Found) -> bool:
        return g.kind == "person" and g.first <= f.first and f.last <= g.last and g.last - g.first > f.last - f.first

    return [f for f in labelled if not any(within(f, g) for g in labelled)]


def _widened(f: Found, found: Sequence[Found], words: Sequence[Token]) -> Found:
    """A labeller's name with the rest of it that the shape shows: 'Radhi [Kalda]', '[Delta Armament] Research'."""
    for g in found:
        same = g.kind == f.kind == "person" and g.first <= f.first and g.last >= f.last
        if (
            g.kind == "outlet"
            and g.first == f.first
            and g.last > f.last
            and words[g.first].word in names().outlet_articles
        ):
            return g  # 'La Nouvelle'
        tail = f.kind == "organisation" and g.kind in ("organisation", "other", "person") and g.last == f.last
        if same or (tail and g.first < f.first and g.sure < 2):
            return Found(g.first, g.last, f.kind, f.sure)
    return _with_voice(f, words)


def _with_voice(f: Found, words: Sequence[Token]) -> Found:
    """'Heron [news agency]', 'Heron news [channel]': an outlet with what it is; not 'the news agency Heron'."""
    at = f.last - (words[f.last - 1].word in NEWS and f.last - f.first > 1)
    news = f.kind in ("organisation", "outlet") and at < len(words) and words[at].word in NEWS
    if not news or at + 1 >= len(words) or words[at + 1].word not in names().outlet_heads | {"agency", "site"}:
        return f
    named = at + 2 < len(words) and words[at + 2].capital
    return f if named else Found(f.first, at + 2, "outlet", f.sure)


def _meet(a: Found, b: Found) -> bool:
    return a.first < b.last and b.first < a.last


def _labelled(p: Paragraph, words: list[Token]) -> Iterable[Found]:
    """A labeller's names in our words, article and title cut off; of a kind that we do not keep: kind other."""
    starts = [w.start for w in words]
    for name in p.names:
        span = p.span(name.first, name.last)
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        kind = KINDS.get(name.label, "other")
        if kind == "person" and _is_thing(words[first:last]):
            kind = "other"
        while first < last and (_links(words[first], "of") or not words[first].word[0].isalnum()):
            first += 1
        while last > first and (_links(words[last - 1]) or not words[last - 1].word[-1].isalnum()):
            if words[last - 1].word.endswith("."):
                break
            last -= 1
        leads = names().titles | names().nationalities
        while (
            kind == "person"
            and last - first > 1
            and (words[first].word in leads or opens_with_role(words, first, last))
        ):
            first += 1
        run = [w.word for w in words[first:last]]
        if run[:1] == ["of"] or (len(run) == 1 and run[0] in names().bodies | names().groups):
            continue  # 'ministry [of works]'; 'the [ministry] said'
        if first < last and tells_which_media(words, first, last):
            continue  # 'State radio'
        if kind in ("person", "organisation") and len(run) > 1 and run[0] in names().outlet_articles:
            kind = "outlet"  # 'Le Cahier'
        if kind == "person" and len(run) == 1 and words[first].opens and run[0].lower() in lexicon().anonymous:
            continue  # 'Fishermen at the pier'
        office = kind == "person" and bool(run) and is_office(run)
        if first < last and not office and not all(w in names().titles for w in run):
            yield Found(first, last, kind, 2 if kind != "other" else 1)


def _links(token: Token, but: str = "") -> bool:
    """Whether a word stands before names or between them, and neither begins nor ends one."""
    return token.word in titles.DETERMINERS | LINKS and token.word != but


def _is_thing(run: Sequence[Token]) -> bool:
    """Whether the words show that no person is named, whatever a labeller says: 'Operation Heron', 'Heron Valley'."""
    tables = names()
    last = tables.organisations | tables.places_after | tables.things_last | tables.nationalities
    return bool(run) and (run[0].word in tables.things_first or run[-1].word in last)


def _lies_there(words: Sequence[Token], first: int) -> bool:
    """Whether the words before a name tell that something is there: 'in Kalda', 'the port of Kalda', 'Oro Vann, 62, of Kalda'."""
    before = [w.word for w in words[max(0, first - 4) : first]]
    if before[-1:] in (["from"], ["of"]):
        aged = len(before) > 2 and before[-2] == "," and before[-3].isdigit()
        return aged or (len(before) > 1 and before[-1] == "of" and before[-2] in names().place_types)
    return before[-1:] in (["in"], ["near"], ["outside"], ["inside"])


def _owned(words: Sequence[Token], f: Found) -> Found:
    """'[Prime Minister’s] Office', '[Harbour Board’s] Unit': a body's noun alone is named by whose it is."""
    owner = words[f.first - 1] if f.first else None
    alone = f.kind == "organisation" and f.last - f.first == 1 and words[f.first].word in names().organisations
    if not alone or owner is None or not owner.owns or not owner.capital or key_of(owner.word) in names().states:
        return f
    first = f.first - 1
    while first and words[first - 1].capital and words[first - 1].word not in titles.DETERMINERS | {"The"}:
        if words[first - 1].end + 1 != words[first].start:
            break
        first -= 1
    return replace(f, first=first)


def _draft(text: str, words: list[Token], f: Found) -> Draft:
    f = _owned(words, f)
    core = f.span(words)
    initials = titles.bracketed(text, core.end) if f.kind == "person" else None
    if initials is not None and fits(initials, core.of(text)):
        f = replace(f, kind="organisation", sure=2)  # 'Sons of Heron (SOH)': no person has such a short form
    start = words[titles.begin(text, words, f.first, f.kind)].start
    stop = titles.end(text, words, f.last, f.kind)
    if text[start - 1 : start] == "“" == text[core.start - 1 : core.start] and text[core.end : core.end + 1] == "”":
        start, stop = start - 1, max(stop, core.end + 1)  # “so-called” names are written with their marks
    inner = core.end
    short = titles.bracketed(text, core.end) or titles.bracketed(text, stop)
    if f.kind != "person":
        inner = _own_end(text, words, f, stop)
    name = f.name or clean(text[_owner(text, words, f, start) : inner], f.kind)
    sex = next((TITLED[w] for w in text[start : core.start].split() if w in TITLED), None)
    within = f.kind == "place" and f.sure == 2 and _lies_there(words, f.first)
    led = bool(f.first) and words[f.first - 1].word in titles.DETERMINERS and text[core.start - 1] in " \u00a0"
    return Draft(core, Span(start, stop), f.kind, f.sure, name or core.of(text), short, sex, led, within)


def _owner(text: str, words: Sequence[Token], f: Found, start: int) -> int:
    """Where the bare name begins: at 'Norland’s' of 'Norland’s Works Ministry', which many states have."""
    core, owner = words[f.first].start, words[f.first - 1] if f.first else None
    shared = {words[f.first].word, words[f.last - 1].word} & STATE_HEADS
    if f.kind != "organisation" or not shared or owner is None or not owner.owns or owner.start < start:
        return core
    return owner.start if key_of(owner.word) in names().states else core


def _own_end(text: str, words: Sequence[Token], f: Found, stop: int) -> int:
    """Where the bare name ends: 'Heron province' is Heron, 'Heron airport' is not."""
    same = names().place_same | names().place_leads if f.kind == "place" else frozenset[str]()
    at, n = words[f.last - 1].end, f.last
    while n < len(words) and words[n].end <= stop and words[n].word.isalnum():
        if words[n].word not in same:
            at = words[n].end
        n += 1
    return at


def _again(text: str, stretches: Sequence[list[Token]], drafts: Sequence[Draft], outlet: str | None) -> list[Draft]:
    """Names that the article gives elsewhere, where no other name was read: surnames, sentence openers, headlines; and
    what its outlet calls itself: 'the Beacon'; 'the Forum' of the one body so named."""
    own = last_word(outlet) if outlet else None
    persons = [d.name for d in drafts if d.kind == "person"]
    full, first = surnames(persons), given(persons)
    whole = {d.core.of(text): d for d in reversed(drafts) if d.kind != "other" or d.sure > 1}
    heads = short_names(drafts)
    taken = {c for d in drafts for c in range(d.core.start, d.core.end)}
    out = []
    for words in stretches:
        i = 0
        while i < len(words):
            found = (
                next(_anew(text, words, i, full | _alone(words[i], first), whole, taken), None)
                if words[i].capital
                else None
            )
            if found is None and i and words[i - 1].word in titles.DETERMINERS and words[i].start not in taken:
                if own and words[i].word == own:
                    found = Found(i, i + 1, "outlet", 3, outlet)
                elif words[i].word in heads and not (i + 1 < len(words) and words[i + 1].capital):
                    found = Found(i, i + 1, "group", 2, heads[words[i].word])
            if found:
                out.append(_draft(text, words, found))
            i = found.last if found else i + 1
    return out


def _alone(word: Token, first: Mapping[str, str]) -> dict[str, str]:
    """The bearer of a given name; at the head of a sentence only of one that tables know: 'Will' may be a verb there."""
    bearer = first.get(word.word)
    return {word.word: bearer} if bearer and (not word.opens or word.word in names().first_names) else {}


def _anew(
    text: str, words: list[Token], i: int, full: dict[str, str], whole: dict[str, Draft], taken: set[int]
) -> Iterator[Found]:
    """The name given elsewhere that begins at a word, the longest first."""
    for last in range(min(i + 4, len(words)), i, -1):
        start, end = words[i].start, words[last - 1].end
        form = text[start:end]
        if start in taken or end - 1 in taken or form in names().not_names:
            continue
        if last == i + 1 and (form in full or AL.sub("", form) in full):
            yield Found(i, last, "person", 1)
        elif form in whole:
            yield Found(i, last, whole[form].kind, whole[form].sure, whole[form].name)
