"""Words that tell a job title from other nouns, in four languages; no job is among them."""

_NOT_AGENT_WORDS = """
similar popular particular regular
roster register
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
counter router dollar median mean average januar februar klar sogar war paar kommentar formular guide
passage permanent temporary salario horario honorario quarterly order-entry retirement benefits union range
overview experience military competent consistent independent sufficient efficient consider
"""
_GENERIC_WORDS = """
worker workers employee employees people person persons staff women men those they you we i he she it one
elle elles il ils on er sie ihr ella él ellos ellas usted
some most many others everyone anyone somebody workforce professional professionals candidate candidates
applicant applicants graduate graduates starter starters beginner beginners newcomer
newcomers hire hires earner earners man woman member members employer employers company companies
manager-level firm firms organisation organization business owner owners customer customers client
clients individual individuals job jobs position positions role roles work salary pay wage wages salaries
income post posts vacancy recruit recruits entrant entrants joiner joiners colleague colleagues personnel
this that these who which there half quarter arbeitnehmer beschäftigte
changer changers leaver leavers holder holders quereinsteiger quereinsteigerin
quereinsteigerinnen seiteneinsteiger umsteiger
ceux celles quienes aquellos wer diejenigen jugendlicher jugendliche jugendlichen
mitarbeiter arbeitgeber berufsanfänger berufseinsteiger salarié salariés employeur trabajador
trabajadores empleado empleados fachkräfte fachkraft einsteiger kunden
"""
_NO_PERSON_WORDS = """
company firm business organisation organization shop store school hospital university college state city
region county country course degree certificate diploma skill job wage salary rate site page book house
home car truck machine fund investment sale product service team department office union group board
agency practice bonus tip benefit perk fee price cost bill loan grant tax rent flat property couple
household family area place
survey report data statistics brochure leaflet factsheet sheet file draft
snapshot glance summary overview highlights basics essentials facts details introduction
association federation society council institute authority
shift class level grade band step ticket call hour day week month year
project order question answer result figure number range list woman man boy girl kid child half quarter
third percent contract deal club charity franchise
"""
_AROUND_WORDS = """
after before within with without by during over under once since until following for from at in on into than
as while when though although because if unless despite nach vor mit ohne bei seit während après avant avec
sans chez dans depuis tras antes con sin desde durante year years month months season seasons up jahr jahre
jahren ans années años one two three four five six seven eight nine ten twelve fifteen twenty thirty
five-year now today here there
"""

# Words with the endings of titles that are no one.
NOT_AGENT = frozenset(_NOT_AGENT_WORDS.split())
# Subjects that mean the people, or the pay, of the job already spoken of.
GENERIC = frozenset(_GENERIC_WORDS.split())
# Things that can earn, make or be paid money and are no job.
NO_PERSON = frozenset(_NO_PERSON_WORDS.split())
# Words that stand around a title and are never in one.
AROUND = frozenset(_AROUND_WORDS.split())
# Words that join a noun to the one after it.
_LINKING_WORDS = "of the a an de des du d' der die das den dem la le les los las el and or und oder et ou y o"
LINKING = frozenset(_LINKING_WORDS.split())
