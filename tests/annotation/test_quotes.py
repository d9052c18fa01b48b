"""Quotations: on sentences of our own, the traps of the trade, and the five documents."""

import json
import time
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotation.names_and_words import quoted, table
from warraq import schema
from warraq.annotation import mentions, quotes

SAID = "لن يجف هذا النهر أبدا"
NAME = "سامر الوردي"

MARKS = [
    f"“{SAID}”",
    f'"{SAID}"',
    f"«{SAID}»",
    f"« {SAID} »",
    f"”{SAID}“",
    f"”{SAID}”",
    f"” {SAID}”",
    f"“{SAID}»",
    f"“{SAID} “الكبير” أبدا”",
    f"“{SAID}",  # never closed: to the end of its paragraph
]

SPEAKERS = [
    # the speaker after the verb: a name, an office and a name, a name and an office
    (f"قال سامر الوردي: “{SAID}”.", [("direct", SAID, NAME)]),
    (f"وقال وزير المياه سامر الوردي إن “{SAID}”.", [("mixed", SAID, NAME)]),
    (f"وأكد رئيس مجلس النهر، سامر الوردي، في بيان، “{SAID}”.", [("direct", SAID, NAME)]),
    # the verb after the words, and the speaker before the verb
    (f"“{SAID}”، قال سامر الوردي.", [("direct", SAID, NAME)]),
    (f"وكان سامر الوردي قد أكد الخميس أن {SAID}.", [("indirect", SAID, NAME)]),
    # the office instead of the name, once the name is known
    (
        f"وصل وزير المياه سامر الوردي. وقال وزير المياه إن {SAID}. وأضاف الوزير أن {SAID}.",
        [("indirect", SAID, NAME), ("indirect", SAID, NAME)],
    ),
    # no one named: who spoke before, not the name that stands nearest
    (
        f"قال سامر الوردي إن {SAID}.\n\nوأضاف خلال لقائه ليلى البستاني: “{SAID}”.\n\n"
        f"وختم بيانه قائلا: “{SAID}”.",
        [("indirect", SAID, NAME), ("direct", SAID, NAME), ("direct", SAID, NAME)],
    ),
    # a chain of participles in one sentence
    (
        f"شدد سامر الوردي على أن {SAID}، مؤكدا “{SAID}”، مشيرا إلى أنه {SAID}.",
        [("indirect", SAID, NAME), ("direct", SAID, NAME), ("indirect", SAID, NAME)],
    ),
    # relayed by an agency; said in a statement; by a source
    (f"نقلت وكالة رويترز عن سامر الوردي، أن {SAID}.", [("indirect", SAID, NAME)]),
    (f"وجاء في بيان للأمم المتحدة أن {SAID}.", [("indirect", SAID, "الأمم المتحدة")]),
    (f"قال مصدر مطلع إن {SAID}.", [("indirect", SAID, "مصدر مطلع")]),
    (f"ووفقا لما قاله سامر الوردي فإن {SAID}.", [("indirect", SAID, NAME)]),
    # words of others inside a clause
    ("أوضح سامر الوردي أن النهر “العظيم” لن يجف.", [("indirect", "النهر “العظيم” لن يجف", NAME)]),
    ("أوضح سامر الوردي أن “ماء النهر” لن يجف أبدا.", [("indirect", "“ماء النهر” لن يجف أبدا", NAME)]),
    # all of the predicate in marks
    (f"أوضح سامر الوردي أن النهر “{SAID}”.", [("mixed", SAID, NAME)]),
    (
        "ووصف سامر الوردي النهر بأنه « كنز القرية »، وأن الماء سيعود إليه.",
        [("mixed", "كنز القرية", NAME), ("indirect", "الماء سيعود إليه", NAME)],
    ),
    # a closing tag is no part of the words
    (f"أكد سامر الوردي أن {SAID}، على حد قوله.", [("indirect", SAID, NAME)]),
    # over several paragraphs, opened again or never closed in between
    (f"قال سامر الوردي: “{SAID}\n\n{SAID}”.", [("direct", SAID, NAME), ("direct", SAID, NAME)]),
    (f"قال سامر الوردي: “{SAID}”.\n\n“{SAID}”.", [("direct", SAID, NAME), ("direct", SAID, NAME)]),
    # no marks, a colon only
    (f"وقال سامر الوردي: {SAID}.", [("indirect", SAID, NAME)]),
    (f"وقال سامر الوردي: إن {SAID}.", [("indirect", SAID, NAME)]),
    # words on both sides of their verb
    (f"“{SAID}”، قال سامر الوردي، “وسنسقي منه”.", [("direct", SAID, NAME), ("direct", "وسنسقي منه", NAME)]),
    # a name in no list, after an office; then alone, or by the office
    (
        f"قالت رئيسة المجلس شهلاء الزرنوقي إن {SAID}. وأوضحت الزرنوقي: “{SAID}”. "
        f"وأكدت رئيسة المجلس أن {SAID}.",
        [(kind, SAID, "شهلاء الزرنوقي") for kind in ("indirect", "direct", "indirect")],
    ),
    (f"وقال مدير المشفى الدكتور شهلان الزرنوقي إن {SAID}.", [("indirect", SAID, "شهلان الزرنوقي")]),
    # of two who spoke, the one the verb agrees with
    (
        f"قالت المعلمة ليلى البستاني إن {SAID}. وقال سامر الوردي إن {SAID}. وأضافت: “{SAID}”.",
        [("indirect", SAID, "ليلى البستاني"), ("indirect", SAID, NAME), ("direct", SAID, "ليلى البستاني")],
    ),
    # whom the sentence before brought in
    (f"في المقهى، كان سامر الوردي يقرأ. “{SAID}”، قال.", [("direct", SAID, NAME)]),
    # kin of someone; an office that goes on with where it is held
    (
        f"ورحل فارس البستاني. وذكرت ابنته الدكتورة ليلى البستاني أن {SAID}.",
        [("indirect", SAID, "ليلى البستاني")],
    ),
    (
        f"وأعلن وزير المياه في حكومة الإقليم الدكتور سامر الوردي، اليوم الثلاثاء، أن {SAID}.",
        [("indirect", SAID, NAME)],
    ),
    # a verb with other words of its own, and the participle after it
    (f"وطالب سامر الوردي، مدير المياه، بحفر بئر، معتبرا أن {SAID}.", [("indirect", SAID, NAME)]),
    # whom the text brought in with no verb of speech, of the gender of the verb
    (
        f"قال سامر الوردي إن {SAID}. وكانت مديرة المدرسة شهلاء الزرنوقي قد رأت النهر. وأكدت أن {SAID}.",
        [("indirect", SAID, NAME), ("indirect", SAID, "شهلاء الزرنوقي")],
    ),
    # one of several who are not named; a case ending of a name
    (f"قال سامر الوردي إن {SAID}. وكتب أحدهم: “{SAID}”.", [("indirect", SAID, NAME), ("direct", SAID, None)]),
    (f"سألت أبا سهيل العامري فأجاب: “{SAID}”.", [("direct", SAID, "أبو سهيل العامري")]),
    # told to someone; told before the words; a paper is no speaker
    (f"وكان سامر الوردي قال للدكتورة ليلى البستاني إن {SAID}.", [("indirect", SAID, NAME)]),
    (f"أوضح ذلك سامر الوردي. وقال إن {SAID}.", [("indirect", SAID, NAME)]),
    # a mark glued to the verb
    (f'قال سامر الوردي" {SAID}".', [("direct", SAID, NAME)]),
    # who stands before the verb in the past of the past
    (f"وكان مدير المياه سامر الوردي قد وصف الأمر بأنه “{SAID}”.", [("mixed", SAID, NAME)]),
    # by a source, at the head of the sentence; a source again
    (f"وبحسب سامر الوردي، {SAID}.", [("indirect", SAID, NAME)]),
    (
        f"كشف مصدر في البلدية أن {SAID}. وقال سامر الوردي إن {SAID}. وقال المصدر ذاته إن {SAID}.",
        [("indirect", SAID, "مصدر"), ("indirect", SAID, NAME), ("indirect", SAID, "مصدر")],
    ),
    # an interview; a pull quote
    (
        f"يعرف سامر الوردي النهر.\n\nهل سيجف؟\n\n«{SAID}».\n\nومتى يعود؟\n\n«{SAID} كما ترى».",
        [("direct", SAID, NAME), ("direct", f"{SAID} كما ترى", NAME)],
    ),
    (
        f"قال سامر الوردي: «{SAID} كما ترى».\n\nومضى إلى بيته.\n\n«{SAID}»",
        [("direct", f"{SAID} كما ترى", NAME), ("direct", SAID, NAME)],
    ),
]

NOT_QUOTATIONS = [
    "ذكر النحل أصغر من الملكة.",
    "تابع المباراة ثلاثون ألف متفرج في الملعب.",
    "نقل العمال الصناديق إلى المخزن.",
    "العلاقة بين القريتين طيبة منذ أن بني الجسر.",
    "أكد سامر الوردي التزامه بالموعد.",
    "لفت المشهد الانتباه.",
    "ختم الموظف الورقة ومضى.",
    "صدر كتاب “حكايات النهر والناس والمدينة القديمة” هذا العام.",
    "وأعلن سامر الوردي إطلاق مبادرة “معا من أجل نهر نظيف”.",
    "عرضت قناة “النهر” فيلما عن “الجسر”.",
    "يذكر أن الجسر بني قبل قرن.",
    "ومن المتوقع أن يفتح الجسر غدا.",
    "لم يقل سامر الوردي إن الجسر سيفتح.",
    "تابعت السير مع الجدول إلى أن ظهر النهر أمامي.",
    f"ويقول المثل عندنا: “{SAID}”.",
    f"وذكرت وكالة رويترز أن {SAID}.",
    f"وأوضحت الصحيفة أن {SAID}.",
    f"وبحسب أرقام البلدية، {SAID}.",
    "وصار الناس يقولون عنه: “نهري”.",
]


@pytest.mark.parametrize("marked", MARKS)
def test_every_habit_of_marks(marked: str) -> None:
    [(kind, words, speaker)] = quoted(f"وقال سامر الوردي: {marked}")
    assert (kind, speaker) == ("direct", NAME)
    assert words == marked.strip('“”«»" ')


@pytest.mark.parametrize(("text", "expected"), SPEAKERS)
def test_who_said_what(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize("text", NOT_QUOTATIONS)
def test_what_is_no_quotation(text: str) -> None:
    assert quoted(text) == []


def test_the_cue_is_the_verb_as_printed_and_the_mention_the_speakers() -> None:
    documents = table(f"وصرّح سامر الوردي بأن {SAID}.")
    named = mentions.annotate(documents)
    [row] = quotes.annotate(documents, named).to_pylist()
    assert row["cue"] == "صرّح"
    assert named.to_pylist()[row["speaker_mention"]]["surface"] == NAME


OTHERS = [
    (
        "en",
        '"The river will not run dry," said Karim Haddad.',
        [("direct", "The river will not run dry,", "Karim Haddad")],
    ),
    (
        "en",
        "Karim Haddad said the river was low. He said that it would rise.",
        [("indirect", "the river was low", "Karim Haddad"), ("indirect", "it would rise", "Karim Haddad")],
    ),
    (
        "en",
        'Dr Karim Haddad told us: "We will wait for the rain."',
        [("direct", "We will wait for the rain.", "Karim Haddad")],
    ),
    ("en", 'The novel "The River That Forgot Its Name" is out.', []),
    # interrupted by its cue; single marks, and apostrophes in them
    (
        "en",
        "‘It won’t run dry,’ said Osbert Quillfeather, who keeps the sluice, ‘not yet.’",
        [
            ("direct", "It won’t run dry,", "Osbert Quillfeather"),
            ("direct", "not yet.", "Osbert Quillfeather"),
        ],
    ),
    ("en", "The miller, who asked not to be named, shut the gate of the ‘old’ mill.", []),
    # a predicate in marks, and less than one
    (
        "en",
        "Osbert Quillfeather said that they were “dry, and cold”.",
        [("mixed", "dry, and cold", "Osbert Quillfeather")],
    ),
    (
        "en",
        "Osbert Quillfeather said that the council owed them “a river”.",
        [("indirect", "the council owed them “a river”", "Osbert Quillfeather")],
    ),
    (
        "fr",
        "« L’eau n’est pas perdue », assure la meunière du pont, Odile Grandrivière. "
        "Elle a ajouté que le barrage tiendrait.",
        [
            ("direct", "L’eau n’est pas perdue", "Odile Grandrivière"),
            ("indirect", "le barrage tiendrait", "Odile Grandrivière"),
        ],
    ),
    (
        "fr",
        "Selon Odile Grandrivière, qui tient le moulin, la rivière serait basse. "
        "« Elle reviendra au printemps ».",
        [
            ("indirect", "la rivière serait basse", "Odile Grandrivière"),
            ("direct", "Elle reviendra au printemps", "Odile Grandrivière"),
        ],
    ),
    (
        "es",
        "—¿Y si llueve? —dijo Servando Ribadulla. La alcaldesa, Iria Couceiro, negó que hubiera agua dulce.",
        [
            ("direct", "¿Y si llueve?", "Servando Ribadulla"),
            ("indirect", "hubiera agua dulce", "Iria Couceiro"),
        ],
    ),
    (
        "de",
        "„Der Fluss bleibt“, sagte Bürgermeisterin Wiebke Sandkrug. Die Mühle sei alt, so Sandkrug. "
        "Das Rad stehe seit Jahren.",
        [
            ("direct", "Der Fluss bleibt", "Wiebke Sandkrug"),
            ("indirect", "Die Mühle sei alt", "Wiebke Sandkrug"),
            ("indirect", "Das Rad stehe seit Jahren", "Wiebke Sandkrug"),
        ],
    ),
    (
        "tr",
        "Muhtar Nermin Sazlık, “Irmak kurumaz” dedi. Sazlık, değirmenin yakında döneceğini söyledi.",
        [
            ("direct", "Irmak kurumaz", "Nermin Sazlık"),
            ("indirect", "değirmenin yakında döneceğini", "Nermin Sazlık"),
        ],
    ),
    (
        "fa",
        "پرستو آسیابان، مدیر آسیاب، گفت: «رود خشک نمی‌شود». وی افزود که آب برمی‌گردد به ده.",
        [("direct", "رود خشک نمی‌شود", "پرستو آسیابان"), ("indirect", "آب برمی‌گردد به ده", "پرستو آسیابان")],
    ),
    (
        "ur",
        "گاؤں کی سیکرٹری شبنم آبشار نے کہا کہ ”دریا کبھی خشک نہیں ہوگا“۔ "
        "انہوں نے مزید کہا: ”پانی واپس آئے گا“۔",
        [("mixed", "دریا کبھی خشک نہیں ہوگا", "شبنم آبشار"), ("direct", "پانی واپس آئے گا", "شبنم آبشار")],
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), OTHERS)
def test_other_languages(language: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert quoted(text, language) == expected


PIECES = st.sampled_from(
    [
        "وقال",
        "أضاف",
        "مضيفا",
        "سامر",
        "الوردي",
        "أن",
        "إنه",
        ":",
        "“",
        "”",
        '"',
        "«",
        "»",
        ".",
        "،",
        "\n",
        "النهر",
        "نقلت",
        "عن",
        "وفقا",
        "لما",
        "قاله",
        "فإن",
        "على",
        "‘",
        "’",
        "كان",
        "قد",
        "المصدر",
        "ذاته",
        "؟",
        "حد",
        "قوله",
        "جاء",
        "في",
        "لـ",
        "كلمة",
        "أخرى",
        "هنا",
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map(" ".join), st.text(max_size=60))


@given(st.lists(TEXTS, max_size=3))
def test_every_quotation_stands_in_its_text(texts: list[str]) -> None:
    """Offsets inside the text, never empty; rows in order; speakers exist; a batch is its documents."""
    documents = table(*texts)
    named = mentions.annotate(documents)
    found = quotes.annotate(documents, named)
    assert found.schema == schema.QUOTES.schema
    singles = [quotes.annotate(documents.slice(i, 1), named) for i in range(len(texts))]
    assert found.to_pylist() == (pa.concat_tables(singles).to_pylist() if singles else [])
    seqs = {(r["doc_id"], r["seq"]) for r in named.to_pylist() if r["target"] == "text"}
    for doc_id, text in enumerate(texts):
        rows = [r for r in found.to_pylist() if r["doc_id"] == str(doc_id)]
        assert [r["seq"] for r in rows] == list(range(len(rows)))
        assert [r["start"] for r in rows] == sorted(r["start"] for r in rows)
        for row in rows:
            assert 0 <= row["start"] < row["end"] <= len(text) and text[row["start"] : row["end"]].strip()
            assert row["speaker_mention"] is None or (row["doc_id"], row["speaker_mention"]) in seqs


@pytest.mark.parametrize(
    "unit", ['"', " “", "قال أن ", "قال: “", "عمان ", "محمد ", "وزير الخارجية ", "مضيفا أن كذا "]
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    """30,000 of anything in one line; a quadratic step would take minutes."""
    documents = table(unit * 30_000)
    start = time.process_time()
    quotes.annotate(documents, mentions.annotate(documents))
    assert time.process_time() - start < 6  # seconds of work; well under 1 when nothing else runs


@pytest.mark.parametrize(
    "unit",
    [
        "(أ ف ب) ",
        "قال وزير الخارجية سامي نور إن ",
        "قال وزير الخارجية سامي نور إن نعم. قالت إن لا. ",
        "وزارة الداخلية السعودية. قالت الداخلية إن نعم نذهب. ",
        "مجلس النواب العراقي. قالت الجلسة إن نعم نذهب. ",
    ],
)
def test_hostile_clauses_are_read_in_linear_time(unit: str) -> None:
    """Four times the text takes about four times as long, not sixteen."""
    few, many = (_seconds(unit * times) for times in (1_000, 4_000))
    assert many < 8 * few + 0.2  # a moment more, for what else the machine does


def _seconds(text: str) -> float:
    """Processor time of reading its quotations, the better of two."""
    documents = table(text)
    named = mentions.annotate(documents)
    taken = []
    for _ in range(2):
        start = time.process_time()
        quotes.annotate(documents, named)
        taken.append(time.process_time() - start)
    return min(taken)


def test_the_five_documents(five: Path) -> None:
    """Every quotation listed is found with its speaker, and none on its line has another."""
    wrong = []
    for line in (five / "gold.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        text, starts = _body(gold, (five / gold["file"]).read_text("utf-8"))
        documents = table(text, title=gold["title"])
        rows = quotes.annotate(documents, mentions.annotate(documents)).to_pylist()
        for number, speaker in gold["quotes"]:
            start, end = starts[number]
            speakers = {r["speaker"] for r in rows if start <= r["start"] < end}
            if speakers != {speaker}:
                wrong.append((gold["file"], number, speaker, speakers))
    assert wrong == []


def _body(gold: dict[str, list[list[object]]], raw: str) -> tuple[str, dict[object, tuple[int, int]]]:
    """The body lines, joined, and where each of them stands; datelines are left out."""
    lines = raw.split("\n")
    datelines = {line: end for line, _, end, _ in gold["spans"]}
    kept, starts, offset = [], {}, 0
    for number, label in gold["lines"]:
        if label in ("body", "subheading"):
            content = lines[number][datelines.get(number, 0) :].strip()  # type: ignore[index,misc]
            starts[number] = (offset, offset + len(content))
            kept.append(content)
            offset += len(content) + 2
    return "\n\n".join(kept), starts


@pytest.mark.parametrize("cue", ["ويقول عنك", "ويقول عنه", "وأضاف"])
@pytest.mark.parametrize("name", ['"الوردي"', "”الوردي“", "«»", "-"])
def test_a_speaker_has_a_name_or_is_not_known(cue: str, name: str) -> None:
    found = quoted(f'{cue} {name} وزير خارجية النهر: "{SAID}".')
    assert found
    assert all(speaker is None or speaker.strip() for _, _, speaker in found)


@pytest.mark.parametrize("before", ["", "وأكد سامر الوردي. "])
@pytest.mark.parametrize(
    "cue", ["جاء في", "وجاء في بيان", "وفقا ل", "بحسب", "قال", "مشيرا إلى أن", "نقلت عن", "«", "قال:"]
)
def test_a_text_may_end_in_the_middle_of_a_cue(before: str, cue: str) -> None:
    assert quoted(before + cue) == []
