"""Quotations: on sentences of our own, the traps of the trade, and the five documents."""

import json
import time
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotation.names_and_words import quoted, table
from warraq import schema
from warraq.annotation import mentions, quotes

SAID = "لن يجف هذا النهر أبدا"
NAME = "سامر الوردي"

MARKS = [
    f"“{SAID}”",
    f'"{SAID}"',
    f"«{SAID}»",
    f"« {SAID} »",
    f"”{SAID}“",
    f"”{SAID}”",
    f"” {SAID}”",
    f"“{SAID}»",
    f"“{SAID} “الكبير” أبدا”",
    f"“{SAID}",  # never closed: to the end of its paragraph
]

SPEAKERS = [
    # the speaker after the verb: a name, an office and a name, a name and an office
    (f"قال سامر الوردي: “{SAID}”.", [("direct", SAID, NAME)]),
    (f"وقال وزير المياه سامر الوردي إن “{SAID}”.", [("direct", SAID, NAME)]),
    (f"وأكد رئيس مجلس النهر، سامر الوردي، في بيان، “{SAID}”.", [("direct", SAID, NAME)]),
    # the verb after the words, and the speaker before the verb
    (f"“{SAID}”، قال سامر الوردي.", [("direct", SAID, NAME)]),
    (f"وكان سامر الوردي قد أكد الخميس أن {SAID}.", [("indirect", SAID, NAME)]),
    # the office instead of the name, once the name is known
    (
        f"وصل وزير المياه سامر الوردي. وقال وزير المياه إن {SAID}. وأضاف الوزير أن {SAID}.",
        [("indirect", SAID, NAME), ("indirect", SAID, NAME)],
    ),
    # no one named: who spoke before, not the name that stands nearest
    (
        f"قال سامر الوردي إن {SAID}.\n\nوأضاف خلال لقائه ليلى البستاني: “{SAID}”.\n\n"
        f"وختم بيانه قائلا: “{SAID}”.",
        [("indirect", SAID, NAME), ("direct", SAID, NAME), ("direct", SAID, NAME)],
    ),
    # a chain of participles in one sentence
    (
        f"شدد سامر الوردي على أن {SAID}، مؤكدا “{SAID}”، مشيرا إلى أنه {SAID}.",
        [("indirect", SAID, NAME), ("direct", SAID, NAME), ("indirect", f"أنه {SAID}", NAME)],
    ),
    # relayed by an agency; said in a statement; by a source
    (f"نقلت وكالة رويترز عن سامر الوردي، أن {SAID}.", [("indirect", SAID, NAME)]),
    (f"وجاء في بيان للأمم المتحدة أن {SAID}.", [("indirect", SAID, "الأمم المتحدة")]),
    (f"قال مصدر مطلع إن {SAID}.", [("indirect", SAID, "مصدر مطلع")]),
    (f"ووفقا لما قاله سامر الوردي فإن {SAID}.", [("indirect", SAID, NAME)]),
    # words of others inside a clause
    ("أوضح سامر الوردي أن النهر “العظيم” لن يجف.", [("mixed", "النهر “العظيم” لن يجف", NAME)]),
    # a closing tag is no part of the words
    (f"أكد سامر الوردي أن {SAID}، على حد قوله.", [("indirect", SAID, NAME)]),
    # over several paragraphs, opened again or never closed in between
    (f"قال سامر الوردي: “{SAID}\n\n{SAID}”.", [("direct", f"{SAID}\n\n{SAID}", NAME)]),
    (f"قال سامر الوردي: “{SAID}”.\n\n“{SAID}”.", [("direct", SAID, NAME), ("direct", SAID, NAME)]),
    # no marks, a colon only
    (f"وقال سامر الوردي: {SAID}.", [("direct", SAID, NAME)]),
]

NOT_QUOTATIONS = [
    "ذكر النحل أصغر من الملكة.",
    "تابع المباراة ثلاثون ألف متفرج في الملعب.",
    "نقل العمال الصناديق إلى المخزن.",
    "العلاقة بين القريتين طيبة منذ أن بني الجسر.",
    "أكد سامر الوردي التزامه بالموعد.",
    "لفت المشهد الانتباه.",
    "ختم الموظف الورقة ومضى.",
    "صدر كتاب “حكايات النهر والناس والمدينة القديمة” هذا العام.",
    "وأعلن سامر الوردي إطلاق مبادرة “معا من أجل نهر نظيف”.",
    "عرضت قناة “النهر” فيلما عن “الجسر”.",
    "يذكر أن الجسر بني قبل قرن.",
    "ومن المتوقع أن يفتح الجسر غدا.",
    "لم يقل سامر الوردي إن الجسر سيفتح.",
]


@pytest.mark.parametrize("marked", MARKS)
def test_every_habit_of_marks(marked: str) -> None:
    [(kind, words, speaker)] = quoted(f"وقال سامر الوردي: {marked}")
    assert (kind, speaker) == ("direct", NAME)
    assert words == marked.strip('“”«»" ')


@pytest.mark.parametrize(("text", "expected"), SPEAKERS)
def test_who_said_what(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize("text", NOT_QUOTATIONS)
def test_what_is_no_quotation(text: str) -> None:
    assert quoted(text) == []


def test_the_cue_is_the_verb_as_printed_and_the_mention_the_speakers() -> None:
    documents = table(f"وصرّح سامر الوردي بأن {SAID}.")
    named = mentions.annotate(documents)
    [row] = quotes.annotate(documents, named).to_pylist()
    assert row["cue"] == "صرّح"
    assert named.to_pylist()[row["speaker_mention"]]["surface"] == NAME


ENGLISH = [
    (
        '"The river will not run dry," said Karim Haddad.',
        [("direct", "The river will not run dry,", "Karim Haddad")],
    ),
    (
        "Karim Haddad said the river was low. He said that it would rise.",
        [("indirect", "the river was low", "Karim Haddad"), ("indirect", "it would rise", "Karim Haddad")],
    ),
    (
        'Dr Karim Haddad told us: "We will wait for the rain."',
        [("direct", "We will wait for the rain.", "Karim Haddad")],
    ),
    ('The novel "The River That Forgot Its Name" is out.', []),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert quoted(text, "en") == expected


PIECES = st.sampled_from(
    [
        "وقال",
        "أضاف",
        "مضيفا",
        "سامر",
        "الوردي",
        "أن",
        "إنه",
        ":",
        "“",
        "”",
        '"',
        "«",
        "»",
        ".",
        "،",
        "\n",
        "النهر",
        "نقلت",
        "عن",
        "وفقا",
        "لما",
        "قاله",
        "فإن",
        "على",
        "حد",
        "قوله",
        "جاء",
        "في",
        "لـ",
        "كلمة",
        "أخرى",
        "هنا",
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map(" ".join), st.text(max_size=60))


@given(st.lists(TEXTS, max_size=3))
def test_every_quotation_stands_in_its_text(texts: list[str]) -> None:
    """Offsets inside the text, never empty; rows in order; speakers exist; a batch is its documents."""
    documents = table(*texts)
    named = mentions.annotate(documents)
    found = quotes.annotate(documents, named)
    assert found.schema == schema.QUOTES.schema
    singles = [quotes.annotate(documents.slice(i, 1), named) for i in range(len(texts))]
    assert found.to_pylist() == (pa.concat_tables(singles).to_pylist() if singles else [])
    seqs = {(r["doc_id"], r["seq"]) for r in named.to_pylist() if r["target"] == "text"}
    for doc_id, text in enumerate(texts):
        rows = [r for r in found.to_pylist() if r["doc_id"] == str(doc_id)]
        assert [r["seq"] for r in rows] == list(range(len(rows)))
        assert [r["start"] for r in rows] == sorted(r["start"] for r in rows)
        for row in rows:
            assert 0 <= row["start"] < row["end"] <= len(text) and text[row["start"] : row["end"]].strip()
            assert row["speaker_mention"] is None or (row["doc_id"], row["speaker_mention"]) in seqs


@pytest.mark.parametrize(
    "unit", ['"', " “", "قال أن ", "قال: “", "عمان ", "محمد ", "وزير الخارجية ", "مضيفا أن كذا "]
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    """30,000 of anything in one line; a quadratic step would take minutes."""
    documents = table(unit * 30_000)
    start = time.process_time()
    quotes.annotate(documents, mentions.annotate(documents))
    assert time.process_time() - start < 6  # seconds of work; well under 1 when nothing else runs


def test_the_five_documents(five: Path) -> None:
    """Every quotation listed is found with its speaker, and none on its line has another."""
    wrong = []
    for line in (five / "gold.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        text, starts = _body(gold, (five / gold["file"]).read_text("utf-8"))
        documents = table(text, title=gold["title"])
        rows = quotes.annotate(documents, mentions.annotate(documents)).to_pylist()
        for number, speaker in gold["quotes"]:
            start, end = starts[number]
            speakers = {r["speaker"] for r in rows if start <= r["start"] < end}
            if speakers != {speaker}:
                wrong.append((gold["file"], number, speaker, speakers))
    assert wrong == []


def _body(gold: dict[str, list[list[object]]], raw: str) -> tuple[str, dict[object, tuple[int, int]]]:
    """The body lines, joined, and where each of them stands; datelines are left out."""
    lines = raw.split("\n")
    datelines = {line: end for line, _, end, _ in gold["spans"]}
    kept, starts, offset = [], {}, 0
    for number, label in gold["lines"]:
        if label in ("body", "subheading"):
            content = lines[number][datelines.get(number, 0) :].strip()  # type: ignore[index,misc]
            starts[number] = (offset, offset + len(content))
            kept.append(content)
            offset += len(content) + 2
    return "\n\n".join(kept), starts
