"""What holds for labels wherever they come from."""

import pytest

from tests.cleaning import test_context, test_foot, test_head
from tests.cleaning.labelled import LAST, LEAD, MORE, segments_of
from tests.cleaning.raw import raw_table
from warraq import packs
from warraq.cleaning import clean, render
from warraq.cleaning.reasons import reason

ALL = (test_head.PAGES, test_foot.PAGES, test_context.PAGES)


@pytest.mark.parametrize("pages", ALL)
def test_a_page_is_labelled_alike_alone_and_among_others(pages: dict[str, str]) -> None:
    for name in pages:
        assert segments_of({name: pages[name]})[name] == segments_of(pages)[name]


def test_an_ampersand_survives() -> None:
    segments = clean(
        raw_table(["The firm A&amp;B opened its great hall to visitors on Monday."]), packs.codes()
    )
    assert render(segments)["text"].to_pylist() == [
        "The firm A&B opened its great hall to visitors on Monday."
    ]


def test_tabs_part_a_line_and_nothing_is_lost() -> None:
    segments = clean(raw_table([f"{LEAD}\t{MORE}\r\n{LAST}"]), packs.codes())
    assert render(segments)["text"].to_pylist() == [f"{LEAD} {MORE}\n{LAST}"]


def test_every_decision_has_a_reason() -> None:
    used = {rule for pages in ALL for rows in segments_of(pages).values() for _, _, rule in rows}
    assert {rule for rule in used if reason(rule, packs.codes()) == rule} == set()


def test_a_page_of_furniture_alone_has_no_text() -> None:
    menu = ["الرئيسية", "سياسة", "اقتصاد", "رياضة", "شارك", "طباعة", "اقرأ أيضا", "تابعنا على فيسبوك"]
    text = "\n".join([*menu, "جميع الحقوق محفوظة © 2023"])
    assert "keep" not in clean(raw_table([text]), ("ar", "en"))["action"].to_pylist()


@pytest.mark.parametrize("char", ["\u202a", "\u202e", "\u2066", "\u2069", "\x00", "\x9f"])
def test_what_turns_or_hides_text_is_cut_out(char: str) -> None:
    text = f"افتتح مجلس المدينة {char}صباح الأحد مكتبة عامة تضم عشرين ألف كتاب."
    segments = clean(raw_table([text]), ("ar", "en"))
    assert char not in render(segments)["text"][0].as_py()
