"""The sealed assessment: its entry, the summary in it, and what must agree with what (package.md, section 6)."""
from __future__ import annotations

import shapes
from envelope import Manifest
from evidence import Entry
from folder import LINE_LIMIT, Faults, Folder
from jcs import Refused
from notes import is_date

COUNTS = ("items", "pass", "fail", "unknown", "notOwed", "excluded")
OUTCOMES = ("pass", "fail", "unknown", "no-items")


def _date(value, at: str) -> None:
    if not is_date(value):
        raise Refused(f"{at} must be a calendar date")


def _with(any_value: str, **fields):
    """A record in which the members named in `any_value` may be anything, but must be there."""
    return shapes.record({**{name: shapes.anything for name in any_value.split()}, **fields})


_counts = {name: shapes.whole for name in COUNTS}
_unseen = shapes.list_of(_with("", **{"from": shapes.instant, "until": shapes.instant, "reason": shapes.word, "why": shapes.text}))
_period = _with(
    "audit",
    type=shapes.one_of(1, 2),
    first=_date,
    last=_date,
    zone=shapes.word,
    until=shapes.instant,
    horizon=shapes.instant,
    **{"from": shapes.instant},
)
_check = _with(
    "version title asks mend settings", id=shapes.word, population=shapes.word, outcome=shapes.one_of(*OUTCOMES), unseen=_unseen, **_counts
)
_control = _with("title promise criteria", id=shapes.word, checks=shapes.list_of(shapes.word), outcome=shapes.one_of(*OUTCOMES), **_counts)
_population = _with(
    "title definition mode reconciliations looks", population=shapes.word, items=shapes.whole, sha256=shapes.hash_, unseen=_unseen
)
_exclusion = _with("items reason requestedBy approvedBy approvedAt until remark", id=shapes.word, check=shapes.word, inForce=shapes.flag)
summary_shape = _with(
    "tickmark",
    format=shapes.one_of("tickmark-assessment/1"),
    organization=shapes.members,
    period=_period,
    program=shapes.maybe(shapes.members),
    treeSize=shapes.whole,
    checks=shapes.list_of(_check),
    controls=shapes.list_of(_control),
    populations=shapes.list_of(_population),
    exclusions=shapes.list_of(_exclusion),
    coverage=shapes.list_of(_with("from until gaps", kind=shapes.word)),
    files=shapes.list_of(_with("", name=shapes.word, sha256=shapes.hash_, bytes=shapes.whole, rows=shapes.whole)),
)


class Summary:
    """assessment.json, opened. Raises Refused when it is not there, not one line, or not a summary."""

    def __init__(self, folder: Folder, manifest: Manifest) -> None:
        self.entry = Entry(folder.one_value("assessment.json", LINE_LIMIT))
        if self.entry.type != "assessment":
            raise Refused("the entry is not of type assessment")
        if (self.entry.body["id"], self.entry.leaf) != (manifest.value["assessment"]["entry"], manifest.value["assessment"]["leaf"]):
            raise Refused("the entry is not the one that the manifest names")
        if len(self.entry.commitments) != 1:
            raise Refused("the entry must have exactly one commitment")
        how, self.value = self.entry.open(next(iter(self.entry.commitments)))
        if how != "opened":
            raise Refused("the summary is not opened")
        summary_shape(self.value, "the summary")
        self.text_of = self.entry.parsed.text_of
        self.kinds = {covered["kind"] for covered in self.value["coverage"]}
        self.files = {file["name"]: file for file in self.value["files"]}

    def places(self) -> set:
        """The files that follow from the summary: of rows, and derived from them."""
        paths = set()
        for check in self.value["checks"]:
            paths.add(findings_path(check["id"]))
        for sheet in self.value["populations"]:
            stem = f"populations/{as_file(sheet['population'])}"
            paths |= {f"{stem}.ndjson", f"{stem}.sheet.json", f"{stem}.csv"}
        return paths


def as_file(name: str) -> str:
    return name.replace("/", "--")


def findings_path(check: str) -> str:
    return f"findings/{as_file(check)}.ndjson"


def population_path(population: str) -> str:
    return f"populations/{as_file(population)}.ndjson"


def check_summary(summary: Summary, manifest: Manifest, faults: Faults) -> None:
    value, body, text = summary.value, summary.entry.body, summary.text_of

    def must(holds: bool, what: str) -> None:
        if not holds:
            faults.add(what, "assessment.json", 1)

    must(type(body.get("treeSize")) is int and body["treeSize"] == value["treeSize"], "the body's treeSize is not the summary's")
    must(body.get("horizon") == value["period"]["horizon"], "the body's horizon is not the summary's")
    must(value["treeSize"] <= summary.entry.leaf, "treeSize is above the leaf of the assessment")
    for name in ("tickmark", "period", "organization"):
        must(text(value[name]) == manifest.parsed.text_of(manifest.value[name]), f"{name} differs from the manifest's")
    must(value.get("simulated") is (True if manifest.simulated else None) and ("simulated" in value) == manifest.simulated, "simulated differs from the manifest's")
    for what, ids in (
        ("check", [check["id"] for check in value["checks"]]),
        ("control", [control["id"] for control in value["controls"]]),
        ("population", [sheet["population"] for sheet in value["populations"]]),
        ("exclusion", [exclusion["id"] for exclusion in value["exclusions"]]),
    ):
        must(len(set(map(as_file, ids))) == len(ids), f"a {what} stands twice in the summary")
    for control in value["controls"]:
        must(len(set(control["checks"])) == len(control["checks"]), f"{control['id']} names a check twice")
    populations = {sheet["population"] for sheet in value["populations"]}
    for check in value["checks"]:
        must(check["population"] in populations, f"the population of {check['id']} has no sheet")
    _check_row_files(summary, manifest, must)


def _check_row_files(summary: Summary, manifest: Manifest, must) -> None:
    value = summary.value
    rows = {findings_path(check["id"]) for check in value["checks"]} | {population_path(sheet["population"]) for sheet in value["populations"]}
    must(len(summary.files) == len(value["files"]), "a file of rows stands twice in the summary")
    must(set(summary.files) == rows, "the summary's files are not those of its checks and populations")
    for name, file in summary.files.items():
        listed = manifest.files.get(name)
        same = listed is not None and (listed["sha256"], listed["bytes"]) == (file["sha256"], file["bytes"])
        must(same, f"{name} is not in the manifest with the hash and size of the summary")
    for path in manifest.files:
        sealed = path.startswith("findings/") or (path.startswith("populations/") and path.endswith(".ndjson"))
        must(not sealed or path in summary.files, f"{path} is not among the summary's files")
