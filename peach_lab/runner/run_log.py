"""The log of a run and its index from byte to time and stream; both stay within the log's limit."""

from __future__ import annotations

import os
import time

from .end_record import DISK_RETRY_SECONDS, REPAIRABLE
from .run_folder import LOG, LOG_INDEX
from .sparse_file import SparseFile
from .unnamed_files import RunFiles

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .log_gap import LogGap

STDOUT = 0
STDERR = 1
DEFAULT_LIMIT = 256 * 1024 * 1024
"""Bytes; where the specification names none."""
ENTRY_BYTES = 16
_INDEX_STEP_NS = 1_000_000
_MOST_BACKLOG_BYTES = 1024 * 1024


class RunLog:
    """Written by the supervisor alone; read by others meanwhile.

    Parameters
    ----------
    folder : str
        The run's folder.
    limit : int
        Bytes that stay of the log, and of its index: beyond it the middle is dropped.
    files : RunFiles or None
        What was made ahead.
    """

    def __init__(self, folder: str, limit: int, files: RunFiles | None = None) -> None:
        self._folder = folder
        self._limit = limit
        files = files or RunFiles(None)
        self._log = SparseFile(os.path.join(folder, LOG), os.O_APPEND, files.log)
        self._index = SparseFile(os.path.join(folder, LOG_INDEX), 0, files.index)
        self._gap: LogGap | None = None
        self._entries = 0
        self._last_stream = -1
        self._last_time = 0
        self._backlog: list[tuple[int, int, bytes]] = []
        """What waits for room on the disk, in order: nanoseconds since the epoch, stream, bytes."""
        self._backlog_bytes = 0
        self._lost = 0
        self._full_size = limit
        self._full_entries = limit // ENTRY_BYTES
        self.size = 0
        """Bytes of the whole stream so far, the dropped ones too."""

    def write(self, text: str) -> None:
        """Put a line of the supervisor's own into the log."""
        line = text.encode("utf-8", "backslashreplace") + b"\n"
        self.append(memoryview(line), STDOUT)

    def append(self, data: memoryview, stream: int) -> None:
        """Put what came on a stream at the end."""
        now = time.time_ns()
        if self._backlog and self._catch_up():
            self._hold(now, stream, data)
        else:
            self._put(now, stream, data)
        if self.size > self._full_size or self._entries > self._full_entries:
            self._drop_middle(exactly=False)

    def finish(self) -> None:
        """Wait for room for what could not be written yet, and drop the last of what is over the limit."""
        while self._backlog and self._catch_up() in REPAIRABLE:
            time.sleep(DISK_RETRY_SECONDS)
        if self._gap is not None:
            self._drop_middle(exactly=True)

    def _put(self, now: int, stream: int, data: memoryview) -> int:
        """Write bytes with their mark. What can't be written waits. Returns the error's number; 0 for none."""
        if stream != self._last_stream or abs(now - self._last_time) >= _INDEX_STEP_NS:
            self._mark(now, stream)
        try:
            while data:
                written = os.write(self._log.descriptor, data)
                self.size += written
                data = data[written:]
        except OSError as error:
            self._hold(now, stream, data)
            return error.errno or -1
        return 0

    def _hold(self, now: int, stream: int, data: memoryview) -> None:
        """Keep bytes until there is room for them; of more than the bound only the number is kept."""
        if self._lost or self._backlog_bytes + len(data) > _MOST_BACKLOG_BYTES:
            self._lost += len(data)
        else:
            self._backlog.append((now, stream, bytes(data)))
            self._backlog_bytes += len(data)

    def _catch_up(self) -> int:
        """Write what waits; what was lost after it is told in its place. Returns the error's number; 0 for none."""
        backlog, self._backlog, self._backlog_bytes = self._backlog, [], 0
        lost, self._lost = self._lost, 0
        for place, (now, stream, data) in enumerate(backlog):
            error = self._put(now, stream, memoryview(data))
            if error:
                rest = backlog[place + 1 :]
                self._backlog += rest
                self._backlog_bytes += sum(len(each) for _, _, each in rest)
                self._lost = lost
                return error
        if not lost:
            return 0
        told = f"\npeach: {lost} bytes of this log could not be written\n".encode()
        return self._put(time.time_ns(), STDOUT, memoryview(told))

    def _mark(self, now: int, stream: int) -> None:
        """Index before bytes, so that a reader never sees bytes of unknown time."""
        entry = self.size.to_bytes(8, "little") + (now << 1 | stream).to_bytes(8, "little")
        try:
            # At its place rather than at the end: what a full disk cut off must not shift the entries after it.
            complete = os.pwrite(self._index.descriptor, entry, self._entries * ENTRY_BYTES) == ENTRY_BYTES
        except OSError:
            complete = False
        if complete:
            self._entries += 1
            self._last_stream = stream
            self._last_time = now

    def _drop_middle(self, exactly: bool) -> None:
        if self._gap is None:
            from .log_gap import LogGap  # most runs never come here

            self._gap = LogGap(self._folder, self._limit, self._log, self._index)
        self._full_size, self._full_entries = self._gap.move(self.size, self._entries, exactly)
