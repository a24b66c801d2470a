"""Verifies a Tickmark audit package. Written from docs/spec/ledger.md and docs/spec/package.md alone, apart from the product's own verifier,
so that the two can be held against each other. Python 3.9 or later, nothing to install.

  python3 verify.py PACKAGE [--key FILE|KEY]... [--checkpoint FILE] [--json]

Exit codes: 0 verified, 4 self-consistent but the signer is not pinned, 1 broken, 2 could not be read or compared.
"""
from __future__ import annotations

import argparse
import json
import os
import sys

sys.dont_write_bytecode = True

from derived import check_exclusions  # noqa: E402
from envelope import (  # noqa: E402
    Leaves,
    Manifest,
    check_files,
    check_manifest_note,
    check_places,
    checkpoint_signer,
    claimed_keys,
    read_checkpoint,
    tile_paths,
)
from evidence import Evidence  # noqa: E402
from folder import Faults, Folder, Unreadable  # noqa: E402
from jcs import Refused  # noqa: E402
from notes import NOTE_LIMIT, Checkpoint, Key, Note  # noqa: E402
from rows import Rows  # noqa: E402
from summary import Summary, check_summary  # noqa: E402

VERIFIED, BROKEN, UNREADABLE, NOT_PINNED = 0, 1, 2, 4
WORDS = {VERIFIED: "verified", BROKEN: "broken", UNREADABLE: "could not be read", NOT_PINNED: "self-consistent, signer not pinned"}


OUTSIDE = "the checkpoint from outside"


class Earlier:
    """A checkpoint from outside: `note` and what it says."""

    def __init__(self, data: bytes) -> None:
        self.note = Note(data)
        self.checkpoint = Checkpoint(self.note.text)


class Verification:
    def __init__(self, folder: Folder, pinned: list, earlier) -> None:
        """`earlier`: the bytes of a checkpoint from outside, or None."""
        self.folder, self.pinned = folder, pinned
        self.faults = Faults()
        self.earlier = None if earlier is None else self.attempt(OUTSIDE, lambda: Earlier(earlier))
        self.facts: dict = {}  # for people and programs: what was verified

    def attempt(self, file: str, step):
        """What `step` returns; None and a fault when it refuses."""
        try:
            return step()
        except Refused as refused:
            self.faults.add(str(refused), file)
            return None

    def run(self) -> int:
        if not self.folder.sizes and not self.folder.strange:
            raise Unreadable("this is not a package: there is no file in it")
        manifest = self.attempt("manifest.json", lambda: Manifest(self.folder))
        if manifest is None:
            return BROKEN
        self.facts.update(log=manifest.log, size=manifest.size)
        check_files(self.folder, manifest, self.faults)
        claimed = self.attempt("key.txt", lambda: claimed_keys(self.folder, manifest.log)) or []
        keys = self.pinned or claimed
        summary = self.attempt("assessment.json", lambda: Summary(self.folder, manifest))
        check_places(manifest, summary.places() if summary else set(), self.faults)
        signers = [self.attempt("manifest.note", lambda: check_manifest_note(self.folder, manifest, keys))]
        note, checkpoint = self.attempt("checkpoint.txt", lambda: read_checkpoint(self.folder, manifest)) or (None, None)
        if note is not None:
            signers.append(self.attempt("checkpoint.txt", lambda: checkpoint_signer(note, keys)))
        vouched = self._vouched(manifest, keys, signers)
        self._tree(manifest, summary, checkpoint)
        if self.faults.count > 0:
            return BROKEN
        if self.earlier is not None and self.earlier.checkpoint.size > manifest.size:
            raise Unreadable("the checkpoint from outside is larger than the package's: they cannot be compared")
        return VERIFIED if self.pinned or vouched else NOT_PINNED

    def _vouched(self, manifest: Manifest, keys: list, signers: list) -> bool:
        """Whether the key that signed the checkpoint from outside signed the package too. Its root is compared with the tree later."""
        if self.earlier is None:
            return False
        if self.earlier.checkpoint.origin != manifest.log:
            self.faults.add("it is one of another log", OUTSIDE)
            return False
        outside = self.attempt(OUTSIDE, lambda: self.earlier.note.signers(keys))
        return outside is not None and len(signers) == 2 and signers[0] is not None and signers[0] is signers[1] and signers[0] in outside

    def _tree(self, manifest: Manifest, summary, checkpoint) -> None:
        outside = self.earlier.checkpoint if self.earlier else None
        earlier = outside.size if outside else None
        leaves = Leaves(self.folder, manifest, tile_paths(manifest.size, manifest.files, Faults()), earlier)
        evidence = Evidence(self.folder, self.faults, summary.kinds if summary else None)
        evidence.walk(manifest, leaves, summary.entry if summary else None, earlier)
        if leaves.finish() != manifest.root:
            self.faults.add("the leaf hashes do not lead to the root", "ledger")
        if summary and summary.entry.leaf >= manifest.size:
            self.faults.add("the assessment's leaf is beyond the tree", "assessment.json", 1)
        if checkpoint is not None and checkpoint.recorded < evidence.last_recorded:
            self.faults.add("the checkpoint was recorded before the last entry it covers", "checkpoint.txt")
        if outside is not None:
            self._outside(outside, leaves, evidence, checkpoint)
        evidence.check_index()
        evidence.check_blobs(manifest)
        self.facts.update(entries=len(evidence.is_fact), rawFiles=len(evidence.blobs), erased=len(evidence.erased), leftOut=evidence.left_out)
        if summary:
            check_summary(summary, manifest, self.faults)
            check_exclusions(self.folder, self.faults, summary.value)
            Rows(self.folder, summary, evidence.is_fact, self.faults).check()

    def _outside(self, outside: Checkpoint, leaves: Leaves, evidence: Evidence, checkpoint) -> None:
        if outside.size > leaves.manifest.size:
            return
        if leaves.earlier_root != outside.root:
            self.faults.add(f"the first {outside.size} leaves do not lead to its root: the log was rewritten", OUTSIDE)
        if outside.recorded < evidence.recorded.get(outside.size, ""):
            self.faults.add("it was recorded before the last entry it covers", OUTSIDE)
        if checkpoint is not None and outside.recorded > checkpoint.recorded:
            self.faults.add("it was recorded after the package's checkpoint, which covers more", OUTSIDE)


def _pinned(values: list) -> list:
    """The keys that whoever verifies gave: each as text, or in a file with one a line, where space around a key does no harm."""
    keys = []
    for value in values:
        try:
            content = value
            if os.path.exists(value):
                with open(value, encoding="utf-8") as file:
                    content = file.read(NOTE_LIMIT)
            given = [Key(line.strip()) for line in content.splitlines() if line.strip()]
        except (OSError, UnicodeDecodeError, Refused) as error:
            raise Unreadable(f"--key {value}: {error}") from None
        if not given:
            raise Unreadable(f"--key {value}: there is no key in it")
        keys += given
    return keys


def _earlier(path):
    if path is None:
        return None
    try:
        with open(path, "rb") as file:
            return file.read(NOTE_LIMIT + 1)
    except OSError as error:
        raise Unreadable(f"--checkpoint {path}: {error}") from None


def shown(line: str) -> str:
    """A line that may hold what a stranger wrote, without anything that a terminal would obey."""
    return "".join(char if char.isprintable() else "?" for char in line)


def main() -> int:
    parser = argparse.ArgumentParser(description="Verifies a Tickmark audit package, offline.")
    parser.add_argument("package")
    parser.add_argument("--key", action="append", default=[], help="a verifier key you trust, or a file with one in each line")
    parser.add_argument("--checkpoint", help="a checkpoint of the same log that you got earlier or elsewhere")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    faults, facts = [], {}
    try:
        verification = Verification(Folder(given.package), _pinned(given.key), _earlier(given.checkpoint))
        code = verification.run()
        faults, facts = verification.faults.kept, {**verification.facts, "faultCount": verification.faults.count}
    except Unreadable as unreadable:
        code, faults = UNREADABLE, [{"file": None, "line": None, "leaf": None, "what": str(unreadable)}]
    if given.json:
        print(json.dumps({"exitCode": code, "result": WORDS[code], **facts, "faults": faults}, ensure_ascii=True))
    else:
        for fault in faults:
            place = [str(fault["file"] or "the package")] + [f"{name} {fault[name]}" for name in ("line", "leaf") if fault[name] is not None]
            print(shown(f"{', '.join(place)}: {fault['what']}"))
        print(WORDS[code])
    return code


if __name__ == "__main__":
    sys.exit(main())
