"""The sealed rows: populations and findings, and what must follow from them (package.md, section 7)."""
from __future__ import annotations

import shapes
from derived import ExpectedTable, Lists, check_sheet
from folder import Faults, Folder
from jcs import Refused
from summary import COUNTS, Summary, as_file, findings_path, population_path

COUNTED_AS = {"pass": "pass", "fail": "fail", "unknown": "unknown", "not-owed": "notOwed"}
_leaves = shapes.list_of(shapes.whole)
item_shape = shapes.record(
    {"item": shapes.word, "title": shapes.text, "because": shapes.text, "from": shapes.instant, "until": shapes.instant, "leaves": _leaves}
)
span_shape = shapes.record({"from": shapes.instant, "outcome": shapes.one_of("fail", "unknown"), "until": shapes.maybe(shapes.instant)})
finding_shape = shapes.record(
    {
        "check": shapes.word,
        "version": shapes.anything,
        "item": shapes.word,
        "title": shapes.text,
        "outcome": shapes.one_of(*COUNTED_AS),
        "because": shapes.text,
        "spans": shapes.list_of(span_shape),
        "due": shapes.maybe(shapes.instant),
        "recordedLate": shapes.whole,
        "claimed": shapes.flag,
        "excludedBy": shapes.maybe(shapes.word),
        "leaves": _leaves,
    }
)


class Rows:
    def __init__(self, folder: Folder, summary: Summary, is_fact: bytearray, faults: Faults) -> None:
        self.folder, self.summary, self.is_fact, self.faults = folder, summary, is_fact, faults
        self.items: dict = {}  # population -> item -> place
        self.cells: dict = {}  # check -> what stands in its column, by the item's place
        self.in_force = {each["id"]: each["check"] for each in summary.value["exclusions"] if each["inForce"]}

    def check(self) -> None:
        value = self.summary.value
        for sheet in value["populations"]:
            self._population(sheet)
        lists = Lists(self.folder, self.faults)
        for check in value["checks"]:
            lists.unseen(check)
            self._findings(check, lists)
        lists.end()
        for sheet in value["populations"]:
            check_sheet(self.folder, self.faults, sheet)
            self._table(sheet["population"])
        for control in value["controls"]:
            self._control(control)

    def _rows(self, path: str, shape):
        """Each row that has the shape, with its line; the number of lines is compared with the summary's."""
        number = 0
        for number, parsed in self.folder.values(path, self.faults):
            if parsed is None:
                continue
            try:
                shape(parsed.value, "the row")
                self._check_leaves(parsed.value["leaves"])
                yield number, parsed.value
            except Refused as refused:
                self.faults.add(str(refused), path, number)
        file = self.summary.files.get(path)
        if file is not None and file["rows"] != number:
            self.faults.add(f"the summary says {file['rows']} rows, there are {number}", path)

    def _check_leaves(self, leaves: list) -> None:
        for leaf in leaves:
            if leaf >= self.summary.value["treeSize"]:
                raise Refused(f"leaf {leaf} was not below treeSize when this was judged")
            if leaf >= len(self.is_fact) or not self.is_fact[leaf]:
                raise Refused(f"leaf {leaf} is not a fact")

    def _population(self, sheet: dict) -> None:
        path = population_path(sheet["population"])
        items = self.items.setdefault(sheet["population"], {})
        for number, row in self._rows(path, item_shape):
            if items.setdefault(row["item"], len(items)) != len(items) - 1:
                self.faults.add(f"the item {row['item']} stands twice", path, number)
        if len(items) != sheet["items"]:
            self.faults.add(f"the sheet says {sheet['items']} items, there are {len(items)}", path)
        if path in self.folder.sizes and self.folder.sha256(path) != sheet["sha256"]:
            self.faults.add("the file does not have the hash of its sheet", path)

    def _findings(self, check: dict, lists: Lists) -> None:
        path = findings_path(check["id"])
        items = self.items.get(check["population"], {})
        cells = self.cells[check["id"]] = [None] * len(items)
        counts = dict.fromkeys(COUNTS, 0)
        for number, row in self._rows(path, finding_shape):
            try:
                self._finding(check, row)
                lists.finding(row)
            except Refused as refused:
                self.faults.add(str(refused), path, number)
            self._count(row, counts)
            place = items.get(row["item"])
            if place is None:
                self.faults.add(f"the item {row['item']} is not in the population", path, number)
            elif cells[place] is not None:
                self.faults.add(f"the item {row['item']} is answered twice", path, number)
            else:
                cells[place] = row["outcome"] + (", excluded" if row["excludedBy"] is not None else "")
        for item, place in items.items():
            if cells[place] is None:
                self.faults.add(f"the item {item} is not answered", path)
        self._compare(counts, bool(check["unseen"]), check, check["id"])

    def _finding(self, check: dict, row: dict) -> None:
        if row["check"] != check["id"] or self.summary.text_of(row["version"]) != self.summary.text_of(check["version"]):
            raise Refused("check and version are not those of the check")
        for span in row["spans"]:
            if span["until"] is not None and span["from"] >= span["until"]:
                raise Refused("a span ends before it begins")
            if span["outcome"] == "unknown":
                shapes.record({"reason": shapes.word})(span, "an unknown span")
        outcomes = {span["outcome"] for span in row["spans"]}
        follows = {"fail"} if "fail" in outcomes else outcomes or {"pass", "not-owed"}
        if row["outcome"] not in follows:
            raise Refused("the outcome does not follow from the spans")
        if row["excludedBy"] is not None and self.in_force.get(row["excludedBy"]) != check["id"]:
            raise Refused("excludedBy names no exclusion that is in force for this check")

    def _count(self, row: dict, counts: dict) -> None:
        counts["items"] += 1
        counts["excluded" if row["excludedBy"] is not None else COUNTED_AS[row["outcome"]]] += 1

    def _control(self, control: dict) -> None:
        checks = {check["id"]: check for check in self.summary.value["checks"]}
        if any(each not in checks for each in control["checks"]):
            self.faults.add(f"{control['id']} names a check that the summary does not have", "assessment.json", 1)
            return
        own = [checks[each] for each in control["checks"]]
        counts = {name: sum(check[name] for check in own) for name in COUNTS}
        self._compare(counts, any(check["outcome"] == "unknown" for check in own), control, control["id"])

    def _compare(self, counts: dict, unseen: bool, said: dict, name: str) -> None:
        """Counts and outcome of a check or of a control."""
        if any(said[each] != counts[each] for each in COUNTS):
            self.faults.add(f"the counts of {name} are not those of its rows", "assessment.json", 1)
        outcome = "fail" if counts["fail"] else "unknown" if counts["unknown"] or unseen else "pass" if counts["items"] else "no-items"
        if said["outcome"] != outcome:
            self.faults.add(f"the outcome of {name} must be {outcome}", "assessment.json", 1)

    def _table(self, population: str) -> None:
        checks = [check["id"] for check in self.summary.value["checks"] if check["population"] == population]
        columns = ("item", "title", "because", "from", "until")
        table = ExpectedTable(self.folder, f"populations/{as_file(population)}.csv", self.faults, [*columns, *checks])
        items = self.items[population]
        for _, parsed in self.folder.values(population_path(population), Faults()):
            row = parsed.value if parsed is not None else None
            if isinstance(row, dict) and all(isinstance(row.get(name), str) for name in columns) and row["item"] in items:
                table.row([row[name] for name in columns] + [self.cells[check][items[row["item"]]] for check in checks])
        table.end()
