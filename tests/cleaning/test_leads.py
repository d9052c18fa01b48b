"""Sentences between the headline and the story, on small pages: each line after its label."""

import pytest

from tests.cleaning.labelled import LAST, LEAD, MORE, TITLE, segments_of, wanted

SHORT = "قال المدير إن القاعة تفتح أبوابها مجانا."
FA = "استاندار دریاکنار گفت پل تازه شهر تا پایان سال برای همه خودروها باز می‌شود."
FA_TITLE = "پل تازه دریاکنار تا پایان سال باز می‌شود"
TR = "Çınarlı ilçesinde direğe çarpan otomobilin sürücüsü hafif yaralandı."
PICTURE = "Der Bürgermeister steht am Ufer. Die neue Brücke ist noch gesperrt."

CREDIT = " Foto: Archiv"  # a span of its own

PAGES = {
    "between the headline and the same again": f"""title: {TITLE}

deck: {LEAD}

title_dup: {TITLE}

body: {MORE}

body: {LAST}""",
    "what follows the same again is no longer": f"""title: {TITLE}

body: {LEAD}

body: {LAST}

title_dup: {TITLE}

body: {SHORT}""",
    "over a report": f"""title: {FA_TITLE}
deck: {FA}
body: به گزارش روزانه، او این را در آیین آغاز کار کارگاه گفت.
body: وی افزود که ساخت این پل دو سال زمان برده و صد نفر در آن کار کرده‌اند.""",
    "over a report, below a standfirst": f"""title: {FA_TITLE}
deck: استاندار از پایان کار ساخت پل خبر داد؛
date_published: ۱۸ مهر ۱۴۰۲، ۹:۲۷
body: {FA}
body: به گزارش روزانه، او این را در آیین آغاز کار کارگاه گفت و رفت.
body: وی افزود که ساخت این پل دو سال زمان برده و صد نفر در آن کار کرده‌اند.""",
    "over what happened": f"""title: Direğe çarpan otomobil hurdaya döndü

deck: {TR}

body: Kaza, Gül Mahallesi Çay Caddesi üzerinde meydana geldi ve yol bir süre kapalı kaldı.

body: Polis ekipleri olay yerinde önlem aldı, yol iki saat sonra yeniden açıldı.""",
    "over buttons": f"""title: {TITLE}

deck: {LEAD}

share: شارك
caption: {SHORT}{CREDIT}

body: {MORE}

body: {LAST}""",
    "in the words of the paragraph below the picture": f"""title: {TITLE}

deck: {LEAD}
caption: {SHORT}{CREDIT}

body: {LEAD}

body: {MORE}""",
    "over another story": f"""title: {TITLE}

body: {LEAD}

related_item: اقرأ أيضا: افتتاح جسر الوادي الجديد

body: {MORE}

body: {LAST}""",
    "the same picture, with its author": f"""title: Neue Brücke bleibt bis Montag gesperrt

caption: {PICTURE}
caption: {PICTURE}{CREDIT}

body: Die neue Brücke über den Fluss bleibt bis Montag gesperrt, wie die Stadt am Freitag mitteilte.

body: Ein Gutachter hatte Risse im Geländer gefunden, die nun verschweißt werden müssen.""",
    "the same sentence twice, a blank line between": f"""title: {TITLE}

deck: {LEAD}

body: {LEAD}

body: {MORE}""",
}


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str) -> None:
    found = segments_of(PAGES)[name]
    said = [(label, content) for content, label, _ in found if label != "image_credit"]
    assert [(label, content.removesuffix(CREDIT)) for label, content in said] == [
        (label, content.removesuffix(CREDIT)) for label, content in wanted(PAGES[name])
    ], found


def test_a_sentence_over_a_dateline_is_the_standfirst() -> None:
    page = f"""title: {TITLE}

deck: {LEAD}

body: القاهرة (رويترز) - {MORE}

body: {LAST}"""
    found = segments_of({"dateline": page})["dateline"]
    assert [label for _, label, _ in found] == ["title", "deck", "dateline", "body", "body"]
