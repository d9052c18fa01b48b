"""Boxes above the article, on small pages: each line after its label."""

import pytest

from tests.cleaning.labelled import LEAD, MORE, TITLE, segments_of, wanted

PAGES = {
    "the day's matches, the hours of a programme": f"""nav: الرئيسية

widget: كأس الواحة
widget: النخلة

widget: النخلة

widget: - -
widget: 18:00
widget: الميناء

widget: الميناء

widget: كأس الواحة
widget: الجبل

widget: الجبل

widget: - -
widget: 20:30
widget: السهل

widget: السهل

widget: المساء مع ريم
widget: 21:00 GMT
widget: 45 د
widget: 22:00 GMT
widget: 20 د

title: {TITLE}

body: {LEAD}
body: {MORE}""",
    "headlines in one line below the staff": f"""masthead: صحيفة الوادي رئيس التحريرسامي الفلاني
ticker: {" ".join(["افتتاح مدرسة جديدة في حي النخيل", "مزارعو السهل يبدأون جني الزيتون"] * 5)}

section: ثقافة

title: {TITLE}

body: {LEAD}

body: {MORE}""",
    "a menu in one line": f"""nav: الوادي - الأدب - حقوق الإنسان - العمال - المرأة - الشباب - البيئة - فن

title: {TITLE}

body: {LEAD}
body: {MORE}""",
}


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str) -> None:
    found = segments_of(PAGES)[name]
    assert [(label, content) for content, label, _ in found] == wanted(PAGES[name]), found
