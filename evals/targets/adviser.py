"""Waypoint itself as a target: offline or with any chat model, with other prompts or settings."""

import shutil
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import ValidationError
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from bot.errors import IndexBusyError
from bot.schema import Passage, Reply, Turn
from bot.settings import Settings
from evals.answers import Answer, Seen, Trace
from evals.cases import Expect
from evals.corpus import PROJECT, Corpus
from evals.hashing import code_hash, digest, files_hash
from evals.pace import queued
from evals.targets.spec import Spec, TargetError

if TYPE_CHECKING:
    from bot.embedding import Encoder

DEPTH = 6
PROMPTS = PROJECT / "bot" / "prompts"


class AdviserTarget:
    """Ingests each corpus once into a data folder of its own and asks the adviser.

    Options: prompt= (a prompt file or a folder of them), settings= (a YAML file of settings), and any
    setting by its name, such as model_rewrite=true.
    """

    def __init__(self, spec: Spec, cache: Path) -> None:
        self.label = spec.label
        self._text = spec.text
        self.cache = cache
        self._values = _values(spec)
        self._open: dict[str, _Open] = {}
        prompts = self._values.get("prompt_dir")
        prompt_hash = files_hash(Path(prompts).glob("**/*.*")) if prompts else ""
        values = {name: value for name, value in self._values.items() if name != "prompt_dir"}
        self.fingerprint = digest(spec.name, values, prompt_hash, code_hash())

    @property
    def in_processes(self) -> str | None:
        """Return how a process can open this target again; None where a chat model answers, one at a time."""
        return None if "model" in self._values else self._text

    def prepare(self, corpora: Sequence[Corpus]) -> None:
        """Load the encoder, and ingest corpora so that several processes can read their indexes."""
        encoder = self._encoder
        for corpus in corpora:
            ingest(self._settings(corpus), corpus, encoder)

    def ask(self, question: str, history: Sequence[Turn], corpus: Corpus, expect: Expect) -> Answer:
        """Answer one question and look into how it was understood and what was found."""
        opened = self._opened(corpus)
        started, before = time.perf_counter(), queued()
        first: float | None = None
        reply: Reply | None = None
        for snapshot in opened.advisor.stream(question, history):
            reply = snapshot
            if first is None:
                first = time.perf_counter() - started
        if reply is None:
            raise TargetError(f"{self.label}: no reply came.")
        seconds, waited = time.perf_counter() - started, queued() - before
        trace = opened.trace(question, history, corpus, expect)
        return Answer.of(
            reply, seconds=round(seconds, 4), waited=round(waited, 4), first_seconds=first, trace=trace
        )

    def _opened(self, corpus: Corpus) -> "_Open":
        if corpus.name not in self._open:
            self._open[corpus.name] = _Open(self._settings(corpus), corpus, self._encoder)
        return self._open[corpus.name]

    def _settings(self, corpus: Corpus) -> Settings:
        model = str(self._values.get("embedding_model", ""))
        folder = self.cache / f"{corpus.name}-{digest(corpus.hash, code_hash(), model)}"
        values: dict[str, Any] = {**self._values, "data_dir": folder, "knowledge_dir": corpus.folder}
        try:
            return Settings(_env_file=None, **values)
        except ValidationError as error:
            problem = error.errors()[0]
            raise TargetError(f"{self.label}: setting {problem['loc'][0]}: {problem['msg']}.") from error

    @cached_property
    def _encoder(self) -> "Encoder":
        from bot.embedding import open_encoder

        encoder = open_encoder(
            Settings(_env_file=None, **{k: v for k, v in self._values.items() if k != "model"})
        )
        encoder.warm()
        return encoder


@retry(
    retry=retry_if_exception_type(IndexBusyError),
    wait=wait_fixed(0.2),
    stop=stop_after_delay(300),
    reraise=True,
)
def ingest(settings: Settings, corpus: Corpus, encoder: "Encoder") -> None:
    """Bring the index of a corpus up to date, after any other process that is at it.

    Raises:
        TargetError: a file of it cannot be read.
        IndexBusyError: another process has been at it for five minutes.
    """
    from bot.indexing import sync

    report = sync([corpus.folder], settings, encoder=encoder)
    if report.skipped:
        first = report.skipped[0]
        raise TargetError(f"Corpus {corpus.name}: {len(report.skipped)} file(s) not ingested: {first}")


class _Open:
    """The adviser over one corpus."""

    def __init__(self, settings: Settings, corpus: Corpus, encoder: "Encoder") -> None:
        from bot.advisor import Advisor
        from bot.retrieval import HybridRetriever
        from bot.store import Store

        ingest(settings, corpus, encoder)
        self.store: Store = Store(settings)
        self.encoder = encoder
        self.advisor: Advisor = Advisor.open(settings)
        self.retriever: HybridRetriever = HybridRetriever(self.store, encoder)
        # What is loaded at the first use would otherwise be counted as the first case's time.
        self.advisor.ask("hello")

    def trace(self, question: str, history: Sequence[Turn], corpus: Corpus, expect: Expect) -> Trace:
        """Understand the question once more and search with it, apart from the answer."""
        from bot.dialogue import understand

        index = self.store.current()
        request = understand(question, list(history), index.catalogue, self.encoder, index.vocabulary)
        seen, found = None, None
        if expect.gold:
            retrieval = self.retriever.search(request.standalone, DEPTH)
            seen, found = _seen(retrieval.passages, corpus), retrieval.found
        rewrite = None
        if expect.gold and expect.rewrite:
            rewrite = _seen(self.retriever.search(expect.rewrite, DEPTH).passages, corpus)
        return Trace(
            standalone=request.standalone,
            intents=request.intents,
            roles=request.roles,
            role_choices=request.role_choices,
            unknown_roles=request.unknown_roles,
            places=tuple(place.name for place in request.places),
            follow_up=request.follow_up,
            found=found,
            passages=seen,
            rewrite_passages=rewrite,
        )


def _seen(passages: Sequence[Passage], corpus: Corpus) -> tuple[Seen, ...]:
    return tuple(Seen(document=_inside(p.path, corpus), text=f"{p.section}\n{p.text}") for p in passages)


def _inside(path: str, corpus: Corpus) -> str:
    """Return a document's path inside the corpus from the path that the index keeps."""
    plain = path.replace("\\", "/")
    return next((name for name in corpus.files if plain == name or plain.endswith("/" + name)), plain)


def _values(spec: Spec) -> dict[str, Any]:
    """Turn a target's options into settings."""
    values: dict[str, Any] = {}
    if spec.name != "offline":
        if ":" not in spec.name and "model_url" not in spec.options:
            raise TargetError(
                f"There is no target {spec.name!r}. Write offline, provider:model, module:function or "
                "http://..., or add model_url= for a model on a server of yours."
            )
        values["model"] = spec.name
    for name, value in spec.options.items():
        if name == "prompt":
            values["prompt_dir"] = _prompt_folder(Path(value))
        elif name == "settings":
            values.update(_settings_file(Path(value)))
        elif name in Settings.model_fields:
            values[name] = value
        else:
            raise TargetError(
                f"{spec.label}: there is no option {name}. Use prompt=, settings=, label= or a setting."
            )
    return values


def _prompt_folder(path: Path) -> Path:
    """Return a folder of prompts in which one file is exchanged, or the folder that was named."""
    if path.is_dir():
        return path
    if not path.is_file():
        raise TargetError(f"prompt={path}: there is no such file or folder.")
    names = sorted(p.name for p in PROMPTS.glob("*.md"))
    if not names:
        raise TargetError("prompt=: bot/prompts holds no prompt to exchange.")
    target = path.name if path.name in names else _main_prompt(names)
    folder = Path(tempfile.mkdtemp(prefix="prompts-"))
    shutil.copytree(PROMPTS, folder, dirs_exist_ok=True)
    shutil.copyfile(path, folder / target)
    return folder


def _main_prompt(names: Sequence[str]) -> str:
    """Return the prompt that words the answers: the longest of them."""
    return max(names, key=lambda name: (PROMPTS / name).stat().st_size)


def _settings_file(path: Path) -> Mapping[str, Any]:
    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise TargetError(f"settings={path}: {error}") from error
    if not isinstance(loaded, dict):
        raise TargetError(f"settings={path}: write one setting a line, such as model_rewrite: true.")
    return loaded
