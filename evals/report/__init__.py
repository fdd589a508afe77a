"""The report of a run: one HTML file that opens by double-click, and the same as Markdown."""

from evals.report.writing import write_report

__all__ = ["write_report"]
