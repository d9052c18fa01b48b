"""What a file is by its name, and which names in a source folder are never input."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Final

_TEXT: Final = {".txt": "text", ".md": "text", ".text": "text"}
_RECORDS: Final = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
    ".csv": "csv", ".tsv": "tsv", ".parquet": "parquet",
}  # fmt: skip
_COMPRESSED: Final = {".gz": "gz", ".zst": "zst", ".bz2": "bz2", ".xz": "xz"}
_ARCHIVES: Final = {
    ".zip": ("zip", None), ".tar": ("tar", None),
    ".tar.gz": ("tar", "gz"), ".tgz": ("tar", "gz"), ".tar.zst": ("tar", "zst"), ".tzst": ("tar", "zst"),
    ".tar.bz2": ("tar", "bz2"), ".tbz2": ("tar", "bz2"), ".tar.xz": ("tar", "xz"), ".txz": ("tar", "xz"),
}  # fmt: skip

READ: Final = ", ".join(
    [*_TEXT, *_RECORDS, *_COMPRESSED, *list(_ARCHIVES)[:3], ".tar.zst", ".tar.bz2", ".tar.xz"]
)
"""The formats read, for messages."""

MANIFEST: Final = "manifest.csv"
_RESERVED: Final = (
    "dataset.toml", MANIFEST, "gold*.json", "gold*.jsonl",
    "README*", "LICENSE*", "CHANGELOG*", "CONTRIBUTING*",
)  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """`form`: text, jsonl, json, csv, tsv, parquet, zip or tar; `compression`: what to undo before."""

    form: str
    compression: str | None = None

    @property
    def is_archive(self) -> bool:
        return self.form in ("zip", "tar")


def kind_of(name: str) -> Kind | None:
    """The kind of a file by its name; None when it is not read."""
    name = PurePosixPath(name).name.lower()
    for suffix, (form, compression) in _ARCHIVES.items():
        if name.endswith(suffix):
            return Kind(form, compression)
    inner = PurePosixPath(name)
    packing = _COMPRESSED.get(inner.suffix)
    plain = (_TEXT | _RECORDS).get(inner.with_suffix("").suffix if packing else inner.suffix)
    return Kind(plain, packing) if plain else None


def is_reserved(path: str) -> bool:
    """Whether a path in a source describes it or is hidden, so that it is never input."""
    parts = PurePosixPath(path).parts
    if any(part.startswith(".") or part == "__MACOSX" for part in parts):
        return True
    return any(fnmatchcase(parts[-1], pattern) for pattern in _RESERVED) if parts else True


def sidecar_of(name: str) -> str | None:
    """Where the metadata of a text file stands, if it has any: `page.json` beside `page.txt`."""
    kind = kind_of(name)
    if kind is None or kind.form != "text" or kind.compression:
        return None
    return str(PurePosixPath(name).with_suffix(".json"))
