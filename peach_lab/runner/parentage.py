"""What Linux offers to keep a process tree together. Elsewhere these do nothing."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_SIGKILL = 9


class _Library:
    """The system's own function, looked up once: forks have it already."""

    prctl: Callable[[int, int, int, int, int], int] | None = None


def _prctl(option: int, value: int) -> None:
    if sys.platform != "linux":
        return
    if _Library.prctl is None:
        from ctypes import CDLL, c_int, c_ulong

        _Library.prctl = CDLL(None).prctl
        _Library.prctl.argtypes = [c_int] + [c_ulong] * 4
    _Library.prctl(option, value, 0, 0, 0)


def adopt_orphans() -> None:
    """Make this process the parent of every descendant whose own parent ends."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def die_with(parent: int) -> None:
    """End this process when its parent ends.

    Parameters
    ----------
    parent : int
        Pid of the process that forked this one; it may have ended before the kernel was told.
    """
    _prctl(_PR_SET_PDEATHSIG, _SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
