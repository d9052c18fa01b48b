"""What docs/architecture.md and its neighbours say is there is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
LINK = re.compile(r"\[(`?)([^\]`]+)`?\]\(([^)]+)\)")


@pytest.mark.parametrize(("page", "least"), [("architecture.md", 20), ("how-a-line-gets-its-label.md", 5)])
def test_every_link_leads_to_a_file_that_defines_what_it_names(page: str, least: int) -> None:
    links = LINK.findall((DOCS / page).read_text("utf-8"))
    assert len(links) > least
    for quoted, name, target in links:
        path = DOCS / target.partition("#")[0]
        assert path.exists(), target
        if quoted and path.suffix == ".py" and not name.endswith(".py"):
            function = name.rpartition(".")[2]
            source = path.read_text("utf-8")
            defined = re.search(rf"^(?:def|class) {function}\b", source, re.MULTILINE)
            assert defined or re.search(rf"^from .* import .*\b{function}\b", source, re.MULTILINE), (
                f"{target}: {name}"
            )


def test_every_file_of_the_library_it_names_is_there() -> None:
    text = (DOCS / "architecture.md").read_text("utf-8")
    for name in re.findall(r"`((?:cleaning|annotation)/\w+\.py)`", text):
        assert (ROOT / "src/warraq" / name).is_file(), name


def test_the_rule_it_quotes_is_a_rule() -> None:
    text = (DOCS / "how-a-line-gets-its-label.md").read_text("utf-8")
    quoted = text.split("```toml\n", 1)[1].split("```", 1)[0]
    assert quoted in (ROOT / "src/warraq/packs/ar/rules.toml").read_text("utf-8")
