"""Bytes to text, whatever the encoding."""

import codecs

from charset_normalizer import from_bytes

from bot.errors import DocumentError

_SAMPLE = 200_000
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
        return data.decode(encoding_of(data))
    except UnicodeDecodeError:
        # one stray byte far beyond the sample must not cost the whole file
        return data.decode(encoding_of(data), errors="replace")


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
        best = from_bytes(data[:_SAMPLE]).best()
        if best is None:
            raise DocumentError("is not text in any encoding known here") from None
        return best.encoding
    return _without_mark(data) or "utf-8"


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
