"""A port held before its server starts, so that its address can be told."""

from __future__ import annotations

import socket

from firsthand.model.problems import FirsthandError


def hold(host: str, port: int, otherwise: str) -> socket.socket:
    """The port, bound; 0 gives any that is free. `otherwise` is the command to try where it cannot be had."""
    held = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        held.bind((host, port))
        held.listen(128)  # who comes before the server is up waits instead of being refused
    except OSError as error:
        held.close()
        raise FirsthandError(f"port {port} cannot be had ({error.strerror}); try: {otherwise}") from error
    return held
