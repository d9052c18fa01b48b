"""fold: one spelling for many, and offsets that lead back."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq.fold import fold, fold_aligned, fold_array


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("أَحْمَد إلى آخِر", "احمد الي اخر"),
        ("الرئیسیة", "الرئيسيه"),
        ("کل", "كل"),
        ("وقــــــــد", "وقد"),
        ("٢٧ ۲۰۲۴", "27 2024"),
        ("میکنم می\u200cکنم", "ميكنم ميكنم"),
        ("بغداد – (رويترز)", "بغداد - (رويترز)"),
        ("ÉCOLE\u00a0Straße", "école straße"),
        ("“قال” «قال»", "“قال” «قال»"),
        ("", ""),
    ],
)
def test_one_spelling(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_offsets_lead_back_to_the_letter(text: str) -> None:
    folded, offsets = fold_aligned(text)
    assert len(offsets) == len(folded) + 1
    assert offsets[-1] == len(text)
    assert all(fold(text[offsets[i]]) == char for i, char in enumerate(folded))


@given(st.lists(st.one_of(st.none(), st.text())))
def test_a_column_folds_as_its_rows_do(texts: list[str | None]) -> None:
    texts = [t if t is None else t.encode("utf-8", "replace").decode() for t in texts]
    expected = [None if t is None else fold(t) for t in texts]
    assert fold_array(pa.array(texts, pa.string())).to_pylist() == expected
