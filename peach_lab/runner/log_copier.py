"""Copies what the run writes to its log, in the order it came, with an index from byte to time."""

from __future__ import annotations

import os
import select
import time

from .run_folder import LOG, LOG_INDEX

STDOUT = 0
STDERR = 1
_INDEX_STEP_NS = 1_000_000
_BUFFER_BYTES = 65_536


class LogCopier:
    """Owns the log and the reading ends of the two pipes.

    Parameters
    ----------
    folder : str
        The run's folder.
    stdout, stderr : int
        Reading ends; they become non-blocking.
    wakeup : int
        A descriptor that ends a wait when it becomes readable (signals).
    """

    def __init__(self, folder: str, stdout: int, stderr: int, wakeup: int) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        self._log = os.open(os.path.join(folder, LOG), flags, 0o600)
        self._index = os.open(os.path.join(folder, LOG_INDEX), os.O_WRONLY | os.O_CREAT, 0o600)
        self._streams = {stdout: STDOUT, stderr: STDERR}
        self._wakeup = wakeup
        self._buffer = bytearray(_BUFFER_BYTES)
        self._view = memoryview(self._buffer)
        self._entries = 0
        self._last_stream = -1
        self._last_time = 0
        self._lost = 0
        self.size = 0
        """Bytes of the log so far."""
        self._poll = select.poll()
        for descriptor in (stdout, stderr, wakeup):
            os.set_blocking(descriptor, False)
            self._poll.register(descriptor, select.POLLIN)

    def write(self, text: str) -> None:
        """Put a line of the supervisor's own into the log."""
        line = text.encode("utf-8", "backslashreplace") + b"\n"
        self._append(memoryview(line), STDOUT)

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
            while self._copy_from(descriptor):
                pass
        if self._lost:
            self.write(f"peach: {self._lost} bytes of this log could not be written")

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
        self._append(self._view[:count], self._streams[descriptor])
        return True

    def _append(self, data: memoryview, stream: int) -> None:
        now = time.time_ns()
        if stream != self._last_stream or abs(now - self._last_time) >= _INDEX_STEP_NS:
            self._mark(now, stream)
        try:
            while data:
                written = os.write(self._log, data)
                self.size += written
                data = data[written:]
        except OSError:
            # Most likely a full disk. The run's own work goes on; what can't be kept is lost.
            self._lost += len(data)

    def _mark(self, now: int, stream: int) -> None:
        """Index before bytes, so that a reader never sees bytes of unknown time."""
        entry = self.size.to_bytes(8, "little") + (now << 1 | stream).to_bytes(8, "little")
        try:
            # At its place rather than at the end: what a full disk cut off must not shift the entries after it.
            complete = os.pwrite(self._index, entry, self._entries * len(entry)) == len(entry)
        except OSError:
            complete = False
        if complete:
            self._entries += 1
            self._last_stream = stream
            self._last_time = now


def _empty(descriptor: int) -> None:
    try:
        while os.read(descriptor, 512):
            pass
    except BlockingIOError:
        pass
