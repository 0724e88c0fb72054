"""A time-stamping authority on loopback: OpenSSL behind a small web server, with a root and certificates made for one run."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CONFIG = """
[req]
distinguished_name = dn
prompt = no
[dn]
CN = unused
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[stamps]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
[web]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = critical, serverAuth
[takes]
serial = ./serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
[takes_none]
serial = ./serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha512
"""
KEYS = {"rsa": ("-newkey", "rsa:2048"), "ec": ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256")}


@dataclass(frozen=True, slots=True)
class Authority:
    """Its files, and how it signs."""

    folder: Path

    @property
    def root(self) -> Path:
        return self.folder / "root.pem"

    def reply(self, query: bytes, *, chain: bool = True, section: str = "takes") -> bytes:
        """What it answers to a question."""
        (self.folder / "asked.tsq").write_bytes(query)
        more = ("-chain", "root.pem") if chain else ()
        args = ("-config", "tsa.cnf", "-section", section, "-signer", "tsa.pem", "-inkey", "tsa.key")
        _openssl(self.folder, "ts", "-reply", "-queryfile", "asked.tsq", *args, *more, "-out", "answer.tsr")
        return (self.folder / "answer.tsr").read_bytes()

    def takes_as_good(self, reply: bytes, data: bytes) -> bool:
        """Whether OpenSSL itself verifies an answer over this data: no code of ours in it."""
        (self.folder / "kept.tsr").write_bytes(reply)
        (self.folder / "data").write_bytes(data)
        args = ("ts", "-verify", "-in", "kept.tsr", "-data", "data", "-CAfile", "root.pem", "-untrusted", "tsa.pem")
        return b"Verification: OK" in _openssl(self.folder, *args)


def authority(folder: Path, key: str = "ec") -> Authority:
    """One with a root of its own."""
    folder.mkdir()
    (folder / "tsa.cnf").write_text(CONFIG)
    (folder / "serial").write_text("01")
    new = ("req", "-config", "tsa.cnf", "-nodes", *KEYS[key])
    root = ("-x509", "-days", "30", "-extensions", "root", "-subj", "/CN=Throwaway Root")
    _openssl(folder, *new, *root, "-keyout", "root.key", "-out", "root.pem")
    _openssl(folder, *new, "-subj", "/CN=Throwaway Stamps", "-keyout", "tsa.key", "-out", "tsa.csr")
    signed = ("-CA", "root.pem", "-CAkey", "root.key", "-set_serial", "7", "-days", "20")
    _openssl(
        folder,
        "x509",
        "-req",
        "-in",
        "tsa.csr",
        *signed,
        "-extfile",
        "tsa.cnf",
        "-extensions",
        "stamps",
        "-out",
        "tsa.pem",
    )
    return Authority(folder)


def _openssl(folder: Path, *args: str) -> bytes:
    return subprocess.run(["openssl", *args], cwd=folder, capture_output=True, check=True, timeout=60).stdout


Answer = tuple[int, str, bytes]  # status, media type, body


@dataclass(slots=True)
class Door:
    """Where it is asked; `asked` is what came in: headers and body."""

    url: str = ""
    asked: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def door(answer: Callable[[bytes], Answer]) -> Iterator[Door]:
    """A web server that answers what is sent to it."""
    made = Door()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["content-length"]))
            made.asked.append(({k.lower(): v for k, v in self.headers.items()}, sent))
            status, kind, body = answer(sent)
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            if status == 302:
                self.send_header("location", "http://public.test/other")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    made.url = f"http://public.test:{server.server_port}/tsr"
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
