"""Cells with IPython syntax, run by the environment's own IPython."""

# IPython annotates only part of itself.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import os
import warnings
from contextlib import contextmanager

from IPython.core.interactiveshell import InteractiveShell
from IPython.core.page import as_hook, display_page
from IPython.utils.process import system  # type: ignore[attr-defined]
from traitlets.config import Config

from .ipython_compiler import CellCompiler

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType
    from typing import Any


class CommandFailedError(Exception):
    """A ``!command`` or ``%pip`` that ended with an exit code other than 0."""


class _TaskShell(InteractiveShell):
    """IPython without a person: nothing is echoed, coloured or kept, and no error is swallowed."""

    compile: CellCompiler
    compiler_class = CellCompiler

    def __init__(self, **options: Any) -> None:
        self.swallowed: BaseException | None = None
        super().__init__(**options)

    def showtraceback(self, exc_tuple: Any = None, *_ignored: Any, **_options: Any) -> None:
        """Remember the error; it is raised, and so shown, when the cell has ended."""
        error: BaseException = self._get_exc_info(exc_tuple)[1]
        self._swallow(error)

    def showsyntaxerror(self, *_ignored: Any, **_options: Any) -> None:
        """Remember the error."""
        self.showtraceback()

    def system(self, cmd: str) -> None:
        """Run a command as ``!`` and ``%pip`` do; other than in IPython its failure is one."""
        if cmd.rstrip().endswith("&"):
            raise OSError("background processes are not supported after '!'; use subprocess.Popen")
        command = self.var_expand(cmd, depth=1)
        code = system(command)
        self.user_ns["_exit_code"] = code
        if code != 0:
            self._swallow(CommandFailedError(f"exit code {code} of: {command}"))

    def run_cell_magic(self, magic_name: str, line: str, cell: str) -> Any:
        """Run a cell magic, with the lines of its body counted from the top of the cell."""
        with self.compile.body(cell):
            return super().run_cell_magic(magic_name, line, cell)

    def ask_exit(self) -> None:
        """End the run, as ``exit()`` and ``quit()`` ask for."""
        raise SystemExit

    def enable_gui(self, gui: str | None = None) -> None:
        """Do nothing: there is no screen; ``%matplotlib inline`` asks for it."""

    def _swallow(self, error: BaseException) -> None:
        if self.swallowed is None:
            self.swallowed = error


class IPythonCells:
    """A shell for the cells of one run.

    Parameters
    ----------
    main : ModuleType
        What the cells run in.
    wait_for : Callable
        Runs a coroutine to its end.
    """

    def __init__(self, main: ModuleType, wait_for: Callable[[Any], Any]) -> None:
        settings = Config()
        settings.HistoryManager.enabled = False
        settings.InteractiveShell.ast_node_interactivity = "none"
        settings.InteractiveShell.colors = "NoColor"
        warnings.filterwarnings("ignore", "To exit: use")  # said to a person
        folder = os.path.join(os.environ["TMPDIR"], "ipython")
        self._shell = _TaskShell.instance(config=settings, user_module=main, ipython_dir=folder)
        self._shell.loop_runner = wait_for
        self._shell.set_hook("show_in_pager", as_hook(display_page), 90)

    @contextmanager
    def active(self) -> Iterator[None]:
        """``get_ipython`` and ``display`` are builtins meanwhile."""
        with self._shell.builtin_trap:
            yield

    def execute(self, source: str, name: str) -> None:
        """Run one cell.

        Parameters
        ----------
        source : str
            As it stands in the notebook.
        name : str
            Names the cell in tracebacks.

        Raises
        ------
        BaseException
            What the cell raised, or IPython would only have shown.
        """
        self._shell.compile.enter(source, name)
        result = self._shell.run_cell(source, store_history=False)
        self.raise_swallowed()
        result.raise_error()

    def raise_swallowed(self) -> None:
        """Raise the first error that IPython would only have shown."""
        if self._shell.swallowed is not None:
            raise self._shell.swallowed
