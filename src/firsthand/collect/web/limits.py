"""How much of everything an answer may take. A news page has 0.1 to 3 MB, and comes within seconds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    connect: float = 10.0  # seconds until the connection stands, TLS with it
    read: float = 20.0  # seconds without a byte
    whole: float = 90.0  # seconds of one answer, however steadily it drips
    resolve: float = 10.0  # seconds until a name is an address
    head: int = 1 << 16  # bytes of the head: browsers take 256 KiB, servers send 8 KiB at most
    packed: int = 32 << 20  # bytes as sent
    unpacked: int = 64 << 20  # bytes after gzip, brotli or zstd
    encodings: int = 2  # of one body, one inside the other
    redirects: int = 5  # RFC 9309 asks for at least five
    robots: int = 500 << 10  # bytes of robots.txt that are read, as RFC 9309 has it
    wait: float = 120.0  # seconds that one host is waited for; who asks for more is asked another time
