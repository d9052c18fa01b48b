"""Addresses and numbers of persons in pages: cut out of any line, masked where text is kept."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cleaning.raw import raw_table
from warraq import contacts, labels, packs
from warraq.cleaning import clean, lines, private, render, verdicts

ADDRESS, NUMBER = "a.b@mail.example", "٠٥٠٠٠٠٠١٢٣"
PAGE = f"""افتتاح مكتبة جديدة في مدينة الواحة

افتتح مجلس الواحة صباح الأحد المكتبة، وتضم عشرين قاعة، وللحجز جوال: {NUMBER}، أو {ADDRESS} كل يوم.
وقالت سلمى الحداد من مكتبة الواحة إن القاعة الكبرى تستقبل ثلاثمئة زائر كل يوم من أيام الأسبوع.
{ADDRESS}

التعليقات
زائر: راسلوني على {ADDRESS} أو {NUMBER}
"""


def rows(page: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = clean(raw_table([page]), packs.codes()).to_pylist()
    return found


def text_of(segments: pa.Table) -> str:
    text: str = render(segments)["text"][0].as_py()
    return text


def test_the_text_has_masks_and_the_segments_what_they_stand_for() -> None:
    segments = clean(raw_table([PAGE]), packs.codes())
    text = text_of(segments)
    assert "وللحجز جوال: [phone]، أو [mail] كل يوم." in text
    assert ADDRESS not in text and NUMBER not in text
    masked = [r for r in segments.to_pylist() if r["label"] in labels.MASKS]
    assert [(r["label"], r["action"], r["rule"], r["content"]) for r in masked] == [
        ("phone", "remove", "private.phone", NUMBER),
        ("email", "remove", "private.email", ADDRESS),
        ("email", "remove", "private.email", ADDRESS),
        ("email", "remove", "private.email", ADDRESS),
        ("phone", "remove", "private.phone", NUMBER),
    ]
    starts = [r["text_start"] for r in masked]
    assert starts[2:] == [None, None, None]  # a line of its own, and a comment: no text around them
    assert [text[s:].startswith(m) for s, m in zip(starts[:2], ("[phone]", "[mail]"), strict=True)] == [
        True
    ] * 2


def test_text_is_a_function_of_segments_without_what_is_masked() -> None:
    segments = clean(raw_table([PAGE]), packs.codes())
    hidden = [
        None if label in labels.MASKS else content
        for label, content in zip(segments["label"].to_pylist(), segments["content"].to_pylist(), strict=True)
    ]
    at = segments.schema.get_field_index("content")
    withheld = segments.set_column(at, segments.schema.field(at), pa.array(hidden, pa.string()))
    assert render(withheld).equals(render(segments))


def test_an_office_is_left_where_it_stands() -> None:
    page = PAGE.replace(ADDRESS, "info@mail.example").replace(NUMBER, "920000123")
    assert "وللحجز جوال: 920000123، أو info@mail.example كل يوم." in text_of(
        clean(raw_table([page]), packs.codes())
    )


def test_one_inside_a_dateline_or_a_byline_cuts_it() -> None:
    page = PAGE.replace("افتتح مجلس", f"كتب: سامي نور {ADDRESS}\n\nافتتح مجلس", 1)
    found = rows(page)
    assert "".join(str(r["content"]) for r in found) == page
    assert all(r["label"] == "email" for r in found if "@" in str(r["content"]))


LINES = st.lists(
    st.sampled_from(
        [
            "قال المدير إن القاعة كبيرة. ",
            "a.b@c.example",
            "0500000123",
            "\n",
            "\n\n",
            " ",
            "بغداد - ",
            "<b>",
            "12/5/2015 ",
            "\u200f",
            "+966 50 000 0123",
            "[ad_1] ",
            "هاتف: ",
        ]
    ),
    max_size=30,
).map("".join)


@settings(max_examples=10, deadline=None)
@given(st.lists(LINES, min_size=10, max_size=20))
def test_nothing_is_left_to_find_outside_the_masked_segments(texts: list[str]) -> None:
    segments = clean(raw_table(texts), packs.codes())
    left: dict[str, str] = {}
    for row in segments.to_pylist():
        hidden = row["label"] in labels.MASKS
        shown = contacts.GONE * len(row["content"]) if hidden else row["content"]
        left[row["doc_id"]] = left.get(row["doc_id"], "") + shown
    assert not any(contacts.find(text) for text in left.values())
    assert not any("@c.example" in text for text in render(segments)["text"].to_pylist())


_PIECES = st.sampled_from(
    [
        *"0123456789٠١۲۳ ().-/+:,،x",
        "050",
        "+966",
        "1234567",
        "هاتف ",
        "a.b@c.example",
        "@",
        "\u200e",
        "\u00a0",
        "–",
    ]
)


@given(st.lists(_PIECES, max_size=20).map("".join))
def test_all_is_found_where_digits_stand_close_or_an_at_sign(text: str) -> None:
    """Looking only at such places finds in a line all that looking at the whole line finds."""
    line = lines.explode(pa.array([text]))
    found = private.find(line, verdicts.Verdicts(len(line)))
    spans = [(len(text[:start].encode()), len(text[:end].encode())) for start, end, _ in contacts.find(text)]
    assert [(start, end) for start, end, _, _ in found] == spans


@pytest.mark.parametrize("piece", [ADDRESS, "a@", "+966 50 000 0123", "a@b 1234567"])
def test_each_place_of_a_hostile_line_is_read_once(monkeypatch: pytest.MonkeyPatch, piece: str) -> None:
    line = lines.explode(pa.array([f"{piece} " * 3000, "x " * 400 + piece]))
    read = 0

    def counted(text: str) -> list[contacts.Found]:
        nonlocal read
        read += len(text)
        return find(text)

    find = contacts.find
    monkeypatch.setattr(contacts, "find", counted)
    private.find(line, verdicts.Verdicts(len(line)))
    assert 3000 * len(piece) <= read <= len(line.buffer.data)
