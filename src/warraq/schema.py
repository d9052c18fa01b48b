"""The tables: one place for every column, its type, unit and meaning.

This file *is* the data dictionary. Parquet field metadata, `datapackage.json`, the card and the checks of
`warraq verify` are generated from it. Offsets are half-open `[start, end)` in Unicode code points.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import pyarrow as pa

TEXT: Final = pa.string()
INT: Final = pa.int32()
RATIO: Final = pa.float32()
INSTANT: Final = pa.timestamp("s", tz="UTC")
STRINGS: Final = pa.list_(pa.field("item", pa.string(), nullable=False))

Basis = Literal["computed", "given", "read"]
BASES: Final[dict[Basis, str]] = {
    "computed": "follows from other columns or the bytes by its definition",
    "given": "came with the document, or from dataset.toml",
    "read": "made out in the text by rules and statistics, so it may be wrong",
}


@dataclass(frozen=True)
class Column:
    """One column: `nullable` columns are empty where the text says nothing; `basis` says how it comes about,
    and with that what can be wrong with it."""

    name: str
    type: pa.DataType
    description: str
    nullable: bool = False
    unit: str | None = None
    basis: Basis = "computed"

    def field(self) -> pa.Field:
        metadata = {"description": self.description} | ({"unit": self.unit} if self.unit else {})
        return pa.field(self.name, self.type, self.nullable, metadata)


@dataclass(frozen=True)
class Table:
    """One table: rows are unique by `key`, sorted by it; `refers` maps columns to the table they point at."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    refers: tuple[tuple[str, str], ...] = ()

    @cached_property
    def schema(self) -> pa.Schema:
        return pa.schema([c.field() for c in self.columns], {"description": f"One row per {self.row}."})

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)

    def empty(self) -> pa.Table:
        return self.schema.empty_table()


CODE_POINTS = "code points"
_DOC = Column("doc_id", TEXT, "Document: the first 20 hexadecimal digits of the SHA-256 of its raw bytes.")
_SEQ = Column("seq", INT, "Number of the row within its document, from 0.")

FLAGS: Final[dict[str, str]] = {
    # of reading
    "bytes_replaced": "some bytes were no text in the encoding, and stand as U+FFFD",
    "encoding_mismatch": "the encoding was not the one declared",
    "mojibake_repaired": "text once read in the wrong encoding, put right",
    "collected_at_unreadable": "the time of collection that came with it cannot be read",
    # contradictions
    "date_ambiguous": "a date in figures can be read two ways",
    "date_conflict": "two dates of publication disagree",
    "date_future": "dated after it was collected",
    "date_order_learnt": "a date in figures is read in the order of other dates",
    "weekday_conflict": "a weekday that is not that of its date",
    "calendar_conflict": "two calendars give two days",
    "year_inferred": "the date as printed has no year",
    "outlet_conflict": "two names of the outlet disagree",
    # damage that extraction left; given where it is certain
    "link_text_lost": "the words of links are gone and left holes: names and dates are missing",
    "entities_left": "HTML entities that were not decoded",
    "email_protected": "an address hidden by the site's protection",
    "mojibake": "text read in the wrong encoding, not repaired",
    "characters_lost": "characters that could not be decoded",
    "letters_reordered": "lam and alef changed places, as in text from a PDF",
    "letters_stretched": "words stretched with tatweel",
    "digits_reversed": "a year with its digits in reverse",
    "decimals_reversed": "decimals with their digits in reverse: no number of the text is sure",
    "sentences_joined": "no space between two sentences",
    "lines_broken": "lines broken around the words of links",
    "items_doubled": "lines that stand twice in a row",
    "metadata_glued": "section, author, date or reading time run together",
    "date_injected": "the extractor wrote a date before the text",
    "markup_left": "pieces of HTML tags",
    "joiners_lost": "Persian without its zero-width joiners",
    "article_split": "a number parted from its article",
    "first_letter_lost": "the first letter of a paragraph is missing",
}
"""What a flag of `documents.flags` means; a calendar (`hijri`, `jalali`) is that of the date printed."""

DOCUMENTS: Final = Table(
    "documents",
    "released document",
    ("doc_id",),
    (
        _DOC,
        Column(
            "path",
            TEXT,
            "Where the raw document stood in the source; `#n` is the n-th record of a file.",
            basis="given",
        ),
        Column(
            "source",
            TEXT,
            "Source it belongs to, as named in dataset.toml or the manifest.",
            True,
            basis="given",
        ),
        Column("url", TEXT, "Address of the page, where known.", True, basis="given"),
        Column(
            "collected_at", INSTANT, "When the page was collected, where known.", True, "UTC", basis="given"
        ),
        Column("raw_sha256", TEXT, "SHA-256 of the raw bytes."),
        Column("raw_bytes", pa.int64(), "Size of the raw document.", unit="bytes"),
        Column("raw_chars", INT, "Length of the raw text: what the segments add up to.", unit=CODE_POINTS),
        Column("raw_text_sha256", TEXT, "SHA-256 of the raw text in UTF-8: what the segments must join to."),
        Column("encoding", TEXT, "Encoding the raw bytes were read in.", basis="read"),
        Column("language", TEXT, "Language of the text, BCP 47; `und` when it cannot be told.", basis="read"),
        Column("script", TEXT, "Script most letters are in, ISO 15924; `Zyyy` when there are none."),
        Column("direction", TEXT, "Writing direction: `rtl` or `ltr`."),
        Column("title", TEXT, "Headline.", True, basis="read"),
        Column("deck", TEXT, "Standfirst or kicker.", True, basis="read"),
        Column(
            "text",
            TEXT,
            "Clean text: the kept segments, paragraphs parted by blank lines. The card says how good it is "
            "in each language.",
            basis="read",
        ),
        Column("outlet", TEXT, "Outlet that published the page.", True, basis="read"),
        Column("bylines", STRINGS, "Authors as printed: persons, handles, sign-off initials.", basis="read"),
        Column(
            "credits",
            STRINGS,
            "Agencies and outlets the text is credited to, in order, canonical names; the page's own outlet "
            "only where it names nobody else.",
            basis="read",
        ),
        Column("section", TEXT, "Section of the outlet.", True, basis="read"),
        Column("tags", STRINGS, "Keywords as printed.", basis="read"),
        Column("dateline_place", TEXT, "Place in the dateline, as printed.", True, basis="read"),
        Column(
            "dateline_link",
            TEXT,
            "That place: `geonames:…` of a city, `iso3166:…` of a country; null where it may be several.",
            True,
            basis="read",
        ),
        Column(
            "published_at",
            INSTANT,
            "Instant of publication; null unless time and zone are known.",
            True,
            "UTC",
            basis="read",
        ),
        Column(
            "published_local",
            TEXT,
            "Publication in ISO 8601, at the precision and in the zone printed.",
            True,
            basis="read",
        ),
        Column(
            "published_precision", TEXT, "`year`, `month`, `day`, `minute` or `second`.", True, basis="read"
        ),
        Column(
            "updated_at", INSTANT, "Instant of the last change, as `published_at`.", True, "UTC", basis="read"
        ),
        Column("updated_local", TEXT, "Last change in ISO 8601, as `published_local`.", True, basis="read"),
        Column("updated_precision", TEXT, "As `published_precision`.", True, basis="read"),
        Column(
            "flags",
            STRINGS,
            "What an editor should know, sorted: " + "; ".join(f"`{k}` {v}" for k, v in FLAGS.items()) + ".",
            basis="read",
        ),
        Column("chars", INT, "Length of the clean text.", unit=CODE_POINTS),
        Column("words", INT, "Words of the clean text: runs of letters and digits.", unit="words"),
        Column("paragraphs", INT, "Kept lines of the clean text.", unit="lines"),
        Column(
            "sentences",
            INT,
            "Sentence marks of any script (`؟ ۔ । 。` too) that end a word, several in a row once (C4).",
            unit="sentences",
        ),
        Column("kept_ratio", RATIO, "Share of the raw text that is kept.", unit="share"),
        Column(
            "mean_word_length",
            RATIO,
            "Letters and digits per word (Gopher). This and what else counts words is null where the script "
            "puts no spaces between them.",
            True,
            CODE_POINTS,
        ),
        Column(
            "alphabetic_words_ratio",
            RATIO,
            "Share of words with at least one letter (Gopher).",
            True,
            "share",
        ),
        Column(
            "function_words",
            INT,
            "Words that are function words of the language, after its pack (Gopher's stop words); null "
            "without a pack.",
            True,
            "words",
        ),
        Column("function_words_ratio", RATIO, "`function_words` by `words`.", True, "share"),
        Column("hash_ratio", RATIO, "`#` per word (Gopher's symbol-to-word ratio).", True, "per word"),
        Column(
            "ellipsis_ratio",
            RATIO,
            "`…`, or two or more full stops in a row, per word (Gopher's symbol-to-word ratio).",
            True,
            "per word",
        ),
        Column(
            "symbol_ratio",
            RATIO,
            "Characters neither letter, digit, mark nor space, per character.",
            True,
            "share",
        ),
        Column(
            "stop_lines_ratio",
            RATIO,
            "Share of kept lines ending with a sentence mark of any script, quotes and brackets after it "
            "aside (C4's terminal punctuation).",
            True,
            "share",
        ),
        Column(
            "ellipsis_lines_ratio",
            RATIO,
            "Share of kept lines ending with an ellipsis (Gopher).",
            True,
            "share",
        ),
        Column(
            "bullet_lines_ratio",
            RATIO,
            "Share of kept lines beginning with a bullet, a dash or `*` (Gopher).",
            True,
            "share",
        ),
        Column(
            "repeated_lines_ratio",
            RATIO,
            "Share of kept lines seen earlier in the text (Gopher's duplicate lines).",
            True,
            "share",
        ),
        Column(
            "repeated_chars_ratio",
            RATIO,
            "Share of the characters of kept lines that are in lines seen earlier in the text (Gopher).",
            True,
            "share",
        ),
        Column(
            "top_2gram_ratio",
            RATIO,
            "Share of the letters and digits in the most frequent two words in a row, folded; 0 when none "
            "come twice (Gopher). This and the next three are null under 50 words.",
            True,
            "share",
        ),
        Column("top_4gram_ratio", RATIO, "As `top_2gram_ratio`, of four words in a row.", True, "share"),
        Column(
            "repeated_5grams_ratio",
            RATIO,
            "Share of the letters and digits inside five words in a row seen earlier in the text, folded, "
            "none counted twice (Gopher's duplicate 5-grams).",
            True,
            "share",
        ),
        Column("repeated_10grams_ratio", RATIO, "As `repeated_5grams_ratio`, of ten words.", True, "share"),
        Column(
            "duplicate_of",
            TEXT,
            "Document this one is a near copy of: the first of its cluster; null for that one.",
            True,
            basis="read",
        ),
        Column(
            "cluster_id",
            TEXT,
            "Cluster of near duplicates: the smallest doc_id in it; null when alone.",
            True,
            basis="read",
        ),
        Column(
            "story_id",
            TEXT,
            "Documents on one event within 3 days share it, in one language or in several: the smallest "
            "doc_id among them; null when alone.",
            True,
            basis="read",
        ),
        Column(
            "shared_ratio",
            RATIO,
            "Share of the clean text inside passages that stand in other documents, too, whoever was first: "
            "the most it can have borrowed from this collection.",
            unit="share",
            basis="read",
        ),
        Column(
            "borrowed_ratio",
            RATIO,
            "Share of the clean text inside passages of documents known to be earlier (`reuse.earlier`): the "
            "least it has borrowed. Where the dates do not tell who was first, nothing is counted.",
            unit="share",
            basis="read",
        ),
        Column(
            "rights",
            TEXT,
            "`open` when the licence lets the text be published, `unstated` when the source says nothing.",
            basis="given",
        ),
        Column("license", TEXT, "Licence of the text, SPDX where there is one.", True, basis="given"),
        Column(
            "known",
            TEXT,
            "What came with the document besides its text, as a JSON object.",
            True,
            basis="given",
        ),
        Column("first_version", TEXT, "Release the document first appeared in."),
    ),
)

SEGMENTS: Final = Table(
    "segments",
    "stretch of raw text",
    ("doc_id", "seq"),
    (
        _DOC,
        _SEQ,
        Column("start", INT, "Start in the raw text.", unit=CODE_POINTS),
        Column("end", INT, "End in the raw text.", unit=CODE_POINTS),
        Column("label", TEXT, "Class of the segment.", basis="read"),
        Column("action", TEXT, "What happens to it: `keep`, `lift` or `remove`.", basis="read"),
        Column("rule", TEXT, "Rule that decided, by its stable id."),
        Column(
            "score",
            RATIO,
            "How sure the decision is: the share that is right among decisions of this score, as measured.",
            unit="share",
            basis="read",
        ),
        Column(
            "text_start",
            INT,
            "Where it stands in `documents.text`, or its mask, for what is masked there; null for all else.",
            True,
            CODE_POINTS,
        ),
        Column(
            "content",
            TEXT,
            "The stretch itself; null in an open release where it is the address or number of a person.",
            True,
        ),
    ),
    (("doc_id", "documents"),),
)

EVIDENCE: Final = Table(
    "evidence",
    "harvested metadata value",
    ("doc_id", "seq"),
    (
        _DOC,
        _SEQ,
        Column(
            "field",
            TEXT,
            "Column of `documents` the value went into, or that it was weighed for.",
            basis="read",
        ),
        Column("value", TEXT, "The value as released.", basis="read"),
        Column(
            "start",
            INT,
            "Start in the raw text; null when the value came with the document.",
            True,
            CODE_POINTS,
            basis="read",
        ),
        Column("end", INT, "End in the raw text.", True, CODE_POINTS, basis="read"),
        Column("rule", TEXT, "How it was read; `known.…` for what came with the document."),
        Column("score", RATIO, "How sure it is, 0 to 1.", unit="share", basis="read"),
    ),
    (("doc_id", "documents"),),
)

MENTIONS: Final = Table(
    "mentions",
    "named mention",
    ("doc_id", "seq"),
    (
        _DOC,
        _SEQ,
        Column("target", TEXT, "Column of `documents` the offsets are in: `title` or `text`."),
        Column("start", INT, "Start in the target.", unit=CODE_POINTS, basis="read"),
        Column("end", INT, "End in the target.", unit=CODE_POINTS, basis="read"),
        Column("surface", TEXT, "The words as they stand there."),
        Column("type", TEXT, "`person`, `organisation`, `country` or `city`.", basis="read"),
        Column(
            "name", TEXT, "Canonical name: the fullest in the document, or the gazetteer's.", basis="read"
        ),
        Column(
            "link", TEXT, "`geonames:…`, `iso3166:…` or `agency:…`, where there is one.", True, basis="read"
        ),
    ),
    (("doc_id", "documents"),),
)

QUOTES: Final = Table(
    "quotes",
    "attributed quotation",
    ("doc_id", "seq"),
    (
        _DOC,
        _SEQ,
        Column("start", INT, "Start in `documents.text`, marks left out.", unit=CODE_POINTS, basis="read"),
        Column("end", INT, "End in `documents.text`.", unit=CODE_POINTS, basis="read"),
        Column(
            "speaker",
            TEXT,
            "Who says it, the fullest name in the document; null when the text does not say.",
            True,
            basis="read",
        ),
        Column("speaker_mention", INT, "`mentions.seq` of the speaker.", True, basis="read"),
        Column("cue", TEXT, "The verb or phrase that attributes it.", True, basis="read"),
        Column(
            "kind",
            TEXT,
            "`direct`: words in marks; `mixed`: words in marks that are the reported clause or predicate; "
            "`indirect`: a reported clause.",
            basis="read",
        ),
    ),
    (("doc_id", "documents"),),
)

TIME_FLAGS: Final = (
    *("calendar_conflict", "date_ambiguous", "date_order_learnt", "digits_reversed"),
    *("hijri", "jalali", "weekday_conflict", "year_inferred"),
)
"""What `times.flags` may hold."""

TIMES: Final = Table(
    "times",
    "time expression",
    ("doc_id", "seq"),
    (
        _DOC,
        _SEQ,
        Column("start", INT, "Start in `documents.text`.", unit=CODE_POINTS, basis="read"),
        Column("end", INT, "End in `documents.text`.", unit=CODE_POINTS, basis="read"),
        Column("surface", TEXT, "The words as they stand there."),
        Column(
            "value",
            TEXT,
            "TIMEX3 value in ISO 8601: a date, an interval, a length (`P3D`), or a weekday that comes again "
            "(`XXXX-WXX-4`); null when nothing tells it.",
            True,
            basis="read",
        ),
        Column("anchor", TEXT, "What a relative one was resolved against, ISO 8601.", True),
        Column(
            "flags",
            STRINGS,
            "Sorted, as in `documents`: `date_ambiguous` the value has the day first, or is null in English, "
            "whose countries do not agree; `date_order_learnt` day and month are read as in the site's other "
            "dates, else as in the text's; `weekday_conflict`, `calendar_conflict`, `year_inferred`, "
            "`digits_reversed`; `hijri` or `jalali` where the value is converted.",
            basis="read",
        ),
    ),
    (("doc_id", "documents"),),
)

REUSE: Final = Table(
    "reuse",
    "passage shared by two documents",
    ("doc_a", "start_a", "doc_b", "start_b"),
    (
        Column("doc_a", TEXT, "The document with the smaller doc_id."),
        Column(
            "start_a", INT, "Start of the passage in the `text` of doc_a.", unit=CODE_POINTS, basis="read"
        ),
        Column("end_a", INT, "Its end.", unit=CODE_POINTS, basis="read"),
        Column("doc_b", TEXT, "The other document."),
        Column(
            "start_b", INT, "Start of the passage in the `text` of doc_b.", unit=CODE_POINTS, basis="read"
        ),
        Column("end_b", INT, "Its end.", unit=CODE_POINTS, basis="read"),
        Column("overlap", INT, "Shared 5-grams of folded words, set phrases not counted.", unit="5-grams"),
        Column(
            "earlier",
            TEXT,
            "The one of the two that was published first; null unless the dates of both tell.",
            True,
            basis="read",
        ),
    ),
    (("doc_a", "documents"), ("doc_b", "documents")),
)

WORDING_BASES: Final[dict[str, str]] = {
    "agency": "with the agency's own page",
    "outlets": "with what two or more other outlets with this credit print alike",
    "outlet": "with the one other outlet with this credit, so that what both left out cannot be told",
}

CREDIT_WORDING: Final = Table(
    "credit_wording",
    "credit of a document whose wording another document shows",
    ("doc_id", "credit"),
    (
        _DOC,
        Column("credit", TEXT, "One of the document's `credits`, not its own outlet.", basis="read"),
        Column(
            "basis",
            TEXT,
            "What it is compared with: " + "; ".join(f"`{k}` {v}" for k, v in WORDING_BASES.items()) + ".",
        ),
        Column("reference", TEXT, "Document compared with: the one that shows most of the wording."),
        Column(
            "outlets",
            INT,
            "Other outlets with this credit whose text shares a third of the shorter with this one, within "
            "3 days.",
            unit="outlets",
        ),
        Column(
            "wording",
            INT,
            "How much of the reference is taken for the agency's wording: all of the agency's own page; else "
            "what a third outlet prints, too; null when there is none.",
            True,
            CODE_POINTS,
        ),
        Column(
            "kept",
            RATIO,
            "Share of that wording that stands in this document; null without one.",
            True,
            "share",
        ),
        Column(
            "own", RATIO, "Share of the document's text that does not stand in the reference.", unit="share"
        ),
    ),
    (("doc_id", "documents"), ("reference", "documents")),
)

SITE_LINES: Final = Table(
    "site_lines",
    "line that stands on many documents of one site",
    ("site", "place", "key"),
    (
        Column("site", TEXT, "Source of its documents, else the host of their page, else their folder."),
        Column(
            "place",
            TEXT,
            "A whole `line`, a `head` glued before first lines, a `tail` glued to last ones; `date_order`:"
            " the order of day and month in the site's numeric dates.",
        ),
        Column(
            "key",
            TEXT,
            "What is compared: folded letters and digits; a number of up to four digits is `#`. Of an order"
            " of dates: `dmy` or `mdy`.",
        ),
        Column(
            "line",
            TEXT,
            "The line, or a date that shows the order, as printed; of several forms the first in the order"
            " of code points.",
        ),
        Column(
            "documents",
            INT,
            "Documents of the site it stands on, copies of others left out; those that show the order alone.",
        ),
        Column(
            "of", INT, "Documents of the site, copies of others left out; those that show any order of dates."
        ),
        Column("share", RATIO, "`documents` over `of`.", unit="share"),
        Column("edge", RATIO, "Share of its places above or below the article; 1 of an order.", unit="share"),
        Column("label", TEXT, "Class it gives to such a line of the site.", basis="read"),
        Column("rule", TEXT, "What made it a line of the profile, by stable id."),
    ),
)

REASONS: Final[dict[str, str]] = {
    "empty": "nothing in it but white space",
    "no_body": "only furniture, no body text",
    "undecodable": "not text in any encoding we read, or another kind of file",
    "malformed_record": "a broken row of a JSON, CSV or Parquet file",
    "too_large": "longer than limits.max_chars",
    "duplicate_input": "the same bytes as an earlier input",
    "unsupported_format": "a kind of file there is no reader for",
    "failed_expectation": "quarantined by validation",
}

EXCLUSIONS: Final = Table(
    "exclusions",
    "input not released",
    ("path",),
    (
        Column("path", TEXT, "Where the input stood in the source."),
        Column(
            "reason",
            TEXT,
            "Why it is not released: " + "; ".join(f"`{k}` {v}" for k, v in REASONS.items()) + ".",
        ),
        Column("detail", TEXT, "The particulars: an offset, a line, the expectation that failed.", True),
        Column("raw_sha256", TEXT, "SHA-256 of the raw bytes, where they could be read.", True),
    ),
)

TABLES: Final[dict[str, Table]] = {
    t.name: t
    for t in (
        *(DOCUMENTS, SEGMENTS, EVIDENCE, MENTIONS, QUOTES, TIMES),
        *(REUSE, CREDIT_WORDING, SITE_LINES, EXCLUSIONS),
    )
}

# Between the stages, never released ---------------------------------------------------------------

RAW: Final = pa.schema(
    [
        pa.field("position", pa.int64(), False),  # order in the input, from 0, over documents and exclusions
        pa.field("doc_id", TEXT, False),
        pa.field("path", TEXT, False),
        pa.field("text", TEXT, False),
        pa.field("raw_sha256", TEXT, False),
        pa.field("raw_bytes", pa.int64(), False),
        pa.field("encoding", TEXT, False),
        pa.field("flags", STRINGS, False),
        pa.field("source", TEXT),
        pa.field("url", TEXT),
        pa.field("collected_at", INSTANT),
        pa.field("license", TEXT),
        pa.field("known", TEXT),  # JSON object: everything else that came with the document
    ]
)
"""Raw documents, as `ingest` hands them on."""

EXCLUDED_INPUTS: Final = pa.schema(
    [pa.field("position", pa.int64(), False), *EXCLUSIONS.schema, pa.field("known", TEXT)]
)
"""Inputs that ingest turned away, with their place in the input."""

DOC_ID_LENGTH: Final = 20
"""80 bits: two of a thousand million documents share an id with a chance below 1 in 2 million."""
