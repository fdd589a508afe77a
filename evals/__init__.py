"""How good the answers are: cases, scorers that test themselves, statistics, gates and a report."""
