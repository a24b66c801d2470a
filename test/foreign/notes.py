"""Instants, base 64, verifier keys, signed notes and checkpoints (ledger.md, sections 1, 5)."""
from __future__ import annotations

import base64
import binascii
import hashlib
import re
import unicodedata

import ed25519
from jcs import SAFE, Refused

INSTANT = re.compile(r"(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z", re.ASCII)
DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
HEX_HASH = re.compile(r"[0-9a-f]{64}")
SIZE = re.compile(r"0|[1-9][0-9]{0,15}")
NOTE_LIMIT = 65_536


def _exists(year: str, month: str, day: str) -> bool:
    y, m, d = int(year), int(month), int(day)
    leap = y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)
    lengths = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return 1 <= m <= 12 and 1 <= d <= lengths[m - 1]


def is_instant(value) -> bool:
    match = INSTANT.fullmatch(value) if isinstance(value, str) else None
    return match is not None and _exists(match[1], match[2], match[3])


def is_date(value) -> bool:
    match = DATE.fullmatch(value) if isinstance(value, str) else None
    return match is not None and _exists(match[1], match[2], match[3])


def is_uuid(value) -> bool:
    return isinstance(value, str) and UUID.fullmatch(value) is not None


def is_hash(value) -> bool:
    return isinstance(value, str) and HEX_HASH.fullmatch(value) is not None


def is_whole(value) -> bool:
    return type(value) is int and 0 <= value <= SAFE


def from_base64(text: str) -> bytes:
    """The bytes, if this is their one canonical text."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, ValueError):
        raise Refused("is not base 64") from None
    if base64.b64encode(data).decode("ascii") != text:
        raise Refused("is not the canonical base 64 of its bytes")
    return data


class Key:
    """A verifier key: `name`, `hash` (4 bytes), `public` (32 bytes)."""

    def __init__(self, text: str) -> None:
        parts = text.split("+", 2)
        if len(parts) != 3:
            raise Refused("is not a verifier key")
        name, written, coded = parts
        data = from_base64(coded)
        if not is_key_name(name) or len(data) != 33 or data[0] != 1:
            raise Refused("is not a verifier key for Ed25519")
        self.name, self.public = name, data[1:]
        self.hash = hashlib.sha256(name.encode("utf-8") + b"\n" + data).digest()[:4]
        self.text = text
        if self.hash.hex() != written:
            raise Refused("its key hash does not agree with the key")


def is_key_name(name: str) -> bool:
    return name != "" and "+" not in name and not any(char.isspace() for char in name)


class Note:
    """A signed note: `text` and `signatures`, a list of (key name, key hash, signature)."""

    def __init__(self, data: bytes) -> None:
        try:
            note = data.decode("utf-8")
        except UnicodeDecodeError:
            raise Refused("is not UTF-8") from None
        if len(data) > NOTE_LIMIT:
            raise Refused("is longer than 64 KiB")
        if any(char != "\n" and unicodedata.category(char) == "Cc" for char in note):
            raise Refused("holds a control character")
        at = note.rfind("\n\n")
        if at < 0 or not note.endswith("\n"):
            raise Refused("is not a signed note")
        self.text = note[: at + 1]
        lines = note[at + 2 :].split("\n")[:-1]
        if not 1 <= len(lines) <= 32:
            raise Refused("must have 1 to 32 signatures")
        self.signatures = [_signature(line) for line in lines]

    def signers(self, keys: list) -> list:
        """Those of `keys` whose signatures it carries. A signature of one of them that does not hold makes the whole note invalid."""
        signed = []
        message = self.text.encode("utf-8")
        for name, key_hash, signature in self.signatures:
            for key in keys:
                if (key.name, key.hash) != (name, key_hash):
                    continue
                if not ed25519.verify(key.public, message, signature):
                    raise Refused(f"the signature of key {key.hash.hex()} does not hold")
                signed.append(key)
        if not signed:
            raise Refused("carries no signature of an accepted key")
        return signed


def _signature(line: str):
    if not line.startswith("\u2014 "):
        raise Refused("a signature line does not begin with an em dash and a space")
    parts = line[2:].split(" ")
    if len(parts) != 2 or not is_key_name(parts[0]):
        raise Refused("a signature line is not a key name and base 64")
    data = from_base64(parts[1])
    if len(data) < 5:
        raise Refused("a signature is too short")
    return parts[0], data[:4], data[4:]


class Checkpoint:
    """The text of a checkpoint: `origin`, `size`, `root` (32 bytes), `recorded`."""

    def __init__(self, text: str) -> None:
        lines = text.split("\n")
        if len(lines) != 5 or lines[4] != "":
            raise Refused("a checkpoint has exactly four lines")
        origin, size, root, recorded = lines[:4]
        if SIZE.fullmatch(size) is None or int(size) > SAFE:
            raise Refused("the size of the checkpoint is not a whole number as it must be written")
        if not recorded.startswith("recorded ") or not is_instant(recorded[9:]):
            raise Refused("the last line of the checkpoint is not its instant")
        self.origin, self.size, self.root, self.recorded = origin, int(size), from_base64(root), recorded[9:]
        if len(self.root) != 32:
            raise Refused("the root of the checkpoint does not have 32 bytes")
