"""What code can ask about the run it is in."""

from __future__ import annotations

import json
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def in_task() -> bool:
    """Tell whether this code runs as a task.

    Returns
    -------
    bool
        True inside a run, its child processes included; False in a notebook or anywhere else.

    Examples
    --------
    >>> from peach_lab import in_task
    >>> sample = None if in_task() else 1_000
    """
    return "PEACH_RUN_ID" in os.environ


def task_args() -> dict[str, Any]:
    """Return the arguments of the task that this code runs as.

    Returns
    -------
    dict of str to any JSON value
        The task's ``args``, a new copy at each call; empty outside a run.

    Raises
    ------
    OSError
        The run's specification is gone.

    Examples
    --------
    >>> from peach_lab import task_args
    >>> limit = task_args().get("limit", 10)
    """
    path = os.environ.get("PEACH_RUN_SPECIFICATION")
    if path is None or not in_task():
        return {}
    with open(path, encoding="utf-8") as file:
        arguments: dict[str, Any] = json.load(file)["args"]
    return arguments
