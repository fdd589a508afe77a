"""From `provider:model` to a chat model, or one sentence that says what to type."""

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from bot.errors import SettingsError
from bot.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


@dataclass(frozen=True, slots=True)
class Provider:
    """How a provider is installed and where its own package looks for the key."""

    name: str
    extra: str
    package: str
    key: str | None = None


_PROVIDERS = {
    "openai": Provider("openai", "openai", "langchain_openai", "OPENAI_API_KEY"),
    "anthropic": Provider("anthropic", "anthropic", "langchain_anthropic", "ANTHROPIC_API_KEY"),
    "ollama": Provider("ollama", "ollama", "langchain_ollama"),
    "google": Provider("google_genai", "google", "langchain_google_genai", "GOOGLE_API_KEY"),
    "google_genai": Provider("google_genai", "google", "langchain_google_genai", "GOOGLE_API_KEY"),
    "huggingface": Provider("huggingface", "huggingface", "langchain_huggingface"),
}
_NO_KEY = "not-needed"


def open_chat_model(settings: Settings) -> "BaseChatModel":
    """Build the chat model of the settings.

    Raises:
        SettingsError: the name, the extra, the key or the address is missing or wrong; says what to type.
    """
    provider, model = split_name(settings)
    if find_spec(provider.package) is None:
        raise SettingsError(
            f"The model {settings.model} needs a package that is not installed. "
            f'Install it with: pip install "waypoint-adviser[{provider.extra}]"'
        )
    from langchain.chat_models import init_chat_model

    options = _options(provider, settings)
    try:
        built: BaseChatModel = init_chat_model(model, model_provider=provider.name, **options)
    except Exception as error:  # any provider's package may raise anything here: it becomes one sentence
        if settings.model_url and provider.name == "openai" and _is_about_key(error):
            built = init_chat_model(model, model_provider=provider.name, api_key=_NO_KEY, **options)
        else:
            raise _explained(error, provider, settings) from error
    if provider.name == "anthropic" and not _has_key(built):
        raise _no_key(provider, settings)
    return built


def split_name(settings: Settings) -> tuple[Provider, str]:
    """Return the provider and the model's own name; with an address alone the provider is OpenAI-compatible.

    Raises:
        SettingsError: no such provider, or no model named.
    """
    name = (settings.model or "").strip()
    prefix, colon, model = name.partition(":")
    if colon and prefix in _PROVIDERS and model:
        return _PROVIDERS[prefix], model
    if settings.model_url and name:
        return _PROVIDERS["openai"], name
    known = ", ".join(sorted(set(_PROVIDERS) - {"google_genai"}))
    raise SettingsError(
        f'The model "{name}" is not written as provider:model. Write for example '
        f"WAYPOINT_MODEL=openai:gpt-5-mini; providers: {known}. For any OpenAI-compatible server set"
        f" WAYPOINT_MODEL_URL as well."
    )


def _options(provider: Provider, settings: Settings) -> dict[str, Any]:
    """Return what each package calls the same things; tries and time limits are the engine's own."""
    options: dict[str, Any] = {"temperature": 0}
    seconds = settings.model_first_token_timeout + settings.model_token_timeout
    if provider.name == "ollama":
        options |= {"num_predict": settings.model_max_output_tokens, "client_kwargs": {"timeout": seconds}}
    elif provider.name == "huggingface":
        limit = {
            "max_new_tokens": settings.model_max_output_tokens,
            "do_sample": False,
            "return_full_text": False,
        }
        options = {"pipeline_kwargs": limit}
    else:
        options |= {"max_tokens": settings.model_max_output_tokens, "timeout": seconds, "max_retries": 0}
    if provider.name == "openai":
        options["stream_usage"] = True
    if settings.model_url and provider.name != "huggingface":
        options["base_url"] = settings.model_url.rstrip("/")
    return options


def _has_key(model: object) -> bool:
    key = getattr(model, "anthropic_api_key", None)
    return bool(key is None or key.get_secret_value())


def _is_about_key(error: Exception) -> bool:
    text = str(error).casefold()
    return "api_key" in text or "api key" in text or "credentials" in text


def _no_key(provider: Provider, settings: Settings) -> SettingsError:
    return SettingsError(
        f"The model {settings.model} needs a key and none was found. Set it with: export {provider.key}=..."
    )


def _explained(error: Exception, provider: Provider, settings: Settings) -> SettingsError:
    """Turn a package's error into one sentence; its own text is kept out where it might show a key."""
    if provider.key and _is_about_key(error):
        return _no_key(provider, settings)
    if isinstance(error, ImportError):
        return SettingsError(
            f"The model {settings.model} needs a package that is not installed ({error.name or 'unknown'}). "
            f'Install it with: pip install "waypoint-adviser[{provider.extra}]"'
        )
    if provider.name == "huggingface":
        return SettingsError(
            f"The local model {settings.model} could not be loaded ({type(error).__name__}). "
            "Name a folder that holds a transformers chat model: WAYPOINT_MODEL=huggingface:/path/to/model"
        )
    return SettingsError(
        f"The model {settings.model} could not be set up ({type(error).__name__}). "
        "Check WAYPOINT_MODEL and WAYPOINT_MODEL_URL, or unset both to answer offline."
    )
