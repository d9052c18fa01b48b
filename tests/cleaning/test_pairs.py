"""Other stories in pairs below the article, and what else real pages taught, on small pages: each line after
its label."""

import pytest

from tests.cleaning.labelled import LAST, LEAD, MORE, TITLE, segments_of, segments_of_texts, wanted

CUT = "أعلنت الجمعية عن بدء التسجيل في الدورة الجديدة التي تقام في قاعة البلدية وتستمر..."
CUT_TOO = "شهدت المرتفعات الشمالية منذ صباح أمس أمطارا غزيرة رافقتها رياح قوية، وتسببت..."
ITEM, ITEM_TOO = "افتتاح مدرسة جديدة في حي النخيل الشرقي", "هطول أمطار غزيرة على المرتفعات الشمالية"
HEADLINES = "Rain expected in the north    Stocks rise after a quiet week    New museum opens on Friday"

PAGES = {
    "headlines over cut beginnings": f"""title: {TITLE}

body: {LEAD}

body: {MORE}

body: {LAST}

related_item: {ITEM}

teaser: {CUT}

related_item: {ITEM_TOO}

teaser: {CUT_TOO}""",
    "one pair is no list": f"""title: {TITLE}

body: {LEAD}

body: {ITEM}

body: {CUT}""",
    "a story that trails off": f"""title: {TITLE}

body: {LEAD}

body: وفي الصباح عاد الرجل إلى الميناء القديم حيث كانت السفينة تنتظر منذ ثلاثة أيام كاملة...

body: {ITEM}

body: {CUT}

body: {ITEM_TOO}

body: {CUT_TOO}""",
    "headlines over dates": f"""title: {TITLE}

body: {LEAD}

body: {MORE}

related_heading: في نفس السياق

related_item: {ITEM} بعد تأخر دام سنتين كاملتين.
related_item: 14:05 - 2021/02/26
related_item: {ITEM_TOO}
related_item: 09:33 - 2021/02/26
related_item: تأجيل مباراة فريق النخلة وفريق الميناء إلى الأحد المقبل.
related_item: 08:53 - 2021/02/26""",
    "a story told by its days": f"""title: {TITLE}

body: {LEAD}

body: {MORE}

body: 2021/02/24
body: {LAST}
body: 2021/02/25
body: وفي اليوم التالي رفع العمال الستائر عن النوافذ، ودخل الضوء القاعة لأول مرة منذ سنوات.
body: 2021/02/26
body: وفي اليوم الثالث وصل الزوار الأوائل إلى القاعة الكبرى، وكان في استقبالهم المدير.""",
    "a day's headlines on one line": f"""ticker: {"    ".join([HEADLINES] * 9)}

title: {TITLE}

body: {LEAD}
body: {MORE}""",
    "another story below the tags": f"""title: {TITLE}

body: {LEAD}

body: {MORE}

tags: الوسوم: متحف، زوار، ترميم

related_item: {ITEM}

related_item: افتتحت البلدية صباح أمس مدرسة جديدة في حي النخيل الشرقي بعد عامين من العمل.""",
    "stories below the heading of a list": f"""title: {TITLE}

body: {LEAD}

body: {MORE}

related_heading: أخبار ذات صلة

related_item: جسر جديد يربط ضفتي الوادي

related_item: {LAST}

related_item: أسعار التمور تستقر في أسواق المدينة

related_item: قال التجار إن الأسعار بقيت كما كانت قبل أسبوع رغم وصول كميات كبيرة من مزارع الساحل.""",
    "text below the tags": f"""title: {TITLE}

body: {LEAD}

tags: الوسوم: متحف، زوار، ترميم

body: {MORE}

body: {LAST}""",
    "place and outlet over the story": f"""dateline: الوادي - بوابة الساحل الإخبارية
body: {LEAD}
body: {MORE}
body: {LAST}""",
    "paragraphs broken at their links": """title: خطة جديدة لتنظيم السير في وسط المدينة
body: قالت مصادر بلدية، إن
body: دوائر السير وضعت خطة جديدة لتنظيم حركة
body: المركبات وسط المدينة ابتداء من يوم الأحد.
body: وأشارت إلى أن الخطة
body: تشمل ثلاثة شوارع رئيسية غرب الوادي، وتحويل السير فيها إلى اتجاه
body: واحد طوال ساعات النهار.
body: ووفق بيان صادر
body: عن مكتب رئيس البلدية (نشر على صفحته)، يبدأ العمل بالخطة
body: بعد انتهاء أعمال التعبيد.""",
    "the weather over the page": f"""widget: 16.4 C
widget: النورس
date_render: الجمعة, يناير 30, 2026

title: {TITLE}

body: {LEAD}
body: {MORE}""",
    "stories under their dates, and no article": "\n".join(
        f"""related_item: {title}
related_item: سبت, 22/11/2025 - {hour}:17
related_item: {LEAD}
related_item: {MORE}"""
        for title, hour in (
            (TITLE, 15),
            ("سباق القوارب يعود إلى البحيرة", 14),
            ("البلدية ترمم سور السوق", 10),
        )
    ),
    "stories under their dates, the last of them cut": "\n".join(
        f"""related_item: {title}
related_item: سبت, 22/11/2025 - {hour}:17
related_item: {story}"""
        for title, hour, story in (
            (TITLE, 15, LEAD),
            ("سباق القوارب يعود إلى البحيرة", 14, MORE),
            (
                "البلدية ترمم سور السوق",
                10,
                "بدأت البلدية أمس ترميم سور السوق القديم بحجارة من الجبل القريب بعد أن انهار",
            ),
        )
    ),
    "shorter stories under their dates below an article": f"""title: {TITLE}
date_published: سبت, 22/11/2025 - 15:17
body: {LEAD}
body: {MORE}
body: {LAST}
body: وقال المدير إن الدخول سيكون مجانا للأطفال والطلاب طوال أيام العطلة الصيفية.
related_item: سباق القوارب يعود إلى البحيرة
related_item: سبت, 22/11/2025 - 14:57
related_item: يعود سباق القوارب إلى البحيرة يوم الجمعة بعد غياب طويل.
related_item: البلدية ترمم سور السوق القديم
related_item: سبت, 22/11/2025 - 10:55
related_item: بدأت البلدية أمس ترميم سور السوق القديم بحجارة من الجبل القريب.""",
}


@pytest.mark.parametrize("name", PAGES)
def test_pairs_below_the_article_are_told_from_text(name: str) -> None:
    found = segments_of(PAGES)[name]
    assert [(label, content) for content, label, _ in found] == wanted(PAGES[name])


DECREE = "صدر قرار بحل مجلس السوق اعتبارا من يوم الأحد الموافق للسابع من أيلول سنة 2020."
QUOTED = "“نقرر ما هو آت: يحل مجلس السوق اعتبارا من يوم الأحد الموافق للسابع من أيلول سنة 2020”."


def test_a_story_that_opens_with_a_dateline_has_no_standfirst_there() -> None:
    raw = f"قرار بحل مجلس السوق\n\nالوادي – {DECREE}\n\n{QUOTED}"
    found = segments_of_texts({"decree": raw})["decree"]
    assert [label for _, label, _ in found] == ["title", "dateline", "body", "body"]
