"""Asks the targets and writes a record a case and variant. Cache and resume are one: the records' keys."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from bot.schema import Turn
from evals.answers import Answer, Record
from evals.cases import Case
from evals.corpus import Corpus, open_corpus
from evals.hashing import digest
from evals.pace import machine_pace
from evals.scorers.privacy import masked
from evals.targets import AdviserTarget, Target, TargetError
from evals.workers import ask_in_processes, worker_count

RECORDS = "records.jsonl"
LOOK_BACK = 20
"""How many earlier runs are looked through for answers that still hold."""
GIVE_UP = 12
"""Failures in a row, from the first case on, after which a target is not asked any more."""

OnRecord = Callable[[Record, bool], None]
"""Called with each record and whether it was found rather than asked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The records of a run and whether it was stopped before the end."""

    records: tuple[Record, ...]
    fresh: int
    interrupted: bool


def key_of(case: Case, target: Target, corpus: Corpus) -> str:
    """Return the hash of all that an answer depends on."""
    rewrites = [turn.expect.rewrite for turn in case.turns]
    golds = [bool(turn.expect.gold) for turn in case.turns]
    return digest(case.hash, rewrites, golds, target.fingerprint, corpus.hash)


def ask_all(
    cases: Sequence[Case],
    targets: Sequence[Target],
    folder: Path,
    *,
    fresh: bool = False,
    workers: int | None = None,
    on_record: OnRecord,
) -> Asked:
    """Ask every target every case, writing each record as it comes; Ctrl-C keeps what is there.

    Args:
        cases: What to ask.
        targets: Whom to ask.
        folder: The run's folder; its records are appended to.
        fresh: Ask again even where an earlier answer still holds.
        workers: Processes for targets that allow it; as many as the machine has when None.
        on_record: Told of each record.
    """
    known = {} if fresh else earlier_records(folder)
    here = read_records(folder / RECORDS)
    records: list[Record] = []
    asked = 0
    with (folder / RECORDS).open("a", encoding="utf-8") as out:
        try:
            for target in targets:
                for record, found in _answers(cases, target, here, known, workers):
                    asked += not found
                    if record.key not in here:
                        out.write(record.model_dump_json() + "\n")
                        out.flush()
                    records.append(record)
                    on_record(record, found)
                    _give_up_on_dead(records, target)
        except KeyboardInterrupt:
            return Asked(_in_order(records, cases, targets), asked, interrupted=True)
    return Asked(_in_order(records, cases, targets), asked, interrupted=False)


def _answers(
    cases: Sequence[Case],
    target: Target,
    here: Mapping[str, Record],
    known: Mapping[str, Record],
    workers: int | None,
) -> Iterator[tuple[Record, bool]]:
    """Yield a target's records: those that are known first, then those that have to be asked for."""
    pending: list[tuple[Case, str]] = []
    for case in sorted(cases, key=lambda case: case.corpus):
        key = key_of(case, target, open_corpus(case.corpus))
        record = here.get(key) or _renamed(known.get(key), case, target)
        if record is None:
            pending.append((case, key))
        else:
            yield record, True
    for record in _ask_pending(pending, target, workers):
        yield record, False


def _ask_pending(
    pending: Sequence[tuple[Case, str]], target: Target, workers: int | None
) -> Iterator[Record]:
    count = worker_count(len(pending)) if workers is None else workers
    text = target.in_processes if isinstance(target, AdviserTarget) else None
    if count < 2 or text is None or not isinstance(target, AdviserTarget):
        yield from (ask_case(case, target, key) for case, key in pending)
        return
    yield from ask_in_processes(text, target.cache, pending, count)


def _in_order(
    records: Sequence[Record], cases: Sequence[Case], targets: Sequence[Target]
) -> tuple[Record, ...]:
    """Put records in the order of targets and cases, whatever order they came in."""
    place = {case.id: number for number, case in enumerate(cases)}
    variant = {target.label: number for number, target in enumerate(targets)}
    return tuple(sorted(records, key=lambda record: (variant[record.variant], place[record.case])))


def _give_up_on_dead(records: Sequence[Record], target: Target) -> None:
    """Stop when nothing but failures comes.

    Raises:
        TargetError: the target failed on each of its first cases.
    """
    own = [record for record in records if record.variant == target.label]
    errors = [answer.error for record in own for answer in record.answers]
    if len(own) == GIVE_UP and all(errors):
        raise TargetError(f"{target.label} failed on each of its first {GIVE_UP} cases: {errors[-1]}")


def _renamed(record: Record | None, case: Case, target: Target) -> Record | None:
    """Take over an earlier record of the same question, whatever its name; failures are asked again."""
    if record is None or any(answer.error for answer in record.answers):
        return None
    return record.model_copy(update={"case": case.id, "variant": target.label})


def ask_case(case: Case, target: Target, key: str) -> Record:
    """Ask one case, turn by turn, with the real answers as history."""
    history = [Turn(message.role, message.content) for message in case.history]
    answers: list[Answer] = []
    corpus = open_corpus(case.corpus)
    for turn in case.turns:
        started = time.perf_counter()
        try:
            answer = target.ask(turn.ask, tuple(history), corpus, turn.expect)
        except Exception as error:
            answer = Answer(error=f"{type(error).__name__}: {error}", seconds=time.perf_counter() - started)
        answers.append(_kept(answer, case).model_copy(update={"pace": machine_pace()}))
        history += [Turn("user", turn.ask), Turn("assistant", answer.text)]
    return Record(key=key, case=case.id, variant=target.label, answers=tuple(answers))


def _kept(answer: Answer, case: Case) -> Answer:
    """Black out private data of the question, which the trace repeats: a record may be read by others."""
    secrets = [secret for turn in case.turns for secret in turn.expect.secrets]
    if answer.trace is None or not secrets:
        return answer
    said = masked(answer.trace.standalone, secrets)
    return answer.model_copy(update={"trace": answer.trace.model_copy(update={"standalone": said})})


def read_records(path: Path) -> dict[str, Record]:
    """Return the records of a file by key; a last line that was cut off is left out."""
    found: dict[str, Record] = {}
    if not path.exists():
        return found
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            record = Record.model_validate_json(line)
        except ValidationError:
            continue
        found[record.key] = record
    return found


def earlier_records(folder: Path) -> Mapping[str, Record]:
    """Return what earlier runs beside this one recorded, the newest last."""
    runs = sorted(
        (p for p in folder.parent.iterdir() if (p / RECORDS).exists() and p != folder),
        key=lambda p: (p / RECORDS).stat().st_mtime,
    )
    found: dict[str, Record] = {}
    for run in runs[-LOOK_BACK:]:
        found.update(read_records(run / RECORDS))
    return found


def write_manifest(folder: Path, manifest: Mapping[str, object]) -> None:
    """Write what a run was made of."""
    (folder / "run.json").write_text(
        json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )
