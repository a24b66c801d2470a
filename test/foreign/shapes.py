"""What a JSON value must look like. A shape is a function that raises Refused when a value does not have it."""
from __future__ import annotations

from jcs import Refused
from notes import is_hash, is_instant, is_uuid, is_whole


def _test(holds, what: str):
    def shape(value, at: str) -> None:
        if not holds(value):
            raise Refused(f"{at} must be {what}")

    return shape


anything = _test(lambda value: True, "")
text = _test(lambda value: isinstance(value, str), "text")
word = _test(lambda value: isinstance(value, str) and value != "", "text that is not empty")
flag = _test(lambda value: isinstance(value, bool), "true or false")
whole = _test(is_whole, "a whole number")
instant = _test(is_instant, "an instant")
hash_ = _test(is_hash, "64 lowercase hex digits")
uuid = _test(is_uuid, "a uuid")
array = _test(lambda value: isinstance(value, list), "an array")
members = _test(lambda value: isinstance(value, dict), "an object")


def one_of(*allowed):
    return _test(lambda value: isinstance(value, (str, int)) and not isinstance(value, bool) and value in allowed, "one of " + ", ".join(map(str, allowed)))


def maybe(inner):
    def shape(value, at: str) -> None:
        if value is not None:
            inner(value, at)

    return shape


def list_of(inner):
    def shape(value, at: str) -> None:
        array(value, at)
        for number, each in enumerate(value):
            inner(each, f"{at}[{number}]")

    return shape


def record(fields: dict, exact: bool = False):
    """An object with these members; with no others when `exact`."""

    def shape(value, at: str) -> None:
        members(value, at)
        for name, inner in fields.items():
            if name not in value:
                raise Refused(f"{at} has no member {name}")
            inner(value[name], f"{at}.{name}")
        for name in value:
            if exact and name not in fields:
                raise Refused(f"{at} has a member {name} that does not belong there")

    return shape
