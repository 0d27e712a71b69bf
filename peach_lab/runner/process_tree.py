"""Everything that descends from the supervisor: the user's process and whatever it started."""

from __future__ import annotations

import os
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
    from collections.abc import Iterator
else:
    # What signal is made of, without the enums, which take longer to import than the rest of this package.
    import _signal as signal

_RSS_UNIT = 1 if os.uname().sysname == "Darwin" else 1024
_KILL_STRETCH = 0.02


class ProcessTree:
    """The supervisor's children, those it adopted included.

    Parameters
    ----------
    main : int
        Pid of the user's process.

    Attributes
    ----------
    main_status : int or None
        The main process's wait status once it has ended.
    cpu_seconds : float
        User and system time of all that have ended.
    peak_memory : int
        Bytes; the largest resident size of one process.
    """

    def __init__(self, main: int) -> None:
        self._main = main
        self.main_status: int | None = None
        self.cpu_seconds = 0.0
        self.peak_memory = 0

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
        everybody = list(self._everybody())
        for number in (signal.SIGTERM, signal.SIGCONT):
            for pid in everybody:
                _send(pid, number)

    def kill(self) -> None:
        """Kill who is left, for a stretch: merely reaping never catches up with processes that fork and exit."""
        until = time.monotonic() + _KILL_STRETCH
        killed: set[int] = set()
        while self.reap() and time.monotonic() < until:
            everybody = set(self._everybody())
            if everybody == killed:
                break  # nobody new; those who were killed need a moment
            for pid in everybody:
                _send(pid, signal.SIGKILL)
            killed = everybody

    def _everybody(self) -> Iterator[int]:
        if os.path.exists("/proc/self/task"):
            yield from _descendants(os.getpid())
        elif self.main_status is None:
            yield -self._main  # its process group


def _descendants(pid: int) -> Iterator[int]:
    parents = [pid]
    while parents:
        children = _children(parents.pop())
        yield from children
        parents.extend(children)


def _children(pid: int) -> list[int]:
    children: list[int] = []
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/children", "rb") as file:
                children.extend(map(int, file.read().split()))
    except OSError:
        pass  # it ended meanwhile; its children are the supervisor's now
    return children


def _send(pid: int, number: int) -> None:
    try:
        if pid < 0:
            os.killpg(-pid, number)
        else:
            os.kill(pid, number)
    except (ProcessLookupError, PermissionError):
        pass  # gone, or another user's (sudo): it is waited for
