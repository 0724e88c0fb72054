"""Every table of the record, in pipeline order.

Captures, originals and judgements are the record: rows are added and never changed. All else is derived, is never migrated,
and can be dropped and made again. Foreign keys join only tables written by the same step, since a step's rows are replaced
while those of the steps after it still stand. Long, since a reader looks for every table in one place.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    event,
)
from sqlalchemy.types import TypeEngine

SCHEMA = 6  # raised when the tables of what is kept for ever change
DERIVED = 14  # raised when derived tables change: they are then dropped and made again

# U+0000 and lone surrogates, which PostgreSQL or SQLite refuse in a text, and the mark that stands before their hex digits.
_REFUSED = re.compile("[\x00\ud800-\udfff\ue000]")
_MARKED = re.compile("\ue000([0-9a-f]{4})")


class Words(TypeDecorator[str]):
    """Any Python string, kept exactly on both databases."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Ordered by code point on both databases: ids sort the same everywhere."""
        return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _REFUSED.sub(lambda m: f"\ue000{ord(m[0]):04x}", value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        return None if value is None else _MARKED.sub(lambda m: chr(int(m[1], 16)), value)


metadata = MetaData()


def _key(name: str = "id") -> Column[str]:
    return Column(name, Words, primary_key=True)


def _text(name: str, *, null: bool = False, index: bool = False) -> Column[str]:
    return Column(name, Words, nullable=null, index=index)


def _number(name: str, *, null: bool = False, key: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null, primary_key=key, autoincrement=False)


def _place(of: str = "", *, null: bool = False) -> tuple[Column[int], Column[int]]:
    """Where words begin and end."""
    return _number(f"{of}start", null=null), _number(f"{of}stop", null=null)


def _part_of(table: str, name: str) -> Column[str]:
    """A row's place in the row it belongs to, of the same step; it goes when that goes."""
    return Column(name, Words, ForeignKey(f"{table}.id", ondelete="CASCADE"), primary_key=True)


meta = Table("meta", metadata, _key("key"), _text("value"))

# What is kept for ever

capture = Table(
    "capture",
    metadata,
    _key(),
    _text("path"),
    _text("url", null=True),
    _text("fetched_at"),
    _text("media_type"),
    _text("charset"),
    _text("via"),
    Column("length", BigInteger, nullable=False),
)
original = Table(  # the bytes, compressed with zstd as one frame and cut into pieces
    "original",
    metadata,
    Column("capture_id", Words, ForeignKey("capture.id"), primary_key=True),
    _number("n", key=True),
    Column("data", LargeBinary, nullable=False),
)
judgement = Table(  # `target` is columns, since it is asked for; other anchors are JSON
    "judgement",
    metadata,
    _key(),
    _text("made_at"),
    _text("by"),
    _text("act"),
    _text("about"),
    _text("capture_id", index=True),
    *_place(),
    _text("exact"),
    _text("before"),
    _text("after"),
    _text("field", null=True),
    _text("value", null=True),
    _text("other", null=True),
    _text("roles"),
    _text("saw"),
    _text("supersedes", null=True, index=True),
)
saved_search = Table(  # the latest row of a name counts; one without a query takes it back
    "saved_search",
    metadata,
    _key(),
    _text("made_at"),
    _text("name"),
    _text("query", null=True),
)
# What the owner withdrew: the one way in which anything above is ever lost. `store/withdraw.py` writes these.

withdrawal = Table(
    "withdrawal",
    metadata,
    _key(),
    _text("kind"),  # capture, article, person
    _text("hash"),
    _text("made_at"),
    _text("by"),
    _text("reason"),
    _text("salt"),
    _text("watched"),  # JSON list
)
gone = Table("gone", metadata, _key(), _key("withdrawal_id"), _text("hash", null=True))
cut = Table(  # the last one of a capture says what its original's bytes are now
    "cut",
    metadata,
    _key("capture_id"),
    _number("n", key=True),
    _text("withdrawal_id", index=True),
    _text("spans"),  # "12-40,50-60"
    _text("kept"),
    Column("length", BigInteger, nullable=False),
)
# What a language model proposed, until a person confirms or drops it: no reading, no decision, and in no count.

proposal = Table(
    "proposal",
    metadata,
    _key(),
    _text("made_at"),
    _text("model"),
    _text("article_id", index=True),
    _text("capture_id", index=True),
    _text("anchors"),  # JSON: content, source, cue
)
# How bytes came in and went. Lines are added and never changed, but that a withdrawal erases what they tell.

custody = Table(
    "custody",
    metadata,
    _key("hash"),
    _number("n"),
    _text("act"),
    _text("capture_id", null=True, index=True),
    _text("made_at"),
    _text("said"),
    _text("previous"),  # JSON list of hashes
    _text("by", null=True),
    _text("tool", null=True),
    _text("path", null=True),
    _text("url", null=True),
    _text("seen_at", null=True),
    _text("media_type", null=True),
    _text("charset", null=True),
    _text("via", null=True),
    Column("length", BigInteger, nullable=True),
    _text("text", null=True),
    _text("salt", null=True),
    _text("answer", null=True),  # JSON; since schema 6
    Index("custody_n", "n"),
)
transcript = Table(
    "transcript", metadata, _key("capture_id"), _text("text")
)  # of captures that may be read otherwise later
# What is polled. The lists are a person's, and kept; how it went last and what was sighted is found out anew where it is lost.

watched = Table(
    "watched",
    metadata,
    _key("url"),
    Column("follow", Boolean, nullable=False),
    _number("every", null=True),
    _text("by", null=True),
    _text("added_at"),
    _text("due_at", index=True),
    _text("kind", null=True),
    _text("etag", null=True),
    _text("modified", null=True),
    _text("answered", null=True),
    _text("sha256", null=True),
    _number("good_for", null=True),
    _text("asked_at", null=True),
    _number("failures"),
    _text("told"),
)
sighting = Table(
    "sighting",
    metadata,
    Column("url", Words, ForeignKey("watched.url", ondelete="CASCADE"), primary_key=True),
    _key("key"),
    _text("stamp"),
)
KEPT = (
    *(meta, capture, original, judgement, saved_search, withdrawal, gone, cut, proposal, custody, transcript),
    *(watched, sighting),
)

# What the last run called things: rewritten with the findings, and kept when they are dropped, so that ids stay

lineage = Table("lineage", metadata, _key(), _text("step", index=True), _text("members"))  # members: JSON list
retired = Table("retired", metadata, _key(), _text("step", index=True), _text("heir"))
REMEMBERED = (lineage, retired)

# What the runner knows

ledger = Table(
    "ledger",
    metadata,
    _key("step"),
    _key("unit_id"),
    _text("digest"),
    _text("out_digest"),  # of the rows made: if it is the same, nothing downstream runs
    _text("state"),  # done, failed
    _text("ran_at"),
    _number("ms"),
)
problem = Table(
    "problem",
    metadata,
    _key("step"),
    _key("unit_id"),
    _number("n", key=True),
    _text("code"),
    _text("message"),
    _text("capture_id", null=True, index=True),
    *_place(null=True),
)

# extract

article = Table(
    "article",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),  # the row of the search index
    Column("id", Words, unique=True, nullable=False),
    _text("capture_id", index=True),
    *_place(),
    _text("text"),
    _text("runs"),  # the offset map
    _text("language", null=True),
    _text("layout"),
    _text("digest"),
    _text("title", null=True),  # these five are data too, held here for lists and search
    _text("outlet", null=True, index=True),
    _text("published", null=True, index=True),
    _text("declared_source", null=True),
    _number("words"),
)
part = Table(
    "part",
    metadata,
    _part_of("article", "article_id"),
    _number("n", key=True),
    _text("kind"),
    *_place(),
)
datum = Table(
    "datum",
    metadata,
    _part_of("article", "article_id"),
    _number("n", key=True),
    _text("kind"),
    _text("value"),
    _text("how"),
    *_place(null=True),
    _text("words", null=True),
    _text("party", null=True),  # these five of a byline or contributor only
    _text("role", null=True),
    Column("role_start", Integer, nullable=True),
    Column("role_stop", Integer, nullable=True),
    _text("did", null=True),
)
page_account = Table(  # what each account of a page says of its article, chosen or not
    "page_account",
    metadata,
    _part_of("article", "article_id"),
    _number("n", key=True),
    _text("kind"),
    _text("value"),
    _text("account"),
    _text("path"),
    *_place(null=True),
    _text("words", null=True),
    Column("agrees", Boolean, nullable=False),
)
left_out = Table(
    "left_out", metadata, _key("capture_id"), _number("n", key=True), _number("start"), _number("stop"), _text("why")
)

rims = Table(  # an article's first and last paragraphs as hashes, once for each home of it
    "rims",
    metadata,
    _part_of("article", "article_id"),
    _key("home"),
    _text("day", null=True),
    _number("words"),
    _number("parts"),
    Column("sketch", LargeBinary, nullable=False),
    Column("blocks", LargeBinary, nullable=False),
    _text("digest"),
    Index("rims_home", "home", "article_id"),
)

# boilerplate

boilerplate = Table(
    "boilerplate",
    metadata,
    _key("article_id"),
    _key("home"),
    _number("at", key=True),  # which of the article's prose parts
    _text("rim"),
    _number("articles"),
    _number("of"),
    _number("texts"),
    _number("days"),
    Index("boilerplate_home", "home"),
)

# shingle, link

fingerprint = Table(  # five bytes each, sorted; searched by the arrays of postings_file
    "fingerprint",
    metadata,
    _key("article_id"),
    Column("hashes", LargeBinary, nullable=False),
)
reuse_link = Table(
    "reuse_link",
    metadata,
    _key(),
    _text("unit_id", index=True),  # the later of the two by id
    _text("from_article", index=True),
    _text("to_article", index=True),
    _text("kind"),
    Column("coverage_from", Float, nullable=False),
    Column("coverage_to", Float, nullable=False),
    _text("direction"),
    _text("why"),
    _text("evidence"),  # JSON
    _text("digest"),
)
passage = Table(
    "passage",
    metadata,
    _part_of("reuse_link", "link_id"),
    _number("n", key=True),
    _number("from_start"),
    _number("from_stop"),
    _number("to_start"),
    _number("to_stop"),
)

# read. Several stretches of one text are written "12-40,50-60".

mention = Table(
    "mention",
    metadata,
    _key(),
    _text("article_id", index=True),
    _number("n"),
    *_place(),
    _text("kind"),
    _text("name"),
    *_place("office_", null=True),
    _text("use", null=True),
    Index("mention_name", "name", "kind"),
)
attribution = Table(
    "attribution",
    metadata,
    _key(),
    _text("article_id"),
    _number("n"),
    _text("source"),
    _text("cue"),
    _text("content"),
    _text("addressee"),
    _text("venue"),
    _text("mode"),
    _text("stance"),
    _text("source_kind"),
    _text("speaker", null=True),
    _text("speaker_span"),
    _text("speaker_why"),
    _text("inside", null=True),
    Column("confidence", Float, nullable=False),
    _text("by"),
    Column("kept_by_hand", Boolean, nullable=False),
    # each holds all that a facet needs: of a few articles by the first, of many by the others
    Index("attribution_article", "article_id", "speaker", "source_kind", "stance"),
    Index("attribution_speaker", "speaker", "article_id"),
    Index("attribution_source_kind", "source_kind", "article_id"),
    Index("attribution_stance", "stance", "article_id"),
)
said = Table(  # the words of each attribution's content, for search
    "said",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),  # the row of the search index
    _text("attribution_id", index=True),
    _text("article_id", index=True),
    _text("words"),
)

time = Table(
    "time",
    metadata,
    _key(),
    _text("article_id", index=True),
    _number("n"),
    *_place(),
    _text("edtf", null=True, index=True),
    _text("grain"),
    *_place("counted_", null=True),
    _text("why"),
    _text("timex", null=True),
)
place = Table(
    "place",
    metadata,
    _key(),
    _text("article_id"),
    _number("n"),
    _text("mention_id"),
    *_place(),
    _text("gazetteer_id", null=True, index=True),
    _text("name"),
    Column("lat", Float, nullable=True),
    Column("lon", Float, nullable=True),
    _text("country", null=True),
    _text("precision", null=True),
    _text("rivals"),  # JSON list of gazetteer ids
    Column("score", Float, nullable=False),
    _text("why"),
    Index("place_article", "article_id", "name"),
    Index("place_name", "name", "article_id"),
)
quantity = Table(
    "quantity",
    metadata,
    _key(),
    _text("article_id", index=True),
    _number("n"),
    *_place(),
    Column("low", Float, nullable=True),
    Column("high", Float, nullable=True),
    _text("bound"),
    _text("unit", null=True),
    *_place("of_", null=True),
    _text("role", null=True),
    _text("as_of", null=True),
    _text("scope"),
    _text("change"),
    Index("quantity_role", "role", "unit"),
)
event_mention = Table(
    "event_mention",
    metadata,
    _key(),
    _text("article_id", index=True),
    _number("n"),
    *_place(),
    _text("kind", index=True),
    *_place("sentence_"),
    _text("time", null=True),
    _text("place", null=True),
    _text("polarity"),
    _text("attribution", null=True),
    _text("terms"),  # parted by tabs
)
event_role = Table(
    "event_role",
    metadata,
    _part_of("event_mention", "event_mention_id"),
    _number("n", key=True),
    _text("role"),
    *_place(),
    _text("mention_id", null=True),
)

telling = Table(
    "telling",
    metadata,
    _key(),
    _text("article_id", index=True),
    _number("n"),
    *_place(),
    _text("attribution_id", null=True),
    _text("voice"),
    _text("terms"),  # with line ends between them
    Column("negated", Boolean, nullable=False),
    Column("vector", LargeBinary, nullable=False),
)

# family, resolve

family = Table("family", metadata, _key(), _text("founder", null=True), _text("founder_why"))
family_member = Table(
    "family_member",
    metadata,
    _part_of("family", "family_id"),
    _number("n", key=True),
    _text("article_id", index=True),
)
entity = Table(
    "entity",
    metadata,
    _key(),
    _text("kind"),
    _text("name", index=True),
    _text("why"),
    Column("public", Boolean, nullable=False),
    _text("public_why"),
    _text("place", null=True, index=True),
)
# role "form": a name as written; "key": a `Mention.name` that leads to it; "held": one that does in `article_id`
entity_name = Table(
    "entity_name",
    metadata,
    _part_of("entity", "entity_id"),
    _key("role"),
    _number("n", key=True),
    _text("name"),
    _text("article_id", null=True, index=True),
    Index("entity_name_name", "name", "role"),
)

# trace

chain = Table(
    "chain",
    metadata,
    _key(),
    _text("article_id", index=True),
    _number("n"),
    _text("attribution_id", index=True),
    _text("origin", null=True, index=True),
    Column("origin_named", Boolean, nullable=False),
    Column("reaches_origin", Boolean, nullable=False),
    _text("breaks", null=True),
)
hop = Table(
    "hop",
    metadata,
    _part_of("chain", "chain_id"),
    _number("n", key=True),
    _text("party", null=True, index=True),
    _text("kind"),
    _text("how"),
    _text("article_id"),
    *_place(null=True),
    _text("words", null=True),
)

# claims

statement = Table(
    "statement",
    metadata,
    _key(),
    _text("speaker", null=True, index=True),
    _text("speaker_entity", null=True, index=True),
    _text("attributions"),  # JSON list of ids
    _text("voice"),  # JSON list of [article, start, end]
)
claim = Table(
    "claim",
    metadata,
    _key(),
    _text("article_id"),  # of the words that it is called by
    *_place(),
    _text("origins"),  # JSON list of [party, kind, [indexes of members]]
    _number("count"),
    _number("low"),
    _number("high"),
    _number("unknown"),
    _text("method"),
    _text("why"),
)
claim_member = Table(
    "claim_member",
    metadata,
    _part_of("claim", "claim_id"),
    _number("n", key=True),
    _text("telling_id"),
    _text("article_id", index=True),
    *_place(),
    _text("attribution_id", null=True, index=True),
    _text("stance"),
    _text("statement_id", index=True),
)
likely = Table(
    "likely",
    metadata,
    _key(),
    _text("a", index=True),
    _text("b", index=True),
    Column("score", Float, nullable=False),
    _text("why"),
)

# events

event_ = Table(
    "event",
    metadata,
    _key(),
    _text("kind", index=True),
    _text("article_id"),  # where the words stand that it is called by
    *_place(),
    _text("why"),
)
account = Table(
    "account", metadata, _part_of("event", "event_id"), _number("n", key=True), _text("who", null=True), _text("kind")
)
event_member = Table(  # every mention of an event is in one of its accounts
    "event_member",
    metadata,
    _part_of("event", "event_id"),
    _number("account", key=True),
    _number("n", key=True),
    _text("mention_id", index=True),
)
event_article = Table(
    "event_article",
    metadata,
    _part_of("event", "event_id"),
    _number("account", key=True),
    _number("n", key=True),
    _text("article_id", index=True),
)
account_value = Table(
    "account_value",
    metadata,
    _part_of("event", "event_id"),
    _number("account", key=True),
    _key("slot"),  # time, place, actors, figures
    _number("n", key=True),
    _text("value"),
    _text("article_id"),
    *_place(),
    _text("who", null=True),
    _text("attribution_id", null=True),
)

# collate, compare. A card is JSON of what its article says in each slot: read whole, never searched.

card = Table("card", metadata, _key("article_id"), _text("data"))
variant = Table(
    "variant",
    metadata,
    _key(),
    _text("unit_id", index=True),  # the article that was collated
    _text("link_id", null=True),
    _text("kind"),
    _text("a_article", index=True),
    _text("b_article", index=True),
    _text("a"),  # cells, JSON
    _text("b"),
)
discrepancy = Table(
    "discrepancy",
    metadata,
    _key(),
    _text("event_id", null=True, index=True),
    _text("claim_id", null=True, index=True),
    _text("slot"),
    _text("kind"),
    _text("words"),
)
value = Table(  # what each account says, in the order shown
    "value",
    metadata,
    _part_of("discrepancy", "discrepancy_id"),
    _number("n", key=True),
    _text("value"),
    _text("article_id", index=True),
    *_place(),
    _text("who", null=True),
    _text("attribution_id", null=True),
)

series = Table(
    "series",
    metadata,
    _key(),
    _text("of"),
    _text("unit", null=True),
    Column("cumulative", Boolean, nullable=False),
    _text("event_id", null=True, index=True),
)
point = Table(
    "point",
    metadata,
    _part_of("series", "series_id"),
    _number("n", key=True),
    _text("as_of", null=True),
    Column("low", Float, nullable=True),
    Column("high", Float, nullable=True),
    _text("bound"),
    _text("article_id", index=True),
    *_place(),
    _text("who", null=True),
    Column("falls", Boolean, nullable=False),
)

DERIVED_TABLES = tuple(t for t in metadata.sorted_tables if t not in (*KEPT, *REMEMBERED))

# The words of titles and texts and of what is said, for search. SQLite: FTS5 indexes beside the tables, kept by triggers.
# PostgreSQL: columns made from the row; they take the first 600 000 characters, since a tsvector holds at most 1 MiB. Its parser
# has its own idea of addresses and hyphens: accents and punctuation are taken out first, so that both see the same words.
_TOKENS = 'tokenize="unicode61 remove_diacritics 2"'


def _fts(index: str, table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    names, new, old = (", ".join(f"{of}{x}" for x in columns) for of in ("", "new.", "old."))
    return (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {index} USING fts5({names}, content='{table}', content_rowid='n', {_TOKENS})",
        f"CREATE TRIGGER IF NOT EXISTS {table}_added AFTER INSERT ON {table} BEGIN "
        f"INSERT INTO {index}(rowid, {names}) VALUES (new.n, {new}); END",
        f"CREATE TRIGGER IF NOT EXISTS {table}_removed AFTER DELETE ON {table} BEGIN "
        f"INSERT INTO {index}({index}, rowid, {names}) VALUES ('delete', old.n, {old}); END",
    )


def _tsvector(words: str) -> str:
    marks = r"[\u0300-\u036f]"
    signs = r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]"
    plain = f"regexp_replace(normalize(left({words}, 600000), NFKD), '{marks}', '', 'g')"
    return f"to_tsvector('simple', regexp_replace({plain}, '{signs}', ' ', 'g'))"


def _searchable(table: str, vector: str) -> tuple[str, str]:
    return (
        f"ALTER TABLE {table} ADD COLUMN search_words tsvector GENERATED ALWAYS AS ({vector}) STORED",
        f"CREATE INDEX {table}_search_words ON {table} USING gin (search_words)",
    )


_TITLED = "setweight({}, 'A') || setweight({}, 'D')".format(_tsvector("coalesce(title, '')"), _tsvector("text"))


def _also(table: Table, when: str, dialect: str, statements: tuple[str, ...]) -> None:
    """Runs these statements whenever the table is made or dropped, on that database."""

    def run(_: Table, connection: Connection, **__: object) -> None:
        if connection.dialect.name == dialect:
            for statement in statements:
                connection.exec_driver_sql(statement)

    event.listen(table, when, run)


_also(article, "after_create", "sqlite", _fts("article_words", "article", ("title", "text")))
_also(article, "after_create", "postgresql", _searchable("article", _TITLED))
_also(article, "before_drop", "sqlite", ("DROP TABLE IF EXISTS article_words",))
_also(said, "after_create", "sqlite", _fts("said_words", "said", ("words",)))
_also(said, "after_create", "postgresql", _searchable("said", _tsvector("words")))
_also(said, "before_drop", "sqlite", ("DROP TABLE IF EXISTS said_words",))
