"""The intent head: what it was fitted on, how well it does on what it never saw, and how it is kept."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from benchmarks.intents import HELD_OUT, measure
from bot.dialogue.intents import examples, intent_model
from bot.dialogue.splitting import MAX_PARTS, split
from bot.embedding import Encoder

PAY = {"lookup", "compare", "rank", "convert", "basis", "offer", "raise", "place", "trend", "prices"}
WORK = {
    "role_list",
    "role_description",
    "role_day",
    "skills",
    "entry",
    "ladder",
    "transfer",
    "advice",
    "term",
}
VIEW = {"outlook", "worth_it", "ai_effect", "conditions", "resume", "interview", "negotiation", "coverage"}
TALK = {"greeting", "thanks", "goodbye", "identity", "insult", "out_of_scope"}
CARE = {"distress", "crisis", "legal", "medical"}
NAMES = {f"pay_{kind}" for kind in PAY} | WORK | VIEW | TALK | CARE


def test_every_intent_has_examples_enough() -> None:
    counts = Counter(name for _, name in examples())
    assert {name for name in counts if not name.startswith("_")} == NAMES
    assert min(counts[name] for name in NAMES) >= 25
    assert counts["out_of_scope"] >= 200


def test_no_example_stands_twice() -> None:
    texts = Counter(text.casefold() for text, _ in examples())
    assert [text for text, count in texts.items() if count > 1] == []


def test_nothing_held_out_is_an_example() -> None:
    held = yaml.safe_load(HELD_OUT.read_text(encoding="utf-8"))["utterances"]
    known = {text.casefold().strip(" ?!.") for text, _ in examples()}
    assert [
        text for texts in held.values() for text in texts if str(text).casefold().strip(" ?!.") in known
    ] == []
    assert min(len(texts) for texts in held.values()) >= 12


def test_accuracy_on_utterances_held_out(encoder: Encoder) -> None:
    found = measure(encoder)
    assert found.utterances >= 550
    assert found.first >= 0.91
    assert found.second >= 0.96


def test_a_fitted_head_is_kept_and_read_again(encoder: Encoder, tmp_path: Path) -> None:
    class Few(Encoder):
        """The encoder, counting the texts it is given."""

        asked = 0

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            self.asked += len(texts)
            return encoder.embed_documents(texts)

    first, second = (Few(encoder._identity) for _ in range(2))
    fitted = intent_model(first, tmp_path)
    kept = intent_model(second, tmp_path)
    assert first.asked >= len(examples())
    assert second.asked == 0
    said = ["how much does this job pay"]
    assert kept.classify(second, said)[0].ranked == fitted.classify(first, said)[0].ranked


def test_a_damaged_head_is_fitted_anew(encoder: Encoder, tmp_path: Path) -> None:
    class Copy(Encoder):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return encoder.embed_documents(texts)

    intent_model(Copy(encoder._identity), tmp_path)
    (path,) = tmp_path.glob("intents-*.npz")
    path.write_bytes(b"damaged")
    model = intent_model(Copy(encoder._identity), tmp_path)
    assert model.classify(encoder, ["what skills do I need"])[0].name == "skills"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("What does it pay and how do I get in?", ["What does it pay", "how do I get in?"]),
        ("I make $16.71 an hour in the U.S. right now. Is that fair?", 1),
        ("I make $16.71 an hour in the U.S. right now. Would another job be better?", 2),
        ("I make 3,150 a month in Iowa. higher or lower than the median?", 1),
        ('Callers say "huh? sorry?" when I talk. Is there work in writing?', 2),
        ("bread and butter", ["bread and butter"]),
        ("line one\nline two", ["line one", "line two"]),
        ("", []),
    ],
)
def test_messages_are_split_where_a_new_question_begins(text: str, parts: list[str] | int) -> None:
    found = [part.text for part in split(text)]
    assert len(found) == parts if isinstance(parts, int) else found == parts


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("She is great with people but is late nearly every day. How do I tell her?", 1),
        ("The other job is open, which could be next year. What would you do?", 1),
        ("Not bad, but when they yell it gets worse.", 0),
        ("I make 15 in Ohio, which state pays more", 1),
        ("They wrote me up on my first day back. Was the warning they gave me fair", 1),
    ],
)
def test_what_runs_on_in_a_statement_is_no_question(text: str, asking: int) -> None:
    assert sum(part.asks for part in split(text)) == asking


def test_a_flood_of_sentences_keeps_its_questions() -> None:
    parts = split("So it was. " * 200 + "What does it pay me?")
    assert len(parts) == MAX_PARTS
    assert parts[-1].text == "What does it pay me?"
