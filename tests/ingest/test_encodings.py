"""Bytes → text: every encoding read, what is repaired, what is refused, and that nothing raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq.errors import UsageError
from warraq.ingest.encodings import Decoded, Undecodable, declared_name, decode, encoding_of, is_blank

ARABIC = (
    "أعلنت بلدية المدينة الساحلية، صباح الأربعاء، افتتاح مكتبة جديدة على الكورنيش.\n"
    "وقال مدير المكتبة إن القاعة تتسع لمئتي قارئ؛ فهل تكفي؟ «نأمل ذلك».\n"
)
FRENCH = (
    "Le musée ouvrira ses portes à l'été, a annoncé la mairie.\n"
    "« Où étions-nous ? », a déclaré l'élue, née à Genève.\n"
)
TURKISH = (
    "Belediye, şehrin yeni kütüphanesinin açılışını yarın yapacağını duyurdu.\n"
    "İlçede yaşayanlar için ulaşım ücretsiz olacak; çalışmalar sürüyor.\n"
)
ARABIC_ISO = ARABIC.replace("«", '"').replace("»", '"')


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        (ARABIC, "utf-8", "utf-8"),
        (ARABIC, "utf-8-sig", "utf-8-sig"),
        (ARABIC, "utf-16", "utf-16"),
        (ARABIC, "utf-32", "utf-32"),
        (ARABIC, "utf-16-le", "utf-16-le"),
        (ARABIC, "utf-16-be", "utf-16-be"),
        (FRENCH, "utf-16-le", "utf-16-le"),
        (ARABIC, "windows-1256", "windows-1256"),
        (ARABIC_ISO, "iso-8859-6", "iso-8859-6"),
        (ARABIC_ISO[:24], "windows-1256", "windows-1256"),  # a headline is enough
        (ARABIC_ISO[:24], "iso-8859-6", "iso-8859-6"),
        (FRENCH, "windows-1252", "windows-1252"),
        (FRENCH + ARABIC, "windows-1256", "windows-1256"),
        (TURKISH, "windows-1254", "windows-1254"),
        ("A fee of £5 ® applies to readers of the paper. " * 3, "windows-1252", "windows-1252"),
        ("plain ASCII\r\n", "ascii", "utf-8"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(text: str, codec: str, encoding: str) -> None:
    assert decode(text.encode(codec)) == Decoded(text, encoding)


@pytest.mark.parametrize(
    ("data", "declared", "encoding", "flags"),
    [
        (ARABIC.encode("windows-1256"), "windows-1256", "windows-1256", ()),
        (b"ASCII", "windows-1256", "windows-1256", ()),
        (ARABIC.encode("windows-1251", "ignore"), "windows-1251", "windows-1251", ()),
        (ARABIC.encode(), "windows-1256", "utf-8", ("encoding_mismatch",)),
        (ARABIC.encode(), "utf-16", "utf-8", ("encoding_mismatch",)),
        (ARABIC.encode("windows-1256"), "utf-8", "windows-1256", ("encoding_mismatch",)),
        (ARABIC.encode("utf-8-sig"), "windows-1256", "utf-8-sig", ()),
    ],
)
def test_a_declared_encoding_is_used_where_it_fits(
    data: bytes, declared: str, encoding: str, flags: tuple[str, ...]
) -> None:
    decoded = decode(data, declared)
    assert isinstance(decoded, Decoded)
    assert (decoded.encoding, decoded.flags) == (encoding, flags)


def test_declared_names_are_a_closed_list() -> None:
    assert declared_name("CP1256", "x") == "windows-1256"
    assert declared_name("latin-1", "x") == "windows-1252"
    with pytest.raises(UsageError, match=r"manifest.csv: line 3: no encoding 'rot13'.*allowed: utf-8"):
        declared_name("rot13", "manifest.csv: line 3")


@pytest.mark.parametrize(
    "data",
    [
        ARABIC.encode()[:-3],  # cut inside a character
        ARABIC.encode()[1:],
        ARABIC.encode().replace("«".encode(), b"\xff"),
        FRENCH.encode() + b"\xe2\x80",
        b"only ASCII, and then a quote cut short" + b"\xe2\x80",
    ],
)
def test_a_few_bad_bytes_are_replaced_and_flagged(data: bytes) -> None:
    decoded = decode(data)
    assert isinstance(decoded, Decoded)
    assert decoded.flags == ("bytes_replaced",)
    assert "\ufffd" in decoded.text


def test_replacement_characters_of_the_file_itself_are_no_damage() -> None:
    text = ARABIC + "\ufffd" * 50
    assert decode(text.encode()) == Decoded(text, "utf-8")


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", 0),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 0),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", 0),
        (b"PK\x03\x04\x14\0\6\0word/document.xml", 0),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), 0),
        (b"\x7fELF\2\1\1" + bytes(9), 0),
        (b"a text with a NUL\0 in it", 17),
        (b"\x02\x03\x04" + b"mostly letters, but hardly text", 0),
        (b"letters first" + bytes(range(1, 9)) * 9, 13),
        (ARABIC.encode() + "ب".encode() * 20 + b"\xff" * 30, len(ARABIC.encode()) + 40),
        ("Правительство объявило о новых мерах".encode("windows-1251"), 0),
    ],
)
def test_what_is_no_text_is_refused_with_the_offset(data: bytes, offset: int) -> None:
    decoded = decode(data)
    assert isinstance(decoded, Undecodable)
    assert decoded.offset == offset
    assert decoded.detail.startswith(f"offset {offset}: ")


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "utf-16", "windows-1256", "iso-8859-6"]))
def test_no_bytes_make_it_raise(data: bytes, declared: str | None) -> None:
    decoded = decode(data, declared)
    if isinstance(decoded, Decoded):
        decoded.text.encode()  # no half surrogate pairs
    else:
        assert 0 <= decoded.offset <= len(data)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_utf_8_is_read_as_it_is_written(text: str) -> None:
    decoded = decode(b"\xef\xbb\xbf" + text.encode())
    assert isinstance(decoded, Decoded)
    assert decoded.text == text or decoded.flags == ("mojibake_repaired",)


@pytest.mark.parametrize("text", ["", " \r\n\t", "\ufeff\u200b\u200f\u00ad\u2066", "\u00a0\u3000\u061c"])
def test_invisible_is_blank(text: str) -> None:
    assert is_blank(text)
    assert not is_blank(text + "•")


def test_one_bad_row_does_not_condemn_a_file_of_records() -> None:
    assert encoding_of(b'{"text": "' + "ب".encode() * 30 + b"\xff" * 20) == "utf-8"
    assert encoding_of(ARABIC.encode("windows-1256")) == "windows-1256"
    assert isinstance(encoding_of(b"%PDF-1.4"), Undecodable)
    assert isinstance(encoding_of(bytes(range(256)) * 8), Undecodable)
