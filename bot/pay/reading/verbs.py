"""Verbs of being paid, in four languages, and what may stand between them and who is paid."""

ADVERB = (
    r"(?:(?:,? (?:on average|typically|usually|often|now|also|still|currently|generally"
    r"|(?:who|qui|que) [\w -]{1,60}|with [\w -]{1,40}|in [\w .'-]{1,40}|at [\w .'-]{1,30}"
    r"|across [\w .'-]{1,30}"
    r"|on (?!average)[\w .'-]{1,30}"
    r"|(?:told us|tell us|said|say|says|report|reported)(?: that)? they"
    r"|can expect to|can|may|will|might|could|should|normally|commonly)),?){0,4}"
)
# What may stand between a verb and the amount that it makes someone's pay.
BETWEEN = (
    r"about|around|roughly|between|from|up to|only|an?|the|typical|median|mean|average|pay|earnings"
    r"|salary|rates?|of"
)
_TO_AMOUNT = rf" (?:(?:{BETWEEN}) ){{0,5}}[$£€\d]"
VERB = (
    r"(?:pays|earn(?:s|ed)?|make[s]?|made|start(?:s|ed)? (?:at|on|from|out at)|are paid|is paid|get|gets|got"
    rf"|(?:reports?|reported|(?:is|are|was|were) (?:at|on))(?={_TO_AMOUNT})|quote[sd]?"
    r"|was paid|were paid|clears?|draws?|brings? home|kommen auf|kommt auf|atteint|atteignent|alcanzan?"
    r"|receive[s]?|take home|command[s]?|(?:goes|go|went) from"
    r"|sont (?:payée?s|rémunérée?s)|est (?:payée?|rémunérée?)"
    r"|begin at|expect(?:s)?"
    r"|had (?:a|an) (?:median|average|mean)|have (?:a|an) (?:median|average|mean)"
    r"|has (?:a|an)|averaged?|averages|gross(?= (?:about |around |up to )?[$£€\d])|nets?(?= [$£€\d])"
    r"|verdien(?:en|t)|erhalten|erhält|bekommen|bekommt|gagne(?:nt)?|perçoi(?:t|vent)|touche(?:nt)?"
    r"|débute(?:nt)?|gana[n]?|cobra[n]?|percibe[n]?)"
)
