"""Errors as the author of a notebook wants to read them: without the frames of who runs it."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from traceback import TracebackException

_STDERR = 2
_RUNNER = os.path.dirname(os.path.abspath(__file__))


def describe(error: BaseException) -> str:
    """Return the error as the last line of its traceback says it, e.g. ``ValueError: boom``."""
    kind = type(error)
    name = (
        kind.__qualname__ if kind.__module__ in ("__main__", "builtins") else f"{kind.__module__}.{kind.__qualname__}"
    )
    try:
        message = str(error)
    except BaseException:  # it is the user's code
        message = "<its message can't be shown>"
    return f"{name}: {message}".split("\n", 1)[0] if message else name


def print_failure(error: BaseException) -> None:
    """Print the traceback to stderr; at least what can be said of it, should the user's code hinder that."""
    try:
        text = _format(error)
    except BaseException:
        text = f"{describe(error)} (its traceback can't be shown)\n"
    try:
        print(text, end="", file=sys.stderr, flush=True)
    except BaseException:
        os.write(_STDERR, text.encode("utf-8", "backslashreplace"))  # the user closed or replaced the stream


def _format(error: BaseException) -> str:
    from traceback import TracebackException

    failure = TracebackException.from_exception(error)
    _drop_plumbing(failure, _plumbing())
    return "".join(failure.format())


def _plumbing() -> tuple[str, ...]:
    """Folders whose frames are of no interest: the runner's and, where it runs the cells, IPython's."""
    return (_RUNNER + os.sep, _folder_of("IPython"))


def _folder_of(package: str) -> str:
    """Return the folder of an imported package; of another one a text that begins no file's name."""
    file = getattr(sys.modules.get(package), "__file__", None)
    return os.path.dirname(file) + os.sep if file else "\0"


def _drop_plumbing(failure: TracebackException, plumbing: tuple[str, ...]) -> None:
    failures = [failure]
    while failures:
        each = failures.pop()
        each.stack[:] = [frame for frame in each.stack if not frame.filename.startswith(plumbing)]
        while each.stack and each.stack[0].filename.startswith(_folder_of("asyncio")):
            del each.stack[0]  # the loop below the first frame of the user's is the runner's
        related = (each.__cause__, each.__context__, *(getattr(each, "exceptions", None) or ()))
        failures.extend(other for other in related if other is not None)
