"""Pay read from any text: ranges and single figures in sentences, lists and tables of a guide.

A figure becomes a record only when its role, period and currency are known: from the sentence, the list item
or the row, else the lead-in, the heading, the document. Titles are known from what the document declares and
lists, and from the grammar of titles; no job is named in the code.
"""

from bot.pay.reading.presenting import with_presented_roles
from bot.pay.reading.walking import read_pay, within_reach

__all__ = ["read_pay", "with_presented_roles", "within_reach"]
