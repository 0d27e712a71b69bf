"""Everything that descends from the supervisor: the user's process and whatever it started."""

from __future__ import annotations

import os
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
else:
    # What signal is made of, without the enums, which take longer to import than the rest of this package.
    import _signal as signal

_RSS_UNIT = 1 if os.uname().sysname == "Darwin" else 1024
_STUCK_SECONDS = 5.0


class ProcessTree:
    """Children of this process, those it adopted included, and all below them.

    Parameters
    ----------
    main : int or None
        Pid of the user's process, where this process supervises one.

    Attributes
    ----------
    main_status : int or None
        The main process's wait status once it has ended.
    cpu_seconds : float
        User and system time of all that have ended.
    peak_memory : int
        Bytes; the largest resident size of one process.
    stuck : frozenset of int
        Pids of those who did not end though they were killed long ago, while nobody else is left.
    """

    def __init__(self, main: int | None) -> None:
        self._main = main
        self.main_status: int | None = None
        self.cpu_seconds = 0.0
        self.peak_memory = 0
        self.stuck: frozenset[int] = frozenset()
        self._left: frozenset[int] = frozenset()
        self._left_since = 0.0

    def reap(self) -> bool:
        """Collect those that have ended.

        Returns
        -------
        bool
            False when nobody is left. A subreaper gets every orphan, so that is proof.
        """
        while True:
            try:
                pid, status, usage = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return False
            if pid == 0:
                return True
            if pid == self._main:
                self.main_status = status
            self.cpu_seconds += usage.ru_utime + usage.ru_stime
            self.peak_memory = max(self.peak_memory, usage.ru_maxrss * _RSS_UNIT)

    def terminate(self) -> None:
        """Ask everybody to end, stopped ones too."""
        from .process_table import send

        everybody = self._everybody()
        for number in (signal.SIGTERM, signal.SIGCONT):
            for pid in everybody:
                send(pid, number)

    def kill(self) -> None:
        """Kill who is left; those who were killed may need a moment to be gone."""
        killed = self._kill_everybody()
        self._note_left(killed if self.reap() else frozenset())

    def _note_left(self, left: frozenset[int]) -> None:
        now = time.monotonic()
        if left != self._left:
            self._left, self._left_since = left, now
        self.stuck = left if now - self._left_since >= _STUCK_SECONDS else frozenset()

    def _kill_everybody(self) -> frozenset[int]:
        from .process_table import hurry, kill_trees, send

        hurry()
        if _has_proc():
            return kill_trees(self._living_children)
        everybody = self._everybody()
        for pid in everybody:
            send(pid, signal.SIGKILL)
        return everybody

    def _living_children(self) -> list[int]:
        from .process_table import children_of

        return children_of(os.getpid()) if self.reap() else []

    def _everybody(self) -> frozenset[int]:
        from .process_table import descendants_of

        if _has_proc():
            return frozenset(descendants_of(os.getpid()))
        if self._main is not None and self.main_status is None:
            return frozenset([-self._main])  # its process group
        return frozenset()


def _has_proc() -> bool:
    return os.path.exists("/proc/self/task")
