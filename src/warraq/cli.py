"""The `warraq` command: a thin face, one command per stage.

Exit codes: 0 done, 1 found wanting (verify, evaluate under a floor, validation failed), 2 bad use or
input, 130 interrupted, 141 the reader of the output has gone (`| head`).
"""

import json
import os
import signal
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.exceptions import TyperException

from warraq.errors import UsageError

app = typer.Typer(
    name="warraq",
    help="Raw news-page text in; a clean, documented, versioned open dataset out.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=False,
)
packs_app = typer.Typer(help="What Warraq knows about each language.", no_args_is_help=True)
app.add_typer(packs_app, name="packs")

Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
Config = Annotated[
    Path | None, typer.Option(help="dataset.toml to use; by default the one in the source folder.")
]
Profiles = Annotated[
    Path | None,
    typer.Option(help="What stands on many pages of a site: a release, or a file of `warraq profiles`."),
]
TextColumn = Annotated[str | None, typer.Option(help="Column or key of the records that holds the text.")]


class Format(StrEnum):
    """What `warraq clean` prints."""

    text = "text"
    jsonl = "jsonl"


class Regime(StrEnum):
    """How the text of a gold page was taken from it."""

    full = "full"
    light = "light"


class Dimension(StrEnum):
    """What `warraq evaluate` groups pages by."""

    language = "language"
    page_type = "page_type"
    source = "source"


def main() -> NoReturn:
    """Run the command and leave with its exit code; a user's mistake is one line, never a traceback."""
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # typer and rich make the one into the other
        code = _reader_gone()
    except UsageError as error:
        _complain(str(error))
        code = 2
    except TyperException as error:
        _complain(f"{error.format_message()} (warraq --help shows what there is)")
        code = error.exit_code
    except (KeyboardInterrupt, EOFError):
        code = 130
    except OSError as error:  # a folder that may not be read, a disk that is full
        if error.filename is None and error.errno is None:
            raise
        _complain(f"{error.filename or 'input or output'}: {error.strerror}")
        code = 2
    sys.exit(code if isinstance(code, int) else 0)


def _reader_gone() -> int:
    """What is still to be written goes nowhere: nobody reads it, and no word need be said of it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 128 + signal.SIGPIPE


def _complain(message: str) -> None:
    from warraq.terminal import safe

    print(f"warraq: {safe(' '.join(message.split()))}", file=sys.stderr)


@app.command(
    epilog="Examples:\n\n  warraq clean page.txt --explain\n\n  cat page.txt | warraq clean -\n\n"
    "  warraq clean pages.jsonl --format jsonl > clean.jsonl\n\n"
    "  warraq clean page.txt --explain --json | jq '.segments[] | select(.score < 0.7)'"
)
def clean(
    paths: Annotated[
        list[str], typer.Argument(help="Files, folders, globs or archives; - reads standard input.")
    ],
    explain: Annotated[
        bool, typer.Option("--explain", help="Show every line with its label, action, score and rule.")
    ] = False,
    reasons: Annotated[
        bool, typer.Option("--reasons", help="Explain, and say of every rule why it decides as it does.")
    ] = False,
    format: Annotated[
        Format, typer.Option(help="Clean text, or one JSON object per raw document.")
    ] = Format.text,
    source: Annotated[
        str | None, typer.Option(help="Source of pages that name none, as profiles know it.")
    ] = None,
    profiles: Profiles = None,
    config: Config = None,
    text_column: TextColumn = None,
    as_json: Json = False,
) -> int:
    """Print the clean text of pages, in input order."""
    _spare_pandas()
    from warraq.ingest import configured
    from warraq.pages import clean_files

    known = _load_profiles(profiles)
    dataset = configured(paths[0], config, text_column)
    pages = clean_files(paths, dataset, stdin=sys.stdin.buffer, source=source, profiles=known)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    if as_json or format is Format.jsonl:
        _print_objects(pages, explain or reasons)
    elif explain or reasons:
        from rich.console import Console

        from warraq import terminal

        console = Console(highlight=False)
        for page, raw in pages:
            terminal.explain(page, raw, console, every_rule=reasons)
    else:
        _print_texts(pages)
    return 0


def _load_profiles(path: Path | None) -> Any:
    if path is None:
        return None
    from warraq.profiles import load

    return load(path)


class _NoPandas:
    """A finder of modules that finds no pandas."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> None:
        """None: let others look; raises ImportError for pandas."""
        if name == "pandas":
            raise ModuleNotFoundError(name)


def _spare_pandas() -> None:
    """Let pyarrow find no pandas at its first array: importing it takes 0.2 s, and a page does without.

    pyarrow works without pandas, and still imports it where a table is to become a data frame.
    """
    import pyarrow as pa

    sys.meta_path.insert(0, _NoPandas)
    try:
        pa.array([0])
    finally:
        sys.meta_path.remove(_NoPandas)


def _print_objects(pages: Any, explain: bool) -> None:
    """A JSON object a page; to explain, each segment has its line, its reason and its text, too."""
    from warraq.pages import explained

    for page, raw in pages:
        print(json.dumps(explained(page, raw) if explain else page, ensure_ascii=False))


def _print_texts(pages: Any) -> None:
    for number, (page, _) in enumerate(pages):
        if "excluded" in page:
            _complain(f"{page['path']}: excluded: {page['excluded']} {page.get('detail') or ''}")
        else:
            print(("\n\n" if number else "") + page["text"])


@app.command(
    epilog="Examples:\n\n  warraq build seeds --output output\n\n"
    "  warraq build articles.zip --text-column content --output output --workers 2 --json"
)
def build(
    source: Annotated[str, typer.Argument(help="File, folder, glob or archive of raw pages.")],
    output: Annotated[Path, typer.Option(help="Folder of the releases; made when it is not there.")] = Path(
        "output"
    ),
    workers: Annotated[int, typer.Option(min=1, help="Processes to work with.")] = 1,
    config: Config = None,
    text_column: TextColumn = None,
    as_json: Json = False,
) -> int:
    """Build a validated, versioned release of a source."""
    from rich.console import Console

    from warraq import terminal
    from warraq.ingest import configured
    from warraq.steps import ValidationFailed
    from warraq.steps import build as run

    dataset = configured(source, config, text_column)
    errors = Console(stderr=True, highlight=False)
    try:
        with terminal.progress(errors) as progress:
            built = run([source], output, dataset, workers=workers, progress=progress)
    except ValidationFailed as failure:
        _complain(str(failure))
        return 1
    if as_json:
        print(built.to_json())
    else:
        terminal.built(built, Console(highlight=False))
    return 0


@app.command(epilog="Example:\n\n  warraq profiles pages --save sites.parquet")
def profiles(
    source: Annotated[str, typer.Argument(help="File, folder, glob or archive of raw pages.")],
    save: Annotated[
        Path | None, typer.Option(help="Parquet file to keep them in, for `warraq clean --profiles`.")
    ] = None,
    config: Config = None,
    text_column: TextColumn = None,
    as_json: Json = False,
) -> int:
    """Learn what stands on many pages of each site, and list it."""
    from warraq.ingest import configured
    from warraq.profiles import learn

    found = learn([source], configured(source, config, text_column))
    if save is not None:
        import pyarrow.parquet as pq

        pq.write_table(found, save)
    if as_json:
        print(json.dumps(found.to_pylist(), ensure_ascii=False))
    else:
        from rich.console import Console

        from warraq import terminal

        terminal.profiles(found.to_pylist(), Console(highlight=False))
    return 0


@app.command(epilog="Example:\n\n  echo 'الأحد 3 مارس 2024 - 08:15 بتوقيت طهران' | warraq dates")
def dates(
    base: Annotated[
        str | None, typer.Option(help="Instant in ISO 8601 that relative forms are resolved against.")
    ] = None,
) -> int:
    """Read a date form per line on standard input; print its value in ISO 8601."""
    from warraq.annotation.dates import describe

    moment = _instant(base)
    for line in sys.stdin.buffer:
        form = line.decode("utf-8", "replace").rstrip("\r\n")
        print(json.dumps(describe(form, moment), ensure_ascii=False))
    return 0


def _instant(text: str | None) -> Any:
    from datetime import datetime

    if text is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--base: {text!r} is not ISO 8601, as 2024-04-16T10:26+03:00") from None


@app.command(
    epilog="Examples:\n\n  warraq evaluate seeds/gold.jsonl --floors tests/floors.json\n\n"
    "  warraq evaluate web_pages.jsonl.gz --regime light --by language --by page_type\n\n"
    "  warraq evaluate pages/gold.jsonl --compare trafilatura,justext,resiliparse,c4"
)
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Gold pages, JSON lines; .gz is unpacked.")],
    regime: Annotated[Regime, typer.Option(help="Which text of pages that have two.")] = Regime.full,
    by: Annotated[list[Dimension] | None, typer.Option(help="Show the figures of groups, too.")] = None,
    calibration: Annotated[
        bool, typer.Option("--calibration", help="Show how often a decision of some score is right.")
    ] = False,
    compare: Annotated[
        str | None, typer.Option(help="Instead, run others beside us: trafilatura,justext,resiliparse,c4.")
    ] = None,
    predictions: Annotated[
        Path | None, typer.Option(help="Score this output of `warraq clean --format jsonl` instead.")
    ] = None,
    profiles: Profiles = None,
    floors: Annotated[
        Path | None, typer.Option(help="JSON of pinned minima, by gold file; below one is exit 1.")
    ] = None,
    as_json: Json = False,
) -> int:
    """Score labels, actions and facts against gold, with 95 % intervals."""
    from rich.console import Console

    from warraq import evaluation, terminal

    if compare is not None:
        if floors or predictions:
            raise UsageError("--compare runs everything anew: leave out --floors and --predictions")
        return _compare(gold, compare, regime, as_json)
    with terminal.progress(Console(stderr=True)) as progress:
        report = evaluation.evaluate(
            gold,
            regime=regime,
            predictions=predictions,
            profiles=_load_profiles(profiles),
            progress=progress,
        )
    pinned = evaluation.read_floors(floors, report.gold) if floors else {}
    short = evaluation.below_floors(report.summary(), pinned)
    if as_json:
        print(json.dumps({**report.to_dict(), "below_floors": short}, ensure_ascii=False))
    else:
        from warraq import terminal_scores

        console = Console(highlight=False)
        terminal_scores.show(report, by or [], pinned, console)
        if calibration:
            terminal_scores.calibration(report.calibration, console)
    for line in short:
        _complain(line)
    return 1 if short else 0


def _compare(gold: Path, tools: str, regime: str, as_json: bool) -> int:
    from rich.console import Console

    from warraq import terminal
    from warraq.evaluation.comparison import compare

    names = [name.strip() for name in tools.split(",") if name.strip()]
    with terminal.progress(Console(stderr=True)) as progress:
        found = compare(gold, names, regime=regime, progress=progress)
    for name, why in found.left_out.items():
        _complain(f"{name} is left out: {why}")
    if as_json:
        print(json.dumps(found.to_dict(), ensure_ascii=False))
    else:
        from warraq import terminal_scores

        terminal_scores.comparison(found, Console(highlight=False))
    return 0


@app.command(epilog="Example:\n\n  warraq verify output/releases/1.0.0")
def verify(
    release: Annotated[Path, typer.Argument(help="Folder of one release.")],
    as_json: Json = False,
) -> int:
    """Check a release from its files alone: hashes, schemas, keys and every invariant."""
    from warraq.release import verify as run

    problems = run(release)
    if as_json:
        print(
            json.dumps(
                {"release": str(release), "problems": [p.to_dict() for p in problems]}, ensure_ascii=False
            )
        )
    else:
        for problem in problems:
            print(problem.line())
        print(f"{release}: {'sound' if not problems else f'{len(problems)} problems'}")
    return 1 if problems else 0


@app.command(epilog="Example:\n\n  warraq diff output/releases/1.0.0 output/releases/1.1.0")
def diff(
    old: Annotated[Path, typer.Argument(help="Folder of the earlier release.")],
    new: Annotated[Path, typer.Argument(help="Folder of the later release.")],
    as_json: Json = False,
) -> int:
    """Say what one release adds, removes and changes against another."""
    from warraq.release import between

    found = between(old, new)
    print(found.to_json() if as_json else found.summary())
    return 0


@packs_app.command("list")
def packs_list(as_json: Json = False) -> int:
    """List the languages that have a pack, with the number of their rules."""
    from warraq import packs

    ids = [item.id for item in packs.items(packs.rules(packs.codes()))]
    rows = {
        code: {"name": packs.read(code, "pack")["name"], "rules": sum(i.startswith(f"{code}.") for i in ids)}
        for code in packs.codes()
    }
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
    else:
        from rich.console import Console

        from warraq import terminal

        console = Console(highlight=False)
        terminal.counts(
            "packs", {f"{c}  {r['name']}": f"{r['rules']} rules" for c, r in rows.items()}, console
        )
    return 0


@packs_app.command("check")
def packs_check() -> int:
    """Check every pack: its keys, its patterns, its examples and counterexamples."""
    from warraq import packs
    from warraq.packs import checks

    problems = checks.problems()
    for problem in problems:
        print(problem)
    print(f"{len(packs.codes())} packs, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    main()
