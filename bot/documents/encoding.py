"""Bytes to text, whatever the encoding."""

import codecs
import re

from charset_normalizer import from_bytes

from bot.errors import DocumentError

_SAMPLE = 200_000
_ONE_BYTE = (
    "cp1252",
    "iso8859_15",
    "mac_roman",
    "cp1254",
    "cp1250",
    "iso8859_2",
    "cp1251",
    "koi8_r",
    "cp1253",
    "cp1255",
    "cp1256",
)
_READ_TWICE = re.compile("Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â‚¬|â€|Â[£°§\xa0]")
_SPECIAL = re.compile(r"(?<=(.))([^\x00-\x7f])(?=(.))", re.DOTALL)
_SIGNS = frozenset("€£¥°§–—‘’“”„«»…•·®©™\xa0½¼¿¡²ºª‰")
_RARE = frozenset("ƒªºµþðÞÐıŀŸ")
_WORDS = frozenset("àèéòóúùìíåöøæÀÈÉÅÖØ")
_OTHER_SCRIPT = 0x250
_MOST_FIT = 0.85
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> str:
    """Turn a text file's bytes into text.

    Raises:
        DocumentError: The bytes are not text in any known encoding.
    """
    try:
        text = data.decode(encoding_of(data))
    except UnicodeDecodeError:
        # one stray byte far beyond the sample must not cost the whole file
        text = data.decode(encoding_of(data), errors="replace")
    return _read_once(text) if _READ_TWICE.search(text) else text


def _read_once(text: str) -> str:
    """Undo what a program did that took UTF-8 for Western European and saved it so."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def decodes(data: bytes, name: str) -> bool:
    """Whether bytes are text in an encoding; not when there is none of that name."""
    try:
        data.decode(name)
    except (LookupError, UnicodeDecodeError):
        return False
    return True


def encoding_of(data: bytes) -> str:
    """Name the encoding of a text file's bytes.

    Raises:
        DocumentError: The bytes are not text in any known encoding.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if found := _single_byte(data):
            return found
        best = from_bytes(data[:_SAMPLE]).best()
        if best is None:
            raise DocumentError("is not text in any encoding known here") from None
        return best.encoding
    return _without_mark(data) or "utf-8"


def _single_byte(data: bytes) -> str | None:
    """The one-byte encoding that gives words: letters among their like, small ones within a word."""
    best, most = None, 0.0
    for name in _ONE_BYTE:
        text = data[:_SAMPLE].decode(name, errors="replace")
        signs = [found.groups() for found in _SPECIAL.finditer(text) if found[2] not in _SIGNS]
        plain = sum(char.isalpha() for char in text) - len(signs)
        crowded = sum(_is_latin(sign) for _, sign, _ in signs) > plain
        share = sum(_fits(*sign) for sign in signs) / max(1, len(signs))
        if share > most and not crowded:
            best, most = name, share
    return best if most >= _MOST_FIT else None


def _fits(before: str, sign: str, after: str) -> bool:
    if not sign.isalpha() or sign in _RARE or (sign.isupper() and before.islower()):
        return False
    if ord(sign) >= _OTHER_SCRIPT:
        return not (_is_latin(before) or _is_latin(after))
    return before.isalpha() or after.isalpha() or sign in _WORDS


def _is_latin(sign: str) -> bool:
    return sign.isalpha() and ord(sign) < _OTHER_SCRIPT


def _without_mark(data: bytes) -> str | None:
    """UTF-16 or UTF-32 written without a byte order mark: told by where its zero bytes stand."""
    sample = data[:4096]
    if b"\x00" not in sample:
        return None
    zeros = [sample[start::4].count(0) / max(1, len(sample[start::4])) for start in range(4)]
    if zeros[1] > 0.4 and zeros[2] > 0.9 and zeros[3] > 0.9:
        return "utf-32-le"
    if zeros[0] > 0.9 and zeros[1] > 0.9:
        return "utf-32-be"
    if zeros[1] + zeros[3] > 0.6 and zeros[0] + zeros[2] < 0.4:
        return "utf-16-le"
    return "utf-16-be" if zeros[0] + zeros[2] > 0.6 and zeros[1] + zeros[3] < 0.4 else None
