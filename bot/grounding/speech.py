"""What is never said, and what may be said with no source: manners, questions, what the adviser holds."""

import re

from bot.grounding import lexicon

_PROMISES = re.compile(
    r"\b(?:you(?: will|'ll| are going to| are sure to| are certain to| are bound to)(?: \w+ly| soon"
    r"| surely)? (?:"
    r"be (?:hired|promoted|offered)|succeed|get (?:hired|promoted)"
    r"|(?:get|land|win|receive|have|find) (?:the |this |that |a |an |your )?(?:\w+ )?"
    r"(?:job|position|role|post|offer|raise|promotion|contract)"
    r"|(?:be paid|reach|climb to|move up to|jump to|double|start (?:at|on|near)) (?:the |your |more"
    r"|at least|about|around)"
    r"|(?:earn|make) (?:the |twice|double|between |well |far |much )"
    r"|(?:earn|make) (?:at least |more |up to |over |about |around )?(?:[$£€\d]|more|well|a lot))"
    r"|(?:the |this |that )?(?:job|position|role|promotion|offer|raise) (?:is|will be) yours"
    r"|(?:certain|sure|bound|assured|guaranteed?) (?:to (?:get|land|be|earn|succeed|win|find|receive)"
    r"|of (?:a|the|getting)\b)"
    r"|(?:will|'ll) (?:always )?pay you (?:more|better|well|at least|[$£€\d])"
    r"|(?:your|the) (?:lead|boss|manager|employer|company|firm|interviewer|team|scores?|pay"
    r"|salary) will (?:\w+ )?"
    r"(?:agree|accept|say yes|give|raise|recover|double|rise|grow|go up|improve)"
    r"|\b(?:they|he|she)(?: will|'ll) (?:\w+ )?(?:agree|accept|say yes|match|raise|go (?:up|higher))"
    r"|you(?: will|'ll) get used to"
    r"|can(?:no|')t (?:go wrong|fail|lose)|i promise|without (?:a )?doubt|no doubt (?:you|they)"
    r"|100 ?% (?:sure|certain|chance)"
    r"|(?:will|would|['’]ll|['’]d) (?:almost |very )?(?:definitely|certainly|surely|undoubtedly|always) "
    r"|(?:your|the|this|that) (?:job|role|position|career|work) (?:is|will be|would be) "
    r"(?:\w+ly |quite |very )?(?:safe|secure|immune|future-proof))\b",
    re.IGNORECASE,
)
_GUARANTEE = re.compile(r"\bguarantee\w*", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:no|not|never|nobody|none|cannot|can't|don't|doesn't|isn't|aren't|won't|without)\b[^.;]{0,40}$",
    re.I,
)
_HYPE = lexicon.words("hype")
_FLATTERY = re.compile(
    r"\b(?:offer|salary|pay|choice|plan|idea|you|you're|that|it)(?: is|'s| are|'re| looks?"
    r"| sounds?)(?: \w+){0,2} "
    r"(?:great|excellent|perfect|wonderful|generous|amazing|very good|really good|the best(?![- ]paid))\b",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:https?|ftp|mailto|javascript|data):[^\s)>\]]+|\bwww\.[^\s)>\]]+"
    r"|(?<![\w@.])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|gov|edu|co|info|biz|ai|app|dev|me|us|uk|de|fr|eu"
    r"|ca|au)\b(?:/[^\s)>\]]*)?"
    r"|[\w.+-]+@[\w-]+\.[\w.-]+",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\]\(\s*<?([^)\s>]*)")
_MARKUP = re.compile(
    r"<\s*/?\s*[a-zA-Z!?][^>]*>?|!\[|&(?:lt|gt|#\d+|#x[0-9a-f]+);|\{\{|\}\}|\{%|\bon\w+\s*=\s*[\"']", re.I
)

_NET = re.compile(
    r"\b(?:take[- ]home|after[- ]tax(?:es)?|net (?:pay|salary|wages?|income)|tax-free)\b", re.IGNORECASE
)

_ASKS = re.compile(
    r"^(?:and |or |so |but |also )?(?:which|what|when|where|who|how|would|do you|are you|is (?:that"
    r"|this|it|your)|shall|should|"
    r"can (?:you|i)|could (?:you|i)|have you|want|need|does (?:that|this)|did you (?:mean|want)"
    r"|anything|may i|were you|will you|"
    r"if so|or)\b",
    re.IGNORECASE,
)
_MANNERS = re.compile(
    r"^(?:hi|hello|hey|good (?:morning|afternoon|evening|luck|question)|welcome|thanks|thank you"
    r"|you're welcome|you are welcome|"
    r"glad|happy to help|of course|sure|certainly|absolutely|okay|ok|alright|goodbye|bye|take care"
    r"|congratulations|congrats|"
    r"sorry|i(?:'m| am) (?:so |very |really |truly )?sorry|i apologi[sz]e|my apologies|i understand"
    r"|i hear you|understood|got it|"
    r"that (?:sounds|must be|must feel)|it (?:sounds|makes sense|is understandable|must be)|come back"
    r"|best of luck|feel free|"
    r"let me know|tell me|just ask|ask me|please)\b",
    re.IGNORECASE,
)
_ADVISER = re.compile(
    r"^(?:(?:yes|no|so|but|still|unfortunately|sadly|also|however|for now|here),? )?(?:"
    r"(?:i|we)(?:'m| am| was)? (?:not |only |also |still )*(?:don't|do not|can't|cannot|couldn't"
    r"|could not|won't|will not|have no|"
    r"haven't|have not|can|could|only|answer|cover|hold|know|won't|found no|found nothing|didn't find"
    r"|lack|a |an |waypoint|"
    r"able|unable|not able|happy|afraid|just|here)\b|(?:i'm|i am) (?:not |only |a |an |waypoint|unable"
    r"|able|here|afraid|glad)"
    r"|(?:my|the|these|those|our|your) (?:guides?|sources?|passages?|figures?|evidence|records?|index"
    r"|material)(?: here| i have)? "
    r"(?:do not|don't|does not|doesn't|did not|has no|have no|hold no|holds no|give no|gives no"
    r"|say nothing|says nothing|cover|"
    r"covers|only (?:cover|hold|give)|stop|are silent|is silent|lack|lacks|name no|names no)\b"
    r"|(?:there (?:is|are) no (?:figures?|pay|data|information|record|source|passage))\b"
    r"|(?:that|this|it) (?:is|was|lies|falls) (?:outside|beyond|not (?:in|covered)) )",
    re.IGNORECASE,
)
_UNSAID = (
    r"(?:(?:do|does|did)(?:n['’]t| not) (?:say|tell|show|cover|settle|reveal|separate|distinguish)"
    r"|can(?:no|['’])t (?:say|tell|show|settle|answer)|says? nothing"
    r"|(?:are|is)(?:n['’]t| not) (?:broken|split|adjusted))\b"
)
_MARKS = re.compile(r"\[\d{1,3}\]")
_SILENT_END = re.compile(
    rf",? (?:so|and|but|because|since|as|though) (?:(?:it|they|this|that|these) )?{_UNSAID}.*", re.I | re.S
)
# Says what the sources do not hold.
_SILENT = re.compile(
    r"^(?:(?:so|but|and|no|unfortunately|sadly|still|however),? )?(?:"
    r"(?:none|neither) of (?:my|the|these|our|your) (?:guides?|sources?|passages?)\b"
    r"|(?:my|the|this|these|those|our|your) (?:guides?|sources?|passages?|figures?|material)"
    r"(?: here| i have)? (?:only (?:explains?|describes?|covers?|holds?|gives?|deals?)"
    r"|(?:do|does)(?: not|n['’]t) (?:say|tell|use|explain|mention|give|name|describe|list|hold|have"
    r"|cover|split)|(?:give|hold|cover|tell|describe)s? [^.;]{0,40}?(?:rather than|and not|but not)\b"
    r"|(?:say|hold|give|have|list|has|name)s? (?:nothing|no|none)\b)"
    r"|(?:i|we) (?:have|hold|found|know|can find|see) (?:no|nothing)\b"
    r"|(?:i|we) (?:could|can|did|do)(?:n['’]t| not) (?:find|have|hold|see|know)\b"
    r"|nothing (?:here|in (?:the|these|those|my|our) "
    r"(?:figures?|numbers?|sources?|records?|data|guides?)(?: here)?)"
    r" (?:says?|gives?|tells?|covers?|shows?)\b"
    rf"|(?:this|that|the|these|those|it|they)(?: \w+)?"
    rf"(?: figures?| numbers?| medians?| ranges?| data| records?)? {_UNSAID}"
    r"|there (?:(?:is|are) no|(?:is|are)n['’]t any) (?:official |separate |exact )*"
    r"(?:figures?|pay|data|information|record|source|passage)\b)",
    re.IGNORECASE,
)
_SOURCES_DO = re.compile(
    r"^(?:it|they|what (?:it|they) do(?:es)?)\b(?: only| do| does)? ?(?:explains?|covers?|describes?"
    r"|deals?|says?|doesn['’]t|don['’]t|does not|do not"
    r"|(?:are|is)(?:n['’]t| not) (?:broken|split|adjusted))\b",
    re.IGNORECASE,
)
_ASK_SOMEONE = re.compile(
    r"^(?:(?:for|in|before|if|when|to)\b[^.;]{0,60}, )?(?:please )?(?:ask|check|talk|speak|consult"
    r"|contact|confirm|call|see|look) "
    r"(?:it |that |this |them |about |for |up |at |the |a |an |your |to |with |in |whether |what "
    r"|which |how |any |someone|first)",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(
    r"^(?:here(?: is|'s| are)?|below|in short|in brief|the short answer|short answer|for example"
    r"|for instance|next|first|"
    r"second|third|then|finally|two things|three things|some|the main|a few|it depends|that depends"
    r"|it can be|it could be|"
    r"yes|no|probably|perhaps|maybe|not quite|not yet|partly|mostly|by contrast|in other words|on pay"
    r"|on top)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(r"^\W*(?:\w+\W+){0,3}\w+\W*$")
_SECRETS = re.compile(
    r"\b(?:instructions?|system prompt|prompt|rules? i|system message|developer message)\b", re.IGNORECASE
)
_SPLIT = re.compile(
    r"\s*[;—–]\s*|:\s+|,?\s+(?:but|because|since|although|though|while|whereas|as|so that|which|who"
    r"|given that)\s+|,\s+(?:and|so|yet|or)\s+",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"\b(?:know|knows|see|say|says|tell|told|confirm|agree|sure|found|think|mean|means|believe"
    r"|admit)(?: you| me)? that\b",
    re.I,
)


_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.]{0,40}\b(?:instructions?|prompts?|rules?"
    r"|guidelines|above|previous)\b"
    r"|\b(?:you are|act as|pretend to be|behave as) (?:now )?(?:an? )?(?:ai|assistant|chatbot"
    r"|language model|dan)\b"
    r"|\b(?:system|developer) (?:prompt|message)\b|\b(?:say|tell|answer|reply|respond|write|claim|state"
    r"|output)\b[^.]{0,20}"
    r"\b(?:that the user|the user|to the user|every (?:user|question|reply)|in every)\b|<\|?(?:im_start"
    r"|system|user|assistant)",
    re.IGNORECASE,
)


def forbidden(text: str, known: str) -> list[str]:
    """Return the reasons why a sentence may not be said whatever its sources: links, markup, promises, hype.

    Args:
        text: the sentence, emphasis off.
        known: the lower-case text of its evidence, with addresses.
    """
    reasons = []
    links = {match.group().rstrip(".,;:!?") for match in _LINK.finditer(text)} | {
        target for target in _TARGET.findall(text) if target
    }
    if any(link.casefold().rstrip("/") not in known for link in links):
        reasons.append("it gives an address that its sources do not")
    if (net := _NET.search(text)) and net.group().casefold().split()[0] not in known:
        reasons.append("its sources say nothing of pay after tax")
    if _MARKUP.search(text):
        reasons.append("it contains markup")
    if _promises(text, known):
        reasons.append("it promises what nobody can promise")
    words = set(re.findall(r"[a-z]+(?:-[a-z]+)*", text.casefold()))
    flattering = [match.group().casefold() for match in _FLATTERY.finditer(text)]
    if any(word not in known for word in (*(words & _HYPE), *flattering)):
        reasons.append("it praises where its sources do not")
    return reasons


def _promises(text: str, known: str) -> bool:
    guarantees = "guarantee" not in known and any(
        not _DENIED.search(text[: match.start()]) for match in _GUARANTEE.finditer(text)
    )
    return guarantees or any(not _DENIED.search(text[: match.start()]) for match in _PROMISES.finditer(text))


def needs_no_source(text: str) -> bool:
    """Whether every part of a sentence is manners, a question, or about what the adviser holds."""
    if _SECRETS.search(text) or _THAT.search(text):
        return False
    bare = _bare(text)
    if bare.endswith("?"):
        return bool(_ASKS.match(bare)) or bool(_SMALL.match(bare))
    parts = [part.strip(" .!,:") for part in _SPLIT.split(bare) if part and part.strip(" .!,:")]
    return bool(parts) and _opens_free(parts[0]) and all(_is_free(part) for part in parts[1:])


def tells_silence(text: str) -> bool:
    """Whether a sentence says that the sources do not hold something, and nothing besides."""
    return _SILENT.match(_bare(text)) is not None and needs_no_source(text)


def without_silence(text: str) -> str:
    """Leave out an end that only says what the figures leave open: ", so they don't show ..."."""
    match = _SILENT_END.search(text)
    if match is None or re.search(r"[$£€%\d]", _MARKS.sub("", match.group())):
        return text
    return f"{text[: match.start()]} {' '.join(_MARKS.findall(match.group()))}."


def _bare(text: str) -> str:
    return _MARKS.sub("", text).strip(" -*>\"“”'")


def _opens_free(part: str) -> bool:
    if _ADVISER.match(part) or _ASK_SOMEONE.match(part) or _SILENT.match(part):
        return True
    return bool(_MANNERS.match(part) or _LEADS_IN.match(part)) and len(part.split()) <= 14


def _is_free(part: str) -> bool:
    return (
        _opens_free(part)
        or _SOURCES_DO.match(part) is not None
        or bool(
            re.match(
                r"^(?:the (?:best|nearest|closest|most) (?:i|we) (?:can|have)|i|we|you can ask|ask"
                r"|tell|let)\b",
                part,
                re.IGNORECASE,
            )
        )
        or _is_trifle(part)
    )


def _is_trifle(part: str) -> bool:
    return len(part.split()) <= 2


def gives_orders(text: str) -> bool:
    """Whether a line of a guide speaks to the machine that reads it; such a line is evidence of nothing."""
    return _ORDERS.search(text) is not None
