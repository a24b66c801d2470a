"""Writes trees-0-to-16.json from the definitions in RFC 6962, section 2.1, taken literally. Needs Python 3 and nothing else."""
import base64, hashlib, json


def sha(data): return hashlib.sha256(data).digest()
def leaf(i): return bytes([i])
def split(n): return 1 << ((n - 1).bit_length() - 1)


def mth(d):
    if not d: return sha(b"")
    if len(d) == 1: return sha(b"\x00" + d[0])
    k = split(len(d))
    return sha(b"\x01" + mth(d[:k]) + mth(d[k:]))


def path(m, d):
    if len(d) == 1: return []
    k = split(len(d))
    return path(m, d[:k]) + [mth(d[k:])] if m < k else path(m - k, d[k:]) + [mth(d[:k])]


def subproof(m, d, whole):
    if m == len(d): return [] if whole else [mth(d)]
    k = split(len(d))
    if m <= k: return subproof(m, d[:k], whole) + [mth(d[k:])]
    return subproof(m - k, d[k:], False) + [mth(d[:k])]


def text(hashes): return [base64.b64encode(h).decode() for h in hashes]


trees = []
for n in range(17):
    d = [leaf(i) for i in range(n)]
    trees.append({
        "size": n,
        "root": text([mth(d)])[0],
        "inclusion": [text(path(i, d)) for i in range(n)],
        "consistency": [text(subproof(m, d, True)) for m in range(1, n + 1)],
    })
print("[\n" + ",\n".join(json.dumps(t, separators=(",", ":")) for t in trees) + "\n]")
