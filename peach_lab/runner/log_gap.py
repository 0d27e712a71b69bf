"""The dropped middle of a log that is over its limit: told to readers first, then given back to the disk."""

from __future__ import annotations

import os

from .run_folder import LOG_GAP
from .run_log import ENTRY_BYTES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .sparse_file import SparseFile

_LARGEST_STEP = 4 * 1024 * 1024
_STEPS = 64


class LogGap:
    """Grows at its end only, in steps: the first half of the limit and at least the newest half stay.

    Parameters
    ----------
    folder : str
        The run's folder.
    limit : int
        Bytes that stay.
    log, index : SparseFile
        The log, and its index, which may be as large: a run that changes its stream with every byte has 16 bytes of
        index for each.
    """

    def __init__(self, folder: str, limit: int, log: SparseFile, index: SparseFile) -> None:
        self._path = os.path.join(folder, LOG_GAP)
        self._limit = limit
        self._log = log
        self._index = index
        self._head = limit // 2
        self._tail = limit - self._head
        self._step = max(1, min(_LARGEST_STEP, limit // _STEPS))
        self._from = -1
        self._to = 0
        self._entry_from = 0
        self._entry_to = 0

    def move(self, size: int, entries: int, exactly: bool) -> tuple[int, int]:
        """Drop what is over the limit.

        Parameters
        ----------
        size, entries : int
            Of the whole stream and the whole index.
        exactly : bool
            Whether what is left over from a step goes too.

        Returns
        -------
        tuple of int
            The size and the number of entries at which to call again.
        """
        over = 0 if exactly or self._from < 0 else self._step
        tail_entries = self._tail // ENTRY_BYTES
        to = size - self._tail if size - max(self._to, self._head) > self._tail + over else self._to
        if entries - max(self._entry_to, self._head // ENTRY_BYTES) > tail_entries + over // ENTRY_BYTES:
            to = max(to, self._offset_of(entries - tail_entries))
        if to > self._to:
            self._open(entries)
            self._drop(to, entries)
        return (
            max(self._to, self._head, size - self._tail) + self._tail + self._step,
            max(self._entry_to, self._head // ENTRY_BYTES, entries - tail_entries)
            + tail_entries
            + self._step // ENTRY_BYTES,
        )

    def _open(self, entries: int) -> None:
        if self._from >= 0:
            return
        head_entries = self._head // ENTRY_BYTES
        self._from = self._head
        if entries > head_entries:
            self._from = min(self._head, self._offset_of(head_entries))
        self._entry_from = self._count_before(self._from, 0, entries)
        self._entry_to = self._entry_from

    def _drop(self, to: int, entries: int) -> None:
        # The last entry that begins before `to` tells of the bytes at `to`.
        entry_to = max(self._entry_to, self._count_before(to + 1, self._entry_to, entries) - 1)
        if not self._tell(to, entry_to):
            return  # the disk is full: what readers have not been told of must not vanish
        self._to = to
        self._entry_to = entry_to
        self._log.drop(self._from, to)
        self._index.drop(self._entry_from * ENTRY_BYTES, entry_to * ENTRY_BYTES)

    def _tell(self, to: int, entry_to: int) -> bool:
        numbers = [self._from, to, self._entry_from, entry_to, self._limit]
        # A reader that comes in the middle of the write sees that it does not add up.
        told = b"".join(number.to_bytes(8, "little") for number in (*numbers, sum(numbers)))
        try:
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o600)
            try:
                return os.pwrite(descriptor, told, 0) == len(told)
            finally:
                os.close(descriptor)
        except OSError:
            return False

    def _offset_of(self, entry: int) -> int:
        return int.from_bytes(os.pread(self._index.descriptor, 8, entry * ENTRY_BYTES), "little")

    def _count_before(self, offset: int, low: int, high: int) -> int:
        """Count the entries that begin before `offset`, which is at least `low` and at most `high`."""
        while low < high:
            middle = (low + high) // 2
            if self._offset_of(middle) < offset:
                low = middle + 1
            else:
                high = middle
        return low
