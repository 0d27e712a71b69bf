"""Random numbers of their own for every fork."""

from __future__ import annotations

import gc
import sys


def refresh_fork() -> None:
    """Undo in a forked process what it should not share with its siblings.

    ``random`` seeds itself again after a fork; numpy's global state does not, so that every run would draw the same
    numbers. The garbage collector stands still in the warm parent.
    """
    random = sys.modules.get("numpy.random")
    if random is not None:
        random.seed()
    gc.enable()
