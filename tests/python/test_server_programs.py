"""The programs the scheduler needs, its environment, its state directory, and the command that becomes it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from server_support.jupyter_server import REPOSITORY

from peach_lab.programs import ProgramMissingError, scheduler_command, scheduler_environment
from peach_lab.state_directory import state_directory


@pytest.fixture
def bundle(tmp_path):
    path = tmp_path / "main.cjs"
    path.write_text("console.log(JSON.stringify({argv: process.argv.slice(2), python: process.env.PEACH_PYTHON}))")
    return path


def test_the_command_is_the_wheels_node_24_with_the_bundle(bundle):
    node, file = scheduler_command({"PEACH_BUNDLE": str(bundle)})

    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    assert version.startswith("v24.")
    assert file == str(bundle)


def test_peach_node_chooses_another_node(bundle):
    assert scheduler_command({"PEACH_BUNDLE": str(bundle), "PEACH_NODE": sys.executable})[0] == sys.executable


def test_a_wrong_peach_node_is_told_with_the_remedy(bundle):
    with pytest.raises(
        ProgramMissingError, match="Node is not at /nowhere; correct the environment variable PEACH_NODE"
    ):
        scheduler_command({"PEACH_BUNDLE": str(bundle), "PEACH_NODE": "/nowhere"})


def test_the_environment_loses_jupyters_secrets_and_nothing_else():
    given = {
        "HOME": "/home/a",
        "REDIS_URL": "redis://x",
        "JUPYTER_PATH": "/p",
        "JUPYTER_TOKEN": "1",
        "JPY_API_TOKEN": "2",
        "JUPYTERHUB_API_TOKEN": "3",
        "CONFIGPROXY_AUTH_TOKEN": "4",
    }

    environment = scheduler_environment(given)

    ours = {name: value for name, value in environment.items() if name.startswith("PEACH_")}
    assert {name: value for name, value in environment.items() if name not in ours} == {
        "HOME": "/home/a",
        "REDIS_URL": "redis://x",
        "JUPYTER_PATH": "/p",
    }
    assert ours["PEACH_PYTHON"] == sys.executable
    assert Path(ours["PEACH_PACKAGE_DIR"], "programs.py").is_file()
    assert os.access(ours["PEACH_UV"], os.X_OK)
    assert os.access(ours["PEACH_RUFF"], os.X_OK)


@pytest.mark.parametrize(
    ("configured", "environ", "expected"),
    [
        ("/a", {"PEACH_STATE_DIR": "/b"}, "/a"),
        ("", {"PEACH_STATE_DIR": "/b", "XDG_STATE_HOME": "/c"}, "/b"),
        ("", {"XDG_STATE_HOME": "/c"}, "/c/peach-lab"),
        ("", {"XDG_STATE_HOME": "relative"}, "HOME/.local/state/peach-lab"),
        ("", {}, "HOME/.local/state/peach-lab"),
        ("~/x", {}, "HOME/x"),
    ],
)
def test_the_state_directory(configured, environ, expected, monkeypatch):
    monkeypatch.setenv("HOME", "/home/somebody")

    assert state_directory(configured, environ) == Path(expected.replace("HOME", "/home/somebody"))


def run_peach(*arguments: str, **environ: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", "import sys; from peach_lab.cli import main; sys.exit(main())", *arguments],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), **environ},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_becomes_node_with_all_its_arguments(bundle):
    done = run_peach("runs", "show", "a b", "--json", PEACH_BUNDLE=str(bundle))

    assert done.stdout.strip() == f'{{"argv":["runs","show","a b","--json"],"python":"{sys.executable}"}}'
    assert done.returncode == 0


def test_the_command_says_what_is_missing():
    done = run_peach("tasks", PEACH_BUNDLE="/nowhere/main.cjs")

    assert done.returncode == 127
    assert done.stderr.startswith("peach: the scheduler's file /nowhere/main.cjs is missing; install peach-lab again")
