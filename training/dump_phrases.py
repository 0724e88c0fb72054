"""What a line of a drawn layout says: things heads tell, parted by any mark, under any label, known or made up."""

from __future__ import annotations

import random

SAYS: tuple[str, ...] = ("<date>",) * 4 + ("<by>",) * 3 + ("<outlet>",) * 3
SAYS += ("<section>", "<place>", "<clock>", "<agency>", "<n> words", "<domain>", "<handle>", "page <n3>", "<n3> min")
MARKS = (" | ", " – ", " — ", " - ", ", ", " / ", " · ", " • ", ": ", " ", " > ", "; ", " // ", " ~ ")
JOINTS = (" on ", " in ", " from ", " for ", " at ", " writes in ", " told ", " shared ", " to ")
WRAPS = (
    *(("(", ")"), ("[", "]"), ("*", "*"), ("_", "_"), ("**", "**"), ("“", "”"), ("<< ", " >>"), ("= ", " =")),
    *(("// ", ""), ("", ":"), ("", " »"), ("", " |"), ("- ", " -"), ("{", "}"), ("·", "·"), ("— ", " —")),
)
STARTS = (
    *("# ", "## ", "### ", "* ", "- ", "• ", "> ", ">> ", "+ ", "→ ", "» ", "== ", "= ", "§ ", "— ", "■ ", "| ", "› "),
    *("<num>. ", "<num>) ", "(<num>) ", "<num> ", "<num>/", "<num> – ", "No. <num>: ", "@", "& "),
)
LABELS = (
    *("Outlet", "Paper", "Published", "Writer", "Reporter", "Desk", "Bureau", "Edition", "Issue", "Where", "When"),
    *("Who", "Item", "Story", "Title", "Head", "Filed", "Day", "From", "Text", "Words", "Photography", "Slug"),
    *("Origin", "Channel", "Magazine", "Wire", "Article", "No.", "Report", "Headline", "Time", "Words", "Editor"),
    *("Pictures", "Ref", "Doc", "Selection", "Sent", "Review", "Notes", "Archive", "Daily", "Evening", "Folder"),
    *("Library", "Watch", "Copy", "Entry", "Bulletin", "Service", "Weekly", "Found", "Kept", "Code", "Rubric"),
)
SYLLABLES = (
    "ka",
    "ro",
    "mel",
    "tin",
    "as",
    "ber",
    "lo",
    "vi",
    "dan",
    "su",
    "ter",
    "gra",
    "mo",
    "nel",
    "pi",
    "con",
    "ver",
)
JOBS = ("",) * 8 + (" Staff Writer", " for <outlet>", ", <place>", " in <place>", " / <agency>")


def label(rng: random.Random) -> str:
    return rng.choice(LABELS) if rng.random() < 0.7 else made_up(rng)


def made_up(rng: random.Random) -> str:
    word = "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(1, 3)))
    return rng.choice((word, word.capitalize(), word.upper(), word.capitalize()))


def worn(rng: random.Random, words: str, share: float) -> str:
    """In marks, by so small a chance: "[...]", "... >", "» ..."."""
    if rng.random() >= share:
        return words
    if rng.random() < 0.3:
        return rng.choice(STARTS) + words
    a, b = rng.choice(WRAPS)
    return a + words + b


def constant(rng: random.Random) -> str:
    """A line that stands in every article alike, of known words or of none."""
    known = " ".join(label(rng) for _ in range(rng.randint(1, 3)))
    line = rng.choice((known, known.upper(), f"{made_up(rng)} {made_up(rng)}", f"{known} {rng.choice(SAYS)}"))
    return worn(rng, line, 0.25) + rng.choice(("", "", "", ":", ".", " -", " »"))


def told(rng: random.Random, said: list[str]) -> str:
    """Things said in one line: labelled, wrapped, parted by a mark or joined by a word."""
    out = list[str]()
    for x in said:
        draw = rng.random()
        if x == "<by>" and draw < 0.5:
            out.append(f"{rng.choice(('<w by>', '<w by>', '<w by>', made_up(rng)))} {x}{rng.choice(JOBS)}")
        elif draw < 0.2:
            out.append(f"{label(rng)}{rng.choice((':', ':', '', ' -', ' :'))} {x}")
        elif draw < 0.27:
            out.append(worn(rng, x, 1))
        elif draw < 0.32 and x in ("<outlet>", "<by>", "<section>", "<agency>"):
            out.append(x.upper())
        elif draw < 0.36:
            out.append(f"{made_up(rng)} {x}")
        elif draw < 0.39:
            out.append(f"{label(rng)} {label(rng).lower()} {x}")
        else:
            out.append(x)
    return worn(rng, rng.choice(MARKS + JOINTS if rng.random() < 0.5 else MARKS).join(out), 0.1)
