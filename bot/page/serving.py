"""Serves the page: on one port, to several visitors, until Ctrl-C."""

import os
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import closing
from types import FrameType

from platformdirs import user_cache_path

from bot.errors import SettingsError
from bot.page.opening import Opening
from bot.settings import Settings

LARGEST_UPLOAD = "1kb"


def free_port(host: str, port: int) -> int:
    """Return the port to listen on: `port` itself, or one that is free when it is 0.

    Raises:
        SettingsError: another program listens there, or the address is not of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SettingsError(
                f"Cannot listen on {host}:{port} ({error.strerror or error}). "
                f"Choose another port: python app.py --port {port + 1}, or make chat PORT={port + 1}."
            ) from error
        return int(probe.getsockname()[1])


def keep_quiet() -> None:
    """Set what gradio reads from the environment when it is imported: no telemetry, a cache of our own."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("GRADIO_TEMP_DIR", str(user_cache_path("waypoint", appauthor=False) / "page"))


def serve(opening: Opening, settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve the page until the person stops it; `announce` is told the address once it answers.

    The adviser is opened once the page is up: two threads that import large packages at the same time can
    each be handed a half-loaded module.

    Raises:
        SettingsError: the port cannot be used.
    """
    port = free_port(settings.host, settings.port)
    keep_quiet()
    from bot.page import theme
    from bot.page.layout import build_page

    page = build_page(opening, settings)
    page.launch(
        server_name=settings.host,
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        show_error=False,
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        footer_links=[],
        max_file_size=LARGEST_UPLOAD,
        theme=theme.theme(),
        css_paths=theme.STYLES,
        head=theme.head(),
        favicon_path=theme.ICON,
    )
    stopped = stop_signal()
    opening.start()
    try:
        announce(address(settings.host, port))
        stopped.wait()
    finally:
        page.close(verbose=False)


def address(host: str, port: int) -> str:
    """Return the address to open in a browser."""
    name = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def stop_signal() -> threading.Event:
    """Return an event that Ctrl-C or a request to end sets from now on."""
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    return stopped
