"""The derived files, written anew and compared byte for byte (package.md, section 8)."""
from __future__ import annotations

import re

from folder import Faults, Folder
from jcs import Refused, canonical

SPACES = "\u0020\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff"
CONTROL = re.compile("[\u0000-\u001f\u007f-\u009f\u2028\u2029]")
FORMULA = re.compile("(\\A|[,;|])(?=[" + SPACES + "\"']*[=+\\-@\uff1d\uff0b\uff0d\uff20])")
EXCEPTION = ("check", "item", "title", "from", "until", "because", "due", "recordedLate", "claimed", "excludedBy")


class Expected:
    """A file as it must be: what is written here is compared with what stands there."""

    def __init__(self, folder: Folder, path: str, faults: Faults) -> None:
        self.path, self.faults, self.line = path, faults, 1
        self.file = folder.open(path) if path in folder.sizes else None  # a missing file was reported by whoever read the manifest

    def write(self, text: str) -> None:
        data = text.encode("utf-8")
        if self.file is None:
            return
        found = self.file.read(len(data))
        if found == data:
            self.line += data.count(b"\n")
            return
        same = 0
        while same < len(found) and found[same] == data[same]:
            same += 1
        self.line += data[:same].count(b"\n")
        self._differs()

    def end(self) -> None:
        if self.file is not None and self.file.read(1):
            self._differs()
        if self.file is not None:
            self.file.close()

    def _differs(self) -> None:
        self.faults.add("the file is not what follows from the sealed files", self.path, self.line)
        self.file.close()
        self.file = None


class ExpectedList:
    """A list in lines."""

    def __init__(self, folder: Folder, path: str, faults: Faults) -> None:
        self.file, self.before = Expected(folder, path, faults), "[\n"

    def row(self, row: dict) -> None:
        self.file.write(self.before + canonical(row))
        self.before = ",\n"

    def end(self) -> None:
        self.file.write("[\n]\n" if self.before == "[\n" else "\n]\n")
        self.file.end()


def harmless(field: str) -> str:
    """A field that no spreadsheet takes for a formula, not even when it splits the line in other places."""
    return FORMULA.sub(lambda match: match[1] + "'", CONTROL.sub(" ", field))


class ExpectedTable:
    """A CSV file."""

    def __init__(self, folder: Folder, path: str, faults: Faults, columns) -> None:
        self.file = Expected(folder, path, faults)
        self.file.write("\ufeff")
        self.row(columns)

    def row(self, fields) -> None:
        self.file.write(",".join('"' + harmless(_field(field)).replace('"', '""') + '"' for field in fields) + "\r\n")

    def end(self) -> None:
        self.file.end()


def _field(value) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else canonical(value)


class Lists:
    """The files that follow from all checks together, fed check by check and row by row in the summary's order."""

    def __init__(self, folder: Folder, faults: Faults) -> None:
        self.exceptions = ExpectedList(folder, "exceptions.json", faults)
        self.table = ExpectedTable(folder, "exceptions.csv", faults, EXCEPTION)
        self.unknowns = ExpectedList(folder, "unknowns.json", faults)

    def unseen(self, check: dict) -> None:
        for span in check["unseen"]:
            row = {"check": check["id"], "item": None, "title": None, "because": span["why"]}
            self.unknowns.row({**row, "reason": span["reason"], "from": span["from"], "until": span["until"]})

    def finding(self, row: dict) -> None:
        for span in row["spans"]:
            if span["outcome"] == "fail":
                exception = {name: span[name] if name in ("from", "until") else row[name] for name in EXCEPTION}
                self.exceptions.row(exception)
                self.table.row([exception[name] for name in EXCEPTION])
            else:
                unknown = {name: row[name] for name in ("check", "item", "title", "because")}
                self.unknowns.row({**unknown, "reason": span["reason"], "from": span["from"], "until": span["until"]})

    def end(self) -> None:
        for file in (self.exceptions, self.table, self.unknowns):
            file.end()


def check_exclusions(folder: Folder, faults: Faults, summary: dict) -> None:
    expected = ExpectedList(folder, "exclusions.json", faults)
    for exclusion in summary["exclusions"]:
        expected.row(exclusion)
    expected.end()


def check_sheet(folder: Folder, faults: Faults, sheet: dict) -> None:
    expected = Expected(folder, f"populations/{sheet['population'].replace('/', '--')}.sheet.json", faults)
    try:
        expected.write(canonical(sheet) + "\n")
    except Refused as refused:
        faults.add(str(refused), expected.path)
    expected.end()
