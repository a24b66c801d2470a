"""RFC 8785: the one text of a JSON value, and the check that a text is that one (ledger.md, section 2; package.md, section 2)."""
from __future__ import annotations

import json
import math
import re
from decimal import Decimal

SAFE = 2**53 - 1
ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Refused(Exception):
    """Something is not exactly as the specification describes it."""


class Parsed:
    """A value, and whether Python's own writer gives its RFC 8785 text: no fractions, nothing beyond 2^53 - 1, no key that sorts otherwise in UTF-16."""

    def __init__(self, text: str) -> None:
        self.plain = ASTRAL.search(text) is None

        def fraction(digits: str) -> float:
            self.plain = False
            return float(digits)

        def whole(digits: str):
            if len(digits) <= 16 and abs(int(digits)) <= SAFE:
                return int(digits)
            return fraction(digits)

        def constant(word: str):
            raise Refused(f"{word} is not JSON")

        try:
            self.value = json.loads(text, parse_float=fraction, parse_int=whole, parse_constant=constant)
        except RecursionError:
            raise Refused("nested too deeply") from None
        except ValueError as error:
            raise Refused(f"is not JSON: {error}") from None

    def text_of(self, part) -> str:
        """The canonical text of the value or of a part of it."""
        return _plain(part) if self.plain else canonical(part)


def _plain(value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)


def parse_canonical(data: bytes) -> Parsed:
    """The value whose RFC 8785 text `data` is, without any space or line end around it."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("is not UTF-8") from None
    parsed = Parsed(text)
    try:
        again = parsed.text_of(parsed.value)
    except RecursionError:
        raise Refused("nested too deeply") from None
    if again != text:
        raise Refused("is not in its RFC 8785 form")
    return parsed


def canonical(value) -> str:
    """RFC 8785 of any value made of dict, list, str, int, float, bool and None."""
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, (int, float)):
        return _number(float(value))
    if isinstance(value, list):
        return "[" + ",".join(canonical(each) for each in value) + "]"
    members = sorted(value.items(), key=lambda member: member[0].encode("utf-16-be", "surrogatepass"))
    return "{" + ",".join(_text(name) + ":" + canonical(each) for name, each in members) + "}"


def _text(value: str) -> str:
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise Refused("holds a lone surrogate")
    return json.dumps(value, ensure_ascii=False)


def _number(value: float) -> str:
    """ECMAScript's Number::toString, which RFC 8785 takes over. Python's repr has the same shortest digits in another layout."""
    if not math.isfinite(value):
        raise Refused("holds a number that is too large")
    if value == 0:
        return "0"
    _, places, exponent = Decimal(repr(abs(value))).as_tuple()
    digits = "".join(map(str, places))
    point = len(digits) + exponent
    digits = digits.rstrip("0")
    count = len(digits)
    if count <= point <= 21:
        text = digits + "0" * (point - count)
    elif 0 < point <= 21:
        text = digits[:point] + "." + digits[point:]
    elif -6 < point <= 0:
        text = "0." + "0" * -point + digits
    else:
        mantissa = digits if count == 1 else digits[0] + "." + digits[1:]
        text = f"{mantissa}e{point - 1:+d}"
    return "-" + text if value < 0 else text
