"""Goes through the motions of a run while nobody waits.

A fork copies each page of memory when it first writes to it, and Python writes wherever it looks. Most pages that a
short run needs are so copied before the run is known. What the interpreter writes once only, such as what it finds out
about code that runs often, is written before the fork, and need not be copied at all.

Where runs follow one another without a pause there is no such time, and a rehearsal would only keep a processor from
them: it takes as long as a fifth of a trivial run.
"""

from __future__ import annotations

import gc
import select
import time

from .end_record import Usage, encode_end, judge
from .memory import count_memory_kills
from .plain_json import parse_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_SPECIFICATION = """{"version": 1, "run": "0", "task": "0", "key": "a/b", "notebook": "a/b.ipynb", "method": "task",
"cells": [{"number": 1, "source": "def task():\\n    return 1", "ipython": false}], "args": {"a": [1.5]},
"variables": {"PATH": "/bin", "LANG": "C"}, "notes": [], "timeout": 60, "grace": 10, "log_limit": 1, "none": null}"""
_CELL = """import sys
def task(count, *rest, name='x', **options):
    text = f'{count} {name}'
    return [len(part) for part in (text, *options)]
value = task(1, name='y', other=2)
"""


IDLE = 0.025
"""Seconds. Without a run for as long, the next one is not in sight: longer than a lap of one trivial run takes."""
_OFTEN = 20
"""Times. The interpreter adapts code that has run eight times, and once more where it was wrong."""


def practise() -> None:
    """Do in the warm parent what its forks will do, until the interpreter has nothing left to adapt."""
    for _ in range(_OFTEN):
        rehearse_supervisor()
        _go_through_cells()
        usage = Usage(time.time())
        encode_end(judge(0, None, int, usage), usage, 0)


def rehearse_unless_asked(descriptor: int, rehearse: Callable[[], None]) -> None:
    """Rehearse, unless there soon is something to read.

    Parameters
    ----------
    descriptor : int
        Where a run is asked for.
    rehearse : callable
        What is done after a moment without.
    """
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    if not poll.poll(IDLE * 1000):
        rehearse()


def rehearse_supervisor() -> None:
    """Do what a supervisor does when it gets a run."""
    parse_json(_SPECIFICATION)
    count_memory_kills()


def rehearse_user_process() -> None:
    """Do what the user's process does when it gets a run. Nothing of it stays."""
    _go_through_cells()
    gc.collect()
    gc.freeze()


def _go_through_cells() -> None:
    cells = parse_json(_SPECIFICATION)["cells"]
    exec(compile(cells[0]["source"], "<rehearsal>", "exec"), {})
    exec(compile(_CELL, "<rehearsal>", "exec"), {})
    print(end="")
