import pytest

from bot.errors import SettingsError
from bot.llm.prompts import PROMPTS, VARIABLES, load_prompt


def write(folder, name, text):
    (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", sorted(VARIABLES))
def test_the_shipped_prompts_load_and_fill(name):
    prompt = load_prompt(name)
    text = prompt.fill(**{variable: f"<{variable}>" for variable in VARIABLES[name]})
    assert prompt.version >= 1
    assert all(f"<{variable}>" in text for variable in VARIABLES[name])


def test_every_shipped_file_is_a_known_prompt():
    assert {path.stem for path in PROMPTS.glob("*.md")} == set(VARIABLES)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\nversion: 1\n---\nNo variable.", "{language}"),
        ("---\nversion: 1\n---\n{language} {mood}", "{mood}"),
        ("{language}", "version"),
        ("---\nversion: one\n---\n{language}", "version"),
        ("---\nversion: 1\n---\n{language} {", "brace"),
    ],
)
def test_what_is_wrong_with_a_prompt_is_named(tmp_path, text, said):
    with pytest.raises(SettingsError) as caught:
        load_prompt("answer", write(tmp_path, "answer", text))
    assert said in str(caught.value)
    assert "answer.md" in str(caught.value)


def test_a_missing_value_is_named():
    with pytest.raises(SettingsError, match=r"\{facts\}"):
        load_prompt("question").fill(sources="", person="", question="")


def test_values_are_never_read_as_templates():
    text = load_prompt("answer").fill(language="{language} {0}")
    assert "{language} {0}" in text


def test_a_folder_of_ones_own_replaces_only_what_it_holds(tmp_path):
    write(tmp_path, "answer", "---\nversion: 7\n---\nIn {language}.")
    assert load_prompt("answer", tmp_path).version == 7
    assert load_prompt("question", tmp_path).text == load_prompt("question").text
