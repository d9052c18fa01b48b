"""fold: one spelling for many, and offsets that lead back."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq.cleaning.folding import fold_strings
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
        ("اﻷخبار ﻻ ﺍﻟﻌﺮﺑﻴﺔ ﷲ", "الاخبار لا العربيه الله"),
        ("ﱠ ﹷ ﷺ ﴾", "ﱠ  ﷺ ﴾"),
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
    assert all(char in fold(text[offsets[i]]) for i, char in enumerate(folded))


@given(st.lists(st.one_of(st.none(), st.text())))
def test_a_column_folds_as_its_rows_do(texts: list[str | None]) -> None:
    texts = [t if t is None else t.encode("utf-8", "replace").decode() for t in texts]
    expected = [None if t is None else fold(t) for t in texts]
    assert fold_array(pa.array(texts, pa.string())).to_pylist() == expected


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"])) | st.text("اﻷﻻﷲﺍﻟَ x–")
    )
)
def test_the_lines_of_a_batch_fold_as_each_does(texts: list[str]) -> None:
    folded = fold_strings(pa.array(texts, pa.string()), max_chars=1000).text.to_pylist()
    assert folded == [fold(text) for text in texts]
