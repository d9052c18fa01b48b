"""Bytes → text: which encoding, what was damaged and repaired, and what is no text at all."""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from warraq.errors import UsageError
from warraq.ingest import charsets, mojibake

MAX_BAD_SHARE: Final = 0.01  # unreadable sequences per character a text may have and still be read
FEW_BAD: Final = 4  # so many are always forgiven: a text cut at both ends inside a character
MAX_CONTROL_SHARE: Final = 0.01  # control characters per byte; text has next to none, any binary has many
UTF16_SHARE: Final = 0.9  # of the characters, those news text is made of, for UTF-16 without a mark
UTF16_SAMPLE: Final = 8192  # bytes it is told from

BYTES_REPLACED: Final = "bytes_replaced"
MOJIBAKE_REPAIRED: Final = "mojibake_repaired"
ENCODING_MISMATCH: Final = "encoding_mismatch"
"""Flags: unreadable bytes became U+FFFD; misread UTF-8 was restored; the declared encoding did not fit."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What may be declared: the name given out, by Python's name for it. Latin-1 and Latin-5 are read as the
# Windows pages that extend them, as every browser does (WHATWG Encoding).
_NAMES: Final = {
    "ascii": "utf-8", "utf-8": "utf-8", "utf-8-sig": "utf-8",
    "utf-16": "utf-16", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be",
    "cp1256": "windows-1256", "iso8859-6": "iso-8859-6",
    "cp1252": "windows-1252", "iso8859-1": "windows-1252", "iso8859-15": "iso-8859-15",
    "cp1254": "windows-1254", "iso8859-9": "windows-1254",
    "cp1250": "windows-1250", "cp1251": "windows-1251", "cp1253": "windows-1253", "cp1255": "windows-1255",
}  # fmt: skip

# First bytes of what is often found under a text's name (file(1), libmagic).
_MAGIC: Final = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an Office file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a Windows program"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed"),
    (b"BZh91AY&SY", "bzip2-compressed"),
    (b"\xfd7zXZ\x00", "xz-compressed"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a rar archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"ID3\x03", "an MP3 file"),
    (b"OggS\x00", "an Ogg file"),
)

_CONTROLS: Final = bytes(c for c in [*range(0x20), 0x7F] if c not in b"\t\n\v\f\r")
# White space, and the marks that leave a page as empty as white space does.
_VISIBLE: Final = re.compile(r"[^\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True)
class Decoded:
    """Text, the encoding it was read in (a name Python knows), and sorted flags."""

    text: str
    encoding: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Undecodable:
    """No text: the offset in bytes of the first thing that is wrong, and what it is."""

    offset: int
    why: str

    @property
    def detail(self) -> str:
        return f"offset {self.offset}: {self.why}"


def declared_name(name: str, where: str) -> str:
    """The encoding a user declared, as we name it. Raises UsageError, naming `where` and the allowed ones."""
    try:
        return _NAMES[codecs.lookup(name).name]
    except (KeyError, LookupError, ValueError):
        allowed = ", ".join(dict.fromkeys(_NAMES.values()))
        raise UsageError(f"{where}: no encoding {name!r} is read here; allowed: {allowed}") from None


def is_blank(text: str) -> bool:
    """Whether there is nothing to see in the text: white space, invisible marks, or nothing at all."""
    return _VISIBLE.search(text) is None


def decode(data: bytes, declared: str | None = None) -> Decoded | Undecodable:
    """The text of `data`; `declared` is a name out of `declared_name`. Never raises, whatever the bytes.

    A byte order mark wins, then the declared encoding where it fits, then what the bytes themselves show:
    UTF-16 by its zero bytes, UTF-8 by its validity, single-byte encodings by their letters.
    """
    kind = another_kind(data)
    if kind:
        return Undecodable(0, f"it is {kind}, not text")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _forgiving(data, encoding)
    if declared and _fits(data, declared):
        return _accepted(data.decode(declared), declared)
    found = _detected(data)
    if declared and isinstance(found, Decoded) and not data.isascii():
        return Decoded(found.text, found.encoding, tuple(sorted({*found.flags, ENCODING_MISMATCH})))
    return found


def encoding_of(sample: bytes, declared: str | None = None) -> str | Undecodable:
    """The encoding of a file of records by its first bytes; Undecodable when it is no text file at all.

    Single damaged rows do not condemn the file: what is neither another kind nor full of controls is
    read as UTF-8, row by row.
    """
    decoded = decode(sample, declared)
    if isinstance(decoded, Decoded):
        return decoded.encoding
    kind = another_kind(sample)
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return decoded if kind or controls > MAX_CONTROL_SHARE * len(sample) else "utf-8"


def another_kind(data: bytes) -> str | None:
    """What else than text the first bytes say this is."""
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)


def accept(text: str, encoding: str, flags: tuple[str, ...] = ()) -> Decoded | Undecodable:
    """The text, misread stretches restored; or what shows that it is none: NUL, controls, lone surrogates."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        return Undecodable(len(text[: error.start].encode()), "half of a surrogate pair")
    wrong = _binary(data)
    if wrong:
        return wrong
    repaired = mojibake.repair(text)
    if repaired != text:
        flags = tuple(sorted({*flags, MOJIBAKE_REPAIRED}))
    return Decoded(repaired, encoding, flags)


def _accepted(text: str, encoding: str, flags: tuple[str, ...] = ()) -> Decoded | Undecodable:
    """`accept`, for text out of bytes: the offset is one in them, not in UTF-8."""
    result = accept(text, encoding, flags)
    if isinstance(result, Decoded) or encoding == "utf-8":
        return result
    before = text.encode("utf-8")[: result.offset].decode("utf-8")
    return Undecodable(len(before.encode(encoding, "replace")), result.why)


def _binary(data: bytes) -> Undecodable | None:
    """The first sign that UTF-8 `data` is no text, if there is one."""
    nul = data.find(b"\0")
    if nul >= 0:
        return Undecodable(nul, "a NUL byte; this is no text")
    kept = data.translate(None, _CONTROLS)
    if len(data) - len(kept) > MAX_CONTROL_SHARE * len(data):
        return Undecodable(_first_difference(data, kept), "control characters; this is no text")
    return None


def _first_difference(data: bytes, kept: bytes) -> int:
    """Where the first control character stands: where `kept`, without them, first departs from `data`."""
    low, high = 0, len(kept)
    while low < high:  # data[:n] == kept[:n] for n up to the answer and for none beyond
        middle = (low + high + 1) // 2
        if data[low:middle] == kept[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _fits(data: bytes, declared: str) -> bool:
    """Whether the bytes may be in the encoding declared: valid in it, and not plainly UTF-8 instead."""
    try:
        data.decode(declared)
    except UnicodeDecodeError:
        return False
    if declared == "utf-8" or (data.isascii() and not declared.startswith("utf-16")):
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return _binary(data) is not None  # UTF-16 is full of bytes that are controls in UTF-8


def _detected(data: bytes) -> Decoded | Undecodable:
    wide = _utf16(data)
    if wide:
        return _forgiving(data, wide)
    try:
        return accept(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        bad_at, cut = error.start, error.end - error.start > 1 and error.end == len(data)
    wrong = _binary(data)
    if wrong:
        return wrong
    text = data.decode("utf-8", "replace")
    bad = _replaced(data, text)
    multibyte = sum(map(len, re.findall(r"[^\x00-\x7f]+", text))) - bad
    if multibyte >= bad or cut:  # sequences that valid by chance are rare in any other encoding
        return _forgiving(data, "utf-8")
    found = charsets.detect(data)
    if found:
        return _forgiving(data, found)
    return Undecodable(bad_at, "not UTF-8, nor plausible in any other encoding read here")


def _utf16(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark, told by the characters it makes; None when it is not that."""
    if b"\0" not in data and b"\x06" not in data:  # high bytes of ASCII and of Arabic letters
        return None
    sample = data[: UTF16_SAMPLE - UTF16_SAMPLE % 2]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        usual = re.findall(r"[\t\n\r -~\u00a0-\u024f\u0600-\u06ff\u200c-\u2026]", text)
        if text and len(usual) >= UTF16_SHARE * len(text):
            return encoding
    return None


def _replaced(data: bytes, text: str) -> int:
    """How many U+FFFD in `text` stand for unreadable UTF-8, not for U+FFFD in the file itself."""
    return text.count("\ufffd") - data.count(b"\xef\xbf\xbd")


def _forgiving(data: bytes, encoding: str) -> Decoded | Undecodable:
    """Read in `encoding`, a few unreadable bytes replaced; Undecodable at the first of them if more."""
    try:
        return _accepted(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        first = error.start
    text = data.decode(encoding, "replace")
    bad = _replaced(data, text) if encoding.startswith("utf-8") else text.count("\ufffd")
    if bad > max(FEW_BAD, MAX_BAD_SHARE * len(text)):
        return Undecodable(first, f"not {encoding}: {bad} unreadable sequences in {len(text)} characters")
    return _accepted(text, encoding, (BYTES_REPLACED,))
