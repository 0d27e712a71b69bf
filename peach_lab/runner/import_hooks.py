"""Acts once a module is imported, which in most runs is never."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType


class _Hook:
    def __init__(self, name: str, act: Callable[[ModuleType], None]) -> None:
        self._name = name
        self._act = act

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name != self._name:
            return None
        from importlib.machinery import PathFinder

        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            execute = spec.loader.exec_module

            def execute_then_act(module: ModuleType) -> None:
                execute(module)
                self._act(module)

            spec.loader.exec_module = execute_then_act  # type: ignore[method-assign]
        return spec


def when_imported(name: str, act: Callable[[ModuleType], None]) -> None:
    """Call `act` with the module `name` right after its import, or now where it is imported already."""
    module = sys.modules.get(name)
    if module is None:
        sys.meta_path.insert(0, _Hook(name, act))
    else:
        act(module)


def fork_by_default(multiprocessing: ModuleType) -> None:
    """Make ``fork`` the default start method, the only one that knows a cell's functions; the user's choice counts."""
    # Not set_start_method: a later call of it by the user would be refused.
    multiprocessing.context._default_context._default_context = multiprocessing.get_context("fork")
