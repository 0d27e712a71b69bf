"""Cells with IPython syntax, run by the environment's own IPython."""

# IPython annotates only part of itself.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from contextlib import contextmanager
from types import TracebackType

from IPython.core.interactiveshell import InteractiveShell
from IPython.core.page import as_hook, display_page
from IPython.utils.process import system  # type: ignore[attr-defined]
from IPython.utils.text import LSString, SList
from traitlets.config import Config

from .ipython_compiler import CellCompiler

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType, ModuleType
    from typing import Any


class CommandFailedError(Exception):
    """A ``!command`` or ``%pip`` that ended with an exit code other than 0."""

    __module__ = "builtins"  # so that a traceback names it without our module


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
        self._note_exit(command, system(command))

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> Any:
        """Return what a command prints, as ``x = !…``, ``!!…`` and ``%sx`` ask for; its failure is one here too."""
        if cmd.rstrip().endswith("&"):
            raise OSError("background processes are not supported after '!'; use subprocess.Popen")
        command = self.var_expand(cmd, depth=depth + 1)
        done = subprocess.run(
            command,
            shell=True,
            executable=os.environ.get("SHELL"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        output = done.stdout.decode(errors="replace")
        if done.returncode != 0:
            sys.stderr.write(output)  # nobody will look at the variable
        self._note_exit(command, done.returncode)
        return SList(output.splitlines()) if split else LSString(output)

    def run_line_magic(self, magic_name: str, line: str, _stack_depth: int = 1) -> Any:
        """Run a line magic. What it compiles counts from its line; a folder that ``%cd`` can't enter is an error."""
        with self.compile.line(self._user_frame()), self._no_silent_chdir():
            return super().run_line_magic(magic_name, line, _stack_depth + 1)

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

    def _note_exit(self, command: str, code: int) -> None:
        self.user_ns["_exit_code"] = code
        if code != 0:
            self._swallow_here(CommandFailedError(f"exit code {code} of: {command}"))

    def _swallow_here(self, error: BaseException) -> None:
        """Remember an error that nobody raised, as one of the line of the notebook that runs just now."""
        frame = self._user_frame()
        if frame is not None:
            error.__traceback__ = TracebackType(None, frame, frame.f_lasti, frame.f_lineno)
        self._swallow(error)

    def _user_frame(self) -> FrameType | None:
        """Return the innermost frame of the notebook's own code."""
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and frame.f_globals is not self.user_global_ns:
            frame = frame.f_back
        return frame

    @contextmanager
    def _no_silent_chdir(self) -> Iterator[None]:
        """See what ``%cd`` and ``%pushd`` only print."""
        chdir = os.chdir

        def seen(path: Any) -> None:
            try:
                chdir(path)
            except OSError as error:
                self._swallow_here(error.with_traceback(None))
                raise

        os.chdir = seen
        try:
            yield
        finally:
            os.chdir = chdir


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
