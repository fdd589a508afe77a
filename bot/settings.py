"""Settings: the only reader of the environment. Every field is WAYPOINT_<NAME>, also from a .env file."""

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Everything a person can set; a value passed in code wins over the environment, which wins over .env."""

    model_config = SettingsConfigDict(
        env_prefix="WAYPOINT_", env_file=".env", extra="ignore", frozen=True, protected_namespaces=()
    )

    data_dir: Path = Field(
        default_factory=lambda: user_data_path("waypoint", appauthor=False),
        description="Folder of the index and of feedback; per user by default.",
    )
    knowledge_dir: Path = Field(
        default=PROJECT_ROOT / "knowledge", description="Folder ingested when no path is named."
    )
    embedding_model: str = Field(
        default="all-MiniLM-L6-v2",
        description="Any sentence-transformers name or folder; the default comes with the package.",
    )
    allow_hub: bool = Field(
        default=False, description="Let sentence-transformers fetch a model by name from the hub."
    )
    chroma_url: str | None = Field(
        default=None, description="Address of a Chroma server; the embedded store when empty."
    )
    chroma_api_key: SecretStr | None = Field(default=None, description="Key of a hosted Chroma.")
    model: str | None = Field(
        default=None, description="Chat model as provider:model; the offline engine when empty."
    )
    model_url: str | None = Field(default=None, description="Address of an OpenAI-compatible server.")
    model_first_token_timeout: float = Field(default=20.0, gt=0, description="Seconds until the first words.")
    model_token_timeout: float = Field(default=10.0, gt=0, description="Seconds to wait between words.")
    model_max_retries: int = Field(default=2, ge=0, le=10, description="Tries after a failed request.")
    model_context_tokens: int = Field(default=6000, ge=500, description="Token budget of one prompt.")
    model_max_output_tokens: int = Field(default=700, ge=50, description="Longest reply asked of a model.")
    model_rewrite: bool = Field(default=False, description="Let the model make follow-ups standalone.")
    conversation_token_budget: int = Field(default=0, ge=0, description="Tokens a conversation; 0: no limit.")
    daily_token_budget: int = Field(default=0, ge=0, description="Tokens a day; 0: no limit.")
    prompt_dir: Path | None = Field(default=None, description="Folder of prompts to use instead.")
    host: str = Field(default="127.0.0.1", description="Address the page listens on.")
    port: int = Field(default=7860, ge=0, le=65535, description="Port the page listens on.")
    max_question_chars: int = Field(default=4000, ge=100, description="Longer messages are cut here.")
