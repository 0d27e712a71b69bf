"""Runs from a warm parent: as good as alone, and nothing of one reaches another."""

import os
import re
import signal
import time
from pathlib import Path

import pytest

from peach_lab.runner.claim import Claimant, WarmParentIdentity

from .full_file_system import full_file_system
from .started_run import is_dead, wait_until
from .warm_parent_process import StartParent, WarmParentProcess, children_of

WAIT = "import time\ndef task():\n    print('up', flush=True)\n    time.sleep(600)"


def make_module(folder: Path, name: str, source: str) -> str:
    path = folder / (name.replace(".", "/") + ".py")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source)
    return str(folder)


def test_the_first_run_does_not_wait_until_the_parent_is_warm(start_parent: StartParent) -> None:
    parent = start_parent([])
    assert parent.run("def task():\n    return 1").end()["result"] == 1


def test_runs_follow_one_another_each_in_a_process_of_its_own(start_parent: StartParent) -> None:
    parent = start_parent([])
    parent.warmed()
    source = "import os\ndef task():\n    return [os.getpid(), os.getppid(), os.getsid(0)]"
    ends = [parent.run(source).end()["result"] for _ in range(5)]
    assert len({pid for pid, _, _ in ends}) == 5
    assert all(session == pid for pid, _, session in ends)
    assert parent.process.pid not in {supervisor for _, supervisor, _ in ends}


def test_runs_at_once_don_t_wait_for_one_another(start_parent: StartParent) -> None:
    parent = start_parent([])
    waiting = [parent.run(WAIT) for _ in range(3)]
    for run in waiting:
        run.wait_for_log("up")
    assert parent.run("def task():\n    return 'quick'").end()["result"] == "quick"


def test_nothing_that_a_run_changes_reaches_the_next(start_parent: StartParent) -> None:
    parent = start_parent([])
    parent.warmed()
    spoil = (
        "import builtins, json, os, signal, sys, threading\n"
        "def task():\n"
        "    os.environ['LEFT'] = sys.argv[0] = json.left = builtins.left = 'x'\n"
        "    os.chdir('/'); os.umask(0o777); sys.path.append('/left'); sys.modules['left'] = json\n"
        "    signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    )
    look = (
        "import builtins, json, os, signal, sys\n"
        "def task():\n"
        "    umask = os.umask(0)\n"
        "    return [os.environ.get('LEFT'), hasattr(json, 'left'), hasattr(builtins, 'left'), '/left' in sys.path,\n"
        "            'left' in sys.modules, os.path.basename(os.getcwd()), sys.argv, umask == 0o777,\n"
        "            signal.getsignal(signal.SIGTERM) == signal.SIG_DFL,\n"
        "            signal.getsignal(signal.SIGCHLD) == signal.SIG_DFL, signal.pthread_sigmask(0, []) == set()]\n"
    )
    assert parent.run(spoil).end()["status"] == "SUCCESS"
    found = parent.run(look).end()["result"]
    assert found == [
        None,
        False,
        False,
        False,
        False,
        "notebooks",
        ["notebooks/example.ipynb"],
        False,
        True,
        True,
        True,
    ]


def test_the_standard_streams_are_a_run_s_own(start_parent: StartParent) -> None:
    parent = start_parent([])
    parent.warmed()
    source = (
        "import os, stat, sys\n"
        "def task():\n"
        "    for number in range(3):\n"
        "        print(number); print(number, file=sys.stderr)\n"
        "    pipes = [stat.S_ISFIFO(os.fstat(number).st_mode) for number in (1, 2)]\n"
        "    streams = (sys.stdin, sys.stdout, sys.stderr)\n"
        "    return [pipes, [s.fileno() for s in streams], [s.seekable() for s in streams[1:]], sys.stdin.read()]\n"
    )
    run = parent.run(source)
    assert run.end()["result"] == [[True, True], [0, 1, 2], [False, False], ""]
    assert run.log == "0\n0\n1\n1\n2\n2\n"
    assert [stream for _, _, stream in run.index()] == [0, 1] * 3
    standard = [os.readlink(f"/proc/{parent.process.pid}/fd/{number}") for number in range(3)]
    assert not any(target.startswith("pipe:") for target in standard)


def test_code_and_secrets_of_a_run_are_nowhere_in_the_parent(start_parent: StartParent) -> None:
    parent = start_parent([])
    parent.warmed()
    secret = "hunter" + "2" * 9
    run = parent.run(WAIT + f"  # {secret}", args={}, variables={"TOKEN": secret, "PATH": os.environ["PATH"]})
    run.wait_for_log("up")
    spare = parent.warmed()
    assert holds(run.claim()["pid"], secret)
    assert not any(holds(pid, secret) for pid in (parent.process.pid, spare, *children_of(spare)))


def holds(pid: int, text: str) -> bool:
    """Whether the memory that the process may write to holds `text`."""
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in maps:
            area = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
            if area:
                begin, end = (int(place, 16) for place in area.groups())
                memory.seek(begin)
                if text.encode() in memory.read(end - begin):
                    return True
    return False


def test_random_numbers_differ_from_run_to_run(start_parent: StartParent, tmp_path: Path) -> None:
    numpy_alike = "state = 0\ndef seed():\n    global state\n    import os\n    state = os.urandom(8).hex()\n"
    make_module(tmp_path / "modules", "numpy.random", numpy_alike)
    path = make_module(tmp_path / "modules", "numpy.__init__", "from . import random\n")
    parent = start_parent(["numpy"], PYTHONPATH=path)
    parent.warmed()
    source = (
        "import random, uuid, numpy\ndef task():\n    return [random.random(), str(uuid.uuid4()), numpy.random.state]"
    )
    ends = [parent.run(source).end()["result"] for _ in range(3)]
    assert all(len({str(end[place]) for end in ends}) == 3 for place in range(3))


def test_modules_are_there_before_a_run_asks(start_parent: StartParent, tmp_path: Path) -> None:
    path = make_module(tmp_path / "modules", "ahead", "import os\nimported_by = os.getpid()\n")
    parent = start_parent(["ahead"], PYTHONPATH=path)
    parent.warmed()
    assert parent.run("import ahead\ndef task():\n    return ahead.imported_by").end()["result"] == parent.process.pid


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (
            "import threading, time\nthreading.Thread(target=time.sleep, args=(600,), daemon=True).start()",
            "starts threads",
        ),
        ("import os\nos.kill(os.getpid(), 9)", "importing it fails"),
        ("raise ValueError('no')", "importing it fails"),
    ],
)
def test_a_module_that_can_t_be_imported_ahead_is_told_and_left_out(
    start_parent: StartParent, tmp_path: Path, source: str, words: str
) -> None:
    path = make_module(tmp_path / "modules", "odd", source)
    parent = start_parent(["odd"], PYTHONPATH=path)
    parent.warmed()
    assert parent.run("import sys\ndef task():\n    return 'odd' in sys.modules").end()["result"] is False
    notices = [message["notice"] for message in parent.messages() if "notice" in message]
    assert len(notices) == 1
    assert words in notices[0]


def test_a_run_is_marked_where_others_look_for_it(start_parent: StartParent) -> None:
    parent = start_parent([])
    run = parent.run("import os, time\ndef task():\n    os.fork()\n    print('up', flush=True)\n    time.sleep(600)")
    run.wait_for_log("up")
    wait_until(lambda: len(run.processes()) == 3, "supervisor, main process and its child are marked")


def test_an_end_is_told_when_the_supervisor_is_gone(start_parent: StartParent) -> None:
    parent = start_parent([])
    run = parent.run("def task(): pass")
    run.end()
    wait_until(lambda: {"folder": str(run.folder), "status": 0} in parent.messages(), "the end is told")


def test_a_run_that_was_claimed_before_is_not_started(start_parent: StartParent) -> None:
    parent = start_parent([])
    run = parent.run("def task():\n    print('ran')")
    run.end()
    parent.ask(run.folder)
    wait_until(lambda: sum("status" in message for message in parent.messages()) == 2, "the second is gone")
    assert run.log == "ran\n"


def test_a_folder_that_is_gone_costs_nothing(start_parent: StartParent, tmp_path: Path) -> None:
    parent = start_parent([])
    parent.ask(tmp_path / "nowhere")
    wait_until(lambda: {"folder": str(tmp_path / "nowhere"), "status": 1} in parent.messages(), "it is told")
    assert parent.run("def task():\n    return 1").end()["result"] == 1


@pytest.mark.parametrize("below", [False, True], ids=["the spare", "the process below it"])
def test_a_spare_that_somebody_kills_is_replaced(start_parent: StartParent, below: bool) -> None:
    parent = start_parent([])
    spare = parent.warmed()
    killed = children_of(spare)[0] if below else spare
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: is_dead(killed), "it is dead: a run that it had already got would be the one that is killed")
    assert parent.run("def task():\n    return 1").end()["result"] == 1
    assert parent.run("def task():\n    return 2").end()["result"] == 2


def test_what_a_killed_supervisor_leaves_is_ended_and_its_end_written(start_parent: StartParent) -> None:
    parent = start_parent([])
    run = parent.run(
        "import os, signal, time\n"
        "def task():\n"
        "    signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "    for _ in range(5):\n"
        "        if os.fork() == 0:\n"
        "            os.setsid()\n"
        "            if os.fork():\n"
        "                os._exit(0)\n"
        "            time.sleep(600)\n"
        "    print('up', flush=True)\n"
        "    time.sleep(600)"
    )
    neighbour = parent.run(WAIT)
    run.wait_for_log("up")
    neighbour.wait_for_log("up")
    os.kill(run.claim()["pid"], signal.SIGKILL)
    end = run.end()
    assert (end["status"], end["reason"], end["log_bytes"]) == ("FAILURE", "its supervisor was killed", 3)
    assert run.processes() == []
    assert len(neighbour.processes()) == 2


def test_the_end_of_a_killed_supervisor_waits_for_room_on_the_disk(tmp_path: Path) -> None:
    with full_file_system(tmp_path) as disk:
        parent = WarmParentProcess(disk.path / "parent", None, {})
        try:
            run = parent.run(WAIT)
            run.wait_for_log("up\n")
            disk.fill()
            os.kill(run.claim()["pid"], signal.SIGKILL)
            wait_until(lambda: any("status" in message for message in parent.messages()), "its end is told")
            parent.hang_up()
            time.sleep(1)
            assert not (run.folder / "end.json").exists()
            assert parent.process.poll() is None

            disk.empty()

            wait_until((run.folder / "end.json").exists, "the end is written")
            assert run.record()["reason"] == "its supervisor was killed"
            assert parent.process.wait(10) == 0
        finally:
            parent.clean_up()


def test_a_supervisor_that_its_task_stops_holds_its_limit(start_parent: StartParent) -> None:
    parent = start_parent([])
    stopping = "os.kill(os.getppid(), signal.SIGSTOP); time.sleep(0.05)"
    source = f"import os, signal, time\ndef task():\n    while True:\n        {stopping}"
    end = parent.run(source, timeout=1).end()
    assert (end["status"], end["reason"]) == ("TIMED_OUT", "timed out after 1 s")


def test_without_a_scheduler_it_waits_for_its_runs_and_ends(start_parent: StartParent, tmp_path: Path) -> None:
    parent = start_parent([])
    parent.warmed()
    gate = tmp_path / "gate"
    look = f"while not os.path.exists({str(gate)!r}): time.sleep(0.01)"
    run = parent.run(f"import os, time\ndef task():\n    print('up', flush=True)\n    {look}")
    run.wait_for_log("up")
    parent.hang_up()
    wait_until(lambda: len(children_of(parent.process.pid)) == 1, "the spare is gone")
    assert parent.process.poll() is None
    gate.touch()
    assert run.record()["status"] == "SUCCESS"
    assert parent.process.wait(30) == 0
    assert parent.said.read_bytes() == b""


def test_many_runs_leave_nothing_behind(start_parent: StartParent) -> None:
    parent = start_parent([])
    parent.warmed()

    def state() -> tuple[int, int]:
        descriptors = len(os.listdir(f"/proc/{parent.process.pid}/fd"))
        pages = int(Path(f"/proc/{parent.process.pid}/statm").read_text().split()[1])
        return descriptors, pages

    for _ in range(5):
        parent.run("def task(): pass").end()
    parent.warmed()
    descriptors, pages = state()
    for _ in range(60):
        parent.run("def task(): pass").end()
    wait_until(lambda: len(children_of(parent.process.pid)) == 1, "only a spare is left")
    wait_until(lambda: state()[0] == descriptors, "no descriptor is left")
    assert state()[1] - pages < 64


def test_nobody_is_left_of_a_supervisor_without_a_run(start_parent: StartParent) -> None:
    parent = start_parent([])
    run = parent.run("def task(): pass")
    run.end()
    parent.ask(run.folder)
    wait_until(lambda: sum("status" in message for message in parent.messages()) == 2, "the second is gone")
    spare = parent.warmed()
    wait_until(lambda: children_of(parent.process.pid) == [spare], "nobody but a spare is left")


def test_a_supervisor_whose_warm_parent_is_dead_claims_nothing(tmp_path: Path) -> None:
    dead, living = WarmParentIdentity(), WarmParentIdentity()
    living.pid = os.getppid()
    assert not Claimant(dead).take(str(tmp_path))
    assert list(tmp_path.iterdir()) == []
    assert Claimant(living).take(str(tmp_path))
