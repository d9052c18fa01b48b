"""Named pieces of the patterns in packs."""

import re
from collections.abc import Mapping

import numpy as np

from warraq.errors import UsageError
from warraq.fold import fold_codes

# Letters, marks and digits of every script as a few ranges: RE2 compiles these far faster than \p{L}, and no
# line of text can tell the difference. Left out are the marks between them (« » ؛ ؟ ۔ and U+2000 to U+2BFF).
_LETTER_RANGES = (
    "aa b5 ba c0-60b 610-61a 620-65f 66e-6d3 6d5-963 966-1fff 2c00-2dff 3005-3007 3021-feff ff10-ff19 "
    "ff21-ff5a ff66-ffdc 10000-1f0ff 20000-3ffff"
)
LETTERS = "a-z" + "".join(
    "-".join(chr(int(end, 16)) for end in part.split("-")) for part in _LETTER_RANGES.split()
)
NAMED = re.compile(r"\{([a-z_]+)\}")


class Macros:
    """Named pieces of patterns, filled in on use."""

    def __init__(self, pieces: Mapping[str, str]) -> None:
        self.pieces = pieces
        self.unfilled: dict[str, str] = {}  # what each filled pattern was, folded
        self._filled: dict[str, str] = {}

    @staticmethod
    def folded(pattern: str) -> str:
        """The pattern as it meets folded text, its macros as they are."""
        folded = pattern if pattern.isascii() else _fold_beyond_ascii(pattern)  # \P{L} is not \p{l}
        return folded.replace(r"[\p{L}", f"[{LETTERS}").replace(r"\p{L}", f"[{LETTERS}]")

    def fill(self, pattern: str, at: str, inside: tuple[str, ...] = ()) -> str:
        """The pattern with every `{name}` replaced, and its own letters folded."""

        def value(match: re.Match[str]) -> str:
            name = match[1]
            if name not in self.pieces:
                raise UsageError(
                    f"{at}: pattern: no macro {{{name}}}; there are {', '.join(sorted(self.pieces))}"
                )
            if name in inside:
                raise UsageError(f"{at}: pattern: macro {{{name}}} uses itself")
            if name not in self._filled:
                self._filled[name] = f"(?:{self.fill(self.pieces[name], at, (*inside, name))})"
            return self._filled[name]

        folded = self.folded(pattern)
        filled = NAMED.sub(value, folded)
        self.unfilled[filled] = folded
        return filled


def _fold_beyond_ascii(text: str) -> str:
    """The text folded but for its ASCII, which is put back where it stood."""
    if text.isascii():
        return text
    codes, at = fold_codes(text)
    raw = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")[at]
    return np.where(raw < 128, raw, codes).astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
