"""JSON without the ``json`` package, whose import alone (``re``, ``enum``) takes half as long as a bare interpreter."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


class Encoded(str):
    """Text that is JSON already."""

    __slots__ = ()


class _ScannerOptions:
    """What ``json.JSONDecoder`` gives its scanner."""

    strict = True
    object_hook = None
    object_pairs_hook = None
    parse_float = float
    parse_int = int
    parse_constant = float


_SCANNER_OPTIONS: Any = _ScannerOptions


def parse_json(text: str) -> Any:
    """Return the value of a JSON document.

    Raises
    ------
    ValueError
        It is none.
    """
    stripped = text.strip()
    try:
        from _json import make_scanner  # CPython's own, which json uses too

        value, end = make_scanner(_SCANNER_OPTIONS)(stripped, 0)
    except Exception:
        end = -1  # the scanner alone can't say what is wrong
    if end != len(stripped):
        import json

        return json.loads(text)
    return value


def encode_object(fields: Mapping[str, str | int | float | None]) -> bytes:
    """Return a flat object as JSON. A value that is :class:`Encoded` is taken as it is."""
    return (
        "{" + ", ".join(f"{encode_string(name)}: {_encode(value)}" for name, value in fields.items()) + "}"
    ).encode()


def encode_string(text: str) -> str:
    """Return a string as JSON in ASCII."""
    try:
        from _json import encode_basestring_ascii
    except ImportError:
        from json.encoder import encode_basestring_ascii
    encoded: str = encode_basestring_ascii(text)
    return encoded


def _encode(value: str | int | float | None) -> str:
    if isinstance(value, Encoded):
        return value
    if isinstance(value, str):
        return encode_string(value)
    return "null" if value is None else repr(value)
