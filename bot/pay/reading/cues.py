"""Words that tell pay from other money, and one kind of pay figure from another, in four languages."""

import re
from typing import Literal

from bot.pay.reading.standing import PROFIT
from bot.schema import PayKind

# Nouns and verbs of being paid for work.
_PAY = (
    rf"{PROFIT}|"
    r"salar(?:y|ies)|wages?|earn(?:s|ed|ing|ings)?|paid|pay(?:s|ing)?|pay ?(?:band|scale|range|rate"
    r"|grade)s?|payscales?"
    r"|compensation|remuneration|take[- ]?home|receives?"
    r"|(?:starts?|begins?|started) (?:at|from|on|out at|between)"
    r"|scales? (?:is|of|runs)|(?:draws?|average|averages|basic|base)(?=[ :]{0,2}$)"
    r"|can expect|starting (?:at"
    r"|from)|makes?|made|making"
    r"|ctc|income|hourly rates?|day rates?|daily rates?|rate of pay|gross|rates?|stipends? of|commands?"
    r"|gehalt|gehälter[n]?|gehalts\w*|grundgehalt|einstiegsgehalt|[\w]*gehalt|[\w]*gehälter|lohn|löhne"
    r"|[\w]*lohn|verdien\w*|erhält(?:st)?|erhalten|bekomm(?:t|en|st)|verdienst\w*"
    r"|zahl(?:t|en)|vers(?:e|ons|ent)|vergütung\w*|[\w]*entgelte?|entgelt\w*|besoldung"
    r"|[\w]*vergütung|[\w]*einkommen|bezahl\w*"
    r"|salaires?|rémun\w*|gagn(?:e|ent|er|ait)|attei(?:nt|gnent)|touch(?:e|ent)|perçoi(?:t|vent)"
    r"|traitement|paie|payée?s?"
    r"|salarios?|sueldos?|gana(?:[nr]|ndo)?|cobra(?:[nr]|ndo)?|(?:median|mean) (?:is|was)"
    r"|retribuci[oó]n|remuneraci[oó]n|percibe[n]?|paga[nrm]?"
    r"|salaris(?:sen)?|\w*salaris|\w*loon|\w*lonen|beloning"
    r"|salários?|ordenados?|vencimentos?|remuneraç(?:ão|ões)|ganham?|auferem?|recebem?"
    r"|stipendi[o]?|retribuzion[ei]|guadagna(?:no)?|percepisc(?:e|ono)"
)
# Money that is no one's pay.
_OTHER = (
    r"(?:on-?call|call|stand-?by|hazard|danger|holiday|vacation|sick|severance|redundancy|maternity"
    r"|parental|bereavement|travel|extra|bonus|merit|longevity|incentive|premium|shift|back|strike|show-?up"
    r"|reporting) pay|"
    r"ote|on[- ]target(?: earnings| commission)?|(?:non-)?recoverable draws?|draws? against|earning potential"
    r"|manag\w+ an? (?:annual )?income|payroll|wage bill|expenses|outgoings|overheads|apport|capital"
    r"|comisi[oó]n(?:es)?|provision(?:en)?|sells?|sold|se vend(?:ent)?|se venden?|verkauft|tips?"
    r"|gratuities|salary (?:packaging|sacrific\w+|exchange)"
    r"|buy|buys|buying|bought|purchas\w+|kauf(?:en|t|st)|achet\w+|compra[rs]?"
    r"|incentives?|spesen|(?:overtime|rest[- ]day|bank holiday"
    r"|holiday|weekend|night|sunday|enhanced|charge[- ]out|exchange|tax"
    r"|interest|growth) rates?|"
    r"revenues?|turnover|budgets?|sales|profits?|costs?|costing|pric\w+|fees?|tuition|tax(?:es|ed)?"
    r"|bonus(?:es)?|sign-?on|signing"
    r"|grants?|loans?|debts?|contracts? worth|deals?|equipment|tools?|rent|mortgage|savings?|saved?"
    r"|saves|pensions?|invest\w*"
    r"|market|insurance|allowances?|retainers?|stipends?|commissions?|scholarships?|bursar(?:y|ies)|exams?"
    r"|certificat\w+|licen[cs]es?|uniforms?|kits?"
    r"|spend\w*|spent|raised|funding|fund(?:s|ed)?|claims?|fin(?:e|es|ed)|penalt\w+|refund\w*|orders?"
    r"|invoices?|equity|shares"
    r"|stock|relocation|deposit|donat\w+|damages|losses|lost|loss|overtime|premiums?|supplements?"
    r"|reimburs\w*|vouchers?|discount\w*"
    r"|assets?|portfolio|value[ds]?|valuation|worth|gdp|exports|charg(?:e|es|ed)|actual (?:salary"
    r"|pay)|bills?|quote[ds]?"
    r"|project|projects|course|courses|training"
    r"|differen(?:ce|tial)s?|gap|rais(?:e|es)|increases?|increased by|rise of|uplift|merit|retention"
    r"|match\w*|contribution\w*"
    r"|minimum wage|living wage|poverty|thresholds?|floors?|exempt\w*|subscription|membership|per mile"
    r"|mileage|per diem"
    r"|household|inheritance|settlement|award(?:s|ed)?(?! (?:rate|wage|pay))|prize|weighting|top-?up"
    r"|subsid\w+"
    r"|umsatz\w*|kosten|kostet|preis\w*|\w*prämie\w*|\w*bonus|\w*zulage\w*|\w*zuschl[aä]g\w*|\w*gebühr\w*"
    r"|schulgeld|\w*gutschein\w*|\w*ticket|\w*fahrkarte"
    r"|[\w]*(?:kluft|lücke|unterschied\w*|gefälle)|mindestlohn|weihnachtsgeld|urlaubsgeld"
    r"|budget|förder\w*|investition\w*|(?:\w*zimmer|\w*unterkunft|\w*wohnung|\w*miete|loyer|logement|hébergement|alojamiento|alquiler)|sonderzahlung\w*|zuschuss|bafög|steuer\w*"
    r"|chiffre d'affaires|factur(?:e|ent|er)|coûts?|coûte\w*|prix|primes?|frais|loyer|bourses?"
    r"|impôts?|smic|indemnités?"
    r"|subvention\w*|écart|tickets?"
    r"|ingresos por|facturación|coste?s?|cuesta[n]?|precios?|bon[ou]s|matrícula|alquiler|beca"
    r"|presupuesto|ventas|impuestos?"
    r"|toeslag(?:en)?|\w*toeslag|vakantiegeld|kosten|huur|collegegeld|propinas?"
    r"|renda|pr[êée]mi[oa]s?|bolsas?|borsa|vergoeding|subsídios?|affitto|indennità|tasse|reken(?:t|de|en|den)"
)
CUE = re.compile(
    rf"(?i)(?<![^\W_])(?:(?P<other>(?!(?:{PROFIT})(?![^\W_]))(?:{_OTHER}))|(?P<pay>{_PAY}))(?![^\W_])"
)
PAY_WORD = re.compile(rf"(?i)(?<![^\W_])(?:{_PAY})(?![^\W_])")
# What a figure without a sign counts that is no money: "Average hours: 42 per week".
COUNTED = re.compile(
    r"(?i)(?<![^\W_])(?:hours?|days?|weeks?|age|ages|share|number|count|cases?|calls?|visits?|orders?|shifts?"
    r"|workload|size|staff|people|employees|vacanc(?:y|ies)|openings|stunden|tage|alter|anteil|anzahl|heures"
    r"|jours|âge|part|nombre|horas|días|edad|porcentaje|número)(?![^\W_])(?!l)(?! (?:pay|rate|wage|salary))"
)
SALARY_WORD = re.compile(r"(?i)(?<![^\W_])(?:salary|salaries|payscale)(?![^\W_])")

# What directly follows an amount and makes it something else: "$5 million team", "$2,000 in tips".
AFTER_OTHER = re.compile(
    rf"(?i)^[ -](?:(?!(?:while|and|or|during|after|before|when|with|but|if|as|than|per|once|in|for|at|on"
    rf"|to|of|plus)[ ])[^\W\d_]+[ -]){{0,2}}?(?:{_OTHER})(?![^\W_])"
    r"|^ (?:(?:at|on|for|during) )?(?:the )?(?:weekends?|nights?|sundays?|saturdays?|(?:bank"
    r"|public) holidays?)(?![^\W_])"
    rf"|^[ ](?:in|of|for|toward|towards|on|en|für|pour|de|to)(?: (?:a|an|the|your|their|each|every"
    rf"|its))?(?: [^\W\d_]+)?? (?:{_OTHER})(?![^\W_])"
    r"|^[ -](?:[^\W\d_]+ )?(?:teams?|accounts?|books?|business(?:es)?|compan(?:y|ies)|firms?|industr(?:y"
    r"|ies)|houses?|homes?|cars?|units?"
    r"|departments?|programmes?|programs?|customers?|clients?|purchases?|transactions?|per (?:student"
    r"|pupil|child|head|employee|user|seat|unit"
    r"|ticket|call|item|piece|visit|patient|session|lesson|page|word|mile|km|square|m²))(?![^\W_])"
    r"|^ (?:for )?(?:an?|the|per|each) (?:pair|set|pack|box|bag|bottle|copy|dozen|kit|ticket|seat|seats|litre"
    r"|liter|gallon|kilo|tonne?|foot|night)(?![^\W_])(?! (?:shift|duty))"
    r"|^ (?:each|apiece)(?![^\W_])(?! (?:hour|day"
    r"|week|month|year))"
)
DIFFERENCE = re.compile(
    r"(?i)^ ?(?:(?:a|per) [^\W\d_]+ )?(?:or so )?(?:more|less|higher|lower|extra|fewer|above|below"
    r"|over(?! [\w-]+ (?:steps|points|years|months|increments|stages))|under|apart|on top|additional"
    r"|plus grand"
    r"|de plus|de moins|mehr|weniger|más(?! (?!que|al|por|en)[^\W\d_])|menos|better off|worse off"
    r"|ahead|behind"
    r"|short)(?![^\W_])"
    r"(?! (?:a|per|every) (?:year|month)|(?<=over|nder|bove) (?:an|per|every) hour)"
)
CHANGE_BEFORE = re.compile(
    r"(?i)(?:(?<![^\W_])(?:by|difference of|gap of|an extra|extra|a further|additional|another|adds?"
    r"|adding|plus"
    r"|adds?(?: (?:on average|an average of|about|around|roughly|typically|up to|some|over|a further))+"
    r"|worth|save[sd]?|saving|up from"
    r"|down from|compared with last year's|um|de plus de|raise of|increase of|rise of|jump of|bump of"
    r"|supplement of|multiplied by|times"
    r"|minus|divided by|subtract"
    r"|\d{1,3}(?:[.,]\d+)? ?(?:%|percent|per cent|prozent) (?:of|der|des|du|de) [^.;,]{0,30}(?:rate|wage"
    r"|salary|pay|lohns?|salaire)(?: of|,? which is(?: now| about)?)?"
    r"|(?:weekends?|nights?|sundays?|saturdays?|(?:bank"
    r"|public) holidays?)(?: and [a-z ]{3,20})?(?: (?:are|is))?"
    r"(?: paid)?(?: at)?"
    r"|(?:rest[- ]days?|overtime|weekend|night|sunday|extra) (?:working|work|shifts?|dut(?:y|ies))(?![^\W_])"
    r"[^.;$£€]{0,60}"
    r"|(?:fuel|diesel|petrol|parking|food|meals|accommodation|lodging|housing|childcare|hire|equipment"
    r"|estimated service charge)(?: (?:is|are))?(?: (?:at|of|for|about|around|costs?|including))*"
    r"|including(?: (?:a|an|up to|about|around))*)|(?<!x)[=×x*+÷/])[ ]?$"
)
# A total with extras in it is not what the job pays: "with flying allowances crew take home $3,500".
WITH_EXTRAS = re.compile(
    r"(?i)(?<![^\W_])(?:with|including|incl\.|counting|mit|inklusive|inkl\.|avec|con) (?:[^\W\d_]+ ){0,2}"
    r"(?:allowances|overtime|tips|bonus(?:es)?|commissions?|zulagen|zuschlägen|primes|extras)(?![^\W_])"
    r"(?! of )[^.;]{0,60}$"
)
SUM_AFTER = re.compile(
    r"(?i)^ ?(?:[×x*=÷]|\+ ?(?![\d.,]+ ?%)[$£€\d]|/ ?\d|- ?[$£€]|times|multiplied|divided|plus [$£€])"
)
# Someone's own or an imagined amount, not what a source says a job pays.
IMAGINED = re.compile(
    r"(?i)(?<![^\W_])(?:if|suppose|imagine|say you|let's say|for example|for instance|e\.g\.|as a sum"
    r"|the sum|(?:an|your|their|the) offer of"
    r"|offered you|was offered|were offered|counter(?:-?offer)?|ask for|asked for|asking for|negotiat\w+"
    r"|aim for|i (?:earn|make|made|earned|was|am)"
    r"|my (?:salary|pay|wage)|you'd|would (?:be about|have to|need to)|(?:one|two|three) dollars?|wenn"
    r"|angenommen|bei einem (?:[a-zäöü]*gehalt|[a-zäöü]*lohn|[a-zäöü]*einkommen|[a-zäöü]*verdienst) von"
    r"|zum beispiel|z\. ?b\.|par exemple|si vous"
    r"|por ejemplo|example)(?![^\W_])"
)
# Everyone, or people chosen by something other than the job.
EVERYONE = re.compile(
    r"(?i)(?<![^\W_])(?:all (?:workers|occupations|jobs|employees|industries|professions|sectors)"
    r"|national (?:average|median)(?! (?:[^\W\d_]+ ){0,2}(?:wage|salary|pay|rate) (?:for|of) (?!all|every))"
    r"|across (?:all|the economy"
    r"|occupations)|every occupation|average (?:uk|us|british|american|german|canadian|australian|irish"
    r"|french) (?:salary|wage|worker)(?! (?:of|for) (?!all|every))|whole economy"
    r"|living wage|minimum wage|minimum-wage|salary threshold|poverty line|household income"
    r"|alle (?:berufe|beschäftigten|branchen)"
    r"|mindestlohn|smic|ensemble des salariés|salario mínimo|(?:wo)?men(?: \([^()]*\))?"
    r" (?:earn|made|make|in|had|have|were|are|got|get)"
    r"|graduates? (?:of any|overall|generally)"
    r"|(?:close|compared|relative) (?:to|with) the (?:[a-z]+ )?(?:average|median)|average worker"
    r"|typical worker|buying power|purchasing power|kind of sum|in real terms"
    r"|adjusted (?:for|to)|cost of living|overtime (?:floor|rule|law)s?|salary floors?)(?![^\W_])"
)
# Money that a text says is no pay.
DENIED = re.compile(
    r"(?i)(?<![^\W_])(?:kein(?:e[nr]?)? (?:lohn|gehalt|entgelt|arbeitslohn)|(?:is|are) not pay"
    r"|(?:not|no|never) (?:(?:a|your|the|any) )?(?:wages?|salary|earnings)"
    r"|(?:n['’]est|ne sont) pas (?:un |du )?salaire"
    r"|no (?:es|son) (?:un )?(?:sueldo|salario)|non (?:è|sono) (?:uno )?(?:stipendio|salario)"
    r"|não (?:é|são) (?:um )?salário|geen loon)(?![^\W_])"
)
NOWHERE = re.compile(
    r"(?i)(?<![^\W_])(?:this|that|these|those|said|dem|diesem|der|dieser|cette|cet|ce|ese|esa|esta"
    r"|este) (?:state|region|city|county|province"
    r"|country|bundesland|stadt|région|ville|pays|canton|comunidad|ciudad)s?(?![^\W_])"
)
CHANGED = re.compile(
    r"(?i)(?<![^\W_])(?:rose|risen|(?:fell|falls)(?! (?:between|within|inside))"
    r"|fallen|grew|grown|climbed|increased|decreased"
    r"|dropped|jumped|went up|went down|moved|stieg"
    r"|gestiegen|sank|augmenté|passé|passe|baissé|subió|aumentó|bajó)(?![^\W_])"
)

_KINDS: tuple[tuple[PayKind, str], ...] = (
    ("median", r"median\w*|médian(?:e|s)?|mediana|mittelwert der mitte|50th percentile|midpoint"),
    ("mean", r"average[sd]?|averaging|mean|durchschnitt\w*|im schnitt|moyen(?:ne)?s?|en moyenne"
    r"|salario medio|sueldo medio|de media|media salarial"
    r"|promedio|mittleres"),
    ("starting_range", r"start(?:s|ed|ing|ers?)?|entry[- ]level|entry|new hires?|newly qualified"
    r"|new entrants?|on (?:appointment|commencement|joining|entry|attestation)|beginners?|begin(?:s|ning)?"
     r"|graduate starting|einstieg\w*|einstiegsgehalt|berufseinstieg\w*|berufsanfänger\w*"
     r"|berufseinsteiger\w*|anfangsgehalt"
     r"|débutant\w*|débuts?|débute(?:nt)?|empiezan?|embauche|beginn(?:t|en|st)|start(?:et|est|en)"
     r"|steigst|inicial(?:es)?"
     r"|principiantes?|freshers?|steig(?:t|en|st) (?:[\w ]{2,20} )?mit"),
    ("minimum", r"minimum|mindest\w*|minimal(?:e|es)?|mínimo|at least"),
    ("maximum", r"maximum|höchst\w*|maximal(?:e|es)?|máximo|at most|top rate"
     r"|top of the (?:scale|range|band)"),
)  # fmt: skip
_KIND = {kind: re.compile(rf"(?i)(?<![^\W_])(?:{words})(?![^\W_])") for kind, words in _KINDS}

Percentile = Literal["p10", "p25", "median", "p75", "p90"]
_TENTH = r"(?:10|ten) ?(?:percent|per cent|%)|tenth|decile"
_QUARTER = r"(?:25|twenty-five) ?(?:percent|per cent|%)|quarter|quartile"
_PERCENTILES: tuple[tuple[Percentile, str], ...] = (
    ("p10", rf"10th percentile|p10|(?:lowest|bottom)[- ](?:paid )?(?:{_TENTH})|1er décile|10e percentile"),
    ("p90", rf"90th percentile|p90|(?:highest|top|best)[- ](?:paid )?(?:{_TENTH})|9e décile"
    rf"|90e percentile"),
    ("p25", rf"25th percentile|p25|(?:lowest|bottom)[- ](?:paid )?(?:{_QUARTER})|lower quartile"
    rf"|first quartile|untere[sn]? (?:quartil|viertel)|1er quartile"),
    ("p75", rf"75th percentile|p75|(?:highest|top|best)[- ](?:paid )?(?:{_QUARTER})|upper quartile"
    rf"|third quartile|obere[sn]? (?:quartil|viertel)|3e quartile"),
    ("median", r"50th percentile|p50"),
)  # fmt: skip
_PERCENTILE = re.compile(
    r"(?i)(?<![^\W_])(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _PERCENTILES) + r")(?![^\W_])"
)
_SHARE = re.compile(
    r"(?i)(?<![^\W_])(?P<share>(?:a|one) quarter|25 ?(?:percent|per cent|%)|half|a tenth|10 ?(?:percent"
    r"|per cent|%)|un quart|ein viertel|un cuarto|un dixième|ein zehntel|la moitié|die hälfte|la mitad"
    r"|one in (?:four|ten)(?: [^\W\d_]+){0,2}?|jede[rn]? (?:vierte|zehnte)(?: [^\W\d_]+)?"
    r"|une? sur (?:quatre|dix)|un[oa] de cada (?:cuatro|diez))"
    r"(?= (?:of|earn(?:s|ed)?|ma[dk]e|were|was|are|is|get|got|had|more|less|over|under|plus|moins|mehr"
    r"|weniger|más|menos|gagnent|touchent"
    r"|perçoivent|gagne|verdien(?:t|en|te|ten)|ganan?|cobran|de[rs]?)(?![^\W_]))"
)
_HALF = re.compile("half|moitié|hälfte|mitad")
_A_TENTH = re.compile("^10|tenth|in ten|dixième|sur dix|zehnte|diez")
MIDDLE_HALF = re.compile(r"(?i)(?<![^\W_])(?:middle|central) (?:half|50 ?(?:percent|per cent|%))(?![^\W_])")


def kind_of(text: str) -> PayKind | None:
    """Return the kind that the last kind word of a text names."""
    found = [(match.end(), kind) for kind, pattern in _KIND.items() for match in pattern.finditer(text)]
    named = [pair for pair in found if pair[1] not in ("minimum", "maximum")]
    return max(named or found)[1] if found else None


_ENTRY = re.compile(
    r"(?i)(?:(?:berufs)?einst(?:eiger|ieg)\w*|entry(?:[- ]level)?|starters?|beginners?|freshers?)"
)


def entry_kind(level: str) -> PayKind | None:
    """Return the kind of pay at a level: what the entry level earns is starting pay."""
    return "starting_range" if _ENTRY.fullmatch(level.strip()) else None


def percentile_of(before: str, *, upper: bool) -> Percentile | None:
    """Return the percentile that the words before an amount give it.

    Args:
        before: The clause up to the amount.
        upper: Whether the amount is a lower bound ("more than", "or more"), so that the share is above it.
    """
    named = list(_PERCENTILE.finditer(before))
    if named:
        return named[-1].lastgroup  # type: ignore[return-value]
    shares = list(_SHARE.finditer(before))
    if not shares:
        return None
    share = shares[-1]["share"].casefold()
    if _HALF.search(share):
        return "median"
    tenth = _A_TENTH.search(share) is not None
    if upper:
        return "p90" if tenth else "p75"
    return "p10" if tenth else "p25"


def percentile_label(text: str) -> Percentile | None:
    """Return the percentile that a label or a column header names."""
    match = _PERCENTILE.search(text)
    return match.lastgroup if match else None  # type: ignore[return-value]
