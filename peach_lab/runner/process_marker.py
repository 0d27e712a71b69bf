"""Marks every process of a run for those who look for them in /proc."""

from __future__ import annotations

_VARIABLE = b"PEACH_RUN_ID"


class _Place:
    """Where the variable's value lies in memory; the same in every fork."""

    address: int | None = None
    length = 0


def mark_process(run: str) -> None:
    """Put the run's id where ``/proc/<pid>/environ`` shows it, for this process and all it forks.

    That file shows what a program was started with, so a forked process shows its warm parent's variables. They lie in
    the process's own memory: the id, which is always of the same length, is written over the one that stands there.

    Parameters
    ----------
    run : str
        Id of the run.
    """
    find_marker()
    identity = run.encode()
    if len(identity) == _Place.length and _Place.address:
        from ctypes import memmove

        memmove(_Place.address, identity, len(identity))


def find_marker() -> None:
    """Look up where the marker stands, ahead of the forks."""
    if _Place.address is None:
        _Place.address = _find()


def _find() -> int:
    from ctypes import CDLL, c_char_p, c_void_p, string_at

    getenv = CDLL(None).getenv
    getenv.argtypes = [c_char_p]
    getenv.restype = c_void_p
    address: int | None = getenv(_VARIABLE)
    _Place.length = 0 if address is None else len(string_at(address))
    return address or 0
