"""What a run finds around it: variables, folders, import path."""

from __future__ import annotations

import os
import sys

from .run_folder import SPECIFICATION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

    from .run_folder import Specification

_PACKAGE = "peach_lab"


def enter_environment(folder: str, specification: Specification) -> None:
    """Set the environment: exactly the run's variables and those that tell it what it is."""
    api = specification.get("api")
    variables = {
        **specification["variables"],
        **({} if api is None else {"PEACH_URL": api["url"], "PEACH_TOKEN": api["token"]}),
        "PEACH_RUN_ID": specification["run"],
        "PEACH_TASK": specification["key"] or specification["task"],
        "PEACH_ORGANISATION": specification["organisation"],
        "PEACH_DATA_DIR": specification["data_dir"],
        "PEACH_RUN_SPECIFICATION": os.path.join(folder, SPECIFICATION),
        "TMPDIR": specification["temporary_dir"],
    }
    os.environ.clear()
    os.environ.update(variables)


def enter_working_directory(specification: Specification) -> None:
    """Make the run's folders, change to the notebook's, put it and the repository's root first on the import path."""
    os.makedirs(specification["data_dir"], exist_ok=True)
    os.makedirs(specification["temporary_dir"], mode=0o700, exist_ok=True)
    os.chdir(specification["working_directory"])
    own = [specification["working_directory"], specification["checkout"]]
    # The interpreter started before these variables were set, so it has not read this one.
    asked = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    sys.path[:0] = list(dict.fromkeys(own + asked))
    sys.argv[:] = [specification["notebook"]]


class _OwnPackageFinder:
    """Finds ``peach_lab`` where this file is, when it is nowhere on the path, and nothing else that lies beside it."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name != _PACKAGE:
            return None
        from importlib.machinery import PathFinder

        package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        return PathFinder.find_spec(name, [os.path.dirname(package)], target)


def find_own_package() -> None:
    """Let the run ``import peach_lab``, also where it is not installed."""
    del sys.modules[_PACKAGE]  # the empty one of __main__.py
    sys.meta_path.append(_OwnPackageFinder)
