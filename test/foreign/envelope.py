"""The outside of a package: manifest, keys, signatures, files, checkpoint and tiles (package.md, sections 1, 3, 4 and 9)."""
from __future__ import annotations

import re

import shapes
from folder import Faults, Folder, path_fault
from jcs import Refused
from merkle import RootSoFar
from notes import NOTE_LIMIT, Checkpoint, Key, Note, from_base64

MANIFEST_LIMIT = 256 * 1024 * 1024
FORMAT = "tickmark-package/1"
FIXED = (
    "checkpoint.txt key.txt assessment.json evidence/index.json exceptions.json exceptions.csv unknowns.json exclusions.json "
    "index.html verify.mjs README.txt"
).split()
FOR_PEOPLE = ("index.html", "verify.mjs", "README.txt")
SHARD = re.compile(r"evidence/(entries|blobs)-([0-9]{5,})\.ndjson")

manifest_shape = shapes.record(
    {
        "format": shapes.one_of(FORMAT),
        "tickmark": shapes.word,
        "organization": shapes.record({"id": shapes.uuid, "name": shapes.text}, exact=True),
        "log": shapes.word,
        "period": shapes.members,
        "checkpoint": shapes.record({"size": shapes.whole, "root": shapes.text}, exact=True),
        "assessment": shapes.record({"entry": shapes.uuid, "leaf": shapes.whole}, exact=True),
        "files": shapes.list_of(shapes.record({"bytes": shapes.whole, "path": shapes.word, "sha256": shapes.hash_}, exact=True)),
    },
    exact=True,
)


class Manifest:
    def __init__(self, folder: Folder) -> None:
        self.parsed = folder.one_value("manifest.json", MANIFEST_LIMIT)
        self.value = self.parsed.value
        shapes.members(self.value, "the manifest")
        manifest_shape({name: inner for name, inner in self.value.items() if name != "simulated"}, "the manifest")
        self.simulated = "simulated" in self.value
        if self.simulated and self.value["simulated"] is not True:
            raise Refused("simulated must be true, or not there")
        self.sha256 = folder.sha256("manifest.json")
        self.log = self.value["log"]
        if self.log != f"tickmark/{self.value['organization']['id']}":
            raise Refused("the log is not that of the organization")
        self.size = self.value["checkpoint"]["size"]
        self.root = from_base64(self.value["checkpoint"]["root"])
        self.files = {file["path"]: file for file in self.value["files"]}


def check_files(folder: Folder, manifest: Manifest, faults: Faults) -> None:
    """Sorted, allowed paths; every listed file there with its bytes; nothing else there."""
    previous, lowered = "", {}
    for file in manifest.value["files"]:
        path = file["path"]
        wrong = path_fault(path) or (path.startswith("manifest.") and path in ("manifest.json", "manifest.note") and "the manifest lists itself")
        if wrong:
            faults.add(wrong, path)
        if path <= previous:
            faults.add("the manifest's files are not sorted, each path once", path)
        if lowered.setdefault(path.lower(), path) != path:
            faults.add(f"the path differs from {lowered[path.lower()]} in case only", path)
        previous = path
        if path not in folder.sizes:
            faults.add("the file is listed in the manifest, but it is not there", path)
        elif folder.sizes[path] != file["bytes"]:
            faults.add(f"the file has {folder.sizes[path]} bytes, the manifest says {file['bytes']}", path)
        elif folder.sha256(path) != file["sha256"]:
            faults.add("the file is not the one whose hash the manifest gives", path)
    for path in folder.sizes:
        if path not in manifest.files and path not in ("manifest.json", "manifest.note"):
            faults.add("the file stands in the package, but not in the manifest", path)
    for path in folder.strange:
        faults.add("is neither a regular file nor a folder", path)


def check_places(manifest: Manifest, of_summary: set, faults: Faults) -> None:
    """No file but those of the table in package.md, section 1; all of those but the ones for people."""
    wanted = {path for path in FIXED if path not in FOR_PEOPLE} | of_summary | set(tile_paths(manifest.size, manifest.files, faults))
    for path in sorted(wanted - set(manifest.files)):
        faults.add("the package must have this file", path)
    for path in manifest.files:
        allowed = path in wanted or path in FOR_PEOPLE or path.startswith("report/") or SHARD.fullmatch(path)
        if not allowed:
            faults.add("no such file belongs in a package", path)
    shards(manifest, "blobs", faults)
    if not shards(manifest, "entries", faults):
        faults.add("the package must have this file", "evidence/entries-00000.ndjson")


def shards(manifest: Manifest, kind: str, faults: Faults) -> list:
    """The paths of the files of entries or of blobs, in the order of their numbers, which have no gap."""
    found = []
    for path in manifest.files:
        match = SHARD.fullmatch(path)
        if match and match[1] == kind:
            found.append((int(match[2]), path))
    found.sort()
    for place, (number, path) in enumerate(found):
        if path != f"evidence/{kind}-{place:05d}.ndjson":
            faults.add("the numbers of these files must run from 00000 without a gap", path)
            break
    return [path for _, path in found]


def claimed_keys(folder: Folder, log: str) -> list:
    """The verifier keys of key.txt, one a line."""
    try:
        content = folder.small("key.txt", NOTE_LIMIT).decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("the file is not UTF-8") from None
    if not content.endswith("\n"):
        raise Refused("the last line is unfinished")
    keys = [Key(line) for line in content[:-1].split("\n")]
    for key in keys:
        if key.name != log:
            raise Refused("the key is not one of this log")
    return keys


def _one_signer(note: Note, keys: list):
    if len(note.signatures) != 1:
        raise Refused("must have exactly one signature")
    return note.signers(keys)[0]


def check_manifest_note(folder: Folder, manifest: Manifest, keys: list):
    """The key that signed the manifest."""
    note = Note(folder.small("manifest.note", NOTE_LIMIT))
    if note.text != f"{FORMAT}\n{manifest.log}\n{manifest.sha256}\n":
        raise Refused("the text of the note is not that of this manifest")
    return _one_signer(note, keys)


def read_checkpoint(folder: Folder, manifest: Manifest):
    note = Note(folder.small("checkpoint.txt", NOTE_LIMIT))
    checkpoint = Checkpoint(note.text)
    if checkpoint.origin != manifest.log:
        raise Refused("the checkpoint is one of another log")
    if checkpoint.size != manifest.size or checkpoint.root != manifest.root:
        raise Refused("the checkpoint's size and root are not those of the manifest")
    return note, checkpoint


def checkpoint_signer(note: Note, keys: list):
    return _one_signer(note, keys)


def tile_path(number: int, width: int) -> str:
    """ledger.md, section 7, for level 0."""
    digits = str(number)
    digits = "0" * (-len(digits) % 3) + digits
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    name = "/".join([f"x{group}" for group in groups[:-1]] + groups[-1:])
    return f"ledger/tile/0/{name}" + ("" if width == 256 else f".p/{width}")


def tile_paths(size: int, listed: dict, faults: Faults):
    """Those of a tree of `size` leaves. Nothing is built from a size whose tiles are not listed."""
    if (size + 255) // 256 != sum(path.startswith("ledger/") for path in listed):
        faults.add(f"the tiles are not exactly those of a tree of {size} leaves", "ledger")
        return []
    return [tile_path(at // 256, min(256, size - at)) for at in range(0, size, 256)]


class Leaves:
    """The leaf hashes of the tiles, one after the other, and the root at `earlier` on the way."""

    def __init__(self, folder: Folder, manifest: Manifest, paths: list, earlier) -> None:
        self.folder, self.manifest, self.paths, self.earlier = folder, manifest, paths, earlier
        self.so_far = RootSoFar()
        self.earlier_root = self.so_far.root() if earlier == 0 else None

    def __iter__(self):
        left = self.manifest.size
        for path in self.paths:
            data = self.folder.small(path, 8192)
            width = min(256, left)
            if len(data) != 32 * width:
                raise Refused(f"{path}: a tile of {width} hashes has {32 * width} bytes, this one has {len(data)}")
            left -= width
            for at in range(0, len(data), 32):
                self.so_far.push(data[at : at + 32])
                if self.so_far.size == self.earlier:
                    self.earlier_root = self.so_far.root()
                yield data[at : at + 32]

    def finish(self) -> bytes:
        """The root of all leaves. To be called when no more of them are asked for."""
        return self.so_far.root()
