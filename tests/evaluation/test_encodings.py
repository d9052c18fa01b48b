"""Encodings, told from pages that were written in each."""

from tests.conftest import article
from warraq.evaluation.encodings import ENCODINGS, measure, written


def test_pages_are_written_in_each_encoding_that_can() -> None:
    of = {encoding for text, encoding in written([article(3)])}
    assert {"utf-8", "utf-16", "windows-1256", "iso-8859-6"} <= of <= set(ENCODINGS)
    assert "windows-1252" not in of


def test_what_an_encoding_cannot_write_is_left_out_and_ascii_says_nothing() -> None:
    page = article(3) + "«شارك»\n"
    texts = [text for text, encoding in written([page]) if encoding == "iso-8859-6"]
    assert texts
    assert not any("«" in text for text in texts)
    assert list(written(["plain ASCII\n"])) == []


def test_the_same_texts_are_written_each_time() -> None:
    assert list(written([article(1), article(2)])) == list(written([article(1), article(2)]))


def test_a_text_that_no_encoding_tells_is_wrong() -> None:
    found = measure(["Правительство объявило о новых мерах\n"])
    assert found["of"] == 14
    assert found["right"] < 1  # windows-1251 is read where it is declared, and not told from the bytes


def test_nothing_written_is_nothing_wrong() -> None:
    assert measure([]) == {"right": 1.0, "of": 0}
