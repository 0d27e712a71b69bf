"""The version of this package."""

from __future__ import annotations

import json
from pathlib import Path


def package_version() -> str:
    """Return the version: the built package's own, or in a checkout that was never built, that of `package.json`."""
    try:
        from ._version import __version__ as built
    except ImportError:
        manifest = Path(__file__).parent.parent / "package.json"
        return str(json.loads(manifest.read_text(encoding="utf-8"))["version"])
    return str(built)
