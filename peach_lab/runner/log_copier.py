"""Copies what the run writes to its log, in the order it came."""

from __future__ import annotations

import os
import select
from mmap import MAP_ANONYMOUS, MAP_PRIVATE, mmap

from .run_log import STDERR, STDOUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .run_log import RunLog

_PIPE_BYTES = 65_536
_WIDE_PIPE_BYTES = 1024 * 1024
_WIDE_BUFFER_BYTES = 262_144
_F_SETPIPE_SZ = 1031


_MOST_READS = 64
"""Many times what a pipe holds: another user's process that could not be ended may go on writing for ever."""


class LogCopier:
    """Owns the reading ends of the two pipes.

    Parameters
    ----------
    log : RunLog
        Where the bytes go.
    stdout, stderr : int
        Reading ends; they become non-blocking.
    wakeup : int
        A descriptor that ends a wait when it becomes readable (signals).
    """

    def __init__(self, log: RunLog, stdout: int, stderr: int, wakeup: int) -> None:
        self._log = log
        self._streams = {stdout: STDOUT, stderr: STDERR}
        self._narrow = {stdout, stderr}
        self._wakeup = wakeup
        self._buffer = _make_buffer(_PIPE_BYTES)
        self._poll = select.poll()
        for descriptor in (stdout, stderr, wakeup):
            os.set_blocking(descriptor, False)
            self._poll.register(descriptor, select.POLLIN)

    def copy(self, timeout: float) -> None:
        """Copy what is there, after waiting up to `timeout` seconds for anything to come, a signal included."""
        for descriptor, _ in self._poll.poll(max(0.0, timeout * 1000)):
            if descriptor == self._wakeup:
                _empty(descriptor)
            else:
                self._copy_from(descriptor)

    def finish(self) -> None:
        """Copy what the pipes still hold. Never waits for their end: a process that got away may hold them open."""
        for descriptor in list(self._streams):
            for _ in range(_MOST_READS):
                if not self._copy_from(descriptor):
                    break
        self._log.finish()

    def _copy_from(self, descriptor: int) -> bool:
        try:
            count = os.readv(descriptor, [self._buffer])
        except BlockingIOError:
            return False
        if count == 0:
            self._poll.unregister(descriptor)
            del self._streams[descriptor]
            os.close(descriptor)
            return False
        self._log.append(self._buffer[:count], self._streams[descriptor])
        if count == _PIPE_BYTES and descriptor in self._narrow:
            self._narrow.remove(descriptor)
            _widen(descriptor)
            self._buffer = _make_buffer(_WIDE_BUFFER_BYTES)
        return True


def _make_buffer(size: int) -> memoryview:
    """Return memory of which only those pages are made that something is read into: most runs print little."""
    return memoryview(mmap(-1, size, flags=MAP_PRIVATE | MAP_ANONYMOUS))


def _widen(descriptor: int) -> None:
    """Let a run that prints much fill more of the pipe before it waits: on a busy machine that costs it its turn."""
    from fcntl import fcntl

    try:
        fcntl(descriptor, _F_SETPIPE_SZ, _WIDE_PIPE_BYTES)
    except OSError:
        return  # the user has many wide ones already, or it is not Linux


def _empty(descriptor: int) -> None:
    try:
        while os.read(descriptor, 512):
            pass
    except BlockingIOError:
        pass
