"""What a cell's code finds, and how its errors are shown."""

import os
import sys

import pytest

from .started_run import StartRun


def test_a_traceback_names_notebook_cell_and_line_and_shows_the_source(start_run: StartRun) -> None:
    run = start_run("import json", "def inner(x):\n    return 1 / x\n\n", "def task():\n    return inner(0)\n")
    run.end()
    text = run.log
    assert text.startswith("Traceback (most recent call last):\n")
    assert 'File "notebooks/example.ipynb, cell 3", line 2, in task\n    return inner(0)\n' in text
    assert 'File "notebooks/example.ipynb, cell 2", line 2, in inner\n    return 1 / x\n' in text
    assert text.endswith("ZeroDivisionError: division by zero\n")
    assert "peach_lab" not in text


def test_the_frames_of_the_runner_are_dropped_from_causes_too(start_run: StartRun) -> None:
    source = "def task():\n    try: 1 / 0\n    except ZeroDivisionError as error: raise ValueError('boom') from error"
    run = start_run(source)
    run.end()
    assert "direct cause" in run.log
    assert "runner" not in run.log


def test_source_can_be_inspected_and_warnings_show_it(start_run: StartRun) -> None:
    source = "import inspect, warnings\ndef task():\n    warnings.warn('old')\n    return inspect.getsource(task)"
    run = start_run(source)
    assert run.end()["result"] == source.partition("\n")[2] + "\n"
    assert run.log == "notebooks/example.ipynb, cell 1:3: UserWarning: old\n  warnings.warn('old')\n"


def test_cells_run_in_order_in_one_main_module(start_run: StartRun) -> None:
    run = start_run(
        "x = 1\n'not echoed'", "x += 1", "def task():\n    import __main__\n    return [x, __name__, __main__.x]"
    )
    assert run.end()["result"] == [2, "__main__", 2]
    assert run.log == ""


def test_futures_of_the_runner_do_not_reach_the_cells(start_run: StartRun) -> None:
    run = start_run("def task(x: int = 0): return [task.__annotations__['x'] is int, '__file__' in globals()]")
    assert run.end()["result"] == [True, False]


def test_a_future_of_one_cell_holds_for_those_after_it_as_in_a_notebook(start_run: StartRun) -> None:
    run = start_run("from __future__ import annotations", "def task(x: Unknown = 1): return task.__annotations__")
    assert run.end()["result"] == {"x": "Unknown"}


@pytest.mark.parametrize("definition", ["def", "async def"])
def test_a_generator_function_fails_instead_of_running_nothing(start_run: StartRun, definition: str) -> None:
    end = start_run(f"{definition} task():\n    print('runs')\n    yield 1").end()
    assert end["status"] == "FAILURE"
    assert str(end["reason"]).startswith("TypeError: task() is a generator function (it holds a yield)")


def test_a_function_that_returns_a_generator_has_run(start_run: StartRun) -> None:
    run = start_run("def task():\n    print('runs')\n    return (x for x in [1])")
    assert run.end()["status"] == "SUCCESS"
    assert run.log == "runs\n"


def test_arguments_of_any_depth_are_given_by_keyword(start_run: StartRun) -> None:
    args = {"user": "f57246b6", "options": {"nested": {"list": ["test", 23.45, None, {"ü": [True]}]}}, "n": 2**70}
    run = start_run("def task(*, user, options, n): return [user, options, n]", args=args)
    assert run.end()["result"] == [args["user"], args["options"], args["n"]]


def test_an_argument_that_does_not_fit_is_a_type_error(start_run: StartRun) -> None:
    end = start_run("def task(): pass", args={"x": 1}).end()
    assert end["reason"] == "TypeError: task() got an unexpected keyword argument 'x'"


def test_very_deep_arguments_do_not_end_the_supervisor(start_run: StartRun) -> None:
    deep: list[object] = []
    for _ in range(300):
        deep = [deep]
    assert start_run("def task(deep): return len(deep)", args={"deep": deep}).end()["result"] == 1


def test_async_functions_and_top_level_await_share_one_loop(start_run: StartRun) -> None:
    first = "import asyncio\nloop = asyncio.get_running_loop()\nasync def get(): return 7\nx = await get()"
    second = "async def task():\n    await asyncio.sleep(0)\n    return [x, asyncio.get_running_loop() is loop]"
    assert start_run(first + "\nawait asyncio.sleep(0)", second).end()["result"] == [7, True]


def test_an_error_in_a_coroutine_is_the_reason(start_run: StartRun) -> None:
    run = start_run("async def task():\n    raise ValueError('boom')")
    assert run.end()["reason"] == "ValueError: boom"
    assert "asyncio" not in run.log


def test_background_work_of_a_coroutine_is_cancelled_at_the_end(start_run: StartRun) -> None:
    source = """
import asyncio
async def forever():
    try: await asyncio.sleep(600)
    finally: print('cancelled')
async def task():
    global background
    background = asyncio.ensure_future(forever()); await asyncio.sleep(0.01)
"""
    run = start_run(source)
    assert run.end()["status"] == "SUCCESS"
    assert run.log == "cancelled\n"


def test_a_function_may_run_its_own_loop(start_run: StartRun) -> None:
    run = start_run("import asyncio\nawait asyncio.sleep(0)\ndef task(): return asyncio.run(asyncio.sleep(0, 'slept'))")
    assert run.end()["result"] == "slept"


def test_display_prints(start_run: StartRun) -> None:
    run = start_run(
        "import shown\ndef task(): display('a', [1]); shown.show()", files={"shown.py": "def show(): display(2)"}
    )
    run.end()
    assert run.log == "a\n[1]\n2\n"


def test_the_environment_is_exactly_what_was_asked_for(start_run: StartRun) -> None:
    variables = {"PATH": os.environ["PATH"], "GREETING": "grün", "LANG": "C"}
    run = start_run("import os\ndef task(): return dict(os.environ)", variables=variables)
    assert run.end()["result"] == {
        **variables,
        "PEACH_RUN_ID": run.id,
        "PEACH_TASK": "debr/example",
        "PEACH_ORGANISATION": "debr",
        "PEACH_DATA_DIR": str(run.data),
        "PEACH_RUN_SPECIFICATION": str(run.folder / "specification.json"),
        "TMPDIR": str(run.temporary),
    }


def test_a_child_process_gets_the_same_environment(start_run: StartRun) -> None:
    source = """
import subprocess
def task():
    return sorted(line.split('=')[0] for line in subprocess.check_output(['env'], text=True).split())
"""
    names = [
        "PATH",
        "PEACH_DATA_DIR",
        "PEACH_ORGANISATION",
        "PEACH_RUN_ID",
        "PEACH_RUN_SPECIFICATION",
        "PEACH_TASK",
        "TMPDIR",
    ]
    assert start_run(source).end()["result"] == names


def test_a_task_without_a_key_is_known_by_its_id(start_run: StartRun) -> None:
    run = start_run("import os\ndef task(): return os.environ['PEACH_TASK']", key=None)
    assert run.end()["result"] == "0197a000-0000-7000-8000-000000000001"


def test_files_and_modules_are_found_as_in_lab(start_run: StartRun) -> None:
    files = {
        "utils.py": "x = 1",
        "both.py": "x = 'root'",
        "notebooks/both.py": "x = 'notebook'",
        "notebooks/data.csv": "a,b",
    }
    source = (
        "import sys, utils, both\ndef task(): return [open('data.csv').read(), utils.x, both.x, sys.argv, sys.path[:2]]"
    )
    run = start_run(source, files=files)
    path = [str(run.checkout / "notebooks"), str(run.checkout)]
    assert run.end()["result"] == ["a,b", 1, "notebook", ["notebooks/example.ipynb"], path]


def test_pythonpath_of_the_variables_counts(start_run: StartRun, tmp_path) -> None:
    (tmp_path / "more.py").write_text("x = 5")
    run = start_run("import more\ndef task(): return more.x", variables={"PYTHONPATH": str(tmp_path)})
    assert run.end()["result"] == 5


def test_repository_modules_may_be_called_as_those_of_the_runner(start_run: StartRun) -> None:
    files = {f"{name}.py": "x = 'mine'" for name in ("cells", "claim", "words", "signals", "outcome")}
    source = """
import cells, claim, words, signals, outcome
def task(): return [module.x for module in (cells, claim, words, signals, outcome)]
"""
    assert start_run(source, files=files).end()["result"] == ["mine"] * 5


def test_only_peach_lab_is_importable_from_its_own_folder(start_run: StartRun) -> None:
    source = """
import sys
from peach_lab import in_task, task_args
import peach_lab
def task(**_):
    beside = peach_lab.__path__[0].rpartition('/')[0]
    return [in_task(), task_args(), beside in sys.path, peach_lab.__file__]
"""
    run = start_run(source, args={"x": {"y": 1}}, python=sys._base_executable)
    inside, args, beside, file = run.end()["result"]
    assert (inside, args, beside) == (True, {"x": {"y": 1}}, False)
    assert file.endswith("/peach_lab/__init__.py")


def test_an_installed_peach_lab_comes_first(start_run: StartRun) -> None:
    run = start_run("import peach_lab\ndef task(): return peach_lab.x", files={"peach_lab.py": "x = 'theirs'"})
    assert run.end()["result"] == "theirs"


def test_folders_are_there_and_the_temporary_one_goes(start_run: StartRun) -> None:
    source = """
import os, tempfile
def task():
    folder = tempfile.mkdtemp()
    open(folder + '/file', 'w').close()
    os.symlink('/', folder + '/link')
    os.chmod(folder + '/file', 0o400); os.chmod(folder, 0o500)
    open(os.environ['PEACH_DATA_DIR'] + '/kept', 'w').close()
    return folder
"""
    run = start_run(source)
    assert run.end()["result"].startswith(f"{run.temporary}/")
    assert not run.temporary.exists()
    assert (run.data / "kept").exists()


@pytest.mark.parametrize("name", ["3.10", "3.11", "3.12", "3.13", "3.14"])
def test_every_python_runs_tasks(start_run: StartRun, name: str) -> None:
    python = find_python(name)
    if python is None:
        pytest.skip(f"there is no Python {name}")
    source = """
import sys
async def task(x):
    print('out'); print('err', file=sys.stderr)
    return [x, '%d.%d' % sys.version_info[:2]]
"""
    run = start_run(source, args={"x": 1}, python=python)
    assert run.end()["result"] == [1, name]
    assert run.log == "out\nerr\n"
    assert (run.folder / "supervisor.log").read_text() == ""


def find_python(version: str) -> str | None:
    import glob
    import shutil

    found = glob.glob(os.path.expanduser(f"~/.pyenv/versions/{version}.*/bin/python"))
    candidates = [*found, shutil.which(f"python{version}")]
    return next((each for each in candidates if each and os.system(f"{each} -V >/dev/null 2>&1") == 0), None)
