"""Everyday words around figures, in English, French, German and Spanish: data, one set a purpose."""

_NUMBERS_EN = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand
million
"""
SMALL_NUMBERS = {word: value for value, word in enumerate(_NUMBERS_EN.split()[:13])}
"""Number words up to twelve, as figures."""


def small_number(word: str) -> int | None:
    """Return the number that digits or a word up to twelve stand for, in any case; None for other words."""
    return int(word) if word.isdecimal() else SMALL_NUMBERS.get(word.casefold())


_NUMBERS_FR = """
deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante
cinquante soixante cent cents mille
"""
_NUMBERS_ES = """
dos tres cuatro cinco seis siete ocho nueve diez doce quince veinte veinticinco treinta cuarenta
cincuenta sesenta setenta ochenta noventa cien mil
"""
_NO_NOUN = """
a an and or as at but by for from if in is of on per so than that the then through to up was were are with
would while when i my we they he she you it be no not before after each every out about which who only bis und
oder im für pro bei mit à et ou par pour de des du en dans y o al del el la le les por hasta en tot
e ed ai da dei até op van
"""
_AFTER_MONEY = """
a an and or as at but by for from if in is of on plus so than that the then to was were with would while
when which per base basic before after gross net brutto netto brut pay paid salary salaries wage wages
offer offers income compensation starting start total right now yearly job role position ou et par pour
de des en dans avec comme mais und oder im in als für pro bei mit y o al por para como con en tot e ed
da ai por até van op bruto lordi lorde only back
there too also where since because i we they he she you it be full here more less this last next good
fair enough ok okay why how who without within until unless although though because despite during whether my
your his her our their its
"""
_MOVED = """
up down rose rise rises risen fell fall falls fallen increase increased increases decrease decreased grew
grow grown moved went jump jumped raised dropped different away subtract take taken cut climbed
"""

NUMBER_WORDS = {"en": _NUMBERS_EN.split(), "fr": _NUMBERS_FR.split(), "es": _NUMBERS_ES.split()}
# After a figure these do not name what it counts.
NO_NOUN = frozenset(_NO_NOUN.split())
# After a bare figure these leave it an amount of money; any other word makes it a count of that thing.
AFTER_MONEY = frozenset(_AFTER_MONEY.split())
# Before "from $40,000" these make it where a change began, not a lower bound.
MOVED = frozenset(_MOVED.split())
