"""What only Python can tell `peach doctor`: `python -m peach_lab.doctor` prints it as one JSON document.

Nothing is started and nothing is changed. What can't be found out is told as `error`, never as a traceback.
"""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Callable
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

from .version import package_version

SERVER_EXTENSION = "peach_lab"
LAB_EXTENSION = "peach-lab"


def facts() -> dict[str, Any]:
    """Return the versions, and whether Jupyter finds and enables both of its extensions."""
    return {
        "python": {"version": platform.python_version(), "executable": sys.executable},
        "package": {"version": package_version(), "distribution": _installed("peach-lab")},
        "jupyterlab": _installed("jupyterlab"),
        "ipywidgets": _installed("ipywidgets"),
        "server_extension": _told(_server_extension, {"enabled": None, "place": None}),
        "lab_extension": _told(_lab_extension, {"place": None, "version": None, "made_for": None, "disabled": []}),
    }


def _installed(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def _told(look: Callable[[], dict[str, Any]], nothing: dict[str, Any]) -> dict[str, Any]:
    try:
        return {**look(), "error": None}
    except Exception as error:
        # Whatever is broken there is what the doctor was asked for.
        return {**nothing, "error": f"{type(error).__name__}: {error}"}


def _server_extension() -> dict[str, Any]:
    """Return what the first folder says that names the extension, as a Jupyter server reads them."""
    from jupyter_core.paths import jupyter_config_path
    from jupyter_server.extension.config import ExtensionConfigManager

    import_module(".server", __package__)
    for folder in jupyter_config_path():
        manager: Any = ExtensionConfigManager(read_config_path=[folder])
        enabled = manager.get_jpserver_extensions().get(SERVER_EXTENSION)
        if enabled is not None:
            return {"enabled": bool(enabled), "place": folder}
    return {"enabled": None, "place": None}


def _lab_extension() -> dict[str, Any]:
    """Return the extension that JupyterLab would load, and which of its plugins it would leave out."""
    from jupyter_core.paths import jupyter_path

    manifests = [Path(folder, LAB_EXTENSION, "package.json") for folder in jupyter_path("labextensions")]
    place = next((manifest for manifest in manifests if manifest.is_file()), None)
    if place is None:
        return {"place": None, "version": None, "made_for": None, "disabled": []}
    manifest = json.loads(place.read_text(encoding="utf-8"))
    return {
        "place": str(place.parent),
        "version": str(manifest["version"]),
        "made_for": manifest.get("dependencies", {}).get("@jupyterlab/application"),
        "disabled": _disabled(),
    }


def _disabled() -> list[str]:
    try:
        commands: Any = import_module("jupyterlab.commands")
        from jupyterlab_server.config import get_page_config
    except ImportError:
        # Told as JupyterLab that is missing.
        return []
    from jupyter_core.paths import jupyter_path

    config = get_page_config(
        jupyter_path("labextensions"), app_settings_dir=str(Path(commands.get_app_dir(), "settings"))
    )
    names: list[str] = config.get("disabledExtensions", [])
    return sorted(name for name in names if name == LAB_EXTENSION or name.startswith(f"{LAB_EXTENSION}:"))


if __name__ == "__main__":
    print(json.dumps(facts()))
