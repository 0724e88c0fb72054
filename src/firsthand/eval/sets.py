"""The gold sets that Firsthand can be measured on: what each is called, where it lies in a folder of sets, what measures it.

None of the sets from elsewhere is shipped; bring your own copies. Those of our own lie in the repository's `gold/`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from firsthand.eval import counting
from firsthand.eval.counting import Place
from firsthand.eval.figures import Measured, OnProgress
from firsthand.model.problems import UnreadableInput, UsageError

Measure = Callable[[Place, OnProgress | None], Measured]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """One gold set."""

    name: str
    places: tuple[str, ...]  # where it lies under a folder of sets, the first that is there
    files: tuple[
        str, ...
    ]  # the files that decide what is measured, as patterns within its folder; the last must be there
    looks: str  # what such a folder holds, for people
    measure: Measure
    teaches: str  # the help of its command
    needs: str | None = None  # the set whose texts its labels are of
    labels: str | None = None  # where the repository keeps them, if its command asks for the texts alone

    def within(self, root: Path) -> Path | None:
        """Its folder under this root; None if it is not there, or holds none of its files."""
        return next((p for place in self.places if self.has_files(p := root / place)), None)

    def has_files(self, folder: Path) -> bool:
        return any(True for _ in folder.glob(self.files[-1]))

    def check(self, folder: Path) -> Path:
        """The folder itself, or an error that says what was expected there and where it may lie instead."""
        if self.has_files(folder):
            return folder
        inner = self.within(folder) or next((p for p in sorted(folder.iterdir()) if self.has_files(p)), None)
        cure = f"try --data {inner}" if inner else f"it should hold {self.looks}"
        raise UnreadableInput(f"no {self.name} set in {folder}: {cure}")


@dataclass(frozen=True, slots=True)
class Digest:
    """Which files were measured on."""

    files: int
    sha256: str  # of their names within the folder and their bytes, by name


def digest_of(gold: GoldSet, at: Place) -> Digest:
    """The same for the same files, wherever they lie and in whatever order they were copied."""
    h = hashlib.sha256()
    found = _files(gold, at.folder)
    for path in found:
        name = path.relative_to(at.folder).as_posix()
        h.update(f"{len(name.encode())} {name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    if gold.needs is None or at.texts is None:
        return Digest(len(found), h.hexdigest())
    texts = digest_of(find(gold.needs), Place(at.texts))
    h.update(texts.sha256.encode())
    return Digest(len(found) + texts.files, h.hexdigest())


def find(name: str) -> GoldSet:
    """The set of this name."""
    for gold in SETS:
        if gold.name == name:
            return gold
    raise UsageError(f"no gold set {name}; there are: {', '.join(g.name for g in SETS)}")


def there(roots: Sequence[Path]) -> Iterator[tuple[GoldSet, Place | None]]:
    """Every set with its place under the first root that has it, or None where it or the texts it needs are missing."""
    for gold in SETS:
        own, texts = _within(gold, roots), _within(find(gold.needs), roots) if gold.needs else None
        yield gold, None if own is None or (gold.needs and texts is None) else Place(own, texts)


def _within(gold: GoldSet, roots: Sequence[Path]) -> Path | None:
    return next((place for root in roots if (place := gold.within(root)) is not None), None)


def _files(gold: GoldSet, folder: Path) -> list[Path]:
    """Its files by path; hidden ones, such as a file manager's own, are none of it."""
    found = {p for pattern in gold.files for p in folder.glob(pattern)}
    return sorted(p for p in found if p.is_file() and not p.name.startswith("."))


SETS: tuple[GoldSet, ...] = (
    GoldSet(
        "polnear",
        ("polnear/dev", "polnear"),
        ("text/*.txt", "attributions/*.ann"),
        "text/NAME.txt and attributions/NAME_WHO.ann, as in PolNeAR",
        counting.polnear,
        """Score attributions against PolNeAR, and their speed against spaCy alone in the same run.

        DATA holds text/NAME.txt and attributions/NAME_WHO.ann (brat). who_what: the content at least half right and the
        source shares a word; exact: word for word. Then by quotation marks, by kind of source, by the outlet that file
        names begin with, why things were missed, and whether `confidence` keeps its word.

        \b
        firsthand eval polnear --data sets/polnear/dev
        firsthand eval polnear --data sets/polnear/dev --misses 20
        """,
    ),
    GoldSet(
        "own-text",
        ("own-text", "own_text"),
        ("text/*.txt", "attributions/*.ann", "more/*.tsv"),
        "what training/own_text.py writes: text/, attributions/ and more/NAME.tsv",
        counting.own_text,
        """Score attributions on texts of our own: relays, nesting, stance, kinds of source.

        DATA is what training/own_text.py writes. Spans as in `polnear`; then, of the attributions that say rightly who said
        what: stance and source_kind, and precision and recall of addressee, venue and nesting (inside).

        \b
        python training/own_text.py sets/own-text --count 300 --split test
        firsthand eval own-text --data sets/own-text
        """,
    ),
    GoldSet(
        "times",
        ("times/AQUAINT", "times"),
        ("*.tml",),
        "TimeML files with TIMEX3 marks: NAME.tml",
        counting.times,
        """Score times against TimeML: TempEval-3's measures.

        DATA holds TimeML files (NAME.tml) with TIMEX3 marks. strict: the same words marked; relaxed: a word shared; value:
        the same value too. The document's own day is given and does not count.

        \b
        firsthand eval times --data sets/times/AQUAINT
        """,
    ),
    GoldSet(
        "quantities",
        ("quantities",),
        ("*.json",),
        "JSON files of sentences with `text` and `quantities`, as in NewsQuant",
        counting.quantities,
        """Score quantities against NewsQuant: CQE's measures.

        DATA holds JSON files of sentences with what they say. value: right within 1e-5; unit, change, concept: of values
        that are right. First counted as CQE's own script does, then one to one, which is stricter.

        \b
        firsthand eval quantities --data sets/quantities
        """,
    ),
    GoldSet(
        "places",
        ("places",),
        ("*.xml",),
        "XML files of articles with toponyms, as in LGL and TR-News",
        counting.places,
        """Score places against LGL and TR-News: accuracy within 161 km.

        DATA holds XML files of articles with toponyms. The names are given, as in the literature; each that the gold puts
        somewhere counts. resolved: put anywhere at all. The gazetteer is made first if there is none yet.

        \b
        firsthand eval places --data sets/places
        """,
    ),
    GoldSet(
        "claims",
        ("claims",),
        ("*-pairs-*.tsv", "verified-claims.tsv"),
        "verified-claims.tsv (title, fact) and NAME-pairs-NAME.tsv (post, fact)",
        counting.claims,
        """Score how posts are taken to the claims they repeat.

        DATA holds verified-claims.tsv (title and fact, tab between them) and pairs of posts and facts, as in CheckThat! 2020.
        MRR: the mean of one over the rank of the right claim, among all. joined P: of the joins that the machine would make
        itself, how many are right.

        \b
        firsthand eval claims --data sets/claims
        """,
    ),
    GoldSet(
        "speakers",
        ("speakers",),
        ("*.tsv",),
        "labels by offsets, as in gold/speakers of the repository",
        counting.speakers,
        """Score whom pronouns that are sources are taken for.

        DATA holds labels by offsets (the repository's gold/speakers), TEXTS the set they are of. The source spans are
        given: only the resolving counts. A pronoun that stands for nobody named is right if it is left open.

        \b
        firsthand eval speakers --data gold/speakers --texts sets/polnear/dev
        """,
        needs="polnear",
    ),
    GoldSet(
        "names",
        ("entities/re3d", "names"),
        ("**/documents.json", "**/entities.json"),
        "documents.json and entities.json, or folders of them, as in re3d",
        counting.names,
        """Score names of people, organisations and places against re3d: overlap of words, as its authors count.

        DATA holds documents.json and entities.json, or folders of them. The gold has descriptions ("the enemy", "he")
        beside names, so what we read is counted with descriptions and as names alone; (named) is the recall of those
        that are written with a capital.

        \b
        firsthand eval names --data sets/entities/re3d
        """,
    ),
    GoldSet(
        "events-coref",
        ("events-coref",),
        ("ECB_*_Event_gold_mentions.json", "ECB_*_corpus.txt"),
        "ECB_Dev_corpus.txt and ECB_Dev_Event_gold_mentions.json, as of ECB+",
        counting.events_coref,
        """Score which event mentions are one event, on ECB+: MUC, B-cubed, CEAFe and their mean (CoNLL).

        The gold's mentions are given. "gold subtopics": the documents of each event are given too; "own topics": we find
        which documents tell of one happening.

        \b
        firsthand eval events-coref --data sets/events-coref
        """,
    ),
    GoldSet(
        "events",
        ("events/reports", "events"),
        ("*.json",),
        "a JSON file a report: title, text, date_publish, publisher, category (the event)",
        counting.event_reports,
        """Score which reports of several outlets are of one event: precision, recall and F1 of pairs of reports.

        Each is read as an article of a record; two are of one event if they stand in one happening.

        \b
        firsthand eval events --data sets/events/reports
        """,
    ),
    GoldSet(
        "differences",
        ("reports",),
        ("claims.tsv", "differences.tsv"),
        "differences.tsv and claims.tsv: labels by offsets, as in gold/reports of the repository",
        counting.differences,
        """Score where real reports part and what they say alike, on 50 reports of six events.

        DATA is the set `events`, GOLD what was marked in its reports by offsets. They are read into a record that is thrown
        away. found: told of that slot, on the words of two values that differ; then how many of those told are in the gold,
        and of pairs that say one thing how many are joined. Tallies told as contradictions and joined pairs that must be
        kept apart should be none. Failures of the set `tram` may be read, `match` is only ever measured.

        \b
        firsthand eval differences --data sets/events/reports
        firsthand eval differences --data sets/events/reports --gold gold/reports
        """,
        needs="events",
        labels="gold/reports",
    ),
    GoldSet(
        "plants",
        ("polnear/train/text", "plants"),
        ("*.txt",),
        "news texts, NAME.txt, the first line of each a headline",
        counting.plants,
        """Plant changes in copies of articles, and count whether exactly those discrepancies are found.

        DATA holds texts of news articles. 500 copies are made, each with one altered figure, date, actor or scope (whom a
        figure counts, or what became of them), or with nothing that matters; base and copy go through the whole pipeline. A
        discrepancy between the two is right if it is of that slot and stands on the altered words.

        \b
        firsthand eval plants --data texts/
        firsthand eval plants --data texts/ --misses 20
        """,
    ),
    GoldSet(
        "copies",
        ("copies", "polnear/train/text", "polnear/dev/text"),
        ("*.json", "*.txt"),
        "texts to make copies from: NAME.txt",
        counting.copies,
        """Score who has words from whom, on labelled copies made from your texts.

        DATA holds texts (NAME.txt, and NAME.json with a `text`); from them are made, always alike, verbatim copies, trimmed,
        edited, updated and misread ones, excerpts and merges, under outlets' notices. any reuse: pairs that share words;
        same article: pairs in one family; passages: by character; ARI: families as a whole.

        \b
        firsthand eval copies --data sets/polnear/train/text
        """,
    ),
    GoldSet(
        "pages",
        ("pages/benchmark", "pages"),
        ("**/*.json", "**/*.html*"),
        "saved pages and their truth: the article-extraction-benchmark, Fundus's test pages or WCXB",
        counting.pages,
        """Score the one article of saved pages beside trafilatura: body, title, authors, dates, topics, pace.

        DATA holds ground-truth.json and html/ (as the article-extraction-benchmark), ground-truth/ and html/ (as WCXB), or
        PUBLISHER.json beside its pages (as Fundus). body words: F1 of the words, page by page; shingles, and "as the
        benchmark counts": F1 of runs of four words. The shipped weights were learnt on these very sets, so their body
        figures flatter; training/page_words.py --folds 5 measures on publishers that were not learnt from.

        \b
        firsthand eval pages --data sets/pages/benchmark
        firsthand eval pages --data sets/pages/outlets
        """,
    ),
    GoldSet(
        "page-data",
        ("pages/outlets",),
        ("**/*.json", "**/*.html*"),
        "publishers' pages and what they say of their articles: Fundus's test pages",
        counting.page_data,
        """Score what is read of saved pages' articles beside their text: title, authors, day, instant, topics.

        DATA is as for `pages`. title, authors: the same to the letter, but for white space, quotation marks and dashes.
        instant: to the second, with its zone. The choice between a page's accounts of its title was learnt on these
        pages; training/titles.py measures it on publishers that were not learnt from.

        \b
        firsthand eval page-data --data sets/pages/outlets
        """,
    ),
    GoldSet(
        "layouts",
        ("layouts",),
        ("**/page.*", "**/truth.json"),
        "sample pages and where their articles lie: NAME/page.html and NAME/truth.json",
        counting.layouts,
        """Score how pages are cut into articles: the first and the last word of each.

        DATA holds folders with page.html (or .txt, .eml) and truth.json, {"articles": [{"span": [120, 2190]}]}: offsets from an
        article's headline to the end of its prose. article: both ends right; page right: all of a page's; single page
        right: a page of one article not cut. Firsthand's own samples lie in tests/layouts; training/page_grammars.py makes more.

        \b
        firsthand eval layouts --data tests/layouts
        firsthand eval layouts --data made/ --misses 5
        """,
    ),
    GoldSet(
        "splitting",
        ("splitting", "dumps"),
        ("articles/*.tsv", "text/*.txt"),
        "what training/dumps.py writes: text/NAME.txt and articles/NAME.tsv",
        counting.splitting,
        """Score how text dumps of unseen layouts are cut into articles: first and last characters, data of heads.

        DATA is what training/dumps.py writes from layouts that no training saw. boundary: starts and ends together;
        articles: both right; single kept whole: pages of one article that stay one. Data are counted where the start is
        right.

        \b
        python training/dumps.py sets/splitting --split test --count 10
        firsthand eval splitting --data sets/splitting
        """,
    ),
)
