"""Other stories in lines as long as the article's own, on small pages: each line after its label."""

import pytest

from tests.cleaning.labelled import LAST, LEAD, MORE, TITLE, segments_of, wanted

ROW = (
    "”جسر جديد يربط ضفتي الوادي” مزارعو الساحل يبدأون جني الزيتون.. صور وزير المياه في تل الريح لا انقطاع "
    "هذا الصيف مكتبة السدر تفتح أبوابها ليلا بطولة الشطرنج تنطلق غدا بمشاركة مئة لاعب أسعار التمور تستقر "
    "في أسواق المدينة وصول سفينة القمح إلى ميناء النورس تأجيل مباراة النخلة والميناء إلى الخميس ندوة عن "
    "تاريخ المنارات في الساحل الغربي هل يعود القطار هذا العام؟"
)
TOLD = ROW.replace("جسر جديد يربط", "افتتح الجسر الذي يربط")
LONG_GAPS = "    ".join([*ROW.split(".. "), *ROW.split("؟")[:1], TITLE, TITLE])
LONG = ROW.replace("هذا ", "") + " موسم صيد السمك يبدأ في تل الريح والصيادون ينتظرون مدرسة جديدة في حي النخيل"
DIRGE = (
    "يا صاحبي ما عاد للشوق مرسى كل المراكب في عيونك غريقه لو كان هذا البحر يدري بما بي ما نام موجه عن ضلوعي "
    "دقيقه " * 3 + "لكن هواك اللي رماني على الريح"
)
CUT = "افتتح محافظ الوادي صباح اليوم جسرا جديدا يربط ضفتي النهر بعد عامين من العمل بحضور عدد من وجهاء القرى و"
OTHER = "الوادي اليوم - النخيل كشف مصدر في بلدية النخيل عن خطة لزراعة ألف شجرة على جانبي الطريق وقال إن العمل"
MANY_CUTS = [
    "أعلنت بلدية الوادي أمس خطة لتجديد الحدائق القديمة قرب النهر تشمل غرس ألف شجرة ظل "
    "وممرات للدراجات وملاعب صغيرة للأطفال على أن تنتهي أعمال الحفر منتصف آذار القادم",
    "فاز فريق القصبة لكرة السلة ببطولة الساحل بعد مباراة مثيرة امتدت شوطين إضافيين وسجل "
    "القائد أربعين نقطة كاملة أمام جمهور ملأ المدرجات حتى الصافرة الأخيرة مساء",
    "ارتفع سعر زيت الزيتون نهاية الأسبوع بنسبة كبيرة نتيجة ضعف المحصول وتأخر الأمطار بينما "
    "استقر ثمن القمح والشعير داخل أسواق الجملة وسط إقبال محدود للزبائن عموما",
    "تستعد مكتبة السدر لاستقبال معرض مخطوطات نادرة يضم رسائل فلكية وخرائط بحرية كتبها رحالة "
    "قدماء ويستمر العرض شهرا مع محاضرات مسائية مجانية يقدمها باحثون شباب",
]
CUT_LONG = f"{CUT} المدن المجاورة الذين ساروا على الجسر مع تلاميذ المدارس حتى حديقة السوق التي"
PARTED = " ".join(
    3 * ["alwadi مزارعو الساحل يبدأون جني الزيتون alwadi مكتبة السدر تفتح أبوابها ليلا ونهارا للزوار"]
)
NAMED = " ".join(3 * [f"اشترى التاجر هاتفا من طراز nakhla، ثم عاد إلى السوق. وقال إن هاتف nakhla {LEAD}"])

UNENDED = (
    "وأعلنت الجمعية عن بدء التسجيل في الدورة الجديدة التي تقام في قاعة البلدية "
    "وتستمر ثلاثة أسابيع كاملة بعد أن انتهت"
)

PAGES = {
    "headlines in a row": f"""masthead: موقع الوادي
ticker: {ROW}
title: {TITLE}
body: {LEAD}
body: {LAST}""",
    "an archive": f"""title: Tag: museum
related_item: {TITLE}
related_item: {TITLE}
related_item: {LEAD}
related_item: جسر جديد يربط ضفتي الوادي
related_item: جسر جديد يربط ضفتي الوادي
related_item: {MORE}""",
    "an archive of first paragraphs": f"""title: عرض العناصر حسب علامة : متحف

related_item: {TITLE}

teaser: {LEAD} {MORE}

related_item: لماذا تأخر جسر الوادي؟

teaser: {LAST} {MORE}""",
    "an archive with a whole story": f"""tags: Tag: museum

title: {TITLE}

body: {LEAD}

body: {MORE}

body: {LAST}""",
    "one story under the heading of an archive": f"""tags: Tag: museum
title: {TITLE}
body: {LEAD}
body: {MORE}""",
    "headlines parted by a word": f"""ticker: {PARTED}""",
    "headlines parted by a word over a story": f"""ticker: {PARTED}
title: {TITLE}
body: {LEAD}
body: {LAST}""",
    "a story that names one thing often": f"""body: {NAMED}""",
    "beginnings cut at one width": "\n\n".join(f"teaser: {cut}" for cut in (*MANY_CUTS, MANY_CUTS[0][:80])),
    "a text broken at one width": "\n\n".join(
        f"body: {CUT_LONG[start:]} {more}"
        for start, more in ((0, ""), (12, "زرعت في"), (20, "زرعت في الصيف"), (8, "زرعت"), (0, "في"))
    ).replace(" \n", "\n"),
    "paragraphs of one width with their stops": f"""body: {CUT_LONG}.

body: {CUT_LONG[12:]} زرعت في.

body: {CUT_LONG[20:]} زرعت في الصيف.""",
    "paragraphs of many widths without a stop": f"""body: {CUT_LONG}

body: {CUT_LONG[12:]} زرعت في الصيف وسقيت من ماء النبع القديم الذي يروي حدائق السوق كلها منذ سنين

body: {CUT_LONG[20:]}

body: {CUT_LONG[:80]}""",
    "headlines far apart": f"""ticker: {LONG_GAPS}
title: {TITLE}
body: {LEAD}
body: {LAST}""",
    "a paragraph that tells": f"""body: {TOLD}
body: {LEAD}
body: {LAST}""",
    "a first paragraph without a mark": f"""body: {ROW}
body: {LEAD}
body: {LAST}""",
    "a row with no text below": f"body: {ROW}",
    "a long row with no text below": f"ticker: {LONG}",
    "a long row as the first line over a paragraph": f"""ticker: {LONG}
body: {LEAD}
body: {LAST}""",
    "a long row with a comma": f"ticker: {LONG.replace(' تأجيل', '، تأجيل')}",
    "a long row that ends in a stop": f"body: {LONG}.",
    "a long row that tells in its last words": f"body: {LONG} حيث كان الصيادون",
    "a song on one line": f"body: {DIRGE}",
    "beginnings under their ages": f"""related_item: منذ يوم و 22 ساعه و 5 دقائق
teaser: {CUT}
related_item: منذ 3 ايام و 18 ساعه
teaser: {CUT} المدن
related_item: قبل أسبوع
teaser: {CUT} الريف""",
    "beginnings over their buttons": f"""teaser: {CUT}...
teaser: إقرأ المزيد
related_item: مزارعو الساحل يبدأون جني الزيتون هذا الأسبوع
teaser: {CUT} المدن…
teaser: إقرأ المزيد""",
    "a beginning over its button below the text": f"""title: {TITLE}
body: {LEAD}
body: {LAST}
teaser: {CUT}...
teaser: إقرأ المزيد""",
    "the text of the page, cut off": f"""body: {CUT}...
teaser: إقرأ المزيد""",
    "another story under the same dateline": f"""title: {TITLE}
dateline: الوادي اليوم - النخيل
body: {LEAD}
body: {MORE}
body: {LAST}
teaser: {OTHER}""",
    "a paragraph under another dateline": f"""title: {TITLE}
dateline: الوادي اليوم - الميناء
body: {LEAD}
body: {MORE}
body: {LAST}
body: {OTHER}""",
    "films under their player": f"""title: {TITLE}
date_published: 2023-05-17 | 08:40
body: {LEAD}
body: {MORE}
body: {LAST}
player: شاهد الفيديو
related_item: صباح السوق عن أسعار الطماطم
related_item: 2023-05-16 | 09:00
player: شاهد الفيديو
related_item: صباح السوق عن أسعار الخيار
related_item: 2023-05-15 | 09:00""",
    "headlines under the headline": f"""title: {TITLE}
deck: المدير يعد بجولات مسائية لتلاميذ المدارس طوال الشهر
deck: ورشة الترميم تعرض قطعا لم يرها أحد منذ قرن
deck: الوزارة تدرس فتح قاعتين أخريين قبل نهاية العام
deck: الحديقة الخلفية تستقبل العائلات حتى منتصف الليل

body: {LEAD}
body: {MORE}""",
    "a paragraph broken at a width": f"""title: {TITLE}
body: قرر مجلس أمناء المتحف في اجتماعه الأخير الذي عقد في القاعة
body: الصغرى صباح أمس بحضور مدير الآثار وعدد من أعضاء جمعية من
body: أصدقاء المتحف تمديد ساعات الزيارة إلى ما بعد غروب الشمس
body: طوال أيام الأسبوع ما عدا يوم الأحد المخصص لأعمال
body: الصيانة والتنظيف.
body: {MORE}""",
    "the name of the site, twice": f"""masthead: Anhar
title: {TITLE}
date_published: 2023-05-17 | 08:40
body: {LEAD}
body: {MORE}
body: {LAST}
nav: من نحن
nav: اتصل بنا
nav: Anhar
nav: الأرشيف
nav: الرئيسية""",
    "a headline over the one cut beginning": """title: افتتاح المتحف الجديد في مدينة الوادي

teaser: قال مدير المتحف يوم الأحد إن القاعة الكبرى في المتحف ستفتح أبوابها للزوار مجانا طوال الأسبوع […]""",
    "a long excerpt": f"""title: افتتاح المتحف الجديد في مدينة الوادي

teaser: {LEAD} {MORE} {LAST} وقالت الجمعية في بيان إن الفرق ستعزف كل مساء في الساحة أمام […]""",
    "the last of many beginnings, its button cut off": f"""teaser: {LEAD[:-1]}...
teaser: اقرأ المزيد
teaser: {MORE[:-1]}...
teaser: اقرأ المزيد
teaser: {LAST}""",
    "the last of many beginnings, cut off like its button": f"""teaser: {LEAD[:-1]}...
teaser: اقرأ المزيد
teaser: {MORE[:-1]}...
teaser: اقرأ المزيد
teaser: {UNENDED}""",
    "points under the heading of a list, over the story": f"""related_heading: آخر الأخبار
related_item: - افتتاح المتحف الجديد في مدينة الوادي
related_item: - سعيد الفلاني يكتب: متى نتعلم من أخطائنا؟
related_item: - شرطة الوادي تضبط سارق دراجات في السوق
related_item: - سباق القوارب يعود إلى البحيرة بعد غياب ؟!!
title: المتحف يفتح القاعة الكبرى مجانا للزوار
body: {LEAD}
body: {MORE}""",
    "a story with beginnings above": f"""teaser: {LEAD[:-1]}...
teaser: اقرأ المزيد
teaser: {MORE[:-1]}...
teaser: اقرأ المزيد
body: {LAST}
body: {TOLD}""",
    "a long row with numbers": f"ticker: {LONG.replace(' تأجيل', ' 44,235 تأجيل 104,638')}",
}


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str) -> None:
    found = segments_of(PAGES)[name]
    assert [(label, content) for content, label, _ in found] == wanted(PAGES[name]), found
