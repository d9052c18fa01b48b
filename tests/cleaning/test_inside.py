"""What a frame tells inside the article, on small pages: each line after its label."""

import pytest

from tests.cleaning.labelled import LAST, LEAD, MORE, TITLE, segments_of, wanted

PAGES = {
    "a poll is told by its heading and its button": f"""title: {TITLE}
body: {LEAD}
widget: استطلاع
widget: هل تزور المتحف هذا الأسبوع؟
widget: نعم
widget: ربما
widget: صوّت الآن
widget: عرض النتائج
body: {MORE}
body: {LAST}""",
    "a question without a button is text": f"""title: {TITLE}
body: {LEAD}
body: هل يكفي أسبوع واحد؟
body: {MORE}
body: {LAST}""",
    "a line between two calls to subscribe": f"""title: {TITLE}
body: {LEAD}
promo_cta: اشترك في النشرة الإخبارية
promo_cta: حكاية كل خميس
promo_cta: اشترك الآن
body: {MORE}
body: {LAST}""",
    "hours with headings": f"""title: {TITLE}
body: 19:38
subheading: القاعة تفتح أبوابها
body: {LEAD}
body: 18:05
body: {MORE}
body: 17:40
body: {LAST}""",
    "a gallery": f"""title: {TITLE}
pager: 1/3
caption: واجهة المتحف قبل الترميم بعام واحد، كما صورها زائر من سطح البيت المقابل.
pager: 2/3
caption: القاعة الكبرى
pager: 3/3
caption: قطعة من المخازن
body: {LEAD}
body: {MORE}""",
    "rows of names and figures": f"""title: {TITLE}
body: {LEAD}
body: الكبار 1 120 14
body: الصغار 1 340 22
body: الوفود 3 25 7
body: {MORE}
body: {LAST}""",
    "points below a colon": f"""title: {TITLE}
body: {LEAD}
body: وتفتح معها قاعتان:
body: • قاعة النسيج
body: • قاعة الخزف
body: {MORE}
body: {LAST}""",
    "words over the photographer": f"""title: {TITLE}
body: {LEAD}
caption: زوار أمام الخزائن الجديدة في القاعة
image_credit: تصوير: سعاد الفلانية
body: {MORE}
body: {LAST}""",
    "a headline that asks": f"""nav: الرئيسية
title: هل تكفي القاعة الكبرى زوار المتحف؟
byline: كتب: سامي الفلاني
date_published: 6 مايو 2024
body: {LEAD}
body: {MORE}""",
    "a question of another story does not end the article": f"""title: {TITLE}
body: {LEAD}
body: {MORE}
related_heading: اقرأ أيضا
related_item: كيف تحفظ المتاحف نسيجها القديم؟
nav: اتصل بنا
nav: من نحن""",
    "who the author is, in the last lines": f"""title: {TITLE}
byline: كتب: سامي الفلاني
body: {LEAD}
body: {MORE}
byline: سامي الفلاني صحفي مقيم في المدينة، صدر له كتاب عن المتاحف الصغيرة في القرى.
legal: جميع الحقوق محفوظة""",
}


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str) -> None:
    found = segments_of(PAGES)[name]
    assert [(label, content) for content, label, _ in found] == wanted(PAGES[name]), found
