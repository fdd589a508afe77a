"""Waypoint's adviser: answers from guides, with the source of every statement."""
