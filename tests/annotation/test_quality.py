"""Size and quality columns: counted by hand, in Arabic and English, and against plain counting."""

import math
import unicodedata
from collections import Counter

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warraq import packs
from warraq.annotation import characters, quality

Columns = dict[str, list[float | None]]


def columns(texts: list[str], language: str = "ar", script: str = "Arab") -> Columns:
    array = pa.array(texts, pa.string())
    raw = pa.array([2 * len(t) for t in texts], pa.int32())
    count = len(texts)
    found = quality.columns(array, raw, characters.count(array), [language] * count, [script] * count)
    return {name: column.to_pylist() for name, column in found.items()}


def test_a_text_counted_by_hand() -> None:
    text = "قال: «نعم!»\n\nbook 12.\n\nقال: «نعم!»\n\nلا"
    found = {name: values[0] for name, values in columns([text]).items()}
    assert found["chars"] == len(text)
    assert found["words"] == 7
    assert found["paragraphs"] == 4
    assert found["sentences"] == 3
    assert found["kept_ratio"] == 0.5
    assert found["mean_word_length"] == pytest.approx(20 / 7)
    assert found["alphabetic_words_ratio"] == pytest.approx(6 / 7)
    assert (found["function_words"], found["function_words_ratio"]) == (1, pytest.approx(1 / 7))  # لا
    assert found["stop_lines_ratio"] == 0.75
    assert found["repeated_lines_ratio"] == 0.25
    assert found["repeated_chars_ratio"] == pytest.approx(11 / (11 + 8 + 11 + 2))
    assert found["symbol_ratio"] == pytest.approx(9 / len(text))
    assert found["hash_ratio"] == found["ellipsis_ratio"] == found["bullet_lines_ratio"] == 0


TEN = "one two three four five six seven eight nine ten"  # 39 letters
ARABIC_TEN = "ا بب ت ثث ج حح خ دد ذ رر"  # 15 letters
OTHERS = " ".join(f"w{chr(97 + i // 8)}{chr(97 + i % 8)}" for i in range(40))  # 40 words of 3 letters


@pytest.mark.parametrize(("ten", "letters"), [(TEN, 39), (ARABIC_TEN, 15)], ids=["en", "ar"])
def test_repetition_counted_by_hand(ten: str, letters: int) -> None:
    """Ten words, forty others, the ten once more: what comes again are the last ten, in any grouping."""
    found = {n: v[0] for n, v in columns([f"{ten} {OTHERS}\n\n{ten}"]).items()}
    whole = 2 * letters + 120
    words = [len(w) for w in ten.split()]
    assert found["repeated_5grams_ratio"] == found["repeated_10grams_ratio"] == pytest.approx(letters / whole)
    longest = max(sum(words[i : i + 2]) for i in range(9))
    assert found["top_2gram_ratio"] == pytest.approx(2 * longest / whole)
    longest = max(sum(words[i : i + 4]) for i in range(7))
    assert found["top_4gram_ratio"] == pytest.approx(2 * longest / whole)


def test_the_most_frequent_pair_is_the_top_one_though_another_is_longer() -> None:
    text = f"{OTHERS} longest words longest words a b c a b d a b e a b"
    found = columns([text])["top_2gram_ratio"]
    assert found == [pytest.approx(4 * 2 / (120 + 24 + 11))]


def test_spellings_of_a_word_are_one_and_texts_are_apart() -> None:
    vowelled = "كَتَبَ الوَلَدُ رِسالَةً إلى أُمِّهِ"
    plain = "كتب الولد رسالة الى امه"
    found = columns([f"{vowelled} {OTHERS} {plain} x y", f"{OTHERS} {plain} v w x y z"])
    assert found["repeated_5grams_ratio"][0] == pytest.approx(19 / (19 + 120 + 19 + 2))
    assert found["repeated_5grams_ratio"][1] == 0


@pytest.mark.parametrize("line", ["جملة.", "سؤال؟", "جملہ۔", "文。", "end!”", "قال «نعم.»", "…", "x) ."])
def test_sentence_marks_of_every_script(line: str) -> None:
    found = columns([line])
    assert (found["stop_lines_ratio"], found["sentences"]) == ([1.0], [1])


@pytest.mark.parametrize("line", ["عنوان", "قال:", "a,", "(1.5", "3.14159265", "www.example.org"])
def test_lines_that_end_no_sentence(line: str) -> None:
    found = columns([line])
    assert (found["stop_lines_ratio"], found["sentences"]) == ([0.0], [0])


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("أين؟ هنا. «نعم!» قال.", 4),
        ("حسنا... نعم", 1),
        ("لا!!؟", 1),
        ("د.ب.أ: 2.5", 0),
        ("一。二。三", 2),
        ("", 0),
    ],
)
def test_sentences(text: str, sentences: int) -> None:
    assert columns([text])["sentences"] == [sentences]


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("bullet_lines_ratio", "• أول\n- second\nـ ثالث\nرابع", 0.75),
        ("bullet_lines_ratio", "-", 1.0),
        ("bullet_lines_ratio", "1- واحد\n+5 درجات", 0.0),
        ("ellipsis_lines_ratio", "يتبع…\nيتبع..\nand so on...”\nend.", 0.75),
        ("ellipsis_lines_ratio", "قال… ثم سكت", 0.0),
        ("ellipsis_ratio", "قال .. ثم... سكت… نعم.", 0.75),
        ("hash_ratio", "#وسم و#tag لا", 2 / 4),
        ("alphabetic_words_ratio", "عام 1436 هـ 2015 م", 3 / 5),
        ("function_words", "هذا الكتاب في البيت على الطاولة", 3),
        ("mean_word_length", "كِتَابٌ ab1", 3.5),
        ("mean_word_length", "\u200fقال\u200e نعم", 3.0),
    ],
)
def test_signals(column: str, text: str, value: float) -> None:
    assert columns([text])[column] == [pytest.approx(value)]


def test_english_function_words() -> None:
    assert columns(["The cat sat on the mat, and of it."], "en", "Latn")["function_words"] == [6]


NEED_WORDS = ("mean_word_length", "alphabetic_words_ratio", "hash_ratio", "ellipsis_ratio")
OF_PACKS = ("function_words", "function_words_ratio")
OF_NGRAMS = ("top_2gram_ratio", "top_4gram_ratio", "repeated_5grams_ratio", "repeated_10grams_ratio")
OF_LINES = (
    *("stop_lines_ratio", "ellipsis_lines_ratio", "bullet_lines_ratio", "repeated_lines_ratio"),
    "repeated_chars_ratio",
)


def nulls(found: Columns, row: int = 0) -> set[str]:
    return {name for name, values in found.items() if values[row] is None}


def test_what_is_null_where_it_would_mean_nothing() -> None:
    assert nulls(columns([""])) == {
        *NEED_WORDS,
        "function_words_ratio",
        *OF_NGRAMS,
        *OF_LINES,
        "symbol_ratio",
    }
    assert nulls(columns(["كلمة"])) == {*OF_NGRAMS}
    assert nulls(columns([" ".join(["word"] * 49)], "en")) == {*OF_NGRAMS}
    assert nulls(columns([" ".join(["word"] * 50)], "en")) == set()
    assert nulls(columns(["word " * 60], "zu")) == {*OF_PACKS}
    assert nulls(columns(["市议会今天早上在市中心。" * 60], "zh", "Hani")) == {
        *NEED_WORDS,
        *OF_PACKS,
        *OF_NGRAMS,
    }
    assert columns([]) == {key: [] for key in columns([""])}


def plain_words(text: str) -> list[str]:
    """Runs of letters and digits, marks left out."""
    found, inside = [], False
    for char in text:
        category = unicodedata.category(char)
        mark = category[0] == "M" or category == "Cf" or char == "ـ"
        if category[0] in "LN" and not mark:
            found += [""] if not inside else []
            found[-1] += char
            inside = True
        elif not mark:
            inside = False
    return found


def plain_repeats(words: list[str], n: int) -> int:
    seen: set[tuple[str, ...]] = set()
    covered = set()
    for i in range(len(words) - n + 1):
        gram = tuple(words[i : i + n])
        covered |= set(range(i, i + n)) if gram in seen else set()
        seen.add(gram)
    return sum(len(words[i]) for i in covered)


def plain_top(words: list[str], n: int) -> int:
    grams = Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
    best = max(((k, sum(map(len, g))) for g, k in grams.items() if k > 1), default=(0, 0))
    return min(best[0] * best[1], sum(map(len, words)))


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from('اب تَ1٣ aB.،؟!"«»\n—ـ\u200c文é😀')), max_size=5))
def test_columns_agree_with_plain_counting(texts: list[str]) -> None:
    found = columns(texts)
    assert found["chars"] == [len(t) for t in texts]
    lines = [[line for line in t.split("\n") if line] for t in texts]
    assert found["paragraphs"] == [len(one) for one in lines]
    repeated = [1 - len(set(one)) / len(one) if one else None for one in lines]
    assert found["repeated_lines_ratio"] == [r if r is None else pytest.approx(r) for r in repeated]
    symbols = [sum(unicodedata.category(c)[0] in "PS" for c in t) / len(t) if t else None for t in texts]
    assert found["symbol_ratio"] == [s if s is None else pytest.approx(s) for s in symbols]
    assert found["words"] == [len(plain_words(t)) for t in texts]


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(["a", "bb", "ج", "دد", "e1"]), max_size=90), max_size=4))
def test_repetition_agrees_with_plain_counting(texts: list[list[str]]) -> None:
    found = columns([" ".join(words) for words in texts])
    for row, words in enumerate(texts):
        whole = sum(map(len, words))
        for name, count, n in (
            ("top_2gram_ratio", plain_top, 2),
            ("top_4gram_ratio", plain_top, 4),
            ("repeated_5grams_ratio", plain_repeats, 5),
            ("repeated_10grams_ratio", plain_repeats, 10),
        ):
            expected = pytest.approx(count(words, n) / whole) if len(words) >= 50 else None
            assert found[name][row] == expected, name


@settings(deadline=None)
@given(st.lists(st.text(max_size=400), max_size=3), st.sampled_from(["ar", "en", "zh", "und", ""]))
def test_shares_are_shares_of_any_text(texts: list[str], language: str) -> None:
    safe = [t.encode("utf-8", "replace").decode() for t in texts]
    found = columns(safe, language, "Latn")
    shares = [n for n in found if n.endswith("_ratio") and n not in ("hash_ratio", "ellipsis_ratio")]
    values = [v for n in shares for v in found[n] if v is not None]
    assert all(0 <= v <= 1 and not math.isnan(v) for v in values)
    assert all(v is None or v >= 0 for n in ("hash_ratio", "ellipsis_ratio", "sentences") for v in found[n])


def test_one_text_does_not_sway_another() -> None:
    texts = [f"{TEN} {OTHERS} {TEN}", "", "كلمة", f"{TEN} {OTHERS}", f"{ARABIC_TEN}\n" * 9]
    together = columns(texts)
    alone = [columns([text]) for text in texts]
    assert together == {name: [one[name][0] for one in alone] for name in together}


def test_every_language_with_a_pack_has_its_function_words_counted() -> None:
    for code in packs.codes():
        script = packs.read(code, "pack")["script"]
        words = sorted(packs.function_words((code,)))[:5]
        if script not in quality.SPACELESS:
            assert columns([" , ".join(words)], code, script)["function_words"][0], code
