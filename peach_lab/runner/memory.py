"""Tells whether a process was killed for want of memory."""

from __future__ import annotations

import os

from .run_folder import read_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_VMSTAT = "/proc/vmstat"
_NEAR = 0.9
_LARGE = 0.1
_LIMITS = ("memory.max", "memory.limit_in_bytes")


def count_memory_kills() -> int:
    """Return how many processes the kernel has killed for want of memory since boot, those of memory groups included.

    The counter is the whole machine's, so a rise during a run makes it likely, not certain. 0 where there is none.
    """
    try:
        _, found, rest = read_whole(_VMSTAT).partition(b"\noom_kill ")
    except OSError:
        return 0
    return int(rest.split(maxsplit=1)[0]) if found else 0


def nears_limit(peak_memory: int) -> bool:
    """Tell whether a process came near the limit of this process's memory group, or of one around it.

    Parameters
    ----------
    peak_memory : int
        Bytes.
    """
    return any(peak_memory >= limit * _NEAR for limit in _memory_limits())


def is_large(peak_memory: int) -> bool:
    """Tell whether a process was of the kind that the kernel kills first: a tenth of the machine, or near a limit.

    Parameters
    ----------
    peak_memory : int
        Bytes.
    """
    physical = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return peak_memory >= physical * _LARGE or nears_limit(peak_memory)


def _memory_limits() -> Iterator[int]:
    from .control_groups import UNIFIED, own_groups

    for group in (*own_groups(UNIFIED), *own_groups("memory")):
        for name in _LIMITS:
            try:
                with open(os.path.join(group, name), encoding="ascii") as file:
                    yield int(file.read())
            except (OSError, ValueError):
                pass  # none of its kind here, or "max"
