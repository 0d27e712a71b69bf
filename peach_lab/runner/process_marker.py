"""Marks every process of a run for those who look for them in /proc."""

from __future__ import annotations

_VARIABLE = b"PEACH_RUN_ID"


def mark_process(run: str) -> None:
    """Put the run's id where ``/proc/<pid>/environ`` shows it, for this process and all it forks.

    That file shows what a program was started with, so a forked process shows its warm parent's variables. They lie in
    the process's own memory: the id, which is always of the same length, is written over the one that stands there.

    Parameters
    ----------
    run : str
        Id of the run.
    """
    from ctypes import CDLL, c_char_p, c_void_p, memmove, string_at

    getenv = CDLL(None).getenv
    getenv.argtypes = [c_char_p]
    getenv.restype = c_void_p
    address = getenv(_VARIABLE)
    identity = run.encode()
    if address is not None and len(string_at(address)) == len(identity):
        memmove(address, identity, len(identity))
