"""Size and quality columns against plain counting, damage flags, rights."""

import unicodedata

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq.annotation import characters, damage, quality
from warraq.annotation.rights import is_open, license_of, rights_of, spdx
from warraq.dataset import Dataset, Source


def columns(texts: list[str]) -> dict[str, list[float | None]]:
    array = pa.array(texts, pa.string())
    raw = pa.array([2 * len(t) for t in texts], pa.int32())
    found = quality.columns(array, raw, characters.count(array))
    return {name: column.to_pylist() for name, column in found.items()}


def test_a_text_counted_by_hand() -> None:
    text = "قال: «نعم!»\n\nbook 12.\n\nقال: «نعم!»\n\nلا"
    found = {name: values[0] for name, values in columns([text]).items()}
    assert found["chars"] == len(text)
    assert found["words"] == 7
    assert found["paragraphs"] == 4
    assert found["kept_ratio"] == 0.5
    assert found["mean_word_length"] == pytest.approx(20 / 7)
    assert found["stop_lines_ratio"] == 0.75
    assert found["repeated_lines_ratio"] == 0.25
    assert found["symbol_ratio"] == pytest.approx(9 / len(text))


@pytest.mark.parametrize("line", ["جملة.", "سؤال؟", "جملہ۔", "文。", "end!”", "قال «نعم.»", "…", "x) ."])
def test_sentence_marks_of_every_script(line: str) -> None:
    assert columns([line])["stop_lines_ratio"] == [1.0]


@pytest.mark.parametrize("line", ["عنوان", "قال:", "a,", "(1.5", "3.14159265"])
def test_lines_that_end_no_sentence(line: str) -> None:
    assert columns([line])["stop_lines_ratio"] == [0.0]


def plain_words(text: str) -> int:
    inside, words = False, 0
    for char in text:
        category = unicodedata.category(char)
        letter = category[0] in "LN"
        words += letter and not inside
        inside = letter or (inside and (category[0] == "M" or category == "Cf"))
    return words


@given(st.lists(st.text(st.sampled_from('اب تَ1٣ aB.،؟!"«»\n—ـ\u200c文é😀')), max_size=5))
def test_columns_agree_with_plain_counting(texts: list[str]) -> None:
    found = columns(texts)
    assert found["chars"] == [len(t) for t in texts]
    lines = [[line for line in t.split("\n") if line] for t in texts]
    assert found["paragraphs"] == [len(one) for one in lines]
    repeated = [1 - len(set(one)) / len(one) if one else None for one in lines]
    assert found["repeated_lines_ratio"] == [r if r is None else pytest.approx(r) for r in repeated]
    symbols = [sum(unicodedata.category(c)[0] in "PS" for c in t) / len(t) if t else None for t in texts]
    assert found["symbol_ratio"] == [s if s is None else pytest.approx(s) for s in symbols]
    leading_marks = any(unicodedata.category(c)[0] == "M" or c == "\u200c" for t in texts for c in t)
    if not leading_marks:
        assert found["words"] == [plain_words(t) for t in texts]


DAMAGED = [
    ("link_text_lost", "ورد لـ ، أن القاعة كبيرة"),
    ("link_text_lost", "البيان المؤرخ في ٢٧ ٢٠٢٤ الذي صدر"),
    ("entities_left", "القاعة&nbsp;كبيرة"),
    ("email_protected", "راسلونا [email protected] اليوم"),
    ("mojibake", "ط§ظ„ظ…ظƒطھط¨ط© ط§ظ„ظƒط¨ظٹط±ط©"),
    ("mojibake", "Ø§Ù„Ù…ÙƒØªØ¨Ø© Ø§Ù„"),
    ("mojibake", "the libraryâ€™s hall"),
    ("characters_lost", "القا\ufffdعة"),
    ("letters_reordered", "الشؤون االجتماعية"),
    ("digits_reversed", "عام 6341هـ"),
    ("sentences_joined", "قال «القاعة كبيرة».وتابع المدير"),
    ("markup_left", "القاعة <b>كبيرة</b>"),
]
SOUND = [
    "في 27 يوليو 2021، قال المدير: «القاعة كبيرة». وتابع.",
    "عام 1441هـ وعام 1341 هـ، والشركة د.ب.أ. قالت. السعر 2.5 دولار.",
    "AT&T, R&D; see https://example.org/a?b=1&c=2. x < y > z",
    "إلى الأمام، من هنا. Überraschung à Paris, naïve café.",
]


@pytest.mark.parametrize(("flag", "text"), DAMAGED)
def test_damage_is_flagged(flag: str, text: str) -> None:
    assert damage.flags(pa.array([text]))[0] == [flag]


def test_sound_text_is_not_flagged() -> None:
    assert damage.flags(pa.array(SOUND)) == [[]] * len(SOUND)


def test_every_flag_has_an_example() -> None:
    assert {flag for flag, _ in DAMAGED} == set(damage.DAMAGE)


@pytest.mark.parametrize(
    ("name", "identifier", "free"),
    [
        ("CC-BY-4.0", "CC-BY-4.0", True),
        ("CC BY 4.0", "CC-BY-4.0", True),
        ("cc by-sa 3.0", "CC-BY-SA-3.0", True),
        ("CC BY-NC-SA 4.0", "CC-BY-NC-SA-4.0", False),
        ("CC-BY-ND-4.0", "CC-BY-ND-4.0", False),
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0", True),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0", True),
        ("CC0", "CC0-1.0", True),
        ("Public Domain", "PUBLIC-DOMAIN", True),
        ("ODC-By-1.0", "ODC-By-1.0", True),
        ("All rights reserved", "All rights reserved", False),
    ],
)
def test_licences(name: str, identifier: str, free: bool) -> None:
    assert spdx(name) == identifier
    assert is_open(identifier) is free


def test_the_nearest_licence_counts_and_rights_follow() -> None:
    dataset = Dataset(license="CC0-1.0")
    source = Source(license="CC BY-NC 4.0")
    assert license_of("CC BY 4.0", source, dataset) == "CC-BY-4.0"
    assert license_of(None, source, dataset) == "CC-BY-NC-4.0"
    assert license_of(None, Source(), dataset) == "CC0-1.0"
    assert license_of(None, Source(), Dataset()) is None
    assert rights_of("CC-BY-NC-4.0", source) == "unstated"
    assert rights_of(None, Source(rights="open")) == rights_of("CC0-1.0", Source()) == "open"
