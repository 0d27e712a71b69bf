"""The log and its index."""

import errno
import os
import time
from pathlib import Path

import pytest

from .started_run import StartRun, wait_until


def streams_of(log: bytes, index: list[tuple[int, int, int]], stream: int) -> bytes:
    ends = [offset for offset, _, _ in index[1:]] + [len(log)]
    return b"".join(log[offset:end] for (offset, _, of), end in zip(index, ends, strict=True) if of == stream)


def test_notes_come_first(start_run: StartRun) -> None:
    run = start_run("def task(): print('hello')", notes=["cells 1 and 3", "grün"])
    run.end()
    assert run.log == "cells 1 and 3\ngrün\nhello\n"


def test_the_two_streams_keep_their_order_and_can_be_told_apart(start_run: StartRun) -> None:
    source = """
import sys
def task():
    for i in range(2000): print('line', i, file=sys.stderr if i % 2 else sys.stdout)
"""
    run = start_run(source)
    end = run.end()
    assert run.log == "".join(f"line {i}\n" for i in range(2000))
    index = run.index()
    log = (run.folder / "log").read_bytes()
    assert streams_of(log, index, 0) == b"".join(b"line %d\n" % i for i in range(0, 2000, 2))
    assert streams_of(log, index, 1) == b"".join(b"line %d\n" % i for i in range(1, 2000, 2))
    offsets = [offset for offset, _, _ in index]
    times = [stamp for _, stamp, _ in index]
    assert offsets == sorted(set(offsets))
    assert offsets[0] == 0
    assert times == sorted(times)
    assert end["started_at"] <= times[0] / 1e9 <= times[-1] / 1e9 <= time.time()
    assert end["log_bytes"] == len(log)


def test_a_large_output_is_whole_and_its_index_small(start_run: StartRun) -> None:
    run = start_run("import os\ndef task():\n    for _ in range(320): os.write(1, bytes(100_000))")
    assert run.end()["log_bytes"] == 32_000_000
    assert (run.folder / "log").read_bytes() == bytes(32_000_000)
    assert (run.folder / "log.index").stat().st_size < 100_000


def test_lines_can_be_read_while_they_are_written(start_run: StartRun) -> None:
    run = start_run("import time\ndef task():\n    print('now'); time.sleep(600)")
    run.wait_for_log("now\n")
    assert not (run.folder / "end.json").exists()


def test_what_a_child_process_prints_is_there(start_run: StartRun) -> None:
    run = start_run("import os\ndef task():\n    print('own'); os.system('echo child; echo error >&2')")
    run.end()
    assert sorted(run.log.split()) == ["child", "error", "own"]


def test_text_that_is_no_utf_8_is_printed(start_run: StartRun) -> None:
    source = "import os, sys\ndef task():\n    print(os.fsdecode(b'\\xff')); print('\\udcff\\ud800', file=sys.stderr)"
    run = start_run(source)
    assert run.end()["status"] == "SUCCESS"
    assert (run.folder / "log").read_bytes() == b"\xff\n\\udcff\\ud800\n"


def test_a_line_is_one_write(start_run: StartRun) -> None:
    source = (
        "import sys\ndef task():\n    return [type(s.buffer.raw).__mro__[1].__name__ for s in (sys.stdout, sys.stderr)]"
    )
    assert start_run(source).end()["result"] == ["FileIO", "FileIO"]


def test_a_task_that_closes_its_output_still_succeeds(start_run: StartRun) -> None:
    assert start_run("import sys\ndef task():\n    sys.stdout.close()").end()["status"] == "SUCCESS"


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root")
def test_a_full_disk_costs_lines_but_not_the_end_record(start_run: StartRun, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    if os.system(f"mount -t tmpfs -o size=2m tmpfs {small}") != 0:
        pytest.skip("mounting is not allowed here")
    try:
        run = start_run(
            "import os\ndef task():\n    for _ in range(40): os.write(1, bytes(100_000))\n    return 'told'",
            folder=small / "run",
        )
        user_process_is_gone = f"/proc/{run.supervisor.pid}/task/{run.supervisor.pid}/children"
        wait_until(lambda: disk_is_full(run.folder) and not Path(user_process_is_gone).read_text(), "the disk is full")
        assert not (run.folder / "end.json").exists()
        os.truncate(run.folder / "log", 1_000_000)  # a person makes room
        end = run.end()
        assert (end["status"], end["exit_code"], end["result"]) == ("SUCCESS", 0, "told")
        assert 1_000_000 < end["log_bytes"] < 4_000_000
        run.clean_up()
    finally:
        os.system(f"umount {small}")


def disk_is_full(folder: Path) -> bool:
    try:
        (folder / "probe").write_bytes(bytes(4096))
    except OSError as error:
        return error.errno == errno.ENOSPC
    finally:
        (folder / "probe").unlink(missing_ok=True)
    return False
