"""Looks into the system's table of processes, and ends some of them."""

from __future__ import annotations

import os
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
    from collections.abc import Callable, Collection, Iterator
else:
    # What signal is made of, without the enums, which take longer to import than the rest of this package.
    import _signal as signal

_STRETCH = 0.5
_FIRST = -20


def children_of(pid: int) -> list[int]:
    """Return the pids of a process's children, those included that have ended and were not waited for yet."""
    children: list[int] = []
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/children", "rb") as file:
                children.extend(map(int, file.read().split()))
    except OSError:
        pass  # it ended meanwhile; its children are its subreaper's now
    return children


def descendants_of(pid: int) -> Iterator[int]:
    """Yield the pids of children, children's children and so on."""
    parents = [pid]
    while parents:
        children = children_of(parents.pop())
        yield from children
        parents.extend(children)


def send(pid: int, number: int) -> None:
    """Send a signal to a process, or to the process group of a negative pid, that may be gone."""
    try:
        os.kill(pid, number)
    except (ProcessLookupError, PermissionError):
        return  # gone, or another user's (sudo): it is waited for


def hurry() -> int:
    """Get ahead of a storm of processes, where this process may: hundreds of them leave it a hundredth of the time.

    Returns
    -------
    int
        The niceness before, for :func:`slow_down`.
    """
    before = os.getpriority(os.PRIO_PROCESS, 0)
    _set_niceness(_FIRST)
    return before


def slow_down(niceness: int) -> None:
    """Take back what :func:`hurry` did: what is forked afterwards shall not be in a hurry."""
    _set_niceness(niceness)


def _set_niceness(niceness: int) -> None:
    try:
        os.setpriority(os.PRIO_PROCESS, 0, niceness)
        with open("/proc/self/autogroup", "w", encoding="ascii") as file:
            file.write(str(niceness))
    except OSError:
        return  # not root, or a system without it: it takes longer


def kill_trees(find_roots: Callable[[], Collection[int]]) -> frozenset[int]:
    """Kill processes of one's own descent with all below them.

    They are stopped first, until nobody new is found: who is merely killed makes room for others to be forked, and
    those who fork faster than they are killed are never caught up with. Takes half a second at most.

    Parameters
    ----------
    find_roots : callable
        Returns the pids of the uppermost; asked again and again, since orphans join them.

    Returns
    -------
    frozenset of int
        Pids of all that were killed.
    """
    _stop_trees(find_roots)
    return _signal_trees(find_roots(), signal.SIGKILL)


def hold_below(pid: int) -> frozenset[int]:
    """Stop all that descend from a process of one's own descent. Takes half a second at most.

    Returns
    -------
    frozenset of int
        Pids of those that it stopped; who was stopped before is not among them.
    """
    before = frozenset(one for one in descendants_of(pid) if _status(one, "State").startswith("T"))
    return _stop_trees(lambda: children_of(pid)) - before


def _stop_trees(find_roots: Callable[[], Collection[int]]) -> frozenset[int]:
    until = time.monotonic() + _STRETCH
    found: frozenset[int] = frozenset()
    while True:
        before, found = found, _signal_trees(find_roots(), signal.SIGSTOP)
        if found <= before or time.monotonic() >= until:
            return found


def _signal_trees(roots: Collection[int], number: int) -> frozenset[int]:
    """Send a signal that ends or stops, to everybody and to their process groups.

    To a group it goes at one moment, the kernel sees to that. A group never holds strangers: a run begins a session of
    its own. Each process gets the signal before its children are read, since it can't fork from then on.
    """
    groups = {0, 1, os.getpgrp()}
    found: set[int] = set()
    waiting = list(roots)
    while waiting:
        pid = waiting.pop()
        group = _group_of(pid)
        if group not in groups:
            groups.add(group)
            send(-group, number)
        send(pid, number)
        found.add(pid)
        waiting.extend(child for child in children_of(pid) if child not in found)
    return frozenset(found)


def _group_of(pid: int) -> int:
    try:
        return os.getpgid(pid)
    except OSError:
        return 0


def explain_stuck(pids: Collection[int]) -> str:
    """Say in plain words why processes are still there although they were killed; nothing where none is."""
    return "; ".join(f"process {pid} ({_name_of(pid)}) could not be ended: {_hindrance(pid)}" for pid in sorted(pids))


def _hindrance(pid: int) -> str:
    try:
        os.kill(pid, 0)
    except PermissionError:
        return "it belongs to another user"
    except ProcessLookupError:
        pass
    state = _status(pid, "State")[:1]
    if state == "Z":
        return "a debugger holds it"
    if state == "D":
        return "it waits in the kernel, most likely for a file system or a device, and ends when that answers"
    return "the kernel has not taken it down yet"


def _name_of(pid: int) -> str:
    return _status(pid, "Name") or "gone meanwhile"


def _status(pid: int, field: str) -> str:
    try:
        with open(f"/proc/{pid}/status", encoding="utf-8", errors="replace") as file:
            for line in file:
                name, _, value = line.partition(":")
                if name == field:
                    return value.strip()
    except OSError:
        pass
    return ""
