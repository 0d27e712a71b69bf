"""The kernel's control groups that this process is in, as folders; version 2 and version 1."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

UNIFIED = ""
"""Stands for version 2, which has no controllers in its paths."""
_OURS = "peach-"
_KEEPERS = (UNIFIED, "freezer", "pids", "name=systemd")


def own_groups(controller: str) -> Iterator[str]:
    """Yield the folder of this process's group, then of those around it.

    Parameters
    ----------
    controller : str
        Such as ``memory``, or `UNIFIED`.
    """
    path = _own_path(controller)
    if path is None:
        return
    for root, mount in _mounts(controller):
        inner = path.removeprefix(root.rstrip("/"))
        while inner not in ("", "/"):
            yield mount + inner
            inner = os.path.dirname(inner)
        yield mount


def leave_own_group() -> None:
    """Leave the group that the scheduler made for this process, and remove it if nobody else is in it."""
    for controller in _KEEPERS:
        group, parent, *_ = [*own_groups(controller), "", ""]
        if os.path.basename(group).startswith(_OURS):
            try:
                with open(os.path.join(parent, "cgroup.procs"), "w", encoding="ascii") as file:
                    file.write(str(os.getpid()))
                os.rmdir(group)
            except OSError:
                return  # somebody is in it; the next scheduler looks after it


def _own_path(controller: str) -> str | None:
    for line in _lines("/proc/self/cgroup"):
        _, controllers, path = line.split(":", 2)
        if controller in controllers.split(","):
            return path
    return None


def _mounts(controller: str) -> Iterator[tuple[str, str]]:
    """Yield which part of the tree is mounted, and where."""
    for line in _lines("/proc/self/mountinfo"):
        place, _, kind = line.partition(" - ")
        _, _, _, root, mount, *_ = place.split(" ")
        name, _, options = kind.split(" ")[:3]
        if name == "cgroup2" if controller == UNIFIED else name == "cgroup" and controller in options.split(","):
            yield root, mount


def _lines(path: str) -> list[str]:
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return file.read().splitlines()
    except OSError:
        return []
