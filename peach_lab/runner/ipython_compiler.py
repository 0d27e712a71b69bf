"""Names code that IPython compiles after the notebook's cell, whatever magic it went through."""

# IPython annotates only part of itself.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import ast
from contextlib import contextmanager

from IPython.core.compilerop import CachingCompiler

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType
    from typing import Any

_OF_MAGICS = ("<timed exec>", "<timed eval>")


class CellCompiler(CachingCompiler):
    """IPython's compiler, with the names and lines of the notebook."""

    def __init__(self) -> None:
        super().__init__()
        self._source = ""
        self._name = "<cell>"
        self._lines_above = 0

    def enter(self, source: str, name: str) -> None:
        """Name what is compiled from now on after this cell."""
        self._source = source.rstrip("\n")
        self._name = name
        self._lines_above = _blank_lines(source)

    @contextmanager
    def body(self, body: str) -> Iterator[None]:
        """Compile the body of a cell magic meanwhile: its first line is not the cell's."""
        outer = self._lines_above
        stripped = body.rstrip("\n")
        if self._source.endswith(stripped):
            above = self._source[: len(self._source) - len(stripped)]
            self._lines_above = above.count("\n") + _blank_lines(stripped)
        try:
            yield
        finally:
            self._lines_above = outer

    @contextmanager
    def line(self, frame: FrameType | None) -> Iterator[None]:
        """Compile meanwhile what a line magic in this frame runs: it stands in the frame's line."""
        outer = (self._name, self._lines_above)
        if frame is not None:
            self._name, self._lines_above = frame.f_code.co_filename, frame.f_lineno - 1
        try:
            yield
        finally:
            self._name, self._lines_above = outer

    def cache(self, *_ignored: Any, **_options: Any) -> str:
        """Return the cell's name. Its source is in ``linecache`` already, as it stands in the notebook."""
        return self._name

    def __call__(self, source: Any, filename: str, symbol: str, **options: Any) -> Any:
        """Compile under the cell's name what a magic would name after itself."""
        if isinstance(source, ast.AST) and self._lines_above:
            ast.increment_lineno(source, self._lines_above)
        return super().__call__(source, self._name if filename in _OF_MAGICS else filename, symbol, **options)


def _blank_lines(text: str) -> int:
    """Count the blank lines at the beginning, which IPython takes away."""
    return text[: len(text) - len(text.lstrip())].count("\n")
