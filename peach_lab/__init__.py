"""PEACH Lab: notebook cells that run for good.

Importing this package loads nothing outside the standard library, because it is imported by every run and by every
Jupyter server: what a name needs is loaded when the name is first used.
"""

from __future__ import annotations

from importlib import import_module

# Type checkers take it for true; `typing` would have to be loaded.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from .run_context import in_task, task_args
    from .widget import TasksInfo, initialize_tasks_info

    __version__: str

__all__ = ["TasksInfo", "__version__", "in_task", "initialize_tasks_info", "task_args"]

_HOMES = {
    "TasksInfo": "widget",
    "initialize_tasks_info": "widget",
    "in_task": "run_context",
    "task_args": "run_context",
}


def _load(name: str) -> object:
    if name == "__version__":
        from .version import package_version

        return package_version()
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f".{home}", __name__), name)
    globals()[name] = value
    return value


if not TYPE_CHECKING:
    # PEP 562: loads a name from its module on first use. A type checker that saw it would take every name for known.
    __getattr__ = _load


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    return [{"src": "labextension", "dest": "peach-lab"}]


def _jupyter_server_extension_points() -> list[dict[str, object]]:
    from .server import PeachLab

    return [{"module": "peach_lab", "app": PeachLab}]
