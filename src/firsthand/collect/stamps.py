"""RFC 3161 time stamps: what an authority is asked, and what its answer proves. No network here.

An authority gets a hash and a number that nobody can guess, and signs both with the time. `rfc3161-client` asks, reads, and holds
answers against roots. It checks nothing without a root, so here a signature is held against the certificate that comes with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from firsthand.collect import der
from firsthand.model.problems import MissingPart, Unstamped

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

MEDIA_TYPE = "application/timestamp-reply"
QUERY = "application/timestamp-query"
GRANTED = 0
AGAIN = "ask again, or name another authority with: firsthand stamp --authority URL"
DIGESTS = {  # object identifiers, as they are written in DER
    bytes.fromhex("608648016503040201"): "SHA256",
    bytes.fromhex("608648016503040202"): "SHA384",
    bytes.fromhex("608648016503040203"): "SHA512",
}
SIGNED = {  # the same of what signs, where it tells the hash: RSA and ECDSA with SHA-256, 384, 512; others are over the digest's
    **{bytes.fromhex(f"2a864886f70d01010{n}"): kind for n, kind in (("b", "SHA256"), ("c", "SHA384"), ("d", "SHA512"))},
    **{bytes.fromhex(f"2a8648ce3d04030{n}"): kind for n, kind in ((2, "SHA256"), (3, "SHA384"), (4, "SHA512"))},
}
PSS = bytes.fromhex("2a864886f70d01010a")
MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")
CERTIFIED = {  # attributes that say which certificate signs (RFC 5035), each with the hash that is meant where none is told
    bytes.fromhex("2a864886f70d010910022f"): "SHA256",
    bytes.fromhex("2a864886f70d010910020c"): "SHA1",
}
UNREADABLE = "it cannot be read: it is not as it was received"


@dataclass(frozen=True, slots=True)
class Question:
    """What is sent to an authority: the hash, the number, and nothing else."""

    query: bytes
    hash: bytes
    nonce: int | None


@dataclass(frozen=True, slots=True)
class Seal:
    """What a time stamp proves: that somebody with this certificate saw the hash at that time."""

    at: str  # instant, ISO 8601 UTC
    signer: str  # as the certificate names it


def question(words: bytes) -> Question:
    """The question whether these bytes, by their SHA-256 alone, stand now."""
    client = _client()
    asked = client.TimestampRequestBuilder().data(words).hash_algorithm(client.HashAlgorithm.SHA256).build()
    return Question(asked.as_bytes(), asked.message_imprint.message, asked.nonce)


def answered(reply: bytes, asked: Question, authority: str) -> Seal:
    """What an authority's answer to this question proves; `Unstamped` where it proves nothing."""
    found = _read(reply, f"{authority} answers what is no time stamp; {AGAIN}")
    if found.status != GRANTED:
        told = "; ".join(found.status_string) or f"status {found.status}"
        raise Unstamped(f"{authority} gives no time stamp ({told}); {AGAIN}")
    if found.tst_info.nonce != asked.nonce:
        raise Unstamped(f"{authority} answers another question than ours: its number is not the one sent; {AGAIN}")
    return proved(reply, asked.hash)


def proved(reply: bytes, hash_: bytes, roots: Sequence[Certificate] = ()) -> Seal:
    """What a kept answer proves of this hash; `Unstamped` says why where it proves nothing."""
    found = _read(reply, UNREADABLE)
    if found.status != GRANTED:
        raise Unstamped("it grants nothing")
    info = found.tst_info
    if info.message_imprint.message != hash_:
        raise Unstamped("it is of another hash than the line's")
    leaf = _signer(found)
    _signed(found.time_stamp_token(), leaf)
    if roots:
        _led_to(found, hash_, roots)
    at = info.gen_time if info.gen_time.tzinfo else info.gen_time.replace(tzinfo=UTC)
    _was_valid(leaf, at)
    return Seal(at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), leaf.subject.rfc4514_string())


def roots_of(pem: bytes, path: str) -> tuple[Certificate, ...]:
    """The certificates of a file that are trusted."""
    _client()
    from cryptography import x509

    try:
        found = tuple(x509.load_pem_x509_certificates(pem))
    except ValueError as error:
        raise Unstamped(f"{path} holds no certificate; give the authority's root as a PEM file") from error
    return found


def has_reader() -> bool:
    """Whether what reads time stamps is installed."""
    try:
        _client()
    except MissingPart:
        return False
    return True


def _client() -> Any:
    try:
        import rfc3161_client
    except ImportError as error:
        raise MissingPart("time stamps need the extra [stamp]: pip install 'firsthand[stamp]'") from error
    return rfc3161_client


def _read(reply: bytes, otherwise: str) -> TimeStampResponse:
    try:
        found: TimeStampResponse = _client().decode_timestamp_response(_ordered(reply))
        if found.status == GRANTED:
            _ = found.tst_info, found.signed_data  # read when they are asked for
    except (ValueError, KeyError) as error:  # KeyError: a name in letters of a kind that nobody knows
        raise Unstamped(otherwise) from error
    return found


def _ordered(reply: bytes) -> bytes:
    """The same with the certificates in the order that DER has them in, which the reader insists on and authorities do not.

    They are in no signature, and nothing changes its length.
    """
    token = der.read(reply).parts()[1:]
    if not token:
        return reply
    held = _signed_data(token[0]).tagged(0)
    if held is None:
        return reply
    certificates = b"".join(sorted(x.whole for x in held.parts()))
    return reply[: held.inner] + certificates + reply[held.end :]


def _signed_data(token: der.Value) -> der.Value:
    content = token.part(1, 0xA0)
    return content.part(0, der.SEQUENCE)


def _signer(found: TimeStampResponse) -> Certificate:
    """The certificate that comes with it and that it says it is signed by."""
    from cryptography import x509
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.x509.oid import ExtendedKeyUsageOID

    odd = (x509.InvalidVersion, x509.ExtensionNotFound, x509.DuplicateExtension, x509.UnsupportedGeneralNameType)
    try:
        (info,) = found.signed_data.signer_infos
        held = [x509.load_der_x509_certificate(x) for x in found.signed_data.certificates]
        named = (info.issuer, info.serial_number)
        leaf = next((x for x in held if (x.issuer, x.serial_number) == named), None)
        uses = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value if leaf else ()
    except (ValueError, KeyError, UnsupportedAlgorithm, *odd) as error:
        raise Unstamped(UNREADABLE) from error
    if leaf is None:
        raise Unstamped("the certificate of who signed it does not come with it")
    if ExtendedKeyUsageOID.TIME_STAMPING not in uses:
        raise Unstamped("the certificate that comes with it is no time-stamping authority's")
    return leaf


def _was_valid(leaf: Certificate, at: datetime) -> None:
    if not leaf.not_valid_before_utc <= at <= leaf.not_valid_after_utc:
        raise Unstamped("it was signed at a time for which its certificate does not count")


def _led_to(found: TimeStampResponse, hash_: bytes, roots: Sequence[Certificate]) -> None:
    """Holds signature, chain and use against the roots given, as RFC 3161 has it."""
    client = _client()
    try:
        client.VerifierBuilder(roots=list(roots)).build().verify(found, hash_)
    except (client.VerificationError, ValueError, KeyError) as error:
        raise Unstamped(
            "its certificate does not lead to a root of the file given, or its signature is broken"
        ) from error


def _signed(token: bytes, leaf: Certificate) -> None:
    """Holds the signature against the certificate that comes with it (RFC 5652, 5.4)."""
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        data = _signed_data(der.read(token))
        said = data.part(2, der.SEQUENCE).part(1, 0xA0).part(0, der.OCTETS).content
        signer = data.parts()[-1].part(0, der.SEQUENCE)
        _, _, digest, attributes, algorithm, signature, *_ = signer.parts()
        kind = DIGESTS.get(digest.part(0, der.NAMED).content)
        told = {x.part(0, der.NAMED).content: x.part(1, der.SET) for x in attributes.parts()}
        hashed = told[MESSAGE_DIGEST].part(0, der.OCTETS).content
        way = algorithm.part(0, der.NAMED).content
        named = _certified(told)
    except (ValueError, KeyError, StopIteration) as error:
        raise Unstamped(UNREADABLE) from error
    if kind is None:
        raise Unstamped("it is signed over a hash that is not counted as safe")
    signed = b"\x31" + attributes.whole[1:]  # as the set that they are
    if hashlib.new(named[0], leaf.public_bytes(Encoding.DER)).digest() != named[1]:
        raise Unstamped("the certificate that comes with it is not the one that signed it")
    if hashlib.new(kind, said).digest() != hashed or not _fits(leaf, way, kind, signature.content, signed):
        raise Unstamped("its signature is not of the certificate that comes with it")


def _certified(told: Mapping[bytes, der.Value]) -> tuple[str, bytes]:
    """By which hash the certificate is named that signs, and the hash."""
    kind = next(x for x in CERTIFIED if x in told)
    first = told[kind].part(0, der.SEQUENCE).part(0, der.SEQUENCE).part(0, der.SEQUENCE).parts()
    if first[0].tag == der.OCTETS:
        return CERTIFIED[kind], first[0].content
    return DIGESTS[first[0].part(0, der.NAMED).content], first[1].content


def _fits(leaf: Certificate, way: bytes, kind: str, signature: bytes, data: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

    try:
        key, by = leaf.public_key(), getattr(hashes, SIGNED.get(way, kind))()
        if isinstance(key, rsa.RSAPublicKey):
            pss = padding.PSS(padding.MGF1(by), padding.PSS.AUTO)
            key.verify(signature, data, pss if way == PSS else padding.PKCS1v15(), by)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, data, ec.ECDSA(by))
        elif isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(signature, data)
        else:
            return False
    except (InvalidSignature, ValueError, UnsupportedAlgorithm):
        return False
    return True
