"""Executes the cells of a run, then calls its function."""

from __future__ import annotations

import builtins
import sys
from types import ModuleType

from .awaiting import EventLoop
from .import_hooks import when_imported

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .run_folder import Cell, Specification

# ast.PyCF_ALLOW_TOP_LEVEL_AWAIT and inspect.CO_COROUTINE; importing ast takes 3 ms, inspect more.
_ALLOW_TOP_LEVEL_AWAIT = 0x2000
_CO_COROUTINE = 0x80
# inspect.CO_GENERATOR | inspect.CO_ASYNC_GENERATOR; the one future of __future__ that still changes something.
_CO_ANY_GENERATOR = 0x220
_FUTURE_ANNOTATIONS = 0x1000000


class Cells:
    """The code of one run, in a fresh ``__main__``.

    Parameters
    ----------
    specification : Specification
        Names the notebook, its cells and the function.
    """

    def __init__(self, specification: Specification) -> None:
        self._specification = specification
        self._loop = EventLoop()
        self._main = ModuleType("__main__")
        self._main.__dict__["__builtins__"] = builtins
        self._futures = 0

    def run(self) -> object:
        """Run everything; what the function returns, awaited where it can be."""
        # The supervisor's own __main__ would otherwise be what pickle and the user's code find there.
        sys.modules["__main__"] = self._main
        cells = self._specification["cells"]
        when_imported("linecache", self._show_sources)
        try:
            if any(cell["ipython"] for cell in cells):
                return self._run_in_ipython()
            builtins.display = _display  # type: ignore[attr-defined]  # a builtin in every notebook
            for cell in cells:
                self._execute(cell)
            return self._call()
        finally:
            self._loop.close()

    def _show_sources(self, linecache: ModuleType) -> None:
        for cell in self._specification["cells"]:
            name = self._name(cell)
            lines = [f"{line}\n" for line in cell["source"].split("\n")]
            # Without a time of change linecache never looks for a file of that name.
            linecache.cache[name] = (len(cell["source"]), None, lines, name)

    def _name(self, cell: Cell) -> str:
        return f"{self._specification['notebook']}, cell {cell['number']}"

    def _execute(self, cell: Cell) -> None:
        flags = _ALLOW_TOP_LEVEL_AWAIT | self._futures
        code = compile(cell["source"], self._name(cell), "exec", flags, dont_inherit=True)
        self._futures |= code.co_flags & _FUTURE_ANNOTATIONS  # in a notebook it holds for the cells after it too
        value = eval(code, self._main.__dict__)
        if code.co_flags & _CO_COROUTINE:
            self._loop.wait_for(value)

    def _run_in_ipython(self) -> object:
        try:
            from .ipython_cells import IPythonCells
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in ("IPython", "traitlets"):
                raise
            missing = (
                "a cell uses IPython syntax, but IPython is not in the environment: add ipython to the dependencies"
            )
            raise ModuleNotFoundError(missing, name=error.name) from None

        shell = IPythonCells(self._main, self._loop.wait_for)
        with shell.active():
            for cell in self._specification["cells"]:
                shell.execute(cell["source"], self._name(cell))
            value = self._call()
            shell.raise_swallowed()
        return value

    def _call(self) -> object:
        value = self._function()(**self._specification["args"])
        return self._loop.wait_for(value) if hasattr(type(value), "__await__") else value

    def _function(self) -> Callable[..., object]:
        method = self._specification["method"]
        function: Callable[..., object] | None = self._main.__dict__.get(method)
        if function is None:
            raise NameError(f"the cells of {self._specification['notebook']} don't define {method!r}")
        if getattr(getattr(function, "__code__", None), "co_flags", 0) & _CO_ANY_GENERATOR:
            nothing_runs = "is a generator function (it holds a yield), so calling it runs none of its code"
            raise TypeError(f"{method}() {nothing_runs}; let it return what it yields")
        return function


def _display(*values: object, **_options: object) -> None:
    """Print what a notebook would show."""
    for value in values:
        print(value)
