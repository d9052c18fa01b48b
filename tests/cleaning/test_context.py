"""What follows from the lines around a line, on small pages: each line after its label."""

import pytest

from tests.cleaning.labelled import LAST, LEAD, MORE, TITLE, segments_of, wanted

PAGES = {
    "caption twice": f"""title: {TITLE}

caption: واجهة المتحف القديم
caption: واجهة المتحف القديم

body: {LEAD}
body: {MORE}""",
    "subheading between paragraphs": f"""title: {TITLE}

body: {LEAD}

subheading: ترميم دام سنتين

body: {MORE}""",
    "lists, prices and verses are body": f"""title: {TITLE}

body: {LEAD}

body: عيار 24
body: 7943 جنيها للبيع
body: عيار 21
body: 6950 جنيها للبيع
body: - تذكرة الكبار: 20
body: - تذكرة الصغار: 10

body: {MORE}""",
    "a decree's date is body": f"""body: {LEAD}
body: وهذا نص القرار:
body: الرقم : أ / 61
body: التاريخ : 1 / 3 / 1444هـ
body: بعون الله تعالى
body: {MORE}""",
    "a story about cookies is body": f"""title: {TITLE}

body: {LEAD}

body: قبول جميع الكوكيز:
body: {MORE}
body: شارك في الأمسية كل من الشعراء:
body: {LAST}""",
    "words of the article once more": f"""title: {TITLE}

body: {LEAD}

body: «ستفتح أبوابها للزوار مجانا»

body: {MORE}

subheading: أسعار التذاكر

body: الكبار
body: 20 جنيها

body: {LAST}

tags: المتحف القاعة الكبرى الورشة المركزية
related_heading: اقرأ أيضا
related_item: افتتاح مدرسة جديدة في حي النخيل الشرقي""",
    "numbered headings, a note on the author": f"""title: {TITLE}

body: {LEAD}

subheading: 1. قاعة الحجر

body: {MORE}

subheading: 2. قاعة الذهب

body: {LAST}

byline: * باحثة من مدينة الوادي، صدر لها كتابان""",
    "told by the hour": f"""title: {TITLE}

body: 21:45
body: {LEAD}

body: 20:10
body: {MORE}

body: {LAST}""",
    "English": """nav: Home
title: Museum opens its great hall to visitors

byline: By Some Reporter

date_published: May 6, 2024

body: The museum opened its great hall to visitors on Monday after two years of restoration work.

body: Visitors will pay nothing during the first week, the director of the museum said.

related_heading: You may also like
related_item: New school opens in the eastern district
legal: Copyright © 2024 Some Outlet""",
    "Chinese": """title: 博物馆大厅周一免费向公众开放

body: 博物馆馆长周日表示，大厅将在第一周免费向公众开放，展出两百件修复的文物。
body: 他说，这些文物是在中央工作室经过两年的修复之后从旧仓库搬来的。""",
    "headings over prices and over points": f"""title: {TITLE}

body: {LEAD}

subheading: أسعار التذاكر
body: الكبار: 20 جنيها
body: الصغار: 10 جنيهات
body: الطلبة: 5 جنيهات

body: {MORE}

subheading: المتحف في سطور
body: • الافتتاح: 1932
body: • القاعات: خمس قاعات

body: {LAST}""",
    "a heading without blank lines around it, a heading of one word": f"""title: {TITLE}

body: {LEAD}
subheading: أسعار التذاكر اليوم
body: الكبار: 20
body: الصغار: 10
body: {MORE}

subheading: الخلاصة

body: {LAST}""",
    "verses are no list": f"""title: {TITLE}

body: {LEAD}

body: قال النخيل لماء الوادي
body: من يسقي ظلي في الصيف
body: قال الماء أنا لا أنسى

body: {MORE}""",
}


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str) -> None:
    found = segments_of(PAGES)[name]
    assert [(label, content) for content, label, _ in found] == wanted(PAGES[name]), found
