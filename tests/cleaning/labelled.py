"""Small pages written for the tests of labels: each line stands after its label."""

from collections.abc import Mapping

from tests.cleaning.raw import raw_table
from warraq import packs
from warraq.cleaning import clean

LEAD = "قال مدير المتحف يوم الأحد إن القاعة الكبرى ستفتح أبوابها للزوار مجانا طوال الأسبوع الأول."
MORE = "وأضاف المدير أن القطع نقلت من المخازن القديمة بعد ترميم دام سنتين في الورشة المركزية بالمدينة."
LAST = "وكانت القاعة قد أغلقت قبل خمس سنوات بسبب أعمال توسعة شملت السقف والواجهة والحديقة الخلفية كلها."
TITLE = "المتحف يفتح القاعة الكبرى مجانا للزوار"


def wanted(page: str) -> list[tuple[str, ...]]:
    """(label, content) of the lines of a page."""
    return [tuple(line.partition(": ")[::2]) for line in page.split("\n") if line]


def text_of(page: str) -> str:
    """The raw text of a page, without its labels."""
    return "\n".join(line.partition(": ")[2] for line in page.split("\n"))


def segments_of(pages: Mapping[str, str]) -> dict[str, list[tuple[str, str, str]]]:
    """(content, label, rule) of the segments of these pages, cleaned in one go."""
    return segments_of_texts({name: text_of(page) for name, page in pages.items()})


def segments_of_texts(texts: Mapping[str, str]) -> dict[str, list[tuple[str, str, str]]]:
    """(content, label, rule) of the segments of these texts but for white space, cleaned in one go."""
    key = tuple(texts.items())
    if key not in _CLEANED:
        rows: dict[str, list[tuple[str, str, str]]] = {name: [] for name in texts}
        names = list(texts)
        for row in clean(raw_table(list(texts.values())), packs.codes()).to_pylist():
            if row["label"] != "blank":
                rows[names[int(row["doc_id"], 16)]].append((row["content"], row["label"], row["rule"]))
        _CLEANED[key] = rows
    return _CLEANED[key]


_CLEANED: dict[tuple[tuple[str, str], ...], dict[str, list[tuple[str, str, str]]]] = {}
