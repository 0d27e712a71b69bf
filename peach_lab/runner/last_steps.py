"""Ends the user's process as the interpreter would, but for taking the libraries apart.

That teardown is the longest part of a trivial run (4 of 10 ms; 47 ms with pandas), and libraries crash in it after the
work is done. What a person can notice is kept: threads are waited for, ``atexit`` is honoured, and what the notebook
and the repository's modules hold is let go, so that files left open are written out.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from itertools import takewhile

from .failures import print_failure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

_FLUSH_FAILED = 120  # the interpreter's own code for it


def end_process(code: int, checkout: str, newest: str) -> NoReturn:
    """End this process.

    Parameters
    ----------
    code : int
        Exit code.
    checkout : str
        Modules from below this folder are the user's own.
    newest : str
        Name of the newest module from before the user's code: of those until that one none is. They are not even looked
        at, since to look at an object is to write to it, and a fork would copy the memory of a thousand modules.
    """
    try:
        threading = sys.modules.get("threading")
        if threading is not None:
            threading._shutdown()
        atexit._run_exitfuncs()
        _let_go(checkout, newest)
    except BaseException as error:  # an interrupt in the last moment: what the work came to stays true
        print_failure(error)
    if not _flush():
        code = code or _FLUSH_FAILED
    _flush_c()
    os._exit(code)


def _let_go(checkout: str, newest: str) -> None:
    own = checkout + os.sep
    modules = [sys.modules[name] for name in takewhile(lambda name: name != newest, reversed(sys.modules))]
    for module in modules:
        if str(getattr(module, "__file__", None)).startswith(own):
            _forget_values(vars(module))
    if "__main__" in sys.modules:
        _forget_values(vars(sys.modules["__main__"]))
    gc.collect()


def _forget_values(variables: dict[str, Any]) -> None:
    """Forget objects, not code: what their ``__del__`` calls must still be there."""
    for name, value in list(variables.items()):
        if not name.startswith("__") and not isinstance(value, (type, type(sys), type(_forget_values))):
            del variables[name]


def _flush() -> bool:
    try:
        for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
            if stream is not None and not stream.closed:
                stream.flush()
    except Exception:  # a full disk, or something of the user's own in its place
        return False
    return True


def _flush_c() -> None:
    """Write out what code in C has printed, as the end of every C program does."""
    try:
        from ctypes import CDLL  # loaded already, for `parentage`

        CDLL(None).fflush(None)
    except (ImportError, OSError, AttributeError):
        pass  # an interpreter without it
