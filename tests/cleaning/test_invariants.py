"""Whatever the text: segments tile it, offsets are true, rendering is pure, and a batch is its documents."""

import itertools
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.cleaning.gold import labels_of
from tests.cleaning.raw import raw_table
from warraq import labels, packs, schema
from warraq.cleaning import clean, render

CODES = packs.codes()
WORDS = st.sampled_from(
    [
        "بغداد",
        "قال",
        "الوزير",
        "اقرأ أيضا",
        " date 2024-05-06 ",
        "\x00",
        "\r",
        "\t",
        "\x85",
        "\u2028",
        "\u3000",
        "© 2020",
        "25",
        "...",
        "。",
        "😀",
        "<br>",
        "&nbsp;",
        "http://a.b/c",
        "word",
        "\u200f",
        " - ",
        "(",
        "\ufeff",
        "-",
        "a.b@c.example",
        "جوال 0500000123",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.one_of(WORDS, st.sampled_from(["\n", "\n\n", " ", ""])), max_size=40).map("".join),
)


def check(texts: list[str], table: pa.Table) -> None:
    table.validate(full=True)
    assert table.schema.equals(schema.SEGMENTS.schema)
    rendered = dict(zip(*(c.to_pylist() for c in render(table).columns), strict=True))
    rows: dict[str, list[dict[str, object]]] = {}
    for row in table.to_pylist():
        rows.setdefault(row["doc_id"], []).append(row)
    for text, doc_id in zip(texts, raw_table(texts)["doc_id"].to_pylist(), strict=True):
        position = 0
        for seq, row in enumerate(rows.get(doc_id, [])):
            assert (row["seq"], row["start"]) == (seq, position)
            position = row["end"]
            content = row["content"]
            assert content and content == text[row["start"] : row["end"]]
            assert row["action"] == labels.action_of(row["label"])
            assert 0 <= row["score"] <= 1
            assert (row["label"] == "blank") == (not content.strip())
            assert row["label"] == "blank" or content == content.strip()
            if row["action"] == "keep" or (row["label"] in labels.MASKS and row["text_start"] is not None):
                written = labels.MASKS.get(row["label"], content)
                assert rendered[doc_id][row["text_start"] :].startswith(written)
            else:
                assert row["text_start"] is None
        assert position == len(text)


# Compiling the rules is most of the time of one call, so a call gets many texts and there are few calls.
@settings(max_examples=12, deadline=None)
@given(st.lists(TEXTS, min_size=10, max_size=30))
def test_segments_tile_the_text(texts: list[str]) -> None:
    check(texts, clean(raw_table(texts), CODES))


@settings(max_examples=5, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=4))
@example(["0", "»0"])  # a mark of two bytes at the very start of a batch
def test_a_batch_is_its_documents(texts: list[str]) -> None:
    raw = raw_table(texts)
    alone = [clean(raw.slice(i, 1), CODES) for i in range(len(texts))]
    assert clean(raw, CODES).equals(pa.concat_tables(alone))


def test_a_page_of_any_form_reads_alone_as_it_does_beside_all_others() -> None:
    """Passes look again where the article lies when any page of the batch gave them cause."""
    texts = [path.read_bytes().decode() for path in sorted((Path(__file__).parent / "pages").glob("*.txt"))]
    texts.append(f"افتتاح المتحف الجديد في المدينة\n\n{'قال المدير إن القاعة تفتح أبوابها ' * 3}[…]\n")
    raw = raw_table(texts)
    alone = [clean(raw.slice(i, 1), CODES) for i in range(len(texts))]
    assert clean(raw, CODES).equals(pa.concat_tables(alone))


SENTENCE = "The minister said it works today in the city of the river.\n"
TIMES = "18:00\n19:00\n20:00\n21:00\n"
NEIGHBOURS = {
    "a small page that opens with times": [f"{TIMES}Some team\n{SENTENCE}"],
    "times at the head of two pages": [
        f"A story of today here\n{SENTENCE * 12}",
        f"A story of today here\nOne\n{TIMES}Some team\nOther team\n{SENTENCE * 2}",
        f"{TIMES}Some team\nOther\n{SENTENCE * 12}",
    ],
    "a poll's button at the end and at the head": [
        f"A story\n\n{SENTENCE}\nDo you agree?\nVote",
        f"Vote\n{SENTENCE}",
    ],
    "lines that stand as often on both pages": [
        f"A story of today\n{SENTENCE * 3}\nGarden Tools\n\nHome\nGarden Tools\nLogin\nGarden Tools",
        f"Word here\n{SENTENCE}" * 3,
    ],
}


@pytest.mark.parametrize("texts", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_a_page_reads_alone_as_it_does_beside_its_neighbour(texts: list[str]) -> None:
    raw = raw_table(texts)
    alone = [clean(raw.slice(i, 1), CODES) for i in range(len(texts))]
    assert clean(raw, CODES).equals(pa.concat_tables(alone))


def test_rendering_depends_on_segments_alone() -> None:
    table = clean(raw_table(["أ\nب\n\nج د", "x\n\n\ny"]), CODES)
    assert render(table).equals(render(table.drop_columns(["text_start", "rule", "score"])))


@pytest.mark.parametrize(
    "text",
    [
        "ا" * 2_000_000,
        "كلمة " * 400_000,
        "سطر\n" * 200_000,
        " " * 500_000 + "x" + "\n" * 500_000,
        "\x00" * 1000 + "a\x00b\rc",
        "\r" * 100_000,
        "<a <a <a " * 50_000,
        "(((" * 100_000,
        "- " * 200_000,
        "جسر جديد يربط ضفتي الوادي هذا الصيف مزارعو الساحل يبدأون ııı " * 8,
        "googletag." * 100_000,
    ],
    ids=[
        "one word",
        "one line",
        "short lines",
        "white space",
        "controls",
        "returns",
        "markup",
        "brackets",
        "dashes",
        "letters that fold to Latin ones",
        "scripts without an end",
    ],
)
def test_hostile_text_is_cleaned_like_any_other(text: str) -> None:
    table = clean(raw_table([text]), CODES)
    assert "".join(table["content"].to_pylist()) == text
    render(table)


BLOCKS = {
    "short lines": "A headline of five words\nBy Some One\n5 May 2020\none\ntwo\nthree\n\n\n",
    "numbered parts": "1\nThe first part ends here today.\n2\nAnother part of it ends.\n",
    "years": "2001\nIt was built.\n2002\nIt was closed.\n",
    "a cell a line": "5 May 2020\nname one\n12\nname two\n13\n",
    "comments": "Comments\nJane\nDecember 5, 2015, 10:45 pm\nI was there.\n",
    "notes on the author": "By Jane Doe\n\nJane Doe is a writer and lives in the town by the river.\n",
    "no stops": "وأضاف أن الأمر كما هو\nكما قال\n",
    "timetables": "18:00\n19:00\n" + "فريق الوادي\n" * 10,
    "headlines over openings": "المزارعون يبدأون جني الزيتون\n\nافتتح المحافظ جسرا جديدا يربط ضفتي...\n\n",
    "beginnings over their buttons": "افتتح محافظ الوادي صباح اليوم جسرا يربط ضفتي النهر...\nإقرأ المزيد\n",
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_time_grows_with_the_page_and_no_faster(block: str) -> None:
    few, many = (_seconds(block * times) for times in (3_000, 12_000))
    assert (
        many < 8 * few + 0.2
    )  # of four times the page; what grows with its square takes sixteen times as long


GROWING: dict[str, Callable[[int], list[str]]] = {
    "authors above and below": lambda times: [
        "A headline of this story today\n"
        + "By Jane Doe\n" * times
        + f"\n{SENTENCE * 3}\n"
        + "Jane Doe\nwrites of the town by the river\nAdvertisement\n\n" * times
    ],
    "polls": lambda times: [f"A story here\n\n{SENTENCE}\n" + "Do you agree?\nVote\n\n" * 20 * times],
    "pages of pictures": lambda times: ["1/3\nA picture\n2/3\nanother\n3/3\nthird picture"] * 4 * times,
    "pages with a pull quote": lambda times: [f"{SENTENCE}\n«the minister said»\n\n{SENTENCE}"] * 8 * times,
}


@pytest.mark.parametrize("texts", GROWING.values(), ids=GROWING)
def test_time_grows_with_the_batch_and_no_faster(texts: Callable[[int], list[str]]) -> None:
    few, many = (_seconds(*texts(times)) for times in (2_000, 8_000))
    assert many < 8 * few + 0.2  # as above


def _seconds(*texts: str) -> float:
    """Processor time of cleaning, the better of two."""
    raw, taken = raw_table(list(texts)), []
    for _ in range(2):
        begin = time.process_time()
        clean(raw, CODES)
        taken.append(time.process_time() - begin)
    return min(taken)


FORMS = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for code in (*range(0xFE80, 0xFEFD), *range(0xFB50, 0xFBB2))
}


def in_presentation_forms(line: str) -> str:
    """The line as PDF readers leave it: each letter as the form it was drawn in, lam and alef as one."""
    for pair in ("لأ", "لإ", "لآ", "لا"):
        line = line.replace(pair, FORMS[pair])
    return "".join(FORMS.get(char, char) for char in line)


def test_pages_in_presentation_forms_are_labelled_as_pages_in_letters() -> None:
    folder = Path(__file__).parents[2] / "seeds" / "raw"
    pages = [path.read_bytes() for path in sorted(folder.glob("*/*.txt"))]
    texts = [page.decode() for page in pages if "ا".encode() in page and _is_utf8(page)]
    formed = ["\n".join(map(in_presentation_forms, text.split("\n"))) for text in texts]
    plain, drawn = (list(itertools.chain(*_line_labels(each))) for each in (texts, formed))
    # The line model counts letters in bytes, of which forms have three: it may see a line otherwise.
    alike = sum(one == other for one, other in zip(plain, drawn, strict=True))
    assert alike >= 0.998 * len(plain) > 1_000


def _is_utf8(page: bytes) -> bool:
    try:
        page.decode()
    except UnicodeDecodeError:
        return False
    return True


def _line_labels(texts: list[str]) -> list[list[str]]:
    """The label of the first character of each line that is not blank."""
    out = []
    for text, seen in zip(texts, labels_of(texts), strict=True):
        starts, at = [], 0
        for line in text.split("\n"):
            if line.strip():
                starts.append(at + len(line) - len(line.lstrip()))
            at += len(line) + 1
        out.append([seen[start][0] for start in starts])
    return out
