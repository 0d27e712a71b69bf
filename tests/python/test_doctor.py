"""What Python tells `peach doctor`: versions, and what Jupyter finds and enables."""

import json
import os
import subprocess
import sys

import pytest
from server_support.jupyter_server import REPOSITORY

from peach_lab import __version__


@pytest.fixture
def jupyter(tmp_path):
    """Folders of Jupyter that come before all others, and none of the user's own."""
    return Jupyter(tmp_path)


class Jupyter:
    def __init__(self, root):
        self.root = root
        self.environ = {
            "JUPYTER_CONFIG_DIR": str(root / "own-config"),
            "JUPYTER_DATA_DIR": str(root / "own-data"),
            "JUPYTER_CONFIG_PATH": str(root / "config"),
            "JUPYTER_PATH": str(root / "data"),
        }

    def write(self, path, value):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(value if isinstance(value, str) else json.dumps(value))
        return file

    def name_extension(self, enabled, folder="config"):
        value = {"ServerApp": {"jpserver_extensions": {"peach_lab": enabled}}}
        self.write(f"{folder}/jupyter_server_config.d/peach_lab.json", value)

    def facts(self, **environ):
        done = subprocess.run(
            [sys.executable, "-m", "peach_lab.doctor"],
            cwd=REPOSITORY,
            env={**os.environ, **self.environ, **environ},
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(done.stdout)


def test_the_versions(jupyter):
    from importlib.metadata import version

    facts = jupyter.facts()

    assert facts["python"] == {
        "version": ".".join(map(str, sys.version_info[:3])),
        "executable": sys.executable,
    }
    assert facts["package"] == {"version": __version__, "distribution": version("peach-lab")}
    assert facts["jupyterlab"] == version("jupyterlab")
    assert facts["ipywidgets"] == version("ipywidgets")


@pytest.mark.parametrize("enabled", [True, False])
def test_the_first_folder_that_names_the_server_extension_decides(jupyter, enabled):
    jupyter.name_extension(enabled)
    jupyter.name_extension(not enabled, "own-config")

    extension = jupyter.facts()["server_extension"]

    assert extension == {"enabled": enabled, "place": str(jupyter.root / "config"), "error": None}


def test_no_folder_names_the_server_extension(jupyter):
    # Jupyter then reads no folder but a new one.
    extension = jupyter.facts(JUPYTER_NO_CONFIG="1")["server_extension"]

    assert extension == {"enabled": None, "place": None, "error": None}


def test_a_server_extension_that_cant_be_loaded(jupyter):
    jupyter.write("modules/tornado/__init__.py", "raise ImportError('half a tornado')")

    extension = jupyter.facts(PYTHONPATH=str(jupyter.root / "modules"))["server_extension"]

    assert extension == {"enabled": None, "place": None, "error": "ImportError: half a tornado"}


def test_a_configuration_that_is_no_json_is_passed_over_as_a_server_does(jupyter):
    jupyter.write("config/jupyter_server_config.d/a_broken_one.json", "{")
    jupyter.name_extension(False)

    extension = jupyter.facts()["server_extension"]

    assert extension == {"enabled": False, "place": str(jupyter.root / "config"), "error": None}


def test_the_first_folder_with_the_lab_extension_decides(jupyter):
    place = jupyter.root / "data" / "labextensions" / "peach-lab"
    manifest = {"name": "peach-lab", "version": "0.0.9", "dependencies": {"@jupyterlab/application": "^4.2.0"}}
    jupyter.write(place / "package.json", {**manifest, "jupyterlab": {"_build": {"load": "x"}}})

    assert jupyter.facts()["lab_extension"] == {
        "place": str(place),
        "version": "0.0.9",
        "made_for": "^4.2.0",
        "disabled": [],
        "error": None,
    }


def test_a_lab_extension_that_is_nowhere(jupyter, monkeypatch):
    from peach_lab import doctor

    monkeypatch.setattr("jupyter_core.paths.jupyter_path", lambda *_: [str(jupyter.root)])

    assert doctor.facts()["lab_extension"]["place"] is None


@pytest.mark.parametrize(
    ("disabled", "expected"),
    [
        ({"peach-lab": True, "other": True}, ["peach-lab"]),
        ({"peach-lab:tasks": True, "peach-lab:register": False, "peach-labels": True}, ["peach-lab:tasks"]),
    ],
)
def test_what_is_disabled_of_the_lab_extension(jupyter, disabled, expected):
    jupyter.write("config/labconfig/page_config.json", {"disabledExtensions": disabled})

    assert jupyter.facts()["lab_extension"]["disabled"] == expected


def test_a_lab_extension_that_cant_be_read(jupyter):
    jupyter.write("data/labextensions/peach-lab/package.json", "{")

    assert jupyter.facts()["lab_extension"]["error"].startswith("JSONDecodeError: ")


def test_an_environment_without_jupyter(jupyter):
    """As where the command alone was installed by hand: what is missing is told, not thrown."""
    package = REPOSITORY / "peach_lab"
    code = "import runpy, sys; sys.path.append(sys.argv[1]); runpy.run_module('peach_lab.doctor', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-S", "-I", "-c", code, str(package.parent)], capture_output=True, text=True, check=True
    )

    facts = json.loads(done.stdout)
    assert facts["jupyterlab"] is None
    assert facts["ipywidgets"] is None
    assert facts["server_extension"]["error"].startswith("ModuleNotFoundError: ")
    assert facts["lab_extension"]["error"].startswith("ModuleNotFoundError: ")
