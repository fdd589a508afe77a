"""Measurements: speed, size, and how exact each part is on its own."""
