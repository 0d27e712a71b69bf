"""Finding the scheduler, or starting it."""

import asyncio
import json
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from server_support.wait_until import wait_until

import peach_lab.sidecar
from peach_lab.sidecar import SchedulerUnavailableError, Sidecar
from peach_lab.version import package_version

LOG = logging.getLogger("test")

# A scheduler outlives the one who started it: that is its purpose here.
pytestmark = pytest.mark.filterwarnings("ignore:subprocess .* is still running:ResourceWarning")


def sidecar(state, configuration=None) -> Sidecar:
    return Sidecar(state.path, configuration, LOG)


def ensure(state):
    return asyncio.run(sidecar(state).ensure())


def test_it_starts_a_scheduler_where_there_is_none(state):
    address = ensure(state)

    assert [pid for pid, _, _ in state.starts()] == [address.pid]
    assert (state.path.stat().st_mode & 0o777, (state.path / "scheduler.log").stat().st_mode & 0o777) == (0o700, 0o600)


def test_it_uses_the_scheduler_that_is_there(state):
    first = ensure(state)

    assert ensure(state) == first
    assert len(state.starts()) == 1


def test_finding_starts_none(state):
    assert asyncio.run(sidecar(state).find()) is None
    assert state.starts() == []


def test_an_address_left_behind_by_a_dead_scheduler_leads_to_a_new_one(state):
    first = ensure(state)
    os.kill(first.pid, signal.SIGKILL)

    second = ensure(state)

    assert second.pid != first.pid
    assert len(state.starts()) == 2


def test_a_scheduler_that_ended_is_not_left_as_a_zombie(state):
    shared = sidecar(state)
    pid = asyncio.run(shared.ensure()).pid

    os.kill(pid, signal.SIGTERM)

    wait_until(lambda: not Path(f"/proc/{pid}").exists(), "the process is gone")
    shared.lost("It was shut down.")
    wait_until(lambda: shared.status().exit_code == 0, "its exit code is known")


def test_an_address_of_a_process_that_is_no_scheduler_leads_to_a_new_one(state):
    first = ensure(state)
    os.kill(first.pid, signal.SIGKILL)
    other = {**state.address(), "pid": os.getpid()}
    (state.path / "scheduler.json").write_text(json.dumps(other))

    assert ensure(state).pid not in (first.pid, os.getpid())


def test_an_address_whose_secret_is_out_of_date_leads_nowhere_but_to_the_lock(state, monkeypatch):
    ensure(state)
    monkeypatch.setattr(peach_lab.sidecar, "START_DEADLINE", 0.5)
    (state.path / "scheduler.json").write_text(json.dumps({**state.address(), "token": "x" * 40}))

    with pytest.raises(SchedulerUnavailableError, match="has not answered"):
        ensure(state)


def test_an_address_file_that_others_may_read_is_refused(state):
    ensure(state)
    (state.path / "scheduler.json").chmod(0o640)

    with pytest.raises(SchedulerUnavailableError, match=r"has mode 0640.*0600"):
        ensure(state)
    assert len(state.starts()) == 1


def test_two_that_start_at_once_end_up_with_one_scheduler(state):
    async def both():
        return await asyncio.gather(sidecar(state).ensure(), sidecar(state).ensure())

    first, second = asyncio.run(both())

    assert first == second
    wait_until(lambda: len(state.starts()) == 2, "both started one")


def test_many_who_ask_one_sidecar_at_once_start_one(state):
    async def many():
        shared = sidecar(state)
        return await asyncio.gather(*(shared.ensure() for _ in range(5)))

    assert len(set(asyncio.run(many()))) == 1
    assert len(state.starts()) == 1


def test_an_owner_that_was_just_ending_is_followed_by_a_new_scheduler(state):
    state.choose("slow-lock", "1")
    lock_holder = subprocess.Popen(
        [sys.executable, os.environ["PEACH_BUNDLE"], "serve", "--state", str(state.path)], cwd=state.path
    )
    wait_until(lambda: not (state.path / "slow-lock").exists(), "the lock is taken")

    address = ensure(state)

    assert address.pid != lock_holder.pid
    assert lock_holder.wait() == 0


def test_who_only_reaches_waits_for_the_start_that_another_began(state):
    async def start_and_reach():
        shared = sidecar(state)
        starting = asyncio.ensure_future(shared.ensure())
        await asyncio.sleep(0)
        states = shared.status().state
        return states, await shared.reach(), await starting

    status, reached, started = asyncio.run(start_and_reach())

    assert (status, reached) == ("starting", started)


def test_reaching_starts_none(state):
    with pytest.raises(SchedulerUnavailableError, match=r"^The scheduler is not running\.$"):
        asyncio.run(sidecar(state).reach())
    assert state.starts() == []


def test_a_scheduler_that_fails_is_told_with_exit_code_and_log(state):
    state.choose("exit-with", "1")
    failing = sidecar(state)

    with pytest.raises(SchedulerUnavailableError, match="ended with exit code 1"):
        asyncio.run(failing.ensure())

    status = failing.status()
    assert (status.state, status.exit_code, status.version) == ("stopped", 1, None)
    assert status.log_tail == "fake scheduler: told to fail 1"


def test_a_missing_bundle_is_told_with_the_remedy(state, monkeypatch):
    monkeypatch.setenv("PEACH_BUNDLE", "/nowhere/main.cjs")

    with pytest.raises(SchedulerUnavailableError, match=r"/nowhere/main\.cjs is missing; install peach-lab again"):
        ensure(state)


def test_a_state_directory_that_can_not_be_made_is_told(state):
    state.path.write_text("a file")

    with pytest.raises(SchedulerUnavailableError, match=str(state.path)):
        ensure(state)


@pytest.mark.parametrize(("version", "warnings"), [(package_version(), 0), ("9.9.9", 1)])
def test_only_a_scheduler_of_another_version_is_warned_of(state, caplog, version, warnings):
    state.choose("version", version)

    ensure(state)

    told = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert len(told) == warnings
    assert all(package_version() in text and version in text for text in told)
