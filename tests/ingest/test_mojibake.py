"""Misread UTF-8 is restored, wholly or line by line; right text is never touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.test_encodings import ARABIC, FRENCH, TURKISH
from warraq.ingest.encodings import Decoded, decode
from warraq.ingest.mojibake import repair

PERSIAN = "کتابخانهٔ تازهٔ شهر فردا گشایش می‌یابد؛ شهردار گفت: «ورود رایگان است».\n"


def misread(text: str, encoding: str) -> str:
    """UTF-8 read in a single-byte encoding; bytes it leaves undefined as C1 controls, as browsers do."""
    return "".join(bytes([b]).decode(encoding, "ignore") or chr(b) for b in text.encode())


@pytest.mark.parametrize("text", [ARABIC, PERSIAN, ARABIC + FRENCH, "مكتبة جديدة\n\u00a0\nعلى الكورنيش"])
@pytest.mark.parametrize("encoding", ["windows-1256", "windows-1252"])
def test_misread_text_is_restored(text: str, encoding: str) -> None:
    damaged = misread(text, encoding)
    assert damaged != text
    assert decode(damaged.encode()) == Decoded(text, "utf-8", ("mojibake_repaired",))


@pytest.mark.parametrize("text", [FRENCH, TURKISH])
def test_latin_script_misread_is_restored(text: str) -> None:
    assert repair(misread(text, "windows-1252")) == text


def test_only_the_damaged_lines_change() -> None:
    right = "«فقط، ط، ظ، ع، غ» قال… عكّا؟\n"
    assert repair(right + misread(ARABIC, "windows-1256") + right) == right + ARABIC + right


def test_a_lost_byte_costs_only_its_character() -> None:
    damaged = misread(ARABIC, "windows-1256").replace("ظپ", "ظ", 1)  # of the first ف
    restored = repair(damaged)
    assert len(restored) == len(ARABIC)
    assert sum(a != b for a, b in zip(restored, ARABIC, strict=True)) == 1


@pytest.mark.parametrize(
    "text",
    [
        ARABIC,
        PERSIAN,
        FRENCH,
        TURKISH,
        "الفئات: أ، ب، ج، د، هـ، و، ز، ح، ط، ظ، ع، غ",
        "أ» ب» ج» د» ط» ظ» ع»",
        "عکعک پرنده‌ای است؛ غژغژ در، غچغچ.",
        "ط… ظ… ع… غ… ط، ظ، ع، غ،",
        "تک تک تک تک بچ بچ",
        "50 Ã — São Paulo, NÃO, É… «À»",
    ],
)
def test_right_text_is_left_alone(text: str) -> None:
    assert repair(text) == text


@given(st.text(st.sampled_from(sorted(set(ARABIC + PERSIAN))), max_size=200))
def test_text_of_whole_words_is_left_alone(text: str) -> None:
    assert repair(f"{ARABIC}{text}") == f"{ARABIC}{text}"


@given(st.text(max_size=200))
def test_repair_is_total(text: str) -> None:
    repair("ط§ظ„ط®ط¨ط±" + text + "ط§ظ„ط®ط¨ط±")
