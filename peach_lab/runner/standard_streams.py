"""The user's sys.stdin, sys.stdout and sys.stderr."""

from __future__ import annotations

import io
import os
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    _Streams = tuple[io.TextIOWrapper, io.TextIOWrapper, io.TextIOWrapper]

_BUFFER_BYTES = 65_536
_LONGEST_WAIT = 0.02


class _Turn:
    """Which of the two streams wrote last."""

    last: _OrderedFile | None = None


class _OrderedFile(io.FileIO):
    """One of two pipes whose order *between* each other is kept.

    The reader can't tell which of two filled pipes was written first. So the first write after one to the other pipe
    waits until the other is empty: then it has been read.
    """

    def __init__(self, descriptor: int, other: int, turn: _Turn) -> None:
        super().__init__(descriptor, "w", closefd=False)
        self._other = other
        self._turn = turn

    def write(self, data: ReadableBuffer, /) -> int:
        if self._turn.last is not self:
            if self._turn.last is not None:
                _wait_until_empty(self._other)
            self._turn.last = self
        return super().write(data)


def _wait_until_empty(descriptor: int) -> None:
    from fcntl import ioctl
    from termios import FIONREAD

    until = time.monotonic() + _LONGEST_WAIT
    try:
        while any(ioctl(descriptor, FIONREAD, bytes(4))) and time.monotonic() < until:
            os.sched_yield()
    except (OSError, AttributeError):
        pass  # redirected by the user, or a system without it: the order is only a courtesy


def open_standard_streams(stdout: int, stderr: int) -> None:
    """Put the streams in place: descriptors 0 to 2 and Python's own.

    Lines are written whole, one write each; writing every piece of a ``print`` at once takes three times as long.

    Parameters
    ----------
    stdout, stderr : int
        Writing ends of the pipes to the supervisor.
    """
    _connect(stdout, stderr)
    sys.stdin, sys.stdout, sys.stderr = _Ahead.streams or _make_streams()
    # The interpreter's first ones, if anybody asks: with another buffer on the same pipe lines would change places.
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr  # type: ignore[misc]


def make_streams_ahead() -> None:
    """Make Python's own in the warm parent: each fork that makes them copies a hundred pages of memory for it.

    What they stand on is asked for its kind when they are made, so it is for this moment what it will be in a run.
    """
    kept = [os.dup(descriptor) for descriptor in range(3)]
    reader, writer = os.pipe()
    _connect(writer, writer)
    try:
        _Ahead.streams = _make_streams()
    finally:
        for descriptor, original in enumerate(kept):
            os.dup2(original, descriptor)
        for descriptor in (*kept, reader, writer):
            os.close(descriptor)


class _Ahead:
    streams: _Streams | None = None


def _connect(stdout: int, stderr: int) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    if nothing > 2:
        os.close(nothing)
    os.dup2(stdout, 1)
    os.dup2(stderr, 2)


def _make_streams() -> _Streams:
    turn = _Turn()
    return (
        io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), encoding="utf-8"),
        _open_text(_OrderedFile(1, 2, turn), "surrogateescape"),
        _open_text(_OrderedFile(2, 1, turn), "backslashreplace"),
    )


def _open_text(raw: io.FileIO, errors: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedWriter(raw, _BUFFER_BYTES), encoding="utf-8", errors=errors, line_buffering=True)
