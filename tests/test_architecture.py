"""What docs/architecture.md says is there is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
LINK = re.compile(r"\[(`?)([^\]`]+)`?\]\(([^)]+)\)")


def test_every_link_leads_to_a_file_that_defines_what_it_names() -> None:
    links = LINK.findall((DOCS / "architecture.md").read_text("utf-8"))
    assert len(links) > 20
    for quoted, name, target in links:
        path = DOCS / target
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
