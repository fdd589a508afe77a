"""Job titles in a text: those the document declares or lists, and those its grammar shows to be titles."""

import re
from functools import lru_cache

from bot.pay.reading.cues import PAY_WORD
from bot.pay.reading.experience import years_label
from bot.pay.reading.gender import FOR_ALL, ungendered
from bot.pay.reading.steps import STEP, is_step, split_step
from bot.pay.reading.words import AROUND, GENERIC, NO_PERSON, NOT_AGENT

# Endings of words for someone who does something, in four languages; words that share them but are no one.
_AGENT = (
    r"(?:[a-z]{2,}(?:er|or|ist|ian|ant|ent|eer|man|woman|men|women|person|people|ive|yst|ee|smith|wright"
    r"|ician|grapher|logist|keeper|ect)"
    r"|[a-z]{3,}(?:ary|ern)|[a-zäöü]{3,}(?:erin|er|ist|istin|in|kraft|kräfte|mann|frau|leute|leiter"
    r"|kauffrau|kaufmann|ent|entin|eur|eurin|lehrling|koch)"
    r"|[a-zéèâ]{3,}(?:eur|euse|rice|ier|ière|ien|ienne|iste|ant|ante|ent|ente|aire|ère|er)"
    r"|[a-záéíóúñ]{3,}(?:eir[oa]|ero|era|or|ora|ista|ano|ana|ario|aria|ico|ica|ente|ante)"
    r"|lead|head|chef|chefe|cheffe|jefe|jefa|responsable|intern|apprentice|[a-zäöü]{4,}ar)"
)
# What sets some who do a job apart from the others, where it stands in front of the job's name.
_OWN_LEVELS = (
    r"[^\W\d_]{4,}[- ]level|established"
    r"|first[- ]time(?: [^\W\d_]+ing)?|freelance|self[- ]employed|long[- ]serving"
    r"|(?!newly|recently|freshly|fully|nearly|early|only|family)[^\W\d_]{3,}ly[- ][^\W\d_]{3,}ed"
)
_OWN_LEVEL = re.compile(rf"(?i)(?:{_OWN_LEVELS})")
_LEVELS = (
    rf"{STEP}|level [ivx]{{1,4}}|entry[- ]level|newly[- ]qualified|early[- ]career|mid[- ]career"
    r"|mid[- ]level|late[- ]career"
    r"|highly experienced|experienced|junior|journey[- ]level|mean|annual|yearly|monthly|weekly|hourly"
    r"|senior|trainee|graduate|starting|beginning|new|qualified|intermediate|apprentice|principal"
    r"|first[- ]year|full[- ]time|average|typical"
    r"|this|employed|salaried|casual|permanent|temporary|seasonal|licensed|certified|self[- ]employed"
    r"|part[- ]time|unqualified|freelance"
    rf"|uk|us|u\.s\.|american|british|median|{_OWN_LEVELS}"
    r"|(?:newly|recently|freshly|just|fully)[- ][^\W\d_]+|(?:the )?(?:most|many|some|half"
    r"|majority) of(?: the| all)?"
    r"|(?:a|the) (?:majority|number|few|lot) of|nearly all|almost all|several|these|those|such|any"
    r"|fellow|today's"
    r"|many|most|few|both|some|all|our|the|your|their|other|an?|each|every|der|die|das|den|ein|eine"
    r"|einer|eines|einen|un|une|le|la|les|el|los|las|unos|unas|meisten|viele|manche|erfahrene[rn]?"
    r"|la plupart d(?:es?|[’'])|certains|beaucoup de|la mayoría de|muchos|algunos|typically|usually"
    r"|generally|often|(?:aus)?gelernte[rn]?|examinierte[rn]?"
    r"|nowadays|currently|angestellte[rn]?|verbeamtete[rn]?|selbst(?:st)?ändige[rn]?"
)
_LEVEL_WORD = re.compile(
    r"(?i)(?<![^\W_])(?P<level>entry[- ]level|newly[- ]qualified|early[- ]career|mid[- ]career"
    r"|mid[- ]level|late[- ]career|highly experienced|journey[- ]level"
    r"|experienced|experience|junior|senior|trainees?|graduates?|starters?|beginners?|intermediate"
    r"|apprentices?|lead|principal|first[- ]year|journeym[ae]n|masters?|freshers?"
    r"|berufseinsteiger|berufserfahrung|débutant|confirmé|expérimenté|principiante)(?![^\W_])"
)
_GRADE = re.compile(
    r"(?<![^\W_])(?i:band|grade|level|stufe|stage|step|tier|years?|point"
    r"|scale point) (?:\d{1,2}(?:[-–]\d{1,2})?|[A-Z])(?![^\W_])"
)
_STRIP = re.compile(rf"(?i)^(?:(?P<level>{_LEVELS})[ ]+)")
_STRIP_NAME = re.compile(
    rf"(?i)^(?P<level>{STEP}|entry[- ]level|newly[- ]qualified|early[- ]career|mid[- ]career|mid[- ]level"
    r"|late[- ]career|highly experienced"
    r"|experienced|full[- ]time|part[- ]time|average|typical|median|our|the|an?)[ ]+"
)
_TRAILING = re.compile(
    r"(?i) (?P<level>débutant(?:e?s?)|diplômée?s?|titulad[oa]s?"
    r"|expérimentée?s?|confirmée?s?|principiantes?|con experiencia"
    r"|freshers?|junior"
    r"|senior|júnior|sénior"
    r"|mit berufserfahrung)$"
)
# "Bäckerlehrling", "Koch-Azubi": those who learn the job in front.
_LEARNER_OF = re.compile(r"(?P<title>[A-ZÄÖÜ][^\W\d_]{2,}?)-?(?:[Ll]ehrlinge?n?|[Aa]zubis?)$")
# "Engineer II", "Technician 3", "Analyst P11": a step of the title before it.
_NUMERAL = re.compile(r"^(?P<title>.{4,}[^\W\d_]) (?P<step>I{1,3}|IV|V|[A-Z]?\d{1,2})$")
# Words that are a level only where they stand alone: the headers "Entry", "Mid", "Senior".
_BARE_LEVEL = re.compile(
    r"(?i)entry|mid|middle|mid[- ]?point|early|late|einsteiger(?:in)?|einstieg"
    r"|probation"
)
# Endings of fields of work and of things, never of someone.
_NO_JOB = re.compile(
    r"(?:ing|tion|sion|ment|ness|ity|ship|ance|ence|ics|logy|ry|work|care|facts?|look|page|profile|about"
    r"|ung|heit|keit|schaft|ción|dad|age|(?<!s)s)$"
)
# First words that are someone where the head comes first: "Développeur web", "Enfermero escolar".
_HEAD_FIRST = re.compile(
    r"[a-zéèêâô]{3,}(?:eur|euse|trice|icien|icienne)|[a-záéíóúñ]{4,}(?:ador|adora|edor|edora)"
    r"|[a-záéíóúñ]{5,}(?:ero|era)|técnic[oa]"
)
# Words that join a title to what it is of: its head stands before them.
_ROMANCE_OF = frozenset({"de", "en", "du", "des", "d"})
_OF = _ROMANCE_OF | {"of", "in", "for", "für"}
# How someone is employed, which is no job.
_STATUS = re.compile(r"(?i)(?<![^\W_])(?:independent contractor|sole (?:trader|proprietor)|gig worker)s?$")
_ACRONYM = 5
_DEGREE = re.compile(r"(?<=[a-zäöüéè]) [A-Z]{2,4}$")  # "Polymechaniker EFZ"
_YEAR_OF = re.compile(r"(?i)^(?:first|second|third|fourth|fifth|sixth|final|[1-6](?:st|nd|rd|th)?)[- ]year ")
NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.)]?)\s+")
_WORKERS = re.compile(
    r"(?i)(?!(?:all|most|many|some|other|highly|very|semi|qualified|experienced|trained"
    r"|older|young|female|male|full|part|skilled|unskilled|foreign"
    r"|migrant|new"
    r"|essential|key|self|low|high|hourly|minimum|temporary|seasonal|remote|gig|working|what|how|for"
    r"|our|your)"
    r"(?![^\W_]))[^\W\d_]{3,20}(?: [^\W\d_]{3,20}){0,2} workers?$"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'&/.][^\W\d_]+)*")
NUMBER = r"(?<![\w.,-])\d{1,2}(?![\w.,-])"  # a grade in a title, not a code behind it
_KEY_WORD = re.compile(rf"[^\W\d_]+(?:['&/.][^\W\d_]+)*|{NUMBER}")
PARENTHESIS = re.compile(r"\s*\([^)]{0,60}\)")


@lru_cache(maxsize=8192)
def role_key(name: str) -> str:
    """Return the form in which a title equals its plural and its other spellings."""
    words = _KEY_WORD.findall(ungendered(name).casefold())
    return " ".join(singular(word) for word in words)


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """Return a word in the singular, as far as its ending tells."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if len(word) > 7 and word.endswith(("dores", "tores", "iares")):
        return word[:-2]
    if word.endswith(("kräfte", "männer")):
        return word.replace("kräfte", "kraft").replace("männer", "mann")
    if word.endswith("wives"):
        return word[:-3] + "fe"
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "aas")):
        return word[:-1]
    return word


def level_of(text: str) -> str | None:
    """Return the level of experience that a label names: "Entry level", "Senior", "1-3 years", "Band 6"."""
    if bare := _BARE_LEVEL.fullmatch(text.strip()):
        return bare.group().casefold()
    if (word := _LEVEL_WORD.search(text)) and word.group().casefold() not in (
        "experience",
        "berufserfahrung",
    ):
        return word.group().casefold()
    match = _GRADE.search(text) or word
    return years_label(text) or (match.group().strip().casefold() if match else None)


def grade_beside(before: str) -> str | None:
    """Return the grade that directly precedes an amount: "at band 6 (£37,338 - £44,962)"."""
    grades = list(_GRADE.finditer(before))
    return (
        grades[-1].group().casefold() if grades and not before[grades[-1].end() :].strip(" (,:–-") else None
    )


def level_right_after(text: str) -> str | None:
    """Return the level that directly follows an amount: "£26,000 Starter to £45,000 Experienced"."""
    match = _LEVEL_WORD.match(text.lstrip(" (,-"))
    return match["level"].casefold() if match else None


def is_level(phrase: str) -> bool:
    """Whether a noun phrase is only a level of any job: "apprentices", "masters", "newly qualified"."""
    return _LEVEL_WORD.fullmatch(_YEAR_OF.sub("", phrase.strip())) is not None


_ARTICLE = re.compile(r"(?i)^(?:een|het|uno?|una|um|uma) (?=[^\W\d_])")


def tidy(name: str) -> str:
    """Print a title as a name: singular, without gender marks, lower case unless it is an acronym."""
    name = PARENTHESIS.sub("", ungendered(name)).strip(" :–-*.,'’")
    name = _ARTICLE.sub("", NUMBERED.sub("", name))
    if name.isupper() and (" " in name or len(name) > _ACRONYM):
        name = name.casefold()
    words = name.split()
    if not words:
        return ""
    heads = [
        number
        for number, word in enumerate(words)
        if word.casefold() in _OF or word.casefold().startswith(("d'", "d’"))
    ]
    head = heads[0] - 1 if heads and heads[0] else len(words) - 1
    words[head] = _singular_as_printed(words[head])
    return " ".join(word if _keeps_case(word) else word.casefold() for word in words)


def _singular_as_printed(word: str) -> str:
    single = singular(word.casefold())
    return word[: len(single)] if word.casefold().startswith(single) else (word[0] + single[1:])


def _keeps_case(word: str) -> bool:
    return any(char.isupper() for char in word[1:]) or any(char.isdigit() for char in word)


def is_title(phrase: str) -> bool:
    """Whether a noun phrase reads as a job title by its head word, without knowing any job."""
    words = _WORD.findall(_DEGREE.sub("", ungendered(PARENTHESIS.sub("", phrase))).casefold())
    if not 1 <= len(words) <= 6 or ": " in phrase or _STATUS.search(phrase):
        return False
    if FOR_ALL.search(phrase):
        return True
    if words[0] in AROUND or words[0] == "on":
        return False
    joined = [n for n, word in enumerate(words) if word in _OF or word.startswith("d'")]
    head = words[joined[0] - 1] if joined and joined[0] else words[-1]
    leads = len(words) > 1 and any(words[n] in _ROMANCE_OF or words[n].startswith("d'") for n in joined)
    candidates = {head, singular(head), words[0] if leads else head}
    last = singular(head).rpartition("-")[2]
    of_a_field = joined and words[joined[0]] == "für" and words[-1] != head
    if ({head, last} & (NOT_AGENT | GENERIC) and not of_a_field) or PAY_WORD.fullmatch(head):
        return False
    if len(words) > 1 and words[0] not in NOT_AGENT and _HEAD_FIRST.fullmatch(words[0]):
        return True
    return any(re.fullmatch(_AGENT, word) for word in candidates | {last})


def is_agent(phrase: str) -> bool:
    """Whether a phrase is a title, or one word with the ending of one: "joiner" beside "carpenter"."""
    word = singular(phrase.strip().casefold())
    return is_title(phrase) or (word not in NOT_AGENT and re.fullmatch(_AGENT, word) is not None)


def could_be_title(phrase: str) -> bool:
    """Whether the title of a page about one job's pay can be that job by its form: "Tree surgeon"."""
    words = _WORD.findall(PARENTHESIS.sub("", phrase))
    lower = [word.casefold() for word in words]
    if not 1 <= len(words) <= 4 or set(lower) & (GENERIC | AROUND):
        return False
    head = lower[lower.index("of") - 1] if "of" in lower[1:] else lower[-1]
    if PAY_WORD.search(phrase) or head in NO_PERSON:
        return False
    if lower[-1] in NOT_AGENT | NO_PERSON or (len(lower) == 1 and lower[0] in NOT_AGENT):
        return False
    if strip_level(phrase)[1]:
        return False
    named = any(word[0].isupper() and not word.isupper() for word in words[1:])
    return not (named or _NO_JOB.search(lower[-1]))


def is_paid_subject(phrase: str) -> bool:
    """Whether the subject of "earn", "make" or "are paid" can be a job by its form: "line cooks", "a vet"."""
    words = _WORD.findall(phrase.casefold())
    barred = NOT_AGENT | GENERIC | NO_PERSON | AROUND
    named = set(words) - ({"staff"} if words[-1:] != ["staff"] else set())  # "a staff captain"
    if not 1 <= len(words) <= 5 or len(words[-1]) < 3 or named & barred or _STATUS.search(phrase):
        return False
    plural = words[-1].endswith("s") and not words[-1].endswith(("ss", "us", "is", "ings", "ments", "tions"))
    return singular(words[-1]) not in NOT_AGENT | GENERIC | NO_PERSON and (plural or words[0] in ("a", "an"))


def are_workers(phrase: str) -> bool:
    """Whether a phrase names workers by what they do: "construction trades workers"."""
    return _WORKERS.match(phrase) is not None


def are_people(phrase: str) -> bool:
    """Whether one of several joined names is of people by its form: "Fire safety experts"."""
    return are_workers(phrase) or (" " in phrase.strip() and is_paid_subject(phrase))


def is_generic(phrase: str) -> bool:
    """Whether a subject means the people of the job already spoken of: "workers", "they", "salaries"."""
    if _STATUS.search(phrase):
        return True
    words = _WORD.findall(re.sub(r"(?i)['’](?:ll|re|ve|d)(?![^\W_])", "", phrase.casefold()))
    return not words or words[-1] in GENERIC


def strip_level(phrase: str, *, names_only: bool = False) -> tuple[str, str | None]:
    """Split leading words of level and quantity from a noun phrase: "Newly qualified teachers".

    With `names_only` the phrase is a label, where "New accounts clerk" and "Senior analyst" are whole titles.
    """
    level = None
    pattern = _STRIP_NAME if names_only else _STRIP
    while match := pattern.match(phrase):
        word = match["level"].casefold()
        own = _OWN_LEVEL.fullmatch(word) or _LEVEL_WORD.fullmatch(word) or is_step(word)
        level = word if own or word == "qualified" else level
        phrase = phrase[match.end() :]
    if trailing := _TRAILING.search(phrase):
        return phrase[: trailing.start()], trailing["level"].casefold()
    if learner := _LEARNER_OF.match(phrase):
        return learner["title"], "apprentice"
    return stepped(phrase) or (phrase, level)


def stepped(phrase: str) -> tuple[str, str] | None:
    """Split a title from the step of it that is numbered behind it: "baker level 2", "Welder III"."""
    if (split := split_step(phrase)) and (is_title(split[0]) or could_be_title(split[0])):
        return split
    step = _NUMERAL.match(phrase)
    return (step["title"], f"level {step['step']}") if step and is_title(step["title"]) else None
