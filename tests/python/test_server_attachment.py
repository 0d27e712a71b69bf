"""The Jupyter server's hold on the scheduler: attached while it lives, attached again when it was lost."""

import os
import signal
import time

from server_support.state_dir import is_alive
from server_support.wait_until import wait_until


def attached(server) -> list[str]:
    answer = server.call("GET", "/peach/api/progress")
    return answer.json()["attached"] if answer.status == 200 else []


def test_the_server_attaches_with_its_root_folder(jupyter):
    wait_until(lambda: attached(jupyter) == [str(jupyter.root)], "the attachment")


def test_the_status_names_the_state_the_version_and_the_root_folder(jupyter):
    status = jupyter.call("GET", "/peach/scheduler").json()

    assert status == {
        "state": "running",
        "version": "fake",
        "reason": None,
        "log_tail": "",
        "exit_code": None,
        "root_dir": str(jupyter.root),
    }


def test_the_root_folder_is_that_of_the_contents_where_it_differs_from_the_servers(start_jupyter, tmp_path):
    server = start_jupyter("import os; os.mkdir('notebooks'); c.FileContentsManager.root_dir = 'notebooks'\n")
    notebooks = str(tmp_path / "jupyter" / "notebooks")

    wait_until(lambda: attached(server) == [notebooks], "the attachment")

    assert server.call("GET", "/peach/scheduler").json()["root_dir"] == notebooks


def test_there_is_no_root_folder_where_the_contents_are_no_files(start_jupyter):
    server = start_jupyter(
        "from jupyter_server.services.contents.manager import ContentsManager\n"
        "class Elsewhere(ContentsManager): pass\n"
        "c.ServerApp.contents_manager_class = Elsewhere\n"
    )

    started = server.call("POST", "/peach/scheduler/start")

    assert (started.status, started.json()["root_dir"]) == (200, None)
    wait_until(lambda: attached(server) == [str(server.root)], "the attachment for the server's own folder")


def test_another_version_of_the_scheduler_is_used_and_told_once(jupyter):
    warning = "is version fake, this Jupyter server has peach-lab"

    assert jupyter.log.read_text().count(warning) == 1


def test_the_scheduler_runs_in_a_session_of_its_own_without_jupyters_secrets(jupyter):
    pid, session, arguments = jupyter.state.starts()[0]
    environment = (jupyter.state.path / f"environment.{pid}").read_text()

    assert session == pid
    assert arguments == ["serve", "--state", str(jupyter.state.path), "--for-jupyter"]
    assert "JUPYTER_TOKEN" not in environment
    assert "JPY_API_TOKEN" not in environment
    assert "PEACH_PYTHON" in environment


def test_a_scheduler_that_was_killed_is_started_again_and_attached_to(start_jupyter):
    server = start_jupyter()
    first = server.state.pid()
    wait_until(lambda: attached(server), "the attachment")

    os.kill(first, signal.SIGKILL)

    wait_until(lambda: attached(server) and server.state.pid() != first, "the next scheduler, attached")
    assert len(server.state.starts()) == 2


def test_a_scheduler_that_was_shut_down_stays_down_until_it_is_started(start_jupyter):
    server = start_jupyter()
    first = server.state.pid()
    wait_until(lambda: attached(server), "the attachment")

    os.kill(first, signal.SIGTERM)
    wait_until(lambda: server.call("GET", "/peach/scheduler").json()["exit_code"] == 0, "its end is known")
    # Longer than the pause after which the next scheduler is looked for.
    time.sleep(3)
    stays = server.call("GET", "/peach/scheduler").json()["state"]
    refused = server.call("GET", "/peach/api/echo")
    started = server.call("POST", "/peach/scheduler/start")

    assert stays == "stopped"
    assert refused.status == 503
    assert refused.json()["error"]["code"] == "unreachable"
    assert "was shut down" in refused.json()["error"]["message"]
    assert "ended with exit code 0" in refused.json()["error"]["message"]
    assert len(server.state.starts()) == 2
    assert (started.status, started.json()["state"]) == (200, "running")
    wait_until(lambda: attached(server), "the attachment")


def test_a_scheduler_that_fails_to_start_is_told_with_its_log_and_its_exit_code(start_jupyter):
    server = start_jupyter("import pathlib; pathlib.Path(c.PeachLab.state_dir, 'exit-with').write_text('1')\n")

    wait_until(lambda: server.call("GET", "/peach/scheduler").json()["state"] == "stopped", "it gives up")
    status = server.call("GET", "/peach/scheduler").json()
    refused = server.call("POST", "/peach/scheduler/start")

    assert status["exit_code"] == 1
    assert "told to fail 1" in status["log_tail"]
    assert refused.status == 503
    assert "exit code 1" in refused.json()["error"]["message"]


def test_the_configuration_file_reaches_the_scheduler(start_jupyter, tmp_path):
    server = start_jupyter("c.PeachLab.config = 'peach lab.yaml'\n")
    server.state.pid()

    _, _, arguments = server.state.starts()[0]

    assert arguments[-2:] == ["--config", str(tmp_path / "jupyter" / "peach lab.yaml")]
    assert "not recognized" not in server.log.read_text()


def test_the_scheduler_outlives_the_jupyter_server_and_serves_the_next(start_jupyter):
    first = start_jupyter(name="first")
    pid = first.state.pid()
    wait_until(lambda: attached(first), "the attachment")

    first.process.send_signal(signal.SIGTERM)
    first.process.wait(30)
    second = start_jupyter(f"c.PeachLab.state_dir = {str(first.state.path)!r}\n", name="second")

    wait_until(lambda: attached(second) == [str(second.root)], "the second server alone is attached")
    assert is_alive(pid)
    assert len(first.state.starts()) == 1


def test_two_jupyter_servers_share_one_scheduler(start_jupyter):
    first = start_jupyter(name="first")
    second = start_jupyter(f"c.PeachLab.state_dir = {str(first.state.path)!r}\n", name="second")

    wait_until(lambda: sorted(attached(first)) == sorted([str(first.root), str(second.root)]), "both are attached")
