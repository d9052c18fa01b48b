"""Asked one by one, put end to end, or asked by Arrow, a pattern fits the same texts."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
import re2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from warraq import packs
from warraq.cleaning import matching
from warraq.fold import fold

BOOK = packs.rules(packs.codes())
EXAMPLES = [fold(text) for item in packs.items(BOOK) for text in (*item.example, *item.counterexample)]
PATTERNS = [packs.anchored(rule) for rule in BOOK.rules] + [span.pattern for span in BOOK.spans]
CLASSES = [r"\p{L}", r"\p{P}", r"\p{S}", r"\p{Z}", r"\p{M}", r"\p{Nd}", r"\s", r"\d", r"\w", r"\b"]
CLASSES += [r"\p{Arabic}", r"\p{Latin}", r"\p{Cyrillic}", r"\p{Greek}", r"\p{Hebrew}", "(?i:é)"]


LINES = st.text().map(lambda text: text.replace("\n", " "))  # what is asked is a line, or a part of one


def by_arrow(texts: pa.Array, pattern: str) -> list[bool]:
    return pc.match_substring_regex(texts, pattern).to_pylist()


@pytest.fixture(params=["one by one", "end to end", "in small parts"])
def way(request, monkeypatch):
    monkeypatch.setattr(matching, "MANY", 1 << 21 if request.param == "one by one" else 1)
    monkeypatch.setattr(matching, "SHORT", -1)
    monkeypatch.setattr(matching, "CHUNK_BYTES", 60 if request.param == "in small parts" else 1 << 17)


@pytest.mark.parametrize("pattern", CLASSES)
def test_classes_hold_the_same_characters(pattern, way):
    chars = pa.array([chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000 and code != 10])
    assert np.array_equal(matching.matching(chars, pattern), by_arrow(chars, pattern))


# Compiling the longest patterns takes longer than the deadline of an example, on a busy machine.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(LINES | st.sampled_from(EXAMPLES), max_size=20), pattern=st.sampled_from(PATTERNS))
def test_patterns_fit_the_same_texts(texts, pattern, way):
    strings = pa.array(texts, pa.string())
    assert matching.matching(strings, pattern).tolist() == by_arrow(strings, pattern)
    assert matching.matching(strings.slice(1), pattern).tolist() == by_arrow(strings.slice(1), pattern)


@pytest.mark.parametrize("pattern", ["^$", "^a*$", "", "a$", "^b", "a|b", r"\s", "[^a]", r"^[^a]*$", ".*"])
def test_a_pattern_fits_no_two_texts_together(pattern, way):
    texts = pa.array(["", "a", "b", "", "ab", "aab", "", "ba", ""])
    assert matching.matching(texts, pattern).tolist() == by_arrow(texts, pattern)


@pytest.mark.parametrize("size", [0, 1, matching.MANY - 1, matching.MANY, matching.MANY + 1])
def test_few_and_many(size):
    texts = pa.array([f"{number} x" for number in range(size)], pa.string())
    for pattern in ("^1", f"^1{'|^1' * matching.SHORT}"):
        found = matching.matching(texts, pattern).sum()
        assert found == sum(str(number)[0] == "1" for number in range(size))


@pytest.mark.parametrize("span", BOOK.spans, ids=lambda span: span.id)
def test_groups_hold_the_same(span):
    texts = pa.array([fold(text) for text in span.example])
    texts = texts.filter(pc.match_substring_regex(texts, span.pattern))
    found = list(matching.captured(texts, span.pattern))
    assert found == pc.extract_regex(texts, span.pattern).to_pylist()
    assert all(list(groups) == packs.group_names(span.pattern) for groups in found)


def test_a_group_left_out_is_empty():
    assert list(matching.captured(pa.array(["b"]), "(?P<a>a)?(?P<b>b)")) == [{"a": "", "b": "b"}]


def test_what_is_no_pattern():
    with pytest.raises(re2.error):
        matching.matching(pa.array(["x"]), "(")
