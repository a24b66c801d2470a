"""The folder: which files stand in it, their bytes in pieces, their lines, and what was found wrong (package.md, sections 1 and 2)."""
from __future__ import annotations

import hashlib
import os
import re
import stat

from jcs import Parsed, Refused, parse_canonical

PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,127}")
DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE | re.ASCII)
LINE_LIMIT = 64 * 1024 * 1024
PIECE = 1024 * 1024
KEPT_FAULTS = 1000


class Unreadable(Exception):
    """The package cannot be read, or not be compared with what was given beside it."""


class Faults:
    """Everything found wrong. The first thousand are kept in full, all are counted."""

    def __init__(self) -> None:
        self.kept: list = []
        self.count = 0

    def add(self, what: str, file=None, line=None, leaf=None) -> None:
        self.count += 1
        if len(self.kept) < KEPT_FAULTS:
            self.kept.append({"file": file, "line": line, "leaf": leaf, "what": what})


def path_fault(path: str):
    """What is wrong with a path, or None."""
    if len(path) > 512:
        return "the path is longer than 512 characters"
    for part in path.split("/"):
        if PART.fullmatch(part) is None or part.endswith(".") or DEVICE.fullmatch(part):
            return "the path is not allowed"
    return None


class Folder:
    def __init__(self, root: str) -> None:
        self.root = root
        self.sizes: dict = {}  # path of every regular file -> bytes
        self.strange: list = []  # paths that are neither regular files nor folders
        if not os.path.isdir(root):
            raise Unreadable(f"{root} is not a folder")
        try:
            self._walk("")
        except OSError as error:
            raise Unreadable(str(error)) from None

    def _walk(self, inside: str) -> None:
        with os.scandir(os.path.join(self.root, inside)) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            path = inside + entry.name
            mode = entry.stat(follow_symlinks=False).st_mode
            if stat.S_ISDIR(mode):
                self._walk(path + "/")
            elif stat.S_ISREG(mode):
                self.sizes[path] = entry.stat(follow_symlinks=False).st_size
            else:
                self.strange.append(path)

    def open(self, path: str):
        if path not in self.sizes:
            raise Refused("the file is missing")
        try:
            return os.fdopen(os.open(os.path.join(self.root, path), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)), "rb")
        except OSError as error:
            raise Unreadable(str(error)) from None

    def pieces(self, path: str):
        with self.open(path) as file:
            while True:
                try:
                    piece = file.read(PIECE)
                except OSError as error:
                    raise Unreadable(str(error)) from None
                if not piece:
                    return
                yield piece

    def small(self, path: str, limit: int) -> bytes:
        """The bytes of a file that may have at most `limit`."""
        if self.sizes.get(path, 0) > limit:
            raise Refused(f"the file is longer than {limit} bytes")
        return b"".join(self.pieces(path))

    def sha256(self, path: str) -> str:
        digest = hashlib.sha256()
        for piece in self.pieces(path):
            digest.update(piece)
        return digest.hexdigest()

    def lines(self, path: str):
        """Each line without its newline, with its number."""
        with self.open(path) as file:
            number = 0
            while True:
                number += 1
                try:
                    line = file.readline(LINE_LIMIT + 1)
                except OSError as error:
                    raise Unreadable(str(error)) from None
                if not line:
                    return
                if len(line) > LINE_LIMIT:
                    raise Refused(f"line {number} is longer than 64 MiB")
                if not line.endswith(b"\n"):
                    raise Refused(f"line {number} is unfinished")
                yield number, line[:-1]

    def values(self, path: str, faults: Faults):
        """The canonical value of each line, with its number; a fault for each line that is none, and None in its place."""
        try:
            for number, line in self.lines(path):
                try:
                    yield number, parse_canonical(line)
                except Refused as refused:
                    faults.add(str(refused), path, number)
                    yield number, None
        except Refused as refused:
            faults.add(str(refused), path)

    def one_value(self, path: str, limit: int) -> Parsed:
        """The value of a .json file: one canonical value and one newline."""
        data = self.small(path, limit)
        if not data.endswith(b"\n"):
            raise Refused("the file does not end with a newline")
        return parse_canonical(data[:-1])
