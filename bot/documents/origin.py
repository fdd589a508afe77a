"""Where a guide comes from when no front matter says so: the country of its address, who it names on top."""

import re
from urllib.parse import urlsplit

import pycountry

# Country domains that are sold to anyone for their letters.
_OPEN_DOMAINS = frozenset({"IO", "CO", "AI", "ME", "TV", "CC", "FM", "GG", "LY", "SO", "TO", "WS", "AC"})
# Endings that one country alone uses, under another name than its own.
_OWN_ENDINGS = {"UK": "GB", "GOV": "US", "MIL": "US"}
# Page templates everywhere carry "en-US" whatever the country.
_DEFAULT = "US"
_TOP = 600
_PUBLISHED = re.compile(
    r"(?im)^[^\n]{0,60}?(?<![^\W_])(?:(?:published|produced|issued|prepared|written) by|publisher:"
    r"|(?:leaflet|guide|booklet|publication|factsheet|fact sheet) (?:by|from)"
    r"|(?:rédigée?|éditée?|publiée?|réalisée?) par|herausgegeben von|herausgeber:|éditeur ?:"
    r"|(?:editado|publicado|elaborado) por)(?: the| la| le| les| der| die| dem| el)? ?"
    r"(?P<name>(?:l['’])?[^\W\d_][^\n,.;:()|*]{2,80})"
)


def country_of(url: str | None, language: str | None = None) -> str | None:
    """Return the country (ISO code) of a web address, else of a language tag ("en-GB"); None when open."""
    host = urlsplit(url).hostname or "" if url else ""
    ending = host.rpartition(".")[2].upper() if "." in host else ""
    code = _OWN_ENDINGS.get(ending, ending)
    if code and code not in _OPEN_DOMAINS and pycountry.countries.get(alpha_2=code):
        return code
    region = (language or "").replace("_", "-").partition("-")[2].upper()
    return region if region != _DEFAULT and pycountry.countries.get(alpha_2=region) else None


def stated_publisher(text: str) -> str | None:
    """Return whom the first lines name as publisher: "A leaflet by the Bee Farmers' Federation"."""
    match = _PUBLISHED.search(text[:_TOP])
    return match["name"].strip() if match else None
