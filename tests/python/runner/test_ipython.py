"""Cells with IPython syntax."""

import subprocess
import sys
from pathlib import Path

import pytest

from .started_run import StartedRun, StartRun

TASK = "def task(): return x"


@pytest.fixture
def start(start_run: StartRun):
    def start(*sources: str, **changes: object) -> StartedRun:
        return start_run(*sources, ipython=True, **changes)

    return start


def test_magics_and_commands_work(start) -> None:
    run = start("%time x = 1\n!echo $x {x + 1}", "names = !echo a b", "def task(): return [x, list(names)]")
    assert run.end()["result"] == [1, ["a b"]]
    assert "Wall time" in run.log
    assert "1 2" in run.log


def test_nothing_is_echoed_or_coloured_or_kept(start) -> None:
    run = start("%%capture\nprint('hidden')", "x = 1\nx\n'echo'", "x?", TASK)
    assert run.end()["status"] == "SUCCESS"
    assert "echo" not in run.log
    assert "hidden" not in run.log
    assert "int" in run.log
    assert "\x1b" not in run.log
    assert not run.temporary.exists()


def test_top_level_await_and_async_functions_work(start) -> None:
    source = "import asyncio\nloop = asyncio.get_running_loop()\nawait asyncio.sleep(0)"
    run = start(source, "%time x = 2", "async def task(): return [x, asyncio.get_running_loop() is loop]")
    assert run.end()["result"] == [2, True]


@pytest.mark.parametrize(
    ("cell", "reason", "line"),
    [
        (
            "x = 1\n%time y = 2\nraise ValueError('boom')",
            "ValueError: boom",
            "line 3, in <module>\n    raise ValueError('boom')",
        ),
        (
            "%%time\nx = 1\n\nraise ValueError('boom')",
            "ValueError: boom",
            "line 4, in <module>\n    raise ValueError('boom')",
        ),
        (
            "%%capture\n\nraise ValueError('boom')",
            "ValueError: boom",
            "line 3, in <module>\n    raise ValueError('boom')",
        ),
        ("%%capture\n%%time\nx = 1\n1 / 0", "ZeroDivisionError: division by zero", "line 4, in <module>\n    1 / 0"),
        ("%time 1 / 0", "ZeroDivisionError: division by zero", "cell 1"),
        ("x = = 1", "SyntaxError: invalid syntax", "x = = 1"),
        ("%no_such_magic", "UsageError: Line magic function `%no_such_magic` not found.", ""),
        ("x = 1\n!exit 3", "CommandFailedError: exit code 3 of: exit 3", "line 2, in <module>\n    !exit 3"),
        ("!false\nx = 1", "CommandFailedError: exit code 1 of: false", "line 1, in <module>\n    !false"),
        ("!no-such-command", "exit code 127 of: no-such-command", ""),
        ("x = !echo why; exit 3", "CommandFailedError: exit code 3 of: echo why; exit 3", "why\n"),
        ("!!exit 3", "exit code 3 of: exit 3", "line 1, in <module>\n    !!exit 3"),
        ("%sx exit 3", "exit code 3 of: exit 3", ""),
        ("x = %sx exit 3", "exit code 3 of: exit 3", ""),
        ("%sc x=exit 3", "exit code 3 of: exit 3", ""),
        ("%%sx\nexit 3", "exit code 3 of: exit 3", ""),
        ("get_ipython().system('exit 3')", "exit code 3 of: exit 3", ""),
        ("get_ipython().getoutput('exit 3')", "exit code 3 of: exit 3", ""),
        ("%%capture\n!exit 3", "exit code 3 of: exit 3", ""),
        ("%ls no-such-file", "exit code 2 of: ls", ""),
        ("%%bash\nexit 3", "returned non-zero exit status 3", "line 1, in <module>\n    %%bash"),
        ("%%sh\nexit 3", "returned non-zero exit status 3", ""),
        ("%%script bash\nexit 3", "returned non-zero exit status 3", ""),
        ("%%python\nraise ValueError", "returned non-zero exit status 1", ""),
        ("%%writefile missing/file\nx", "FileNotFoundError", "line 1, in <module>\n    %%writefile missing/file"),
        ("%timeit -n1 -r1 1 / 0", "ZeroDivisionError: division by zero", ""),
        ("%%timeit -n1 -r1\n1 / 0", "ZeroDivisionError: division by zero", ""),
        ("%prun 1 / 0", "ZeroDivisionError: division by zero", ""),
        ("%load_ext no_such_extension", "No module named 'no_such_extension'", ""),
        ("x = 1\n%cd missing", "No such file or directory: 'missing'", "line 2, in <module>\n    %cd missing"),
        ("%pushd missing", "No such file or directory: 'missing'", ""),
        ("x = 1\n\n%time 1 / 0", "ZeroDivisionError: division by zero", "line 3, in <module>\n    %time 1 / 0"),
        ("%%no_such_magic\nx", "Cell magic `%%no_such_magic` not found", ""),
        ("%pip install --no-index no-such-package-at-all", "exit code 1 of:", ""),
        ("%run missing.py", "", ""),
        ("import sys; sys.exit('enough')", "enough", ""),
    ],
)
def test_no_error_is_swallowed(start, cell: str, reason: str, line: str) -> None:
    run = start(cell, TASK)
    end = run.end()
    assert end["status"] == "FAILURE"
    assert reason in end["reason"]
    assert line in run.log
    assert "/IPython/" not in run.log
    assert "/runner/" not in run.log


def test_a_script_run_by_magic_that_fails_fails_the_run(start) -> None:
    run = start("%run failing.py", TASK, files={"notebooks/failing.py": "x = 1\nraise KeyError('k')"})
    assert run.end()["reason"] == "KeyError: 'k'"
    assert "failing.py" in run.log


def test_a_function_defined_below_a_cell_magic_is_shown_at_its_line(start) -> None:
    run = start("%%time\n\ndef task():\n    raise ValueError('boom')")
    run.end()
    assert "line 4, in task\n    raise ValueError('boom')" in run.log


def test_an_error_that_a_magic_inside_the_function_shows_fails_the_run(start) -> None:
    run = start("def task():\n    get_ipython().run_cell('1 / 0')\n    return 1")
    assert run.end()["reason"] == "ZeroDivisionError: division by zero"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("!exit 3", "CommandFailedError: exit code 3 of: exit 3"),
        ("x = !exit 3", "CommandFailedError: exit code 3 of: exit 3"),
        ("%time 1 / 0", "ZeroDivisionError: division by zero"),
        ("%cd missing", "FileNotFoundError: [Errno 2] No such file or directory: 'missing'"),
        ("%run missing.py", "Exception: File `'missing.py'` not found."),
    ],
)
def test_a_failure_inside_a_function_is_shown_at_its_line_whichever_cell_runs(start, body: str, reason: str) -> None:
    run = start(f"y = 1\n\ndef helper():\n    {body}", "%time x = 1\ndef task():\n    helper()")
    end = run.end()
    assert end["reason"] == reason
    assert f'cell 1", line 4, in helper\n    {body}\n' in run.log
    assert ", line 1, in <module>" not in run.log


def test_what_a_command_prints_is_kept_and_its_success_is_none_of_a_failure(start) -> None:
    source = "n = 2\nx = !echo a{n}; echo b >&2\ny = %sx echo $n\n%cd -q /\nz = !pwd"
    run = start(source, "def task():\n    m = 3\n    v = !echo $m {n}\n    return [*x, *y, *z, *v]")
    assert run.end()["result"] == ["a2", "b", "2", "/", "3 2"]
    assert run.log == ""


def test_a_failed_command_that_was_meant_to_is_none(start) -> None:
    run = start("!false || true\nx = !false || true", "%%bash --no-raise-error\nfalse", "def task(): return 1")
    assert run.end()["status"] == "SUCCESS"


def test_an_exit_without_a_code_ends_the_run_well(start) -> None:
    run = start("import sys\nprint('first')\nsys.exit(0)", "print('never')")
    assert run.end()["status"] == "SUCCESS"
    assert run.log.startswith("first\n")
    assert "never" not in run.log


def test_display_and_get_ipython_are_there_for_modules_and_the_function(start) -> None:
    files = {"shown.py": "def show(): display({'a': 1}); return get_ipython() is not None"}
    run = start("%time import shown\ndef task(): return shown.show()", files=files)
    assert run.end()["result"] is True
    assert "{'a': 1}" in run.log


def test_an_environment_without_ipython_is_told_what_to_add(start, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare)], check=True)
    end = start("%time x = 1", TASK, python=str(bare / "bin" / "python")).end()
    assert end["status"] == "FAILURE"
    assert end["reason"].endswith("IPython is not in the environment: add ipython to the dependencies")


@pytest.mark.parametrize("sources", [("%time x = 1\nexit()", TASK), ("%time x = 1\ndef task(): quit()",)])
def test_exit_ends_the_run_well(start, sources: tuple[str, ...]) -> None:
    run = start(*sources)
    assert run.end()["status"] == "SUCCESS"
    assert "Traceback" not in run.log
