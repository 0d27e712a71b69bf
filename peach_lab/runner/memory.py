"""Tells whether a process was killed for want of memory."""

from __future__ import annotations

_VMSTAT = "/proc/vmstat"


def count_memory_kills() -> int:
    """Return how many processes the kernel has killed for want of memory since boot, those of memory groups included.

    The counter is the whole machine's, so a rise during a run makes it likely, not certain. 0 where there is none.
    """
    try:
        with open(_VMSTAT, "rb") as file:
            for line in file:
                if line.startswith(b"oom_kill "):
                    return int(line.split()[1])
    except OSError:
        pass
    return 0
