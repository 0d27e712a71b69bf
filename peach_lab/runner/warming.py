"""Does in the idle moments of a warm parent what every run would otherwise do once more."""

from __future__ import annotations

import os
import sys

from .process_marker import find_marker

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PAUSE_MS = 5.0
_OWN = ("supervisor", "user_process", "rehearsal")
# Few: each module that is there makes every fork take longer. ``os.wait4`` imports resource for its answer.
_USUAL = ("faulthandler", "json", "datetime", "resource")
# IPython starts no thread before there is a shell. The others do when they are imported, and hold them still around a
# fork: OpenBLAS and jemalloc register handlers for it. Measured: matrix products, parquet and group-by work in forks
# as in a fresh interpreter.
_FORK_WELL = ("numpy", "pandas", "pyarrow", "IPython")
_IMPORTED, _STARTS_THREADS, _FAILED = range(3)


class Warming:
    """A list of steps, each short but for the imports that were asked for.

    Parameters
    ----------
    preload : sequence of str or None
        Names of modules; None: those of the environment that are known to fork well.

    Attributes
    ----------
    done : bool
        True when nothing is left to do.
    pause : float
        Milliseconds without a request before the next step.
    """

    pause = _PAUSE_MS

    def __init__(self, preload: Sequence[str] | None) -> None:
        self._steps = _steps(preload)
        self.done = False

    def step(self) -> list[str]:
        """Do the next step.

        Returns
        -------
        list of str
            What a person should know of it: usually nothing.
        """
        try:
            notice = next(self._steps)
        except StopIteration:
            self.done = True
            return []
        return [] if notice is None else [notice]


def _steps(preload: Sequence[str] | None) -> Iterator[str | None]:
    for name in _OWN:
        __import__(f"{__package__}.{name}")
        yield None
    for name in _installed(_FORK_WELL) if preload is None else preload:
        yield _preload(name)
    for name in _USUAL:
        __import__(name)
        yield None
    from .rehearsal import practise
    from .standard_streams import make_streams_ahead

    make_streams_ahead()
    practise()
    yield None
    find_marker()
    _settle()


def _installed(names: Sequence[str]) -> Iterator[str]:
    from importlib.machinery import PathFinder

    return (name for name in names if PathFinder.find_spec(name) is not None)


def _preload(name: str) -> str | None:
    if name in sys.modules:
        return None
    if name not in _FORK_WELL:
        found = _probe(name)
        if found == _STARTS_THREADS:
            return f"{name} is not imported ahead of the runs: it starts threads, which a fork would lose"
        if found == _FAILED:
            return f"{name} is not imported ahead of the runs: importing it fails"
    try:
        __import__(name)
    except Exception as error:
        return f"{name} is not imported ahead of the runs: {type(error).__name__}: {error}"
    return None


def _probe(name: str) -> int:
    """Import a module in a process of its own, since an import can't be taken back."""
    pid = os.fork()
    if pid == 0:
        code = _FAILED
        try:
            before = _count_threads()
            __import__(name)
            code = _IMPORTED if _count_threads() == before else _STARTS_THREADS
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    return code if code in (_IMPORTED, _STARTS_THREADS) else _FAILED


def _count_threads() -> int:
    return len(os.listdir("/proc/self/task"))


def _settle() -> None:
    """Leave what is there alone: a collection in a fork would copy the pages of all of it."""
    import gc

    gc.collect()
    gc.disable()
    gc.freeze()
