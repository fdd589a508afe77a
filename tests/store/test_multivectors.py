"""Texts kept token by token: what is read back is what was encoded, but for the rounding to 8 bits."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bot.embedding import Encoder
from bot.schema import Chunk
from bot.store.multivectors import EncodedText, MultiVectors, encode_bodies, encode_texts, rounded, write

TEXTS = ["How do I calm an angry customer?", "", "Pay"]


@pytest.fixture(scope="module")
def encoded(encoder: Encoder) -> dict[str, EncodedText]:
    return dict(zip(TEXTS, encode_texts(encoder, TEXTS), strict=True))


def test_what_was_written_is_read_back(encoded: dict[str, EncodedText], tmp_path: Path) -> None:
    write(tmp_path / "tokens", encoded)
    kept = MultiVectors(tmp_path / "tokens", str)
    for key, text in encoded.items():
        found = kept.of_text(key)
        assert found is not None
        assert np.array_equal(found.tokens, text.tokens)
        assert np.allclose(found.whole, text.whole, atol=1e-3)
    assert kept.of_text("never encoded") is None


def test_no_texts_leave_no_folder_and_a_missing_folder_holds_nothing(tmp_path: Path) -> None:
    write(tmp_path / "tokens", {})
    assert not (tmp_path / "tokens").exists()
    assert MultiVectors(tmp_path / "tokens", str).of_text("Pay") is None


def test_a_damaged_file_is_said_to_be_unreadable(encoded: dict[str, EncodedText], tmp_path: Path) -> None:
    write(tmp_path / "tokens", encoded)
    (tmp_path / "tokens" / "tokens.npy").write_bytes(b"not an array")
    with pytest.raises(ValueError, match="pickle"):
        MultiVectors(tmp_path / "tokens", str)


@given(arrays(np.float32, (3, 8), elements=st.floats(-1, 1, width=32)))
def test_rounding_moves_a_component_by_less_than_a_hundredth_of_the_largest(rows: np.ndarray) -> None:
    largest = np.abs(rows).max(axis=1, keepdims=True)
    assert np.all(np.abs(rounded(rows[0], rows).tokens - rows) <= 0.01 * largest + 1e-4)


def test_a_chunk_is_kept_without_what_stands_above_its_heading(encoder: Encoder) -> None:
    chunk = Chunk("a#0", "a", "Library work", "Day > Hours", "Open until nine.", 0, 0)
    whole = encoder.encode_tokens([chunk.embedded_text])[0]
    (body,) = encode_bodies(encoder, [chunk])
    assert whole.words[-len(body.rows) :] == ("Hours", "Open", "until", "nine", ".")
    assert np.allclose(body.tokens, whole.vectors[-len(body.rows) :], atol=0.01)
    assert np.array_equal(body.whole, whole.whole)
