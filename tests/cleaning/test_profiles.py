"""Site profiles: what they find, what they must leave, and that nothing but the pages matters."""

import random
from collections.abc import Callable, Sequence
from itertools import pairwise

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warraq import packs, pipeline, schema
from warraq.cleaning import clean, site_of
from warraq.cleaning.profiles.learning import learn
from warraq.cleaning.profiles.observations import observe

NOUNS = """
جسر نهر مكتبة حديقة مدرسة متحف ميناء سوق قرية مدينة مسرح ملعب عيادة محطة بستان واحة قلعة بئر منارة سفينة
زيتون نخيل قطن قمح عسل حليب خبز ملح حرير صوف خزف نحاس فضة زجاج ورق حبر خشب رخام طين رمل
"""
WORDS = NOUNS.split()
CODES = packs.codes()


def sentence(number: int) -> str:
    """A sentence of its own for every number below 64,000."""
    first, second, third = (WORDS[number // 40**k % 40] for k in range(3))
    return f"{first} {third} كان يوما قرب {second} القديم ثم صار {second} {first}."


def article(number: int, top: Sequence[str] = (), below: Sequence[str] = ()) -> str:
    """A page with three sentences of its own between these lines."""
    return "\n".join([*top, *(sentence(3 * number + k) for k in range(3)), *below])


def raw(texts: Sequence[str], site: str | Sequence[str] = "nahar") -> pa.Table:
    table = pipeline.raw_table(texts)
    sites = [site] * len(texts) if isinstance(site, str) else site
    at = table.schema.get_field_index("source")
    return table.set_column(at, table.schema.field(at), pa.array(sites, pa.string()))


def profile(texts: Sequence[str], site: str = "nahar") -> pa.Table:
    return learn([observe(raw(texts, site))], CODES)


def learnt(texts: Sequence[str]) -> dict[str, tuple[str, str]]:
    """(label, rule) of each line of the profile."""
    return {r["line"]: (r["label"], r["rule"].removeprefix("profile.")) for r in profile(texts).to_pylist()}


Page = Callable[[int], str]


def below(*lines: str) -> Page:
    return lambda n: article(n, below=[line.replace("%", str(100 + n)) for line in lines])


def above(*lines: str) -> Page:
    return lambda n: article(n, top=[line.replace("%", str(100 + n)) for line in lines])


FOUND: list[tuple[str, int, int, Page, dict[str, tuple[str, str]]]] = [
    (
        "an address on three pages",
        3,
        9,
        below("katib@nahar.example"),
        {"katib@nahar.example": ("contact", "known")},
    ),
    ("a writer's handle", 3, 9, below("@katib_nahar"), {"@katib_nahar": ("byline", "contact")}),
    ("a number for messages", 3, 9, below("88123 زين"), {"88123 زين": ("contact", "contact")}),
    (
        "the lines below the number, each with a code of its own",
        6,
        9,
        below("ارسل رسالة الى 88123", "تبدأ بالرمز % ثم المسافة"),
        {
            "ارسل رسالة الى 88123": ("contact", "contact"),
            "تبدأ بالرمز 100 ثم المسافة": ("contact", "block"),
        },
    ),
    (
        "a closing formula",
        10,
        30,
        below("وعلى الخير نلتقي."),
        {"وعلى الخير نلتقي.": ("continuation", "bracket")},
    ),
    ("a credit", 10, 30, below("* خدمة «بريد النهر»"), {"* خدمة «بريد النهر»": ("agency_credit", "bracket")}),
    (
        "a writer and a town",
        10,
        30,
        above("سالم الحداد - الواحة"),
        {"سالم الحداد - الواحة": ("dateline", "bracket")},
    ),
    ("a writer", 10, 30, above("سالم الحداد"), {"سالم الحداد": ("byline", "bracket")}),
    ("the mark of the wire", 3, 9, below("// انتهى //"), {"// انتهى //": ("continuation", "known")}),
    ("the wire's clock", 10, 10, below("% ت م"), {"100 ت م": ("nav", "frequent")}),
    (
        "an entry of a menu",
        3,
        3,
        above("بوابة النهر", "زوايا"),
        {"بوابة النهر": ("masthead", "known"), "زوايا": ("nav", "frequent")},
    ),
    (
        "the sections of a menu",
        3,
        3,
        above("بوابة النهر", "ثقافة", "رياضة"),
        {
            "بوابة النهر": ("masthead", "known"),
            "ثقافة": ("nav", "known"),
            "رياضة": ("nav", "known"),
        },
    ),
    (
        "the one section of a site",
        3,
        3,
        above("بوابة النهر", "رياضة"),
        {"بوابة النهر": ("masthead", "known"), "رياضة": ("section", "known")},
    ),
    (
        "glued after the text",
        10,
        12,
        lambda n: article(n) + f" {sentence(900 + n)} للتواصل ارسل رسالة الى 88123 ثم الرمز {100 + n}",
        {"للتواصل ارسل رسالة الى 88123 ثم الرمز 100": ("contact", "tail")},
    ),
    (
        "glued before the text",
        10,
        12,
        lambda n: "Next Previous " + article(n),
        {"Next Previous": ("page_tools", "head")},
    ),
    (
        "networks before the text",
        10,
        12,
        lambda n: "شارك تويتر فيسبوك " + article(n),
        {"شارك تويتر فيسبوك": ("share", "head")},
    ),
]


@pytest.mark.parametrize(("pages", "of", "page", "lines"), [f[1:] for f in FOUND], ids=[f[0] for f in FOUND])
def test_what_stands_on_enough_pages_is_found(
    pages: int, of: int, page: Page, lines: dict[str, tuple[str, str]]
) -> None:
    texts = [page(n) for n in range(pages)] + [article(n) for n in range(pages, of)]
    assert learnt(texts) == lines


@pytest.mark.parametrize(("pages", "of", "page", "lines"), [f[1:] for f in FOUND], ids=[f[0] for f in FOUND])
def test_on_two_pages_nothing_is_a_habit(
    pages: int, of: int, page: Page, lines: dict[str, tuple[str, str]]
) -> None:
    assert learnt([page(0), page(1)] + [article(n) for n in range(2, of)]) == {}


BACKGROUND = sentence(1) + " " + sentence(2) + " " + sentence(3)
LEFT_ALONE: list[tuple[str, int, int, Page]] = [
    ("a closing formula on nine pages", 9, 20, below("وعلى الخير نلتقي.")),
    ("the standing background of a series", 20, 20, below(BACKGROUND)),
    ("a closing sentence on nine pages of nine", 9, 9, below(sentence(60_000))),
    (
        "a heading inside the article",
        20,
        20,
        lambda n: article(n, below=["مؤشرات اليوم", sentence(9_000 + n)]),
    ),
    ("what leads on", 20, 20, above("نص البيان:")),
    ("a daily headline", 20, 20, above("اسعار الذهب في الاسواق اليوم %")),
    ("a price list", 9, 9, below("عيار %", "% دينارا للبيع")),
    (
        "a formula glued to the text",
        30,
        30,
        lambda n: article(n) + " " + sentence(900 + n) + " قال مصدر في الميناء",
    ),
    ("a product's name before the text", 12, 1000, lambda n: "Galaxy Note " + article(n)),
    ("a page without sentences", 9, 9, lambda n: f"زوايا\n{WORDS[n]}\nطقس"),
]


@pytest.mark.parametrize(("pages", "of", "page"), [x[1:] for x in LEFT_ALONE], ids=[x[0] for x in LEFT_ALONE])
def test_text_that_repeats_is_left_alone(pages: int, of: int, page: Page) -> None:
    assert learnt([page(n) for n in range(pages)] + [article(n) for n in range(pages, of)]) == {}


def test_copies_of_one_article_teach_nothing() -> None:
    """Ten houses' edits of one agency copy: each with a first line and a last sentence of its own."""
    copies = [f"{WORDS[n]}\n{article(1)}\n{sentence(5000 + n)}\nوعلى الخير نلتقي." for n in range(12)]
    assert learnt(copies) == {}
    assert learnt([f"{article(n)}\nوعلى الخير نلتقي." for n in range(12)]) != {}


def test_the_same_page_twice_counts_once() -> None:
    pages = [article(n, below=["katib@nahar.example"]) for n in (0, 1, 1, 1)]
    assert learnt(pages) == {}


def test_counts_and_shares_are_what_they_say() -> None:
    pages = [article(n, below=["katib@nahar.example"]) for n in range(4)] + [article(n) for n in range(4, 10)]
    (row,) = profile(pages).to_pylist()
    assert (row["documents"], row["of"], row["edge"]) == (4, 10, 1.0)
    assert row["share"] == pytest.approx(0.4)
    assert (row["place"], row["key"]) == ("line", "katibnaharexample")


def test_every_site_has_its_own() -> None:
    pages = [article(n, below=["katib@nahar.example"]) for n in range(4)]
    table = learn([observe(raw([*pages, article(9)], ["nahar", "nahar", "nahar", "layl", "layl"]))], CODES)
    assert table["site"].to_pylist() == ["nahar"]


CLOSING = "وعلى الخير نلتقي."
CLOSED = profile([article(n, below=[CLOSING] * (n < 12)) for n in range(30)])


def labels(text: str, profiles: pa.Table | None, site: str = "nahar") -> dict[str, str]:
    segments = clean(raw([text], site), CODES, profiles)
    assert "".join(segments["content"].to_pylist()) == text
    return dict(zip(segments["content"].to_pylist(), segments["label"].to_pylist(), strict=True))


def test_a_profile_is_used_on_single_pages_of_its_site_alone() -> None:
    page = article(700, below=[CLOSING])
    assert labels(page, CLOSED)[CLOSING] == "continuation"
    assert labels(page, CLOSED, "layl")[CLOSING] == "body"
    assert labels(page, None)[CLOSING] == "body"


def test_inside_the_article_the_same_words_are_text() -> None:
    page = article(700, below=[CLOSING, sentence(8000), sentence(8001)])
    assert labels(page, CLOSED)[CLOSING] == "body"


def test_what_is_glued_to_the_text_is_cut_off() -> None:
    heads = profile(["Next Previous " + article(n) for n in range(12)])
    found = labels("Next Previous " + article(700), heads)
    assert found["Next Previous"] == "page_tools"
    assert found[sentence(2100)] == "body"
    glue = "للتواصل ارسل رسالة الى 88123 ثم الرمز"
    tails = profile([f"{article(n)} {sentence(900 + n)} {glue} {n}" for n in range(12)])
    found = labels(f"{article(700)} {sentence(8000)} {glue} 77", tails)
    assert found[f"{glue} 77"] == "contact"
    assert found[f"{sentence(2102)} {sentence(8000)}"] == "body"


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False), st.lists(st.integers(1, 11), max_size=4))
def test_neither_order_nor_shards_matter(shuffle: random.Random, cuts: list[int]) -> None:
    page = below("ارسل رسالة الى 88123", "تبدأ بالرمز % ثم المسافة")
    texts = ["Next Previous " + page(n) for n in range(12)]
    whole = profile(texts)
    assert whole.num_rows == 3
    shuffle.shuffle(texts)
    bounds = sorted({0, *cuts, len(texts)})
    parts = [observe(raw(texts[i:j])) for i, j in pairwise(bounds)]
    assert learn(parts, CODES).equals(whole)


LINES = st.sampled_from(
    [sentence(n) for n in range(6)] + ["katib@nahar.example", "زوايا", CLOSING, "88123 زين"]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(LINES, min_size=1, max_size=6), max_size=8))
def test_no_line_of_fewer_than_three_pages_is_learnt(pages: list[list[str]]) -> None:
    table = learn([observe(raw(["\n".join(lines) for lines in pages]))], CODES)
    distinct = {tuple(lines) for lines in pages}
    for row in table.to_pylist():
        assert sum(row["line"] in lines for lines in distinct) >= row["documents"] >= 3


def test_hostile_text_is_only_slow() -> None:
    many = "\n".join(f"{a} {b} {c}" for a in WORDS for b in WORDS for c in WORDS)
    texts = [many, "ا" * 3_000_000, " ".join(["كلمة"] * 300_000), "\n" * 50_000, "\x00\x1f", "Next " * 9]
    observed = observe(raw(texts))
    assert observed.num_rows > 64_000
    table = learn([observed, observe(raw([]))], CODES)
    assert table.num_rows == 0
    clean(raw(texts[1:]), CODES, CLOSED)


def test_nothing_observed_is_an_empty_profile() -> None:
    for observed in ([], [observe(raw([]))], [observe(raw(["", "  \n"]))]):
        assert learn(observed, CODES).equals(schema.SITE_LINES.empty())


SITES = [
    ("nahar", "https://www.layl.example/1", "raw/a/1.txt", "nahar"),
    (None, "https://www.Layl.example:443/1?x=/", "raw/a/1.txt", "layl.example"),
    (None, "//user@layl.example", "raw/a/1.txt", "layl.example"),
    (None, "not an address", "raw/a/1.txt", "raw/a"),
    (None, None, "pages.zip/2024/x.json#12", "pages.zip/2024"),
    (None, None, "1.txt", "."),
]


@pytest.mark.parametrize(("source", "url", "path", "site"), SITES)
def test_a_site_is_a_source_a_host_or_a_folder(
    source: str | None, url: str | None, path: str, site: str
) -> None:
    table = pa.table({"source": [source], "url": pa.array([url], pa.string()), "path": [path]})
    table = table.set_column(0, "source", pa.array([source], pa.string()))
    assert site_of(table).to_pylist() == [site]
