"""Where the page listens."""

import socket

import pytest

from bot.errors import SettingsError
from bot.page.serving import address, free_port


def test_port_zero_is_any_free_port():
    assert free_port("127.0.0.1", 0) > 0


def test_a_port_in_use_is_one_clear_sentence():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"127\.0\.0\.1:{port} .*--port {port + 1}"):
            free_port("127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://127.0.0.1:7860"),
        ("0.0.0.0", "http://127.0.0.1:7860"),
        ("::1", "http://[::1]:7860"),
        ("host.example", "http://host.example:7860"),
    ],
)
def test_the_address_can_be_opened(host, shown):
    assert address(host, 7860) == shown
