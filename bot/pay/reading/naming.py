"""Job titles in a text: those the document declares or lists, and those its grammar shows to be titles."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.schema import RoleName

# Endings of words for someone who does something, in four languages; words that share them but are no one.
_AGENT = (
    r"(?:[a-z]{2,}(?:er|or|ist|ian|ant|ent|eer|man|woman|men|women|person|people|ive|yst|ee|smith|wright"
    r"|ician|grapher|logist|keeper|ect)"
    r"|[a-z]{3,}(?:ary|ern)|[a-zäöü]{3,}(?:erin|er|ist|istin|in|kraft|kräfte|mann|frau|leute|leiter"
    r"|kauffrau|kaufmann|ent|entin|eur|eurin)"
    r"|[a-zéèâ]{3,}(?:eur|euse|rice|ier|ière|ien|ienne|iste|ant|ante|ent|ente|aire|ère|er)"
    r"|[a-záéíóúñ]{3,}(?:ero|era|or|ora|ista|ano|ana|ario|aria|ico|ica|ente|ante)"
    r"|[a-z]*(?:nurse|clerk|chef|cook|pilot|guard|judge|coach|aide|nanny|apprentice|mechanic|medic"
    r"|critic|hand|hygienist)|lead|head|intern|[a-zäöü]{4,}ar)"
)
_NOT_AGENT_WORDS = """
number order offer letter chapter career center centre paper matter power weather summer winter water
other another under over after never ever however whether rather together per quarter former later larger
higher lower upper greater better computer server answer newsletter header footer folder user customer
employer consumer member owner border master semester september october november december partner winner
earner beginner starter newcomer worker workers factor sector labor labour error floor door color
behavior major minor junior senior prior interior current recent different apparent present percent
payment employment department government requirement agreement assessment management development content
client patient student resident parent accident event rent talent incident element moment document
investment amount environment equipment statement treatment important constant restaurant plant grant
instant significant relevant want variant active alternative positive negative drive five live give
effective competitive productive objective incentive initiative perspective native comprehensive
expensive fee employee committee degree three free see guarantee salary summary library january february
primary secondary voluntary dictionary necessary glossary modern pattern concern return list exist assist
persist checklist than plan human woman man women men person people german american canadian australian
indian european italian russian begin within origin margin main again certain train remain gain project
object subject aspect effect select direct collect prospect respect perfect product einer eine einen
einem oder aber über unter hier mehr wer dieser jeder immer jahr nur sehr vor für der jahren nach kann
lager premier dernier entier métier papier dossier janvier février chantier salaire horaire nécessaire
supplémentaire dans sans pendant avant montant maintenant cependant suivant comment souvent argent brut
votre gobierno media dinero enero febrero primera manera hora ahora mejor mayor menor valor semana mañana
información público año trabajadora trabajador tier layer pointer tender lever chamber tracker filter
counter router median mean average januar februar klar sogar war paar kommentar formular guide passage
quarterly order-entry retirement benefits union range overview experience
"""
_GENERIC_WORDS = """
worker workers employee employees people person persons staff women men those they you we i he she it one
some most many others everyone anyone somebody workforce professional professionals candidate candidates
applicant applicants graduate graduates student students starter starters beginner beginners newcomer
newcomers hire hires earner earners man woman member members employer employers company companies
manager-level firm firms organisation organization business owner owners customer customers client
clients individual individuals job jobs position positions role roles work salary pay wage wages salaries
income post posts vacancy this that these who which there half quarter arbeitnehmer beschäftigte
mitarbeiter arbeitgeber berufsanfänger berufseinsteiger salarié salariés employeur trabajador
trabajadores empleado empleados fachkräfte fachkraft einsteiger kunden
"""
_NOT_AGENT = frozenset(_NOT_AGENT_WORDS.split())
_GENERIC = frozenset(_GENERIC_WORDS.split())
_LEVELS = (
    r"entry[- ]level|newly[- ]qualified|early[- ]career|mid[- ]career|mid[- ]level|late[- ]career"
    r"|highly experienced|experienced|junior"
    r"|senior|trainee|graduate|starting|beginning|new|qualified|intermediate|apprentice|principal"
    r"|first[- ]year|full[- ]time|average|typical"
    r"|licensed|certified|self[- ]employed|part[- ]time|unqualified|uk|us|u\.s\.|american|british|median"
    r"|many|most|few|both|some|all|our|the|your|their|other|an?|each|every|der|die|das|den|ein|eine"
    r"|einer|eines|einen|un|une|le|la|les|el|los|las|unos|unas"
)
_LEVEL_WORD = re.compile(
    r"(?i)(?<![^\W_])(?P<level>entry[- ]level|newly[- ]qualified|early[- ]career|mid[- ]career"
    r"|mid[- ]level|late[- ]career|highly experienced"
    r"|experienced|experience|junior|senior|trainees?|graduates?|starters?|beginners?|intermediate"
    r"|apprentices?|lead|principal|first[- ]year"
    r"|berufseinsteiger|berufserfahrung|débutant|confirmé|expérimenté|principiante)(?![^\W_])"
)
_STRIP = re.compile(rf"(?i)^(?:(?P<level>{_LEVELS})[ ]+)")
_STRIP_NAME = re.compile(
    r"(?i)^(?P<level>entry[- ]level|newly[- ]qualified|early[- ]career|mid[- ]career|mid[- ]level"
    r"|late[- ]career|highly experienced"
    r"|experienced|full[- ]time|part[- ]time|average|typical|median|our|the|an?)[ ]+"
)
_TRAILING = re.compile(
    r"(?i) (?P<level>débutant(?:e?s?)|expérimentée?s?|confirmée?s?|principiantes?|con experiencia"
    r"|mit berufserfahrung)$"
)
_GENDER = re.compile(
    r"\s*\((?:[mwfdx]\s*/\s*){1,3}[mwfdx]\)|\s*\(H/F\)|\s*[hH]/[fF]\b|(?:/-?in(?:nen)?|\*in(?:nen)?"
    r"|:in(?:nen)?|_in(?:nen)?)\b|\((?:e|ère|ière|euse|trice|ne)\)s?|·e\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'&/.][^\W\d_]+)*")
_PARENTHESIS = re.compile(r"\s*\([^)]{0,60}\)")


def role_key(name: str) -> str:
    """Return the form in which a title equals its plural and its other spellings."""
    words = [word.casefold() for word in _WORD.findall(_GENDER.sub("", name).replace("-", " "))]
    return " ".join(_singular(word) for word in words)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@dataclass(frozen=True, slots=True)
class RoleFound:
    """A job title in a text. `known` says that the document declares or lists it."""

    name: str
    start: int
    end: int
    known: bool
    level: str | None = None


@dataclass(frozen=True, slots=True)
class RoleNames:
    """The job titles of one document, by key, and how each is printed."""

    names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, roles: Iterable[RoleName]) -> "RoleNames":
        """Collect declared roles; an alias leads to its role."""
        names: dict[str, str] = {}
        for role in roles:
            for name in (role.name, *role.aliases):
                names.setdefault(role_key(name), role.name)
        return cls({key: name for key, name in names.items() if key})

    def with_names(self, names: Iterable[str]) -> "RoleNames":
        """Return the names with more titles, as a table or a heading prints them."""
        more = {role_key(name): tidy(name) for name in names}
        return RoleNames({**{key: name for key, name in more.items() if key}, **self.names})

    def find(self, text: str) -> list[RoleFound]:
        """Find known titles in a text, the longest at each place."""
        words = [(match.start(), match.end(), _singular(match.group().casefold())) for match in _pieces(text)]
        longest = max((key.count(" ") + 1 for key in self.names), default=0)
        found: list[RoleFound] = []
        position = 0
        while position < len(words):
            step = 1
            for length in range(min(longest, len(words) - position), 0, -1):
                name = self.names.get(" ".join(word for *_, word in words[position : position + length]))
                if name:
                    start, end = words[position][0], words[position + length - 1][1]
                    found.append(RoleFound(name, start, end, known=True, level=_level_before(text, start)))
                    step = length
                    break
            position += step
        return found

    def match(self, text: str) -> str | None:
        """Return the known title that a whole cell or label is, None when it is no known title."""
        return self.names.get(role_key(_PARENTHESIS.sub("", text)))


def _pieces(text: str) -> list[re.Match[str]]:
    return list(re.finditer(r"[^\W\d_]+", text))


def _level_before(text: str, start: int) -> str | None:
    match = re.search(
        r"(?i)(?<![^\W_])(entry[- ]level|newly[- ]qualified|experienced|junior|senior|trainee|apprentice"
        r"|mid[- ]career|qualified) $",
        text[max(0, start - 20) : start],
    )
    return match.group(1).casefold() if match else None


def level_of(text: str) -> str | None:
    """Return the level of experience that a label names: "Entry level", "Senior", "1-3 years"."""
    match = _LEVEL_WORD.search(text) or re.search(
        r"(?i)\b(?:band|grade|level|stufe|step|tier|year|scale point)s? ?[\dA-Z]{1,3}\b|\d+ ?(?:-|to|–"
        r"|\+)? ?\d* (?:years?|yrs|jahre|ans|años)",
        text,
    )
    return text.strip().casefold() if match else None


def tidy(name: str) -> str:
    """Print a title as a name: singular, without gender marks, lower case unless it is an acronym."""
    name = _PARENTHESIS.sub("", _GENDER.sub("", name)).strip(" :–-*.,")
    words = name.split()
    if not words:
        return ""
    heads = [
        number for number, word in enumerate(words) if word.casefold() in ("of", "de", "in", "for", "d'")
    ]
    head = heads[0] - 1 if heads and heads[0] else len(words) - 1
    words[head] = _singular_as_printed(words[head])
    return " ".join(word if _keeps_case(word) else word.casefold() for word in words)


def _singular_as_printed(word: str) -> str:
    single = _singular(word.casefold())
    return word[: len(single)] if word.casefold().startswith(single) else (word[0] + single[1:])


def _keeps_case(word: str) -> bool:
    return any(char.isupper() for char in word[1:]) or any(char.isdigit() for char in word)


def is_title(phrase: str) -> bool:
    """Whether a noun phrase reads as a job title by its head word, without knowing any job."""
    words = _WORD.findall(_GENDER.sub("", _PARENTHESIS.sub("", phrase)).casefold())
    if not 1 <= len(words) <= 6:
        return False
    joined = [number for number, word in enumerate(words) if word in ("of", "de", "in", "for")]
    head = words[joined[0] - 1] if joined and joined[0] else words[-1]
    candidates = {head, _singular(head), words[0] if len(words) > 1 and joined else head}
    last = _singular(head).rpartition("-")[2]
    if {head, last} & (_NOT_AGENT | _GENERIC):
        return False
    return any(re.fullmatch(_AGENT, word) for word in candidates | {last})


def is_generic(phrase: str) -> bool:
    """Whether a subject means the people of the job already spoken of: "workers", "they", "salaries"."""
    words = _WORD.findall(phrase.casefold())
    return not words or words[-1] in _GENERIC


def strip_level(phrase: str, *, names_only: bool = False) -> tuple[str, str | None]:
    """Split leading words of level and quantity from a noun phrase: "Newly qualified teachers".

    With `names_only` the phrase is a label, where "New accounts clerk" and "Senior analyst" are whole titles.
    """
    level = None
    pattern = _STRIP_NAME if names_only else _STRIP
    while match := pattern.match(phrase):
        word = match["level"].casefold()
        level = word if _LEVEL_WORD.fullmatch(word) or word == "qualified" else level
        phrase = phrase[match.end() :]
    if trailing := _TRAILING.search(phrase):
        return phrase[: trailing.start()], trailing["level"].casefold()
    return phrase, level
