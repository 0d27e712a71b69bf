"""A file whose middle can be given back to the disk while everything else keeps its place."""

from __future__ import annotations

import errno
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .unnamed_files import UnnamedFile

_KEEP_SIZE = 1
_PUNCH_HOLE = 2
_LARGEST_BLOCK = 1024 * 1024
_COPIED_AT_ONCE = 1024 * 1024
_UNABLE = (errno.EOPNOTSUPP, errno.ENOSYS)


class SparseFile:
    """An open file, made if it is not there.

    Parameters
    ----------
    path : str
        Where it stands.
    flags : int
        More flags of ``open``.
    unnamed : UnnamedFile or None
        What becomes the file, where one was made ahead with the same flags.

    Attributes
    ----------
    descriptor : int
        For reading and writing; another one after :meth:`drop`.
    """

    def __init__(self, path: str, flags: int = 0, unnamed: UnnamedFile | None = None) -> None:
        self._path = path
        self._flags = os.O_RDWR | os.O_CREAT | flags
        self._can_punch = sys.platform == "linux"
        self._dropped = 0
        self.descriptor = os.open(path, self._flags, 0o600) if unnamed is None else self._placed(unnamed)

    def _placed(self, unnamed: UnnamedFile) -> int:
        try:
            unnamed.place(self._path)
        except FileExistsError:
            return os.open(self._path, self._flags, 0o600)
        return unnamed.descriptor

    def drop(self, start: int, end: int) -> None:
        """Let the bytes between the two offsets be a hole. What can't be dropped just yet goes with a later call.

        Parameters
        ----------
        start : int
            The same in every call.
        end : int
            More than in the call before.
        """
        if end <= max(start, self._dropped):
            return
        if self._can_punch:
            # Of a block that is partly in the hole only zeros are made: the next hole must have it whole.
            begin = max(start, self._dropped - _LARGEST_BLOCK)
            failure = _punch(self.descriptor, begin, end - begin)
            self._can_punch = failure not in _UNABLE
            done = failure == 0
        else:
            done = self._copy_without(start, end)
        if done:
            self._dropped = end

    def _copy_without(self, start: int, end: int) -> bool:
        """Write the file anew, sparsely. It costs a copy, so it waits until as much can go as stays behind the hole."""
        size = os.fstat(self.descriptor).st_size
        if end - max(start, self._dropped) < size - end:
            return False
        draft = f"{self._path}.draft"
        try:
            copy = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
            try:
                _copy_range(self.descriptor, copy, 0, start)
                _copy_range(self.descriptor, copy, end, size)
            finally:
                os.close(copy)
            os.rename(draft, self._path)
        except OSError:
            return False  # most likely a full disk; the next step tries again, over the same draft
        os.close(self.descriptor)
        self.descriptor = os.open(self._path, self._flags)
        return True


def _punch(descriptor: int, start: int, length: int) -> int:
    """Return 0, or why it failed."""
    from ctypes import CDLL, c_int, c_int64, get_errno

    libc = CDLL(None, use_errno=True)
    fallocate = getattr(libc, "fallocate64", None) or libc.fallocate
    fallocate.argtypes = [c_int, c_int, c_int64, c_int64]
    while fallocate(descriptor, _KEEP_SIZE | _PUNCH_HOLE, start, length) != 0:
        if get_errno() != errno.EINTR:
            return get_errno()
    return 0


def _copy_range(source: int, target: int, start: int, end: int) -> None:
    while start < end:
        data = os.pread(source, min(_COPIED_AT_ONCE, end - start), start)
        if not data:
            return
        done = 0
        while done < len(data):
            done += os.pwrite(target, data[done:], start + done)
        start += len(data)
