"""Every entry of the log, what opens it, and the raw files it names (package.md, section 5; ledger.md, sections 2 and 3)."""
from __future__ import annotations

import hashlib

import shapes
from derived import Expected
from envelope import Leaves, shards
from folder import Faults, Folder
from jcs import Parsed, Refused, canonical
from merkle import leaf_hash
from notes import from_base64, is_hash

line_shape = shapes.record({"body": shapes.members, "contents": shapes.members, "leaf": shapes.whole, "recorded": shapes.instant}, exact=True)
body_shape = shapes.record({"id": shapes.uuid, "type": shapes.word, "at": shapes.instant})
opened_shape = shapes.record({"content": shapes.anything, "salt": shapes.hash_}, exact=True)
text_shape = shapes.record({"bytes": shapes.whole, "sha256": shapes.hash_, "text": shapes.text}, exact=True)
base64_shape = shapes.record({"bytes": shapes.whole, "sha256": shapes.hash_, "base64": shapes.text}, exact=True)


class Entry:
    """A line of entries: `body`, `contents`, `leaf`, `recorded`, and the `commitments` that `contents` must open."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        line_shape(parsed.value, "the line")
        self.body, self.contents = parsed.value["body"], parsed.value["contents"]
        self.leaf, self.recorded = parsed.value["leaf"], parsed.value["recorded"]
        body_shape(self.body, "the body")
        self.type = self.body["type"]
        self.commitments = self._commitments()
        if set(self.contents) != set(self.commitments):
            raise Refused("contents does not have exactly the names of the entry's commitments")

    def _commitments(self) -> dict:
        named = self.body.get("commitments", {})
        if self.type == "fact":
            if "state" not in self.body:
                raise Refused("the body of a fact has no member state")
            named = {} if self.body["state"] is None else {"state": self.body["state"]}
        shapes.members(named, "commitments")
        for name, commitment in named.items():
            shapes.hash_(commitment, f"the commitment {name}")
        return named

    def hash(self) -> bytes:
        return leaf_hash(('{"entry":' + self.parsed.text_of(self.body) + ',"recorded":"' + self.recorded + '"}').encode("utf-8"))

    def open(self, name: str):
        """The content under this name, or the word that stands for it."""
        given = self.contents[name]
        if given in ("erased", "left-out"):
            return given, None
        opened_shape(given, f"contents.{name}")
        content = self.parsed.text_of(given["content"]).encode("utf-8")
        if hashlib.sha256(bytes.fromhex(given["salt"]) + content).hexdigest() != self.commitments[name]:
            raise Refused(f"the salt and the content of {name} do not give its commitment")
        return "opened", given["content"]


class Evidence:
    """What a walk through all entries found. `kinds`: those of the summary's coverage, or None when there is no summary to ask."""

    def __init__(self, folder: Folder, faults: Faults, kinds) -> None:
        self.folder, self.faults, self.kinds = folder, faults, kinds
        self.is_fact = bytearray()  # one byte for each leaf
        self.blobs: set = set()  # hashes of raw files that looks name
        self.erased: list = []
        self.shards: list = []
        self.left_out = 0
        self.recorded: dict = {}  # of the leaves asked for
        self.last_recorded = ""

    def walk(self, manifest, leaves: Leaves, assessment, earlier) -> None:
        """`assessment`: the entry of assessment.json or None. `earlier`: a size whose last entry's instant is wanted, or None."""
        stream = self._leaves(leaves)
        self.simulated = manifest.simulated
        place = 0
        for path in shards(manifest, "entries", Faults()):
            first = place
            for number, parsed in self.folder.values(path, self.faults):
                sealed = next(stream, None)
                self.is_fact.append(0)
                if place == manifest.size:
                    self.faults.add("there are more entries than the tree has leaves", path, number)
                if parsed is not None:
                    try:
                        self._entry(parsed, place, sealed, path, number)
                    except Refused as refused:
                        self.faults.add(str(refused), path, number, place)
                if assessment is not None and place == assessment.leaf and sealed is not None and assessment.hash() != sealed:
                    self.faults.add("the assessment is not what is sealed at its leaf", "assessment.json", 1, place)
                if place + 1 == earlier:
                    self.recorded[earlier] = self.last_recorded
                place += 1
            if place == first:
                self.faults.add("the file has no entry", path)
            else:
                self.shards.append({"first": first, "last": place - 1, "path": path})
        for _ in stream:
            pass
        if place < manifest.size:
            self.faults.add(f"there are {place} entries, and the tree has {manifest.size} leaves", "evidence")

    def _leaves(self, leaves: Leaves):
        try:
            yield from leaves
        except Refused as refused:
            self.faults.add(str(refused), "ledger")

    def _entry(self, parsed: Parsed, place: int, sealed, path: str, line: int) -> None:
        entry = Entry(parsed)
        if entry.leaf != place:
            self.faults.add(f"leaf {entry.leaf} stands where leaf {place} belongs", path, line, place)
        if sealed is not None and entry.hash() != sealed:
            self.faults.add("the entry is not the one sealed at this leaf", path, line, place)
        if place == 0 and (entry.type == "simulated-clock") != self.simulated:
            self.faults.add("the first entry and the manifest differ in whether the clock is simulated", path, line, place)
        if entry.recorded < self.last_recorded:
            self.faults.add("recorded is earlier than that of the entry before", path, line, place)
        self.last_recorded = entry.recorded
        self.is_fact[place] = entry.type == "fact"
        for name in entry.contents:
            try:
                self._content(entry, name, place)
            except Refused as refused:
                self.faults.add(str(refused), path, line, place)

    def _content(self, entry: Entry, name: str, place: int) -> None:
        how, content = entry.open(name)
        if how == "erased":
            self.erased.append({"leaf": place, "name": name})
        elif how == "left-out":
            self.left_out += 1
            read = self.kinds is not None and any(entry.body.get("kind") == kind for kind in self.kinds)
            if entry.type != "assessment" and (entry.type != "fact" or read):
                raise Refused(f"the content {name} must not be left out")
        elif entry.type == "look" and isinstance(content, dict) and isinstance(content.get("evidence"), list):
            named = (each.get("sha256") for each in content["evidence"] if isinstance(each, dict))
            self.blobs.update(sha256 for sha256 in named if is_hash(sha256))

    def check_index(self) -> None:
        expected = Expected(self.folder, "evidence/index.json", self.faults)
        expected.write(canonical({"erased": self.erased, "shards": self.shards}) + "\n")
        expected.end()

    def check_blobs(self, manifest) -> None:
        """The raw files, once each, sorted by hash, with the bytes that their hash is of."""
        missing = set(self.blobs)
        previous = ""
        for path in shards(manifest, "blobs", Faults()):
            number = 0
            for number, parsed in self.folder.values(path, self.faults):
                try:
                    if parsed is not None:
                        previous = _blob(parsed.value, previous, missing)
                except Refused as refused:
                    self.faults.add(str(refused), path, number)
            if number == 0:
                self.faults.add("the file has no raw file", path)
        for sha256 in sorted(missing):
            self.faults.add(f"the raw file {sha256}, which a look names, is not in the package", "evidence")


def _blob(value, previous: str, missing: set) -> str:
    if isinstance(value, dict) and "text" in value:
        text_shape(value, "the line")
        try:
            data = value["text"].encode("utf-8")
        except UnicodeEncodeError:
            raise Refused("the text holds a lone surrogate") from None
    else:
        base64_shape(value, "the line")
        data = from_base64(value["base64"])
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            raise Refused("the bytes are UTF-8 and must stand as text")
    sha256 = value["sha256"]
    if hashlib.sha256(data).hexdigest() != sha256 or len(data) != value["bytes"]:
        raise Refused("the raw file does not have this hash and size")
    if sha256 <= previous:
        raise Refused("the raw files are not sorted by hash, once each")
    if sha256 not in missing:
        raise Refused("no look names this raw file")
    missing.remove(sha256)
    return sha256
