"""Pay figures: read, looked up, compared, converted and placed, each result with its records and its sum."""

from bot.pay.book import PayBook
from bot.pay.compare import Comparison, Difference, compare, compare_all, difference
from bot.pay.convert import Conversion, ConvertedRecord, convert, convert_record
from bot.pay.local import BuyingPower, Estimate, buying_power, estimate_in_place, same_buying_power
from bot.pay.placement import Placement, place_offer
from bot.pay.rank import Basis, Ranking, Reached, rank, reach
from bot.pay.reading.standing import standing_of
from bot.pay.reasons import Reason, explain
from bot.pay.rows import describe_pay
from bot.pay.selection import Gap, Known, Lookup, Source
from bot.pay.tables import PayTable, TableProblem, is_pay_table, read_rows, read_table
from bot.pay.trend import Trend, trend

__all__ = [
    "Basis",
    "BuyingPower",
    "Comparison",
    "Conversion",
    "ConvertedRecord",
    "Difference",
    "Estimate",
    "Gap",
    "Known",
    "Lookup",
    "PayBook",
    "PayTable",
    "Placement",
    "Ranking",
    "Reached",
    "Reason",
    "Source",
    "TableProblem",
    "Trend",
    "buying_power",
    "compare",
    "compare_all",
    "convert",
    "convert_record",
    "describe_pay",
    "difference",
    "estimate_in_place",
    "explain",
    "is_pay_table",
    "place_offer",
    "rank",
    "reach",
    "read_rows",
    "read_table",
    "same_buying_power",
    "standing_of",
    "trend",
]
