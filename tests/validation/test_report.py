"""The report: shards added up in any order, the same bytes, a page nothing can break out of."""

import json
import re
from html.parser import HTMLParser
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq import schema
from warraq.validation import Outcome, Report, RuleResult, merge

DOC = "0123456789abcdef0123"


def result(rule_id: str, **changes: object) -> RuleResult:
    values: dict[str, object] = {
        "rule_id": rule_id,
        "table": rule_id.partition(".")[0],
        "type": "expect_column_values_to_not_be_null",
        "description": "It is there.",
        "severity": "critical",
        "on_failure": "stop",
        "mostly": 1.0,
        "rows": 10,
        "failed": 0,
        "examples": (),
        "error": None,
    }
    return RuleResult(**{**values, **changes})  # type: ignore[arg-type]


@st.composite
def outcomes(draw: st.DrawFn) -> list[Outcome]:
    """Shards that were checked by the same four rules."""
    rules = ["reuse.b", "documents.z", "documents.a", "segments.a"]
    shards = []
    for _ in range(draw(st.integers(0, 5))):
        results = []
        for rule in rules:
            failing = draw(st.sets(st.text("ab<&ت", max_size=3), max_size=7))
            died = draw(st.sampled_from([None, None, None, "x", "y"]))
            examples = tuple(sorted(failing)[:5])
            results.append(result(rule, rows=9, failed=len(failing), examples=examples, error=died))
        pairs = draw(st.sets(st.tuples(st.sampled_from([DOC, "f" * 20]), st.sampled_from(rules))))
        shards.append(Outcome(tuple(results), tuple(sorted(pairs))))
    return shards


@given(outcomes(), st.randoms(use_true_random=False))
def test_shards_add_up_in_any_order(shards: list[Outcome], random: Random) -> None:
    shuffled = list(shards)
    random.shuffle(shuffled)
    report = merge(shards)
    assert merge(shuffled).to_json() == report.to_json()
    assert merge(shuffled) == report
    assert sum(r.failed for r in report.results) == sum(r.failed for s in shards for r in s.results)
    assert [r.rule_id for r in report.results] == (
        ["documents.z", "documents.a", "segments.a", "reuse.b"] if shards else []
    )


def test_a_share_is_judged_over_all_shards() -> None:
    thin = result("documents.t", severity="warning", on_failure="warn", mostly=0.8, rows=10, failed=5)
    full = result("documents.t", severity="warning", on_failure="warn", mostly=0.8, rows=90, failed=0)
    assert not thin.success
    assert merge([Outcome((thin,), ())]).verdict == "warned"
    assert merge([Outcome((thin,), ()), Outcome((full,), ())]).verdict == "passed"


def test_the_json_says_it_all_and_no_more() -> None:
    broken = result("documents.a", failed=2, examples=("أ 1",))
    report = merge([Outcome((broken, result("documents.b")), ((DOC, "documents.a"), (DOC, "documents.b")))])
    told = json.loads(report.to_json())
    assert told["verdict"] == "stopped"
    assert told["stopped"] == ["documents.a"]
    assert told["quarantined"] == [{"doc_id": DOC, "rules": ["documents.a", "documents.b"]}]
    assert [r["success"] for r in told["rules"]] == [False, True]
    assert set(told) == {"verdict", "stopped", "warnings", "quarantined", "rules"}
    assert "أ" in report.to_json()
    assert report.to_json().endswith("}\n")


class Page(HTMLParser):
    """The elements of a page with their attributes, and whether they are closed in order."""

    VOID = ("meta", "br", "hr", "img", "link", "input")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def hostile() -> Report:
    attack = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
    return merge(
        [
            Outcome(
                (
                    result("documents.a", failed=1, examples=(f"{DOC} raw/{attack}.txt",)),
                    result("segments.a", error=attack),
                    result("exclusions.a", failed=1, examples=("أرشيف/الصفحة.txt",)),
                ),
                ((attack, "documents.a"),),
            )
        ]
    )


def test_the_page_escapes_what_the_data_holds() -> None:
    html = hostile().to_html("<script>alert(0)</script>")
    page = Page(html)
    assert page.open == []
    assert "script" not in {tag for tag, _ in page.elements}
    assert not [a for _, attributes in page.elements for a in attributes if a.startswith("on")]
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 3


def test_the_page_loads_nothing() -> None:
    page = Page(hostile().to_html("x"))
    assert not [a for _, attributes in page.elements for a in attributes if a in ("src", "srcset", "data")]
    links = [attributes["href"] or "" for _, attributes in page.elements if "href" in attributes]
    assert links
    assert all(link.startswith("#") for link in links)
    ids = {attributes.get("id") for _, attributes in page.elements}
    assert {link[1:] for link in links} <= ids
    assert not re.search(r"url\(|@import|https?:", hostile().to_html("x"))


@pytest.mark.parametrize(
    ("title", "language", "direction"),
    [("صحف النيل 2021", "und-Arab", "rtl"), ("Papers of the Nile", "und", "ltr"), ("2021", "und", "ltr")],
)
def test_words_have_the_direction_of_their_script(title: str, language: str, direction: str) -> None:
    page = Page(hostile().to_html(title))
    assert ("bdi", {"lang": language, "dir": direction}) in page.elements
    assert page.elements[0] == ("html", {"lang": "en", "dir": "ltr"})
    keys = [
        attributes for tag, attributes in page.elements if tag == "bdi" and attributes.get("class") == "key"
    ]
    assert "rtl" in {k.get("dir") for k in keys}


def test_all_holds_is_said_of_all_only() -> None:
    nearly = result("documents.a", rows=1_000_000, failed=1)
    html = merge([Outcome((nearly,), ())]).to_html("x")
    assert "99.9 %" in html
    assert "100 %" not in html


def test_the_page_describes_every_table_it_has() -> None:
    report = merge([Outcome(tuple(result(f"{t}.a") for t in schema.TABLES), ())])
    html = report.to_html("x")
    assert "every rule holds" in html
    assert all(f'<section id="{t}">' in html for t in schema.TABLES)
