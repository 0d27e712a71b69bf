"""What the user's process tells its supervisor."""

from __future__ import annotations

import os

from .plain_json import Encoded, encode_string, parse_json

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


class OutcomePage:
    """A page in memory that both processes have: a run can tell how it ended when there is not a byte left on the disk.

    Attributes
    ----------
    descriptor : int
        Of a file that has no name.
    """

    def __init__(self) -> None:
        self.descriptor = os.memfd_create("outcome") if hasattr(os, "memfd_create") else _open_nameless()
        self._identity = _identify(self.descriptor)

    def write(self, reason: str | None, result: str | None) -> None:
        """Leave reason and result for the supervisor. Without either nothing is written."""
        if reason is None and result is None:
            return
        told = "null" if reason is None else encode_string(reason[:_LONGEST_REASON])
        text = f"{told}\n{result or 'null'}".encode()
        try:
            if _identify(self.descriptor) == self._identity:  # and not a file of the user's in its place
                os.pwrite(self.descriptor, text, 0)
        except OSError:
            return  # the exit code still tells the status

    def read(self) -> tuple[str | None, Encoded | None]:
        """Return what the user's process told: its reason and its result, as JSON."""
        try:
            size = os.fstat(self.descriptor).st_size
            reason, result = os.pread(self.descriptor, size, 0).decode().split("\n", 1)
            parse_json(result)
            return parse_json(reason), Encoded(result)
        except (OSError, ValueError):
            return None, None  # it told nothing, or was killed while telling


def _open_nameless() -> int:
    from tempfile import TemporaryFile

    with TemporaryFile() as file:
        return os.dup(file.fileno())


def _identify(descriptor: int) -> tuple[int, int]:
    stat = os.fstat(descriptor)
    return stat.st_dev, stat.st_ino
