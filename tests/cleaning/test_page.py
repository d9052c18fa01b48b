"""Text whose lines end without a stop, told by words that go on with a story: each line after its label."""

import pytest

from tests.cleaning.labelled import segments_of, wanted

TITLE = "المتحف يفتح القاعة الكبرى مجانا للزوار"
FIRST = "كشف مدير المتحف سامي النجار تفاصيل افتتاح القاعة الكبرى في حي الصفصاف"
SECOND = "وأوضح المدير أن القطع نقلت من المخازن القديمة بعد ترميم دام سنتين"
THIRD = "ولفت إلى أن الدخول مجاني طوال الأسبوع الأول من الشهر المقبل"

PAGES = {
    "text goes on below another story's headline": f"""title: {TITLE}
byline: كتب: كريم الشاطبي
body: {FIRST}
body: {SECOND}
related_heading: اقرأ أيضا
related_item: مواعيد عمل المكتبة العامة في العطلة
body: {THIRD}
body: كما تشمل القاعة ركنا للأطفال وورشة صغيرة للخط
share: فيسبوك""",
    "below the author the first paragraphs are text": f"""title: {TITLE}
byline: كتب: كريم الشاطبي
date_published: 3 مارس 2024
body: {FIRST}
body: تضم القاعة أربعين قطعة من الخزف وثلاثين من النحاس
body: {SECOND}
body: {THIRD}""",
    "no headline opens with a word for and": f"""title: {TITLE}
body: {FIRST}
body: {SECOND}
body: {THIRD}""",
    "a headline whose و is its own stays one": f"""title: وفاة مدير المتحف القديم عن ثمانين عاما
byline: كتب: كريم الشاطبي
body: نعى متحف المدينة مديره السابق الذي أدار القاعة الكبرى ثلاثين عاما
body: {SECOND}
body: {THIRD}
related_heading: اقرأ أيضا
related_item: وزير الثقافة يزور ورشة الترميم في المدينة
related_item: وصول أول قطعة من المخازن القديمة إلى القاعة
share: فيسبوك""",
    "lines without stops are no page without an article": f"""nav: الرئيسية
nav: اتصل بنا
nav: من نحن
nav: الأرشيف
title: {TITLE}
byline: كتب: كريم الشاطبي
body: {FIRST}
body: {SECOND}
share: فيسبوك
share: واتساب
legal: جميع الحقوق محفوظة
nav: اتصل بنا
page_tools: العودة إلى الأعلى""",
    "the labels of a list go on below other stories": f"""title: {TITLE}
body: يفتح المتحف أبوابه صباح الأحد، وهذه مواعيد كل قاعة من قاعاته.
body: صباحا: زيارة القاعة الكبرى كلها
body: مساء: ورشة للخط العربي
body: صباحا: زيارة المخازن مع المدير
body: مساء: عرض لفيلم عن المتحف
related_heading: اقرأ أيضا
related_item: مواعيد عمل المكتبة العامة في العطلة
body: صباحا: رسم للأطفال في الحديقة
body: مساء: حفل ختام في القاعة
share: فيسبوك""",
    "below the author stands the story, headline or not": """byline: حاورها: كريم الشاطبي
body: أين ولدت ومتى بدأت الرسم؟
body: في حي الصفصاف قبل أربعين عاما
body: ومن علمك الخط والألوان؟
body: علمتني جدتي على ضوء المصباح.
body: وهي التي اشترت لي أول علبة ألوان من سوق المدينة القديم.""",
    "hours over lines without stops": """title: الأمطار تتواصل لليوم الثاني والسيول تقطع طريق الجبل
body: تتواصل الأمطار على المدينة لليوم الثاني، وقد علقت الدراسة.
body: 09:40 م
body: تعليق الدراسة غدا في جميع مدارس المدينة
body: 09:12 م
body: انقطاع الكهرباء عن حي الصفصاف كله
body: 08:55 م
body: إجلاء سكان ثلاث قرى على السفح
body: 08:30 م
body: عودة السير إلى الجسر بعد إغلاق طويل""",
}


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str) -> None:
    assert [(label, content) for content, label, _ in segments_of(PAGES)[name]] == wanted(PAGES[name])


def test_a_headline_that_ends_in_a_date_is_no_author() -> None:
    lead = "تراجعت الأسعار في أسواق المدينة صباح اليوم لليوم الثالث على التوالي، متأثرة بهدوء الطلب."
    headlines = (
        "أسعار الذهب اليوم الخميس 14 مارس 2024",
        "حالة الطقس غدا الجمعة 3 مايو 2024",
        "حظك اليوم الثلاثاء 4 يونيو 2024",
        "مواعيد مباريات السبت 5 أكتوبر 2024",
    )
    found = segments_of(
        {title: f"title: {title}\nbyline: كتب: كريم الشاطبي\nbody: {lead}" for title in headlines}
    )
    assert {title: rows[0][:2] for title, rows in found.items()} == {t: (t, "title") for t in headlines}
