"""Noise and other languages, without taking short or odd English for either."""

import pytest

from bot.dialogue.nonsense import detect_language, is_gibberish, notices, speech


@pytest.mark.parametrize(
    "text", ["???", "asdfgh", "ksjdhf ksdjfh sdkjfh", "aaaaaaaa", "jjjj kkkk", "123 456", "!!!"]
)
def test_noise(text: str) -> None:
    assert is_gibberish(text, ())


@pytest.mark.parametrize(
    "text",
    [
        "salary?",
        "AHT",
        "wat dos it pya",
        "hw mch is teh pay",
        "lol ok",
        "what is FCR",
        "NPS benchmarks",
        "Zendesk",
        "thx",
        "why",
        "combien gagne-t-on",
    ],
)
def test_no_noise(text: str) -> None:
    assert not is_gibberish(text, ())


def test_a_recognised_name_is_no_noise() -> None:
    assert not is_gibberish("csr", [(0, 3)])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("¿Cuánto gana un bibliotecario?", "es"),
        ("cuanto gana un agente en Texas", "es"),
        ("Combien gagne un électricien ?", "fr"),
        ("Wie viel verdient ein Elektriker?", "de"),
        ("Was ist der Lohn", "de"),
        ("Quanto guadagna un elettricista?", "it"),
        ("Quanto ganha um eletricista em Portugal?", "pt"),
        ("Hoeveel verdient een elektricien?", "nl"),
        ("Ile zarabia elektryk w Polsce?", "pl"),
        ("Сколько зарабатывает электрик?", "ru"),
        ("كم يكسب الكهربائي؟", "ar"),
        ("एक इलेक्ट्रीशियन कितना कमाता है?", "hi"),
        ("电工挣多少钱？", "zh"),
        ("電気技師の給料はいくらですか？", "ja"),
        ("Hur mycket tjänar en elektriker i Sverige per månad?", "sv"),
    ],
)
def test_other_languages(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "salary?",
        "hello",
        "hola",
        "and managers?",
        "cs rep pay texas",
        "resume tips",
        "electrician berlin",
        "custmer servce rep slry",
        "AHT FCR CSAT",
        "hw mch do thy mke",
        "is it die hard work",
        "San Antonio, Los Angeles or El Paso",
        "naïve résumé question",
        "ok",
    ],
)
def test_english_stays_english(text: str) -> None:
    assert detect_language(text) == "en"


def test_every_notice_is_there() -> None:
    assert len(notices()) >= 13
    assert all(entry["notice"] and entry["missing"] and entry["covered"] for entry in notices().values())
    assert speech("de")["notice"] != speech("fr")["notice"]
    assert speech("xx") == notices()["other"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Was verdient man im ersten Ausbildungsjahr?", "de"),
        ("und in Berlin?", "de"),
        ("Comment postuler ?", "fr"),
        ("et un contrôleur ?", "fr"),
        ("what does a Verkäufer earn", "en"),
        ("how long is the Mechatroniker apprenticeship?", "en"),
        ("is die casting a good job", "en"),
        ("tell me more", "en"),
    ],
)
def test_the_language_of_a_guide_is_likelier_than_others(text: str, language: str) -> None:
    assert detect_language(text, guides=("de", "en", "fr")) == language
