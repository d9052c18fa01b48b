"""Names of staff and authors, on small pages: each line after its label."""

import pytest

from tests.cleaning.labelled import LAST, LEAD, MORE, TITLE, segments_of, wanted

PAGES = {
    "a label of the author, the name below": """title: Museum opens its great hall to visitors

byline: By
byline: Camille Aberrane
date_published: May 6, 2024

body: The museum opened its great hall to visitors on Monday after two years of restoration work.

body: Visitors will pay nothing during the first week, the director of the museum said.""",
    "a given name as the first line, no headline": f"""byline: ناصر الوادي
body: {LEAD}
body: {MORE}
body: {LAST}""",
    "a name as the last line": f"""title: {TITLE}
body: {LEAD}
body: {MORE}
body: {LAST}

byline: محيي الوادي""",
    "a sentence cut off after its first words": f"""title: {TITLE}
body: {LEAD}
body: {MORE}
body: {LAST}

body: على الجا""",
    "author, place, date": f"""title: {TITLE}

byline: سامر الوادي
date_published: 6 مايو 2024

dateline: Rabat

body: {LEAD}
body: {MORE}""",
    "a part of the paper that could label an author": f"""nav: الرئيسية

section: كتب
title: {TITLE}

body: {LEAD}
body: {MORE}""",
    "the author, and the place that opens the article": """title: Museum opens its great hall to visitors

byline: Camille Aberrane
dateline: Port Salvan
date_published: 6 May 2024

body: Port Salvan opened the great hall of its museum on Monday after two years of restoration work.

body: Visitors will pay nothing during the first week, the director of the museum said.""",
    "staff and names, a blank line between": f"""masthead: رئيس مجلس الإدارة:

masthead: د. محمود الوادي

masthead: رئيس التحرير:

masthead: سالم عبدالرحيم

section: ثقافة

title: {TITLE}

body: {LEAD}
body: {MORE}""",
    "the author below words under a picture, which stand twice": f"""title: {TITLE}

caption: واجهة المتحف
caption: واجهة المتحف
byline: محمد الوادي

body: {LEAD}
body: {MORE}""",
    "the author's box": f"""title: {TITLE}
byline: سلوى الوادي
date_published: 2024-05-06

body: {LEAD}

body: {MORE}

byline: سلوى الوادي
byline: كاتبة وروائية، صدرت لها روايتان، وتكتب في الوادي كل ثلاثاء.
related_heading: مقالات أخرى للكاتبة
related_item: دفاعا عن القيلولة في الصيف
legal: جميع الحقوق محفوظة""",
    "a note on the author, and sentences of the site below it": f"""title: {TITLE}
byline: سلوى الوادي
date_published: 2024-05-06

body: {LEAD}

body: سلوى الوادي كانت بين من زاروا القاعة في يومها الأول، كما كتبت.

body: {MORE}

body: {LAST}

byline: سلوى الوادي صحفية تكتب عن الحرف القديمة منذ عشرين عاما، ولها كتابان عن أسواق المدينة.

body: نرحب برسائلكم عن المتحف على عنوان الصحيفة، وننشر أفضلها كل ثلاثاء.""",
    "who posted it, as blogs say": f"""title: {TITLE}

body: {LEAD}

body: {MORE}

byline: عن سامي الفلاني

related_heading: شاهد أيضاً

related_item: افتتاح مدرسة جديدة في حي النخيل الشرقي""",
    "the author's name alone, over the line that says so": f"""title: {TITLE}

byline: محمد الوادي
byline: بقلم - محمد الوادي

body: {LEAD}
body: {MORE}""",
    "a name that the page says again": f"""title: {TITLE}

caption: محمد الوادي

body: {LEAD}
body: وقال محمد الوادي إن القاعة تفتح أبوابها كل يوم من العاشرة صباحا.""",
}


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str) -> None:
    found = segments_of(PAGES)[name]
    assert [(label, content) for content, label, _ in found] == wanted(PAGES[name]), found
