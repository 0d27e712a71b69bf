"""What the user's process tells its supervisor."""

from __future__ import annotations

import os

from .plain_json import encode_string
from .run_folder import OUTCOME

_LONGEST_RESULT = 65_536
_LONGEST_REASON = 1_000


def encode_result(value: object) -> str | None:
    """Return a value as JSON, or None where it is None, no JSON, or over 64 KiB.

    numpy's numbers and arrays count as what their ``tolist`` gives.
    """
    if value is None:
        return None
    import json

    pieces: list[str] = []
    size = 0
    try:
        # Piece by piece: a result of a million rows must not be built in memory just to be found too long.
        for piece in json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=_plain).iterencode(value):
            size += len(piece.encode("utf-8"))
            if size > _LONGEST_RESULT:
                return None
            pieces.append(piece)
    except Exception:
        return None  # the user's own classes may raise anything
    return "".join(pieces)


def _plain(value: object) -> object:
    if getattr(value, "nbytes", 0) <= _LONGEST_RESULT and callable(tolist := getattr(value, "tolist", None)):
        plain: object = tolist()
        return plain
    raise TypeError(f"{type(value).__name__} is no JSON")


def write_outcome(folder: str, reason: str | None, result: str | None) -> None:
    """Leave reason and result where the supervisor looks for them. Without either nothing is written."""
    if reason is None and result is None:
        return
    told = "null" if reason is None else encode_string(reason[:_LONGEST_REASON])
    try:
        with open(os.path.join(folder, OUTCOME), "w", encoding="utf-8") as file:
            file.write(f"{told}\n{result or 'null'}")
    except OSError:
        pass  # the exit code still tells the status
