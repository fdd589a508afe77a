"""The few errors Waypoint raises; each message says what happened, to what, and what to type next."""


class WaypointError(Exception):
    """Anything Waypoint can explain to the person at the keyboard; shown without a traceback."""


class SettingsError(WaypointError):
    """A setting, key or optional package is missing or cannot be used."""


class DocumentError(WaypointError):
    """One file cannot be read; the rest of the ingest goes on without it."""


class IndexMissingError(WaypointError):
    """There is no index in the data folder yet."""


class IndexMismatchError(WaypointError):
    """The index was built by another encoder, chunker or schema than the ones in use."""


class IndexBusyError(WaypointError):
    """Another ingest holds the lock on the data folder."""


class ModelError(WaypointError):
    """The chat model could not be built or did not answer; the offline engine answers instead."""
