"""A tiny randomly initialised transformers model, made here, loads and streams as a local model."""

import pytest

from bot.llm import Failure, ModelEngine, Usage
from bot.settings import Settings
from tests.llm.bakery import CONTEXT, EVIDENCE, FACTS, REQUEST

TEMPLATE = (
    "{% for message in messages %}{{ message['role'] }}: {{ message['content'] }}\n{% endfor %}assistant:"
)


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory):
    from tokenizers import Tokenizer
    from tokenizers.models import BPE
    from tokenizers.pre_tokenizers import ByteLevel
    from tokenizers.trainers import BpeTrainer
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("tiny-model")
    tokenizer = Tokenizer(BPE())
    tokenizer.pre_tokenizer = ByteLevel()
    trainer = BpeTrainer(
        vocab_size=300, special_tokens=["<s>", "</s>"], initial_alphabet=ByteLevel.alphabet()
    )
    tokenizer.train_from_iterator(["Bakers start early in the morning."], trainer)
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>", pad_token="</s>"
    )
    fast.chat_template = TEMPLATE
    fast.save_pretrained(folder)
    config = LlamaConfig(
        vocab_size=len(fast), hidden_size=16, intermediate_size=32, num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=2, max_position_embeddings=8192, bos_token_id=0, eos_token_id=1, pad_token_id=1,
    )  # fmt: skip
    LlamaForCausalLM(config).save_pretrained(folder)
    return folder


@pytest.mark.filterwarnings("ignore")
def test_a_local_model_streams_and_its_nonsense_is_not_shown(tiny_model, tmp_path):
    settings = Settings(
        _env_file=None,
        model=f"huggingface:{tiny_model}",
        model_max_output_tokens=60,
        model_first_token_timeout=60.0,
        model_token_timeout=30.0,
        data_dir=tmp_path,
    )
    engine = ModelEngine.open(settings)
    try:
        events = list(engine.stream(REQUEST, EVIDENCE, FACTS, (), CONTEXT))
    finally:
        engine.close()
    failure = next(one for one in events if isinstance(one, Failure))
    assert failure.kind in ("unsupported", "empty", "language", "too_long")
    assert isinstance(events[-1], Usage)
    assert events[-1].output_tokens > 0
