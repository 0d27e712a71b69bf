"""Each way to end has its own status, as the interpreter or the kernel would tell it."""

import signal
import sys

import pytest

from .started_run import StartRun

TASK = "def task():\n    import atexit, ctypes, os, resource, signal, sys, threading, time\n    "


@pytest.mark.parametrize(
    ("code", "exit_code", "reason"),
    [
        ("5", 5, "exit code 5"),
        ("True", 1, "exit code 1"),
        ("255", 255, "exit code 255"),
        ("300", 44, "exit code 44: all that is kept of sys.exit(300)"),
        ("-1", 255, "exit code 255: all that is kept of sys.exit(-1)"),
        ("2**70", 255, f"exit code 255: all that is kept of sys.exit({2**70})"),
        ("'msg'", 1, "msg"),
        ("['a']", 1, "['a']"),
        ("type('Odd', (), {'__str__': lambda self: 1 / 0})()", 1, "sys.exit with what can't be shown"),
    ],
)
def test_an_exit_has_the_code_that_a_shell_would_see(
    start_run: StartRun, code: str, exit_code: int, reason: str
) -> None:
    end = start_run(TASK + f"sys.exit({code})").end()
    assert (end["status"], end["exit_code"], end["signal"], end["reason"]) == ("FAILURE", exit_code, None, reason)


@pytest.mark.parametrize("code", ["0", "None", "False", ""])
def test_an_exit_with_zero_is_a_success(start_run: StartRun, code: str) -> None:
    end = start_run(TASK + f"sys.exit({code})").end()
    assert (end["status"], end["exit_code"], end["reason"]) == ("SUCCESS", 0, None)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGKILL", "SIGHUP", "SIGUSR1", "SIGABRT", "SIGQUIT", "SIGALRM", "SIGSYS"])
def test_a_signal_is_named(start_run: StartRun, name: str) -> None:
    number = getattr(signal, name)
    end = start_run(TASK + f"os.kill(os.getpid(), {int(number)}); time.sleep(600)").end()
    assert (end["status"], end["exit_code"], end["signal"]) == ("FAILURE", None, number)
    assert end["reason"].startswith(f"killed by signal {int(number)} ({name})")


def test_a_used_up_limit_of_cpu_time_is_explained(start_run: StartRun) -> None:
    end = start_run(TASK + "resource.setrlimit(resource.RLIMIT_CPU, (1, 5))\n    while True: pass").end()
    assert (end["status"], end["signal"]) == ("FAILURE", signal.SIGXCPU)
    assert end["reason"].startswith("killed by signal 24 (SIGXCPU) (used up its limit of CPU time: ")


@pytest.mark.parametrize(("body", "number"), [("os.abort()", signal.SIGABRT), ("ctypes.string_at(0)", signal.SIGSEGV)])
def test_a_crash_leaves_a_traceback_in_the_log(start_run: StartRun, body: str, number: int) -> None:
    run = start_run(TASK + body)
    end = run.end()
    assert (end["status"], end["signal"]) == ("FAILURE", number)
    assert "Fatal Python error: " in run.log
    assert "notebooks/example.ipynb, cell 1" in run.log


def test_an_endless_recursion_is_an_error_with_a_short_traceback(start_run: StartRun) -> None:
    run = start_run("def task():\n    task()")
    end = run.end()
    assert (end["status"], end["exit_code"]) == ("FAILURE", 1)
    assert end["reason"].startswith("RecursionError: maximum recursion depth exceeded")
    assert "Previous line repeated" in run.log


def test_an_overflow_of_the_stack_is_a_segmentation_fault(start_run: StartRun) -> None:
    source = """
import json, resource, sys
def task():
    sys.setrecursionlimit(10**6)
    resource.setrlimit(resource.RLIMIT_STACK, (65536, resource.getrlimit(resource.RLIMIT_STACK)[1]))
    json.loads('[' * 100_000)
"""
    run = start_run(source)
    end = run.end()
    assert (end["status"], end["signal"], end["reason"]) == ("FAILURE", 11, "killed by signal 11 (SIGSEGV)")
    assert "Fatal Python error: Segmentation fault" in run.log


@pytest.mark.skipif(sys.version_info < (3, 11), reason="the interpreter has no exception groups")
def test_an_exception_group_is_shown_whole(start_run: StartRun) -> None:
    run = start_run(TASK + "raise ExceptionGroup('two', [ValueError('first'), KeyError('second')])")
    end = run.end()
    assert (end["status"], end["reason"]) == ("FAILURE", "ExceptionGroup: two (2 sub-exceptions)")
    assert "ValueError: first" in run.log
    assert "KeyError: 'second'" in run.log


@pytest.mark.parametrize("body", ["raise KeyboardInterrupt", "os.kill(os.getpid(), signal.SIGINT); time.sleep(600)"])
def test_an_interrupt_is_a_failure(start_run: StartRun, body: str) -> None:
    end = start_run(TASK + body).end()
    assert (end["status"], end["reason"]) == ("FAILURE", "KeyboardInterrupt")


@pytest.mark.parametrize("raised", ["SystemExit(4)", "ValueError('lost')"])
def test_what_a_thread_raises_ends_only_that_thread(start_run: StartRun, raised: str) -> None:
    body = f"""def work(): raise {raised}
    thread = threading.Thread(target=work); thread.start(); thread.join()
    return 'main'"""
    run = start_run(TASK + body)
    end = run.end()
    assert (end["status"], end["result"]) == ("SUCCESS", "main")
    assert ("ValueError: lost" in run.log) == raised.startswith("ValueError")


def test_a_result_that_can_not_be_pickled_is_a_success_without_a_result(start_run: StartRun) -> None:
    end = start_run(TASK + "return threading.Lock()").end()
    assert (end["status"], end["result"]) == ("SUCCESS", None)


@pytest.mark.parametrize("kind", ["Exception", "BaseException"])
@pytest.mark.parametrize("body", ["1 / 0", "sys.exit(0)", "raise KeyboardInterrupt"])
def test_an_exception_that_can_not_be_shown_is_named(start_run: StartRun, kind: str, body: str) -> None:
    source = f"""
import sys
class Odd({kind}):
    def __str__(self): {body}
def task(): raise Odd
"""
    run = start_run(source)
    end = run.end()
    assert (end["status"], end["exit_code"]) == ("FAILURE", 1)
    assert end["reason"] == "Odd: <its message can't be shown>"
    assert "Odd" in run.log


@pytest.mark.parametrize("setting", ["sys.stderr.close()", "sys.stderr = None", "sys.stderr = 5"])
def test_a_failure_is_told_though_stderr_is_gone(start_run: StartRun, setting: str) -> None:
    run = start_run(TASK + f"{setting}; raise ValueError('boom')")
    end = run.end()
    assert (end["status"], end["exit_code"], end["reason"]) == ("FAILURE", 1, "ValueError: boom")
    assert "ValueError: boom" in run.log


@pytest.mark.parametrize("raised", ["ValueError('late')", "SystemExit(3)", "KeyboardInterrupt"])
def test_a_failing_atexit_changes_nothing(start_run: StartRun, raised: str) -> None:
    body = f"""def late(): raise {raised}
    atexit.register(print, 'after')
    atexit.register(late)
    return 'done'"""
    run = start_run(TASK + body)
    end = run.end()
    assert (end["status"], end["result"]) == ("SUCCESS", "done")
    assert "after\n" in run.log


def test_an_atexit_that_leaves_has_the_last_word(start_run: StartRun) -> None:
    end = start_run(TASK + "atexit.register(os._exit, 7)").end()
    assert (end["status"], end["exit_code"]) == ("FAILURE", 7)


def test_daemon_threads_that_print_do_not_hinder_the_end(start_run: StartRun) -> None:
    body = """def chatter():
        while True: print('x' * 1000)
    for _ in range(8): threading.Thread(target=chatter, daemon=True).start()
    print('main')"""
    run = start_run(TASK + body)
    assert run.end()["status"] == "SUCCESS"
    assert "main" in run.log


@pytest.mark.parametrize(
    ("program", "status", "code"), [("exit 0", "SUCCESS", 0), ("echo there; exit 9", "FAILURE", 9)]
)
def test_another_program_in_its_place_ends_the_run(start_run: StartRun, program: str, status: str, code: int) -> None:
    run = start_run(TASK + f"print('here', flush=True); os.execv('/bin/sh', ['sh', '-c', {program!r}])")
    end = run.end()
    assert (end["status"], end["exit_code"]) == (status, code)
    assert run.log == ("here\nthere\n" if code else "here\n")
