"""Who made an article, one by one: person, desk, outlet or agency, in what role, and what they did. Pure.

'By Mara Venn, chief reporter, and Joss Ilk; additional reporting by Ada Orr' names two who wrote it and one who contributed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.extract.dates import dates_in
from firsthand.extract.names import is_desk, is_person
from firsthand.lang import get
from firsthand.model.articles import Byline, BylineParty, Contribution
from firsthand.model.spans import Span

MOST = 20  # names of one line
LONGEST_NAME, LONGEST_ROLE = 60, 60
WORDS = 5  # of a name
# "Mara Venn and Joss Ilk", "Mara Venn, Joss Ilk / Ada Orr"; "Anderson" holds none
DIVIDER = re.compile(
    r"\s*[,;&/|·•‧、，]\s*|\s+(?:and|with|und|et|y|e|og|och|en|ve|dan|и|та|و|in|for|near|from)\s+|\s+[–—-]\s+"
)
WHERE = frozenset({"in", "near", "from"})  # dividers before a town
# where a line's names end: "Mara Venn 3 May 2031", "Mara Venn (Tidewire)"; not "Mara Venn"
NAMES_END = re.compile(r"[\d(\[|@]|\.\s")
# "Our correspondent in Darma, Mara Venn, reported that": a sentence, and no credit
SAYS = re.compile(r"\b(?:said|says|told|added|learned|(?:reports?|reported|writes?|wrote|saw|found)\sthat)\b")
# "(Reporting by Mara Venn; Editing by Joss Ilk)": what stands before a lead inside a line
BEFORE = r"(?:^|(?<=[(;.]\s)|(?<=[(;|])|(?<=\.\s))"


@dataclass(frozen=True, slots=True)
class Credit:
    """One who is credited by a line, and where in the line."""

    name: str
    span: Span
    byline: Byline  # its role's place is of the line too


@cache
def _leads() -> dict[str, Contribution]:
    known: dict[str, Contribution] = {
        "wrote": "wrote",
        "contributed": "contributed",
        "edited": "edited",
        "photographed": "photographed",
        "translated": "translated",
        "illustrated": "illustrated",
    }
    return {row[0].casefold(): known[row[1]] for row in get("en").table("byline_leads")}


@cache
def _lead() -> re.Pattern[str]:
    words = sorted(_leads(), key=len, reverse=True)
    plain = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words)
    return re.compile(rf"{BEFORE}\s*(?P<words>{plain})(?:\s*[:/：]\s*|\s+)", re.IGNORECASE)


@cache
def _agencies() -> dict[str, str]:
    return {name.casefold(): row[0] for row in get("en").table("agencies") for name in row}


@cache
def _roles() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(get("en").column("byline_roles"), key=len, reverse=True))
    return re.compile(rf"(?:^|\W)(?:{words})(?:s|in|innen)?(?:$|\W)", re.IGNORECASE)


def agency(name: str) -> str | None:
    """The fullest name of a news agency: 'AFP' is Agence France-Presse; None of anything else."""
    return _agencies().get(" ".join(name.split()).casefold())


def party_of(name: str, *, is_house: bool = False) -> BylineParty:
    """What a byline's name is. 'Tidewire Foreign Desk' is a desk, 'dpa' an agency, a house the outlet itself."""
    if agency(name):
        return "agency"
    if is_desk(name):
        return "desk"
    if is_house or not (is_person(name) or len(name.split()) <= WORDS):
        return "outlet"
    return "person"


def is_role(words: str) -> bool:
    """Whether words say what somebody is for an outlet: 'chief political correspondent'; 'Mara Venn' does not."""
    return len(words) <= LONGEST_ROLE and bool(_roles().search(words))


def leads(text: str) -> Iterator[tuple[Contribution, Span, int]]:
    """What is said before names in a line: what they did, the stretch that names them, and where the lead begins."""
    found = list(_lead().finditer(text))
    for match, following in zip(found, [*found[1:], None], strict=False):
        end = following.start() if following else len(text)
        if SAYS.search(text, match.end(), end):
            continue
        stop = re.compile(r"[;)\n]").search(text, match.end(), end)
        did = _leads()[" ".join(match["words"].casefold().split())]
        yield did, Span(match.end(), stop.start() if stop else end), match.start()


def credited(text: str, span: Span, did: Contribution = "wrote") -> list[Credit]:
    """Those a stretch of a line names, the lead already taken off.

    'Mara Venn, Darma correspondent, and Joss Ilk' gives two, the first with her role.
    """
    found = list[Credit]()
    for piece in _pieces(text, _before_date(text, span)):
        words = " ".join(piece.of(text).split())
        if is_role(words) and not agency(words) and not (is_desk(words) and not found):
            if found and found[-1].byline.role is None:
                found[-1] = _with_role(found[-1], words, piece)
        elif is_person(words) or agency(words) or is_desk(words):
            found.append(Credit(words, piece, Byline(party_of(words), None, None, did)))
    return found[:MOST]


def _with_role(credit: Credit, words: str, at: Span) -> Credit:
    return Credit(credit.name, credit.span, Byline(credit.byline.party, words, at, credit.byline.did))


def _before_date(text: str, span: Span) -> Span:
    dated = next(dates_in(span.of(text)), None)
    end = span.start + dated.span.start if dated else span.end
    cut = NAMES_END.search(text, span.start, end)
    while cut is not None and cut[0].startswith(".") and _initial(text, cut.start()):
        cut = NAMES_END.search(text, cut.end(), end)
    return Span(span.start, cut.start() if cut else end)


def _initial(text: str, dot: int) -> bool:
    """Whether a full stop ends an initial or a title: "M. Venn", "Dr. Venn"."""
    word = text[:dot].split()[-1:] or [""]
    return len(word[0]) <= 3


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The stretches between dividers but for towns: of 'Tidewire bureaus in Port Lesk and Darma' the first alone."""
    start, placed, by_person = span.start, False, False
    for divider in [*DIVIDER.finditer(text, span.start, span.end), None]:
        piece = Span(start, divider.start() if divider else max(start, span.end)).trim(text)
        if 0 < len(piece) <= LONGEST_NAME and not placed:
            by_person = is_person(" ".join(piece.of(text).split()))
            yield piece
        start = divider.end() if divider else span.end
        placed = bool(divider and divider[0].strip() in WHERE) or (placed and not by_person)


def spread(credits: Sequence[Credit], by: int) -> list[Credit]:
    """The same credits in a text that the line begins at `by`."""
    return [
        Credit(
            c.name,
            c.span.shift(by),
            Byline(c.byline.party, c.byline.role, c.byline.role_span and c.byline.role_span.shift(by), c.byline.did),
        )
        for c in credits
    ]
