"""How a run ends, from the process's last act to the end record."""

import os
import signal
from pathlib import Path

import pytest

from .started_run import StartRun, wait_until

TASK = "def task():\n    "


def test_a_function_that_returns_is_a_success(start_run: StartRun) -> None:
    run = start_run(TASK + "print('hello')")
    end = run.end()
    assert end["status"] == "SUCCESS"
    assert (end["reason"], end["exit_code"], end["signal"], end["result"]) == (None, 0, None, None)
    assert run.log == "hello\n"


@pytest.mark.parametrize(
    ("body", "code", "reason"),
    [
        ("raise ValueError('boom')", 1, "ValueError: boom"),
        ("raise ValueError", 1, "ValueError"),
        ("raise ValueError('first\\nsecond')", 1, "ValueError: first"),
        ("import json; json.loads('{')", 1, "json.decoder.JSONDecodeError: "),
        ("import os; os._exit(3)", 3, "exit code 3"),
        ("import sys; sys.exit(5)", 5, "exit code 5"),
        ("import sys; sys.exit('no data today')", 1, "no data today"),
        ("raise KeyboardInterrupt", 1, "KeyboardInterrupt"),
        ("return undefined_name", 1, "NameError: name 'undefined_name' is not defined"),
        ("raise type('Odd', (Exception,), {'__str__': lambda self: 1 / 0})", 1, "Odd: <its message can't be shown>"),
    ],
)
def test_a_failure_says_why(start_run: StartRun, body: str, code: int, reason: str) -> None:
    end = start_run(TASK + body).end()
    assert (end["status"], end["exit_code"], end["signal"]) == ("FAILURE", code, None)
    assert end["reason"].startswith(reason)


@pytest.mark.parametrize("code", ["", "0", "None"])
def test_an_exit_without_a_code_is_a_success(start_run: StartRun, code: str) -> None:
    end = start_run(TASK + f"import sys; sys.exit({code})").end()
    assert (end["status"], end["reason"], end["exit_code"]) == ("SUCCESS", None, 0)


def test_a_syntax_error_names_cell_and_line(start_run: StartRun) -> None:
    run = start_run("x = 1", "def task():\n    x = = 1\n")
    end = run.end()
    assert end["status"] == "FAILURE"
    assert end["reason"].startswith("SyntaxError: invalid syntax")
    assert 'File "notebooks/example.ipynb, cell 2", line 2' in run.log
    assert "    x = = 1" in run.log


def test_a_missing_function_is_named(start_run: StartRun) -> None:
    end = start_run("def other(): pass").end()
    assert end["reason"] == "NameError: the cells of notebooks/example.ipynb don't define 'task'"


def test_a_segmentation_fault_is_named_and_what_was_printed_is_kept(start_run: StartRun) -> None:
    run = start_run(TASK + "import ctypes; print('before'); ctypes.string_at(0)")
    end = run.end()
    assert (end["status"], end["exit_code"], end["signal"]) == ("FAILURE", None, signal.SIGSEGV)
    assert end["reason"] == "killed by signal 11 (SIGSEGV)"
    assert run.log.startswith("before\n")
    assert "notebooks/example.ipynb, cell 1" in run.log


def test_a_kill_from_outside_is_named(start_run: StartRun) -> None:
    end = start_run(TASK + "import os, signal; os.kill(os.getpid(), signal.SIGKILL)").end()
    assert (end["status"], end["signal"]) == ("FAILURE", 9)
    assert end["reason"] == "killed by signal 9 (SIGKILL)"


def test_threads_atexit_and_an_unfinished_line_are_honoured_in_order(start_run: StartRun) -> None:
    source = """
import atexit, threading, time
def late():
    while threading.main_thread().is_alive(): time.sleep(0.01)
    print('thread')
def task():
    atexit.register(print, 'atexit', end='')
    threading.Thread(target=late).start()
    print('function')
"""
    run = start_run(source)
    assert run.end()["status"] == "SUCCESS"
    assert run.log == "function\nthread\natexit"


def test_files_left_open_are_written_out(start_run: StartRun) -> None:
    cell = """
import writer
class Note:
    def __del__(self): print('note', len(str(writer)) > 0)
note = Note()
out = open('cell.txt', 'w')
def task():
    out.write('from the cell'); writer.out.write('from the module')
"""
    run = start_run(cell, files={"writer.py": "out = open('module.txt', 'w')"})
    assert run.end()["status"] == "SUCCESS"
    notebooks = run.checkout / "notebooks"
    assert (notebooks / "cell.txt").read_text() == "from the cell"
    assert (notebooks / "module.txt").read_text() == "from the module"
    assert run.log == "note True\n"


@pytest.mark.parametrize("deed", ["del sys.modules[newest]", "sys.modules['odd'] = None"])
def test_files_are_written_out_whatever_became_of_the_table_of_modules(start_run: StartRun, deed: str) -> None:
    cell = f"""
import sys
newest = next(reversed(sys.modules))
import writer
def task():
    writer.out.write('from the module')
    {deed}
"""
    run = start_run(cell, files={"writer.py": "out = open('module.txt', 'w')"})
    assert run.end()["status"] == "SUCCESS"
    assert (run.checkout / "notebooks" / "module.txt").read_text() == "from the module"


@pytest.mark.parametrize(
    ("value", "result"),
    [
        ("{'score': 0.5, 'names': ['a', None, True]}", {"score": 0.5, "names": ["a", None, True]}),
        ("'grün'", "grün"),
        ("0", 0),
        ("object()", None),
        ("float('nan')", None),
        ("'x' * 65535", None),
        ("'x' * 65534", "x" * 65534),
        ("list(range(10**6))", None),
        ("__import__('numpy').float64(0.25)", 0.25),
        ("{'weights': __import__('numpy').arange(3)}", {"weights": [0, 1, 2]}),
        ("__import__('numpy').zeros(10**6)", None),
    ],
)
def test_a_json_result_of_up_to_64_kib_is_kept(start_run: StartRun, value: str, result: object) -> None:
    end = start_run(TASK + f"return {value}").end()
    assert (end["status"], end["result"]) == ("SUCCESS", result)


def test_an_array_too_large_to_keep_is_not_even_asked(start_run: StartRun) -> None:
    source = """
class Large:
    nbytes = 10**9
    def tolist(self): print('asked')
def task(): return [Large()]
"""
    run = start_run(source)
    assert (run.end()["result"], run.log) == (None, "")


def test_a_child_that_runs_on_to_the_end_tells_nothing(start_run: StartRun) -> None:
    source = """
import os
def task():
    if os.fork():
        os.wait()
        os._exit(0)
    return 'child'
"""
    assert start_run(source).end()["result"] is None


def test_time_memory_and_size_are_measured(start_run: StartRun) -> None:
    source = """
import subprocess, sys
def task():
    subprocess.run([sys.executable, '-c', 'b = bytearray(150 << 20); print(sum(range(3_000_000)))'], check=True)
"""
    run = start_run(source)
    end = run.end()
    assert end["peak_memory"] > 150 << 20
    assert 0.01 < end["cpu_seconds"] < 60
    assert end["started_at"] < end["ended_at"]
    assert end["log_bytes"] == len(run.log.encode()) == len("4499998500000\n")


def test_a_timeout_ends_the_run(start_run: StartRun) -> None:
    run = start_run(TASK + "import time; print('up'); time.sleep(600)", timeout=5)
    end = run.end()
    assert (end["status"], end["reason"], end["signal"]) == ("TIMED_OUT", "timed out after 5 s", signal.SIGTERM)
    assert run.log == "up\n"


def test_a_stopped_main_process_times_out_too(start_run: StartRun) -> None:
    end = start_run(TASK + "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)", timeout=0.3).end()
    assert (end["status"], end["signal"]) == ("TIMED_OUT", signal.SIGTERM)


def test_a_run_that_cleans_up_within_the_grace_is_still_timed_out(start_run: StartRun) -> None:
    source = """
import signal, sys, time
def bye(*_): print('cleaned up'); sys.exit(0)
def task():
    signal.signal(signal.SIGTERM, bye); time.sleep(600)
"""
    run = start_run(source, timeout=5, grace=20)
    end = run.end()
    assert (end["status"], end["exit_code"]) == ("TIMED_OUT", 0)
    assert run.log == "cleaned up\n"


def test_a_stop_carries_its_reason(start_run: StartRun) -> None:
    run = start_run(TASK + "import time; print('up'); time.sleep(600)")
    run.wait_for_log("up")
    run.stop("stopped by ada")
    end = run.end()
    assert (end["status"], end["reason"]) == ("KILLED", "stopped by ada")


def test_a_stop_right_after_the_claim_is_not_lost(start_run: StartRun) -> None:
    run = start_run(TASK + "import time; time.sleep(600)")
    while not (run.folder / "claim").exists():
        pass  # no pause: the supervisor is not listening yet for a few milliseconds
    run.stop("stopped by ada")
    end = run.end()
    assert (end["status"], end["reason"]) == ("KILLED", "stopped by ada")


def test_a_stop_that_comes_after_the_end_changes_nothing(start_run: StartRun) -> None:
    source = """
import os, subprocess, time
def task():
    subprocess.Popen(['sleep', '600'])
    print('up')
    while not os.path.exists('go'): time.sleep(0.005)
"""
    run = start_run(source)
    run.wait_for_log("up")
    main = children(run.supervisor.pid)[0]
    run.supervisor.send_signal(signal.SIGSTOP)
    (run.checkout / "notebooks" / "go").touch()
    wait_until(lambda: "Z" in Path(f"/proc/{main}/stat").read_text(), "the main process has ended")
    run.stop("too late")
    run.supervisor.send_signal(signal.SIGCONT)
    assert run.end()["status"] == "SUCCESS"


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_a_signal_without_a_request_says_so(start_run: StartRun) -> None:
    run = start_run(TASK + "import time; print('up'); time.sleep(600)")
    run.wait_for_log("up")
    run.supervisor.send_signal(signal.SIGTERM)
    end = run.end()
    assert (end["status"], end["reason"]) == ("KILLED", "stopped by signal 15 (SIGTERM)")


def test_a_defect_of_the_supervisor_becomes_an_end_record(start_run: StartRun) -> None:
    run = start_run(TASK + "import time; time.sleep(600)", notes=[1])
    end = run.end()
    assert end["status"] == "FAILURE"
    assert end["reason"].startswith("its supervisor failed: AttributeError")
    assert run.processes() == []
    assert "Traceback" in (run.folder / "supervisor.log").read_text()


def test_a_working_directory_that_is_gone_is_a_failure(start_run: StartRun) -> None:
    end = start_run(TASK + "pass", working_directory="/nowhere/at/all").end()
    assert end["reason"] == "FileNotFoundError: [Errno 2] No such file or directory: '/nowhere/at/all'"


def test_nothing_but_the_files_of_the_protocol_stays(start_run: StartRun) -> None:
    run = start_run(TASK + "return 1")
    run.end()
    files = {"specification.json", "claim", "log", "log.index", "end.json", "supervisor.log"}
    assert set(os.listdir(run.folder)) == files
