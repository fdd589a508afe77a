import shutil
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from bot import embedding
from bot.embedding import Encoder, EncoderIdentity, identify, open_encoder
from bot.errors import SettingsError
from bot.settings import Settings


def test_vectors_are_normalised_float32_and_near_in_meaning(encoder):
    vectors = encoder.encode(["The pay of librarians", "What librarians earn", "Rain in the hills"])

    assert vectors.dtype == np.float32
    assert vectors.shape == (3, encoder.dimension)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > 0.6 > vectors[0] @ vectors[2]


def test_langchain_sees_the_same_vectors(encoder):
    passage = encoder.encode(["one text"])[0]

    assert np.allclose(encoder.embed_documents(["one text"])[0], passage, atol=1e-6)
    assert np.allclose(encoder.embed_query("one text"), passage, atol=1e-2)
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_both_precisions_agree(encoder):
    other = encoder.as_dtype("float32" if encoder.dtype == "bfloat16" else "bfloat16")

    assert other is not encoder
    assert encoder.as_dtype(encoder.dtype) is encoder
    texts = ["The pay of librarians", "A long day among old books and new readers " * 5]
    assert np.min(np.sum(encoder.encode(texts) * other.encode(texts), axis=1)) > 0.99


def test_tokens_are_counted_whole(encoder):
    assert encoder.max_tokens == 254
    assert encoder.count_tokens("one two three") == 3
    assert encoder.count_tokens("word " * 1000) == 1000
    assert encoder.count_tokens("") == 0


def test_threads_may_share_an_encoder(encoder):
    texts = [f"sentence number {n} " * (n % 7 + 1) for n in range(24)]
    alone = [encoder.embed_query(text) for text in texts]

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(encoder.embed_query, texts))
        counts = list(pool.map(encoder.count_tokens, texts))

    assert np.allclose(alone, together, atol=1e-2)
    assert counts == [encoder.count_tokens(text) for text in texts]


def test_one_encoder_for_the_same_settings():
    settings = Settings(_env_file=None)

    assert open_encoder(settings) is open_encoder(Settings(_env_file=None))
    assert open_encoder(settings).weights_hash == embedding.PACKAGED_SHA256


def test_damaged_weights_are_refused(tmp_path):
    folder = identify("all-MiniLM-L6-v2").folder
    assert folder is not None
    shutil.copytree(folder, tmp_path / "model")
    with (tmp_path / "model" / "model.safetensors").open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"\x00\x01\x02")
    damaged = EncoderIdentity("all-MiniLM-L6-v2", tmp_path / "model", embedding.PACKAGED_SHA256)

    with pytest.raises(SettingsError, match=r"damaged.*pip install --force-reinstall"):
        Encoder(damaged).encode(["text"])


def test_a_folder_of_ones_own_is_an_encoder_with_its_own_stamp():
    folder = identify("all-MiniLM-L6-v2").folder

    found = identify(str(folder))

    assert (found.id, found.folder) == (folder.name, folder)
    assert len(found.weights_hash) == 64


@pytest.mark.parametrize("name", ["no-such/encoder", "no-such-encoder", "!!"])
def test_an_unknown_encoder_says_what_to_do(name):
    with pytest.raises(SettingsError, match="WAYPOINT_EMBEDDING_MODEL"):
        identify(name)


def test_a_folder_without_weights_is_no_encoder(tmp_path):
    with pytest.raises(SettingsError, match="holds no encoder"):
        identify(str(tmp_path))


def test_tokens_know_their_word_and_stand_in_context(encoder):
    bank, shore = encoder.encode_tokens(["I opened a bank account", "We sat on the bank of the river"])

    assert bank.words == ("I", "opened", "a", "bank", "account")
    assert bank.vectors.shape == (5, encoder.dimension)
    assert np.allclose(np.linalg.norm(bank.vectors, axis=1), 1, atol=1e-2)
    assert bank.vectors[3] @ shore.vectors[4] < 0.95
    (empty,) = encoder.encode_tokens([""])
    assert empty.words == ()
    assert empty.vectors.shape == (0, encoder.dimension)
    (long,) = encoder.encode_tokens(["reception " * 400])
    assert len(long.words) == len(long.vectors) == encoder.max_tokens
