"""python3 sample.py SAMPLE.json POPULATION.ndjson: draws a sample again, as docs/spec/sampling.md says, and prints `same` or each difference."""
import hashlib, json, re, sys
from datetime import datetime, timedelta

def digest(data):
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode("utf-8")).hexdigest()

def instant(text):
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z", text):
        sys.exit(f"not an instant: {text!r}")
    return (datetime.fromisoformat(text[:-1]) - datetime(1970, 1, 1)) // timedelta(milliseconds=1)

with open(sys.argv[1], encoding="utf-8") as file:
    said = json.load(file)
with open(sys.argv[2], "rb") as file:
    sealed = file.read()
rows = [json.loads(line) for line in sealed.decode("utf-8").split("\n")[:-1]]
start, end, strata = instant(said["period"]["from"]), instant(said["period"]["until"]), said["strata"]
if said["format"] != "tickmark-drawn-sample/1" or not start < end or not 1 <= strata <= 1000 or said["size"] < 0:
    sys.exit("not a sample of this version")
if len({row["item"] for row in rows}) < len(rows):
    sys.exit("an item stands twice in the population")

seed = digest("".join(line + "\n" for line in ("tickmark-sample/1", said["engagement"], said["control"], digest(sealed))))
everything = []  # in the order of the population's file
for row in rows:
    place = min(max(instant(row["from"]), start), end - 1) - start
    everything.append({"item": row["item"], "stratum": 1 + place * strata // (end - start), "rank": digest(seed + "\n" + row["item"])})
ranked = sorted(everything, key=lambda one: one["rank"])
held = [[one for one in ranked if one["stratum"] == number] for number in range(1, strata + 1)]
n, total = min(said["size"], len(rows)), len(rows) or 1
whole, over = [n * len(those) // total for those in held], [n * len(those) % total for those in held]
for _ in range(n - sum(whole)):
    largest = over.index(max(over))  # the earliest of equal ones
    whole[largest], over[largest] = whole[largest] + 1, -1
drawn = {one["item"] for those, count in zip(held, whole) for one in those[:count]}

differences = []
def compare(what, theirs, ours):
    if theirs != ours:
        differences.append(f"{what}: the file says {theirs!r}, drawn again it is {ours!r}")
def compare_items(what, theirs, ours):
    compare(f"{what}: number of items", len(theirs), len(ours))
    for at, pair in enumerate(zip(theirs, ours), 1):
        compare(f"{what}: item {at}", *pair)

compare("populationSha256", said["populationSha256"], digest(sealed))
compare("seed", said["seed"], seed)
compare_items("items", said["items"], [one for one in everything if one["item"] in drawn])
for number, extension in enumerate(said["extensions"], 1):
    more = {one["item"] for one in [one for one in ranked if one["item"] not in drawn][: len(extension["items"])]}
    compare_items(f"addition {number}", extension["items"], [one for one in everything if one["item"] in more])
    drawn |= more
print("\n".join(differences) or "same")
sys.exit(1 if differences else 0)
