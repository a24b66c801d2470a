"""The tree of RFC 6962, section 2.1, from leaf hashes on: roots and proofs (ledger.md, section 4).

As a program it reads {"leaves": [hex …], "roots": [size …], "inclusion": [[index, size] …], "consistency": [[size, size] …]} from standard input
and answers {"roots": [hex …], "inclusion": [[hex …] …], "consistency": [[hex …] …]}. With "check": {"inclusion": [{"leaf", "index", "size", "proof",
"root"} …], "consistency": [{"from", "to", "fromRoot", "toRoot", "proof"} …]} it also answers whether each of those holds, under the same names.
"""
from __future__ import annotations

import hashlib
import json
import sys


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


class RootSoFar:
    """The root of the leaf hashes pushed so far, in memory that grows with the logarithm of their number."""

    def __init__(self) -> None:
        self.size = 0
        self._complete: list = []  # roots of complete subtrees, largest first

    def push(self, leaf: bytes) -> None:
        carried = self.size
        self.size += 1
        while carried & 1:
            leaf = node_hash(self._complete.pop(), leaf)
            carried >>= 1
        self._complete.append(leaf)

    def root(self) -> bytes:
        if not self._complete:
            return hashlib.sha256(b"").digest()
        right = self._complete[-1]
        for left in reversed(self._complete[:-1]):
            right = node_hash(left, right)
        return right


def split(size: int) -> int:
    """The largest power of two smaller than `size`, which is above 1."""
    return 1 << ((size - 1).bit_length() - 1)


class Tree:
    """Roots and proofs by the definitions of RFC 6962, over leaf hashes held in memory."""

    def __init__(self, leaves) -> None:
        self._leaves = leaves
        self._known: dict = {}

    def root(self, start: int, end: int) -> bytes:
        """MTH(D[start:end])."""
        if end == start:
            return hashlib.sha256(b"").digest()
        if end - start == 1:
            return self._leaves[start]
        if (start, end) not in self._known:
            middle = start + split(end - start)
            self._known[(start, end)] = node_hash(self.root(start, middle), self.root(middle, end))
        return self._known[(start, end)]

    def inclusion(self, index: int, start: int, end: int) -> list:
        """PATH(index, D[start:end]), section 2.1.1."""
        if end - start == 1:
            return []
        middle = start + split(end - start)
        if start + index < middle:
            return self.inclusion(index, start, middle) + [self.root(middle, end)]
        return self.inclusion(index - (middle - start), middle, end) + [self.root(start, middle)]

    def consistency(self, size: int, start: int, end: int, whole: bool = True) -> list:
        """SUBPROOF(size, D[start:end], whole), section 2.1.2. `size` is above 0."""
        if size == end - start:
            return [] if whole else [self.root(start, end)]
        middle = start + split(end - start)
        if start + size <= middle:
            return self.consistency(size, start, middle, whole) + [self.root(middle, end)]
        return self.consistency(size - (middle - start), middle, end, False) + [self.root(start, middle)]


def holds_inclusion(leaf: bytes, index: int, size: int, proof: list, root: bytes) -> bool:
    """RFC 9162, section 2.1.3.2."""
    if index >= size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def holds_consistency(first: int, second: int, first_root: bytes, second_root: bytes, proof: list) -> bool:
    """RFC 9162, section 2.1.4.2. A proof from size 0 does not exist."""
    if not 0 < first <= second:
        return False
    if first == second:
        return not proof and first_root == second_root
    if first & (first - 1) == 0:
        proof = [first_root] + proof
    if not proof:
        return False
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = proof[0]
    for c in proof[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return fr == first_root and sr == second_root and sn == 0


def answer(question: dict) -> dict:
    leaves = [bytes.fromhex(leaf) for leaf in question["leaves"]]
    tree = Tree(leaves)
    hexes = lambda hashes: [each.hex() for each in hashes]  # noqa: E731
    raw = lambda hashes: [bytes.fromhex(each) for each in hashes]  # noqa: E731
    check = question.get("check", {})
    roots = []
    for size in question.get("roots", []):
        stream = RootSoFar()
        for leaf in leaves[:size]:
            stream.push(leaf)
        if stream.root() != tree.root(0, size):
            raise AssertionError(f"two ways to the root of {size} leaves differ")
        roots.append(stream.root().hex())
    return {
        "roots": roots,
        "inclusion": [hexes(tree.inclusion(index, 0, size)) for index, size in question.get("inclusion", [])],
        "consistency": [hexes(tree.consistency(first, 0, second)) for first, second in question.get("consistency", [])],
        "check": {
            "inclusion": [
                holds_inclusion(bytes.fromhex(c["leaf"]), c["index"], c["size"], raw(c["proof"]), bytes.fromhex(c["root"])) for c in check.get("inclusion", [])
            ],
            "consistency": [
                holds_consistency(c["from"], c["to"], bytes.fromhex(c["fromRoot"]), bytes.fromhex(c["toRoot"]), raw(c["proof"]))
                for c in check.get("consistency", [])
            ],
        },
    }


if __name__ == "__main__":
    json.dump(answer(json.load(sys.stdin)), sys.stdout)
