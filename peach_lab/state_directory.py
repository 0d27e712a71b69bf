"""Where the scheduler of this user keeps its state."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def state_directory(configured: str, environ: Mapping[str, str]) -> Path:
    """Return the absolute path of the state directory, which need not exist.

    Parameters
    ----------
    configured : str
        What the configuration says; empty where it says nothing.
    environ : Mapping[str, str]
        The environment: `PEACH_STATE_DIR`, then `XDG_STATE_HOME`, then `~/.local/state` decide.
    """
    explicit = configured or environ.get("PEACH_STATE_DIR", "")
    if explicit:
        return Path(explicit).expanduser().absolute()
    home = environ.get("XDG_STATE_HOME", "")
    # The XDG specification: a relative path there is to be ignored.
    base = Path(home) if home.startswith("/") else Path.home() / ".local" / "state"
    return base / "peach-lab"
