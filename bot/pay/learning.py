"""Words that say someone is still learning the job, in several languages."""

import re

_APPRENTICES = (
    r"lehre|lehrjahr\w*|lehrlinge?|lehrlings(?:lohn|einkommen|gehalt|entschädigung)\w*|lernende[rnm]?"
    r"|\w*ausbildung|ausbildungs(?:vergütung|gehalt|lohn|jahr|zeit|entgelt|verdienst|phase)\w*"
    r"|auszubildende[rnm]?|azubis?"
    r"|apprenti(?:s|es?)?|apprentissage|alternance|alternants?"
    r"|apprentices?|apprenticeships?|aprendiz(?:a|as|aje)?|aprendices|apprendist[aie]|apprendistato"
    r"|leerlingen?|leerling|aprendizagem"
)
_TRAINEES = (
    r"trainees?|traineeships?|interns?|internships?|in training|praktikant\w*|praktikum|referendar\w*"
    r"|volontär\w*|volontariat"
    r"|stagiaires?|élèves?|en formation|becari[oa]s?|en prácticas|tirocin\w+|stagiairs?|estagiári[oa]s?"
)
APPRENTICE = re.compile(rf"(?i)(?<![^\W_])(?:{_APPRENTICES})(?![^\W_])")
TRAINEE = re.compile(rf"(?i)(?<![^\W_])(?:{_TRAINEES})(?![^\W_])")
_STUDENT = re.compile(r"(?i)(?<![^\W_])students?(?![^\W_])")


def names_learner(level: str) -> bool:
    """Whether a level of a job is of those who still learn it: "apprentice, first year", "2. Lehrjahr"."""
    return any(pattern.search(level) for pattern in (APPRENTICE, TRAINEE, _STUDENT))
