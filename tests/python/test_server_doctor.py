"""`GET peach/doctor`: what `peach doctor` finds, over real HTTP, with and without a scheduler."""

import asyncio
import json
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from server_support.jupyter_server import REPOSITORY
from server_support.state_dir import is_alive
from server_support.wait_until import wait_until

from peach_lab.examination import Examination

REPORT = {
    "checks": [
        {"name": "git", "half": "scheduler", "state": "problem", "found": "none", "remedy": "run `apt install git`"}
    ]
}


def looks(server):
    """What the doctor was asked, one entry a look."""
    file = server.state.path / "looks"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def test_it_answers_what_the_command_prints_for_this_servers_state_and_folder(start_jupyter):
    server = start_jupyter("c.PeachLab.config = '/etc/peach.yaml'\n")

    answer = server.call("GET", "/peach/doctor")

    assert (answer.status, answer.json()) == (200, REPORT)
    assert answer.headers["Content-Type"].startswith("application/json")
    (look,) = looks(server)
    assert look["arguments"] == [
        "doctor", "--json", "--state", str(server.state.path), "--config", "/etc/peach.yaml"
    ]  # fmt: skip
    assert look["folder"] == str(server.root)


def test_it_answers_where_no_scheduler_can_be_started(start_jupyter):
    server = start_jupyter()
    pid = server.state.pid()
    server.state.choose("exit-with", "1")
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: server.call("GET", "/peach/scheduler").json()["state"] == "stopped", "no scheduler")

    assert server.call("GET", "/peach/doctor").json() == REPORT


def test_who_asks_while_a_look_is_under_way_gets_its_report(state, tmp_path):
    state.path.mkdir()
    examination = Examination(state.path, None, str(tmp_path))

    async def ask(times):
        return await asyncio.gather(*(examination.report() for _ in range(times)))

    async def ask_twice():
        return await ask(3), await ask(1)

    assert asyncio.run(ask_twice()) == ([REPORT] * 3, [REPORT])
    assert len((state.path / "looks").read_text().splitlines()) == 2


def test_one_that_takes_too_long_is_ended_with_all_it_started(start_jupyter):
    server = start_jupyter("import peach_lab.examination\npeach_lab.examination.TIME_LIMIT = 1.0\n")
    server.state.choose("doctor-slow", "")

    answer = server.call("GET", "/peach/doctor")

    assert answer.status == 500
    assert answer.json()["error"]["code"] == "internal"
    assert answer.json()["error"]["message"].startswith("It was given up after 1 s; run `peach doctor` in a terminal")
    child = int((server.state.path / "doctor-child").read_text())
    wait_until(lambda: not is_alive(looks(server)[0]["pid"]) and not is_alive(child), "nothing left of it")
    (server.state.path / "doctor-slow").unlink()
    assert server.call("GET", "/peach/doctor").json() == REPORT


def test_one_that_breaks_says_its_last_words(start_jupyter):
    server = start_jupyter()
    server.state.choose("doctor-exit", "70")

    answer = server.call("GET", "/peach/doctor")

    assert answer.status == 500
    assert answer.json()["error"] == {
        "code": "internal",
        "message": "`peach doctor` ended with exit code 70: fake doctor: broke",
        "details": None,
    }


def test_a_program_that_is_missing_is_told_with_the_remedy(start_jupyter):
    server = start_jupyter("import os\nos.environ['PEACH_BUNDLE'] = '/nowhere/main.cjs'\n")

    answer = server.call("GET", "/peach/doctor")

    assert answer.status == 503
    assert answer.json()["error"]["code"] == "unreachable"
    assert "/nowhere/main.cjs is missing; install peach-lab again" in answer.json()["error"]["message"]


def test_a_server_that_ends_ends_the_look(start_jupyter):
    server = start_jupyter()
    server.state.choose("doctor-slow", "")
    with ThreadPoolExecutor(1) as pool:
        pool.submit(server.call, "GET", "/peach/doctor")
        (look,) = wait_until(lambda: looks(server), "a look")

        server.process.terminate()
        server.process.wait(20)

    wait_until(lambda: not is_alive(look["pid"]), "nothing left of it")


AUTHORIZER = """
from jupyter_server.auth import Authorizer
class ReadOnly(Authorizer):
    def is_authorized(self, handler, user, action, resource):
        return resource != 'peach_lab' or action == 'read'
c.ServerApp.authorizer_class = ReadOnly
"""


def test_who_may_only_read_may_not_run_it(start_jupyter):
    server = start_jupyter(AUTHORIZER)

    answer = server.call("GET", "/peach/doctor")

    assert answer.status == 403
    assert "execute peach_lab" in answer.json()["error"]["message"]
    assert looks(server) == []


BUNDLE = REPOSITORY / "peach_lab" / "scheduler" / "main.cjs"


@pytest.mark.skipif(not BUNDLE.exists(), reason="the scheduler is not built")
def test_the_real_doctor(start_jupyter):
    server = start_jupyter(f"import os\nos.environ['PEACH_BUNDLE'] = {str(BUNDLE)!r}\ndel os.environ['PEACH_NODE']\n")
    wait_until(lambda: server.call("GET", "/peach/scheduler").json()["state"] == "running", "a scheduler")
    pid = server.state.pid()
    try:
        report = server.call("GET", "/peach/doctor").json()
    finally:
        os.kill(pid, signal.SIGTERM)

    found = {check["name"]: check for check in report["checks"]}
    assert {"package", "server extension", "state directory", "scheduler", "git"} <= set(found)
    assert found["scheduler"]["state"] == "ok"
    assert str(Path(server.state.path)) in found["state directory"]["found"]
