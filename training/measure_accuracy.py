"""Measures cleaning by language, for `warraq/cleaning/accuracy.toml`.

    python -m training.measure_accuracy "METHOD" PAGES.jsonl.gz [FULL LIGHT] \
        > src/warraq/cleaning/accuracy.toml

METHOD says in a few words what was measured, and how; releases repeat it. FULL and LIGHT are predictions for
the two regimes, as `warraq clean --format jsonl` prints them: those of a model trained on other sites, say.
Without them the pages are cleaned as they are now. The figures are those of `warraq evaluate --by language`.
"""

import json
import sys
from pathlib import Path

from warraq import evaluation

MIN_PAGES = 5
"""Languages with fewer pages are left out: their figures would say more of the pages than of the language."""


def main() -> None:
    """Print the table."""
    if len(sys.argv) not in (3, 5):
        sys.exit(__doc__)
    method, gold, *predictions = sys.argv[1:]
    print(table(method, Path(gold), *map(Path, predictions)), end="")


def table(method: str, gold: Path, full: Path | None = None, light: Path | None = None) -> str:
    """The content of `accuracy.toml`."""
    by_regime = {
        regime: evaluation.evaluate(gold, regime=regime, predictions=predictions).by("language")
        for regime, predictions in (("full", full), ("light", light))
    }
    pages = {c: m.pages for regime in ("light", "full") for c, m in by_regime[regime].items()}  # full counts
    lines = [
        "# Made by training/measure_accuracy.py.",
        f"method = {json.dumps(method, ensure_ascii=False)}",
    ]
    for code, count in sorted(pages.items(), key=lambda item: (-item[1], item[0])):
        if count >= MIN_PAGES:
            lines += ["", f"[{code}]", f"pages = {count}"]
            for regime, found in by_regime.items():
                figures = found[code].figures if code in found else {}
                lines += [f"{n}_{regime} = {figures[n].value:.3f}" for n in ("f1", "recall") if n in figures]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
