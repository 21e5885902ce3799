"""A certificate that nobody but its maker vouches for, made for one test (X.509, RFC 5280; RSA, RFC 8017)."""

import secrets
from base64 import encodebytes
from datetime import UTC, datetime, timedelta
from pathlib import Path

BITS = 2048
EXPONENT = 65537
_RSA = "1.2.840.113549.1.1.1"
_SHA256_WITH_RSA = "1.2.840.113549.1.1.11"


def make_certificate(folder: Path, host: str = "localhost") -> tuple[Path, Path]:
    """The files of a new certificate for a host, and of its key."""
    from hashlib import sha256

    first, second = _prime(), _prime()
    modulus, private = first * second, pow(EXPONENT, -1, (first - 1) * (second - 1))
    body = _signed_part(host, modulus)
    # PKCS #1, version 1.5: the digest with its kind, behind bytes of ones (RFC 8017, 9.2).
    digest = _sequence(_sequence(_name_of_kind("2.16.840.1.101.3.4.2.1"), b"\5\0"), _tag(4, sha256(body).digest()))
    padded = b"\0\1" + b"\xff" * (BITS // 8 - 3 - len(digest)) + b"\0" + digest
    signature = pow(int.from_bytes(padded, "big"), private, modulus).to_bytes(BITS // 8, "big")
    certificate = _sequence(body, _sequence(_name_of_kind(_SHA256_WITH_RSA), b"\5\0"), _tag(3, b"\0" + signature))
    numbers = (0, modulus, EXPONENT, private, first, second)
    halves = (private % (first - 1), private % (second - 1), pow(second, -1, first))
    key = _sequence(*map(_number, numbers + halves))
    files = folder / "certificate.pem", folder / "key.pem"
    for file, label, content in zip(files, ("CERTIFICATE", "RSA PRIVATE KEY"), (certificate, key), strict=True):
        file.write_text(f"-----BEGIN {label}-----\n{encodebytes(content).decode()}-----END {label}-----\n", "ascii")
    return files


def _signed_part(host: str, modulus: int) -> bytes:
    name = _sequence(_tag(0x31, _sequence(_name_of_kind("2.5.4.3"), _tag(12, host.encode()))))
    now = datetime.now(UTC)
    days = [_tag(23, f"{day:%y%m%d%H%M%SZ}".encode()) for day in (now - timedelta(1), now + timedelta(1))]
    public = _sequence(_number(modulus), _number(EXPONENT))
    own_key = _sequence(_sequence(_name_of_kind(_RSA), b"\5\0"), _tag(3, b"\0" + public))
    for_host = _sequence(_name_of_kind("2.5.29.17"), _tag(4, _sequence(_tag(0x82, host.encode()))))
    vouches = _sequence(_name_of_kind("2.5.29.19"), b"\1\1\xff", _tag(4, _sequence(b"\1\1\xff")))
    return _sequence(
        _tag(0xA0, _number(2)),
        _number(secrets.randbits(64)),
        _sequence(_name_of_kind(_SHA256_WITH_RSA), b"\5\0"),
        name,
        _sequence(*days),
        name,
        own_key,
        _tag(0xA3, _sequence(for_host, vouches)),
    )


def _prime() -> int:
    while True:
        # The two highest bits are set, so that the product of two has all its bits.
        tried = secrets.randbits(BITS // 2) | 3 << (BITS // 2 - 2) | 1
        has_small_factor = not all(tried % small for small in (3, 5, 7, 11, 13, 17, 19, 23))
        if not has_small_factor and (tried - 1) % EXPONENT and _is_prime(tried):
            return tried


def _is_prime(tried: int) -> bool:
    """Whether the test of Miller and Rabin finds nothing against it in 20 rounds."""
    odd, twos = tried - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for _ in range(20):
        power = pow(secrets.randbelow(tried - 3) + 2, odd, tried)
        if power in {1, tried - 1}:
            continue
        for _ in range(twos - 1):
            power = power * power % tried
            if power == tried - 1:
                break
        else:
            return False
    return True


def _tag(tag: int, content: bytes) -> bytes:
    length = len(content)
    if length < 128:
        return bytes([tag, length]) + content
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 128 | len(size)]) + size + content


def _sequence(*parts: bytes) -> bytes:
    return _tag(0x30, b"".join(parts))


def _number(number: int) -> bytes:
    return _tag(2, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def _name_of_kind(dotted: str) -> bytes:
    first, second, *rest = map(int, dotted.split("."))
    content = bytes([first * 40 + second])
    for arc in rest:
        groups = [arc & 127]
        while arc := arc >> 7:
            groups.insert(0, arc & 127 | 128)
        content += bytes(groups)
    return _tag(6, content)
