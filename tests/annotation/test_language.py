"""Language, script and direction of whole documents, in words written for the test."""

import pyarrow as pa
import pytest

from warraq.annotation import characters, language

TEXTS = {
    "ar": "افتتح مجلس المدينة صباح اليوم مكتبة في الواحة، وقال المدير إن القاعة تضم كتبا من كل البلاد.",
    "ar-iran": "افتتح مجلس المدینة الیوم مکتبة فی الواحة، وقال المدیر إن تضم کتبا من کل البلاد التی زارها.",
    "fa": "شورای شهر صبح امروز کتابخانه ای را در مرکز شهر باز کرد و مدیر آن گفت که این تالار هزار کتاب دارد.",
    "ur": "شہر کی مجلس نے آج صبح ایک کتب خانہ کھولا ہے اور منتظم نے بتایا کہ اس میں ہزار کتابیں ہیں۔",
    "en": "The town council opened a new library and its director said it holds a thousand books.",
    "fr": "Le conseil municipal a ouvert ce matin une bibliothèque au centre, et elle compte mille livres.",
    "tr": "Belediye meclisi bu sabah şehirde bir kütüphane açtı ve müdürü içinde bin kitap olduğunu söyledi.",
    "de": "Der Stadtrat hat heute eine Bibliothek eröffnet, und die Leiterin sagte, es sind tausend Bücher.",
    "es": "El ayuntamiento abrió hoy una biblioteca en el centro y la directora dijo que está llena.",
    "he": "מועצת העיר פתחה הבוקר ספרייה חדשה במרכז העיר ובה אלף ספרים וחדר לילדים.",
    "ja": "市議会は今朝、町の中心に新しい図書館を開き、館長は千冊の本があると述べた。子どもの部屋もある。",
    "si": "නගර සභාව අද උදෑසන නගර මධ්‍යයේ නව පුස්තකාලයක් විවෘත කළේය.",
    "my": "မြို့တော်ကောင်စီက ဒီနေ့မနက် မြို့လယ်မှာ စာကြည့်တိုက်သစ်တစ်ခု ဖွင့်လှစ်ခဲ့သည်။",
    "zh-の": "市议会今天早上在市中心开设了一座新图书馆（花の家）馆长表示馆内有一千本书还有一个儿童阅览室",
    "zh": "市议会今天早上在市中心开设了一座新图书馆馆长表示馆内有一千本书还有一个儿童阅览室",
}
CLOSE = {  # the model has one language of each pair, or neither
    "id": "Dewan kota membuka perpustakaan baru pagi ini dan direkturnya mengatakan ada seribu buku di sana.",
    "ky": "Шаардык кеңеш бүгүн эртең менен жаңы китепкана ачты, анда миң китеп жана балдар үчүн бөлмө бар.",
    "uz": "Шаҳар кенгаши бугун эрталаб янги кутубхона очди, унда минг китоб ва болалар учун хона бор.",
    "hr": "Gradsko vijeće jutros je otvorilo novu knjižnicu, a ravnateljica je rekla da ima tisuću knjiga.",
}
SCRIPTS = {
    "ar": "Arab",
    "ar-iran": "Arab",
    "fa": "Arab",
    "ur": "Arab",
    "he": "Hebr",
    "ja": "Hira",
    "si": "Sinh",
    "my": "Mymr",
    "zh-の": "Hani",
    "zh": "Hani",
}


def columns(texts: list[str], priors: list[str | None] | None = None) -> dict[str, list[str]]:
    array = pa.array(texts, pa.string())
    found = language.columns(array, characters.count(array), priors or [None] * len(texts))
    return {name: column.to_pylist() for name, column in found.items()}


def test_languages() -> None:
    found = columns(list(TEXTS.values()))
    assert dict(zip(TEXTS, found["language"], strict=True)) == {code: code.split("-")[0] for code in TEXTS}
    assert found["script"] == [SCRIPTS.get(code, "Latn") for code in TEXTS]
    assert found["direction"] == ["rtl" if SCRIPTS.get(c) in ("Arab", "Hebr") else "ltr" for c in TEXTS]


def test_of_two_close_languages_none_is_guessed() -> None:
    assert columns(list(CLOSE.values()))["language"] == ["und"] * len(CLOSE)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ps", "د ښار شورا نن سهار یو نوی کتابتون پرانیست او مشر یې وویل چې پکې زر کتابونه دي."),
        ("ckb", "ئەنجومەنی شار ئەمڕۆ بەیانی کتێبخانەیەکی نوێی کردەوە و بەڕێوەبەر گوتی هەزار کتێبی تێدایە."),
        ("ug", "شەھەر كېڭىشى بۈگۈن ئەتىگەن يېڭى كۈتۈپخانا ئاچتى، ئۇنىڭدا مىڭ كىتاب بار."),
        ("ru", "Городской совет открыл сегодня утром новую библиотеку, и директор сказал, что там книги."),
    ],
)
def test_neighbours_that_share_letters_are_told_apart(code: str, text: str) -> None:
    assert columns([text])["language"] == [code]


def test_letters_and_function_words_decide_without_the_model() -> None:
    found = columns([TEXTS["ar"], TEXTS["ar-iran"], TEXTS["fa"], TEXTS["ur"]])
    assert found["rule"] == ["language.words"] * 4


@pytest.mark.parametrize("text", ["", "ميسي", "12345 67 / 89", "محمد سالم"])
def test_too_little_text_is_undetermined(text: str) -> None:
    assert columns([text])["language"] == ["und"]


def test_a_prior_counts_only_where_the_text_leaves_it_open() -> None:
    found = columns(["ميسي", TEXTS["ar"]], ["ar", "fa"])
    assert found["language"] == ["ar", "ar"]
    assert found["rule"] == ["known.language", "language.words"]


def test_one_document_does_not_sway_another() -> None:
    together = columns(list(TEXTS.values()))["language"]
    assert together == [columns([text])["language"][0] for text in TEXTS.values()]


def test_no_letters_have_no_script() -> None:
    assert columns(["12 / 34"])["script"] == ["Zyyy"]
