"""What a run may print: every byte of it is in the log, on the stream that it was written to."""

from __future__ import annotations

import hashlib
import shutil

import pytest

from .started_run import StartedRun, StartRun

OUT = 0
ERR = 1


def printed(run: StartedRun, stream: int) -> bytes:
    """What came on one stream, as the index tells it."""
    log = (run.folder / "log").read_bytes()
    index = run.index()
    ends = [offset for offset, _, _ in index[1:]] + [len(log)]
    return b"".join(log[offset:end] for (offset, _, of), end in zip(index, ends, strict=True) if of == stream)


@pytest.mark.parametrize(
    "written",
    [
        b"\xff\xfe\x80 no UTF-8 \xc3",
        bytes(range(256)),
        b"\0\0\0\n\0",
        b"\x1b[31mred\x1b[0m\x07\x08\r\x1b]0;title\x07\n",
        b"no newline at the end",
        b"one\r\ntwo\r\n\r\n",
        b"\n\n\n",
        "grün 漢 😀\u2028\n".encode(),
        b"<script>alert(1)</script>\n",
    ],
)
def test_bytes_are_kept_as_they_are(start_run: StartRun, written: bytes) -> None:
    run = start_run(f"import os\ndef task():\n    os.write(1, {written!r}); os.write(2, {written[::-1]!r})")
    assert run.end()["log_bytes"] == 2 * len(written)
    assert (printed(run, OUT), printed(run, ERR)) == (written, written[::-1])


def test_a_line_of_100_mb_is_whole(start_run: StartRun) -> None:
    source = """
import hashlib, sys
def task():
    line = (b'%07d ' * 4096) % tuple(range(4096))
    digest = hashlib.sha256()
    for _ in range(3052):
        sys.stdout.buffer.write(line)
        digest.update(line)
    return digest.hexdigest()
"""
    run = start_run(source)
    end = run.end()
    log = (run.folder / "log").read_bytes()
    assert end["log_bytes"] == len(log) == 3052 * 32_768
    assert b"\n" not in log
    assert hashlib.sha256(log).hexdigest() == end["result"]
    assert (run.folder / "log.index").stat().st_size < 1_000_000


def test_very_many_tiny_writes_are_all_there(start_run: StartRun) -> None:
    run = start_run("import os\ndef task():\n    for i in range(100_000): os.write(1, b'%d' % (i % 10))")
    assert run.end()["log_bytes"] == 100_000
    assert (run.folder / "log").read_bytes() == b"0123456789" * 10_000
    assert (run.folder / "log.index").stat().st_size < 16 * 20_000


def test_print_in_pieces_and_without_newline_keeps_its_order(start_run: StartRun) -> None:
    source = """
import sys
def task():
    for i in range(500):
        print('.', end='')
        print(f'[{i}]', end='' if i % 3 else chr(10), file=sys.stderr, flush=True)
"""
    run = start_run(source)
    run.end()
    assert printed(run, OUT) == b"." * 500
    assert printed(run, ERR) == b"".join(b"[%d]" % i + (b"" if i % 3 else b"\n") for i in range(500))


def test_what_c_code_writes_is_there_and_told_apart(start_run: StartRun) -> None:
    source = """
import ctypes
def task():
    libc = ctypes.CDLL(None)
    libc.puts(b'from puts')
    libc.fflush(None)
    libc.write(2, b'from write\\n', 11)
"""
    run = start_run(source)
    run.end()
    assert (printed(run, OUT), printed(run, ERR)) == (b"from puts\n", b"from write\n")


def test_what_c_code_has_not_flushed_comes_with_the_end(start_run: StartRun) -> None:
    run = start_run("import ctypes\ndef task():\n    ctypes.CDLL(None).printf(b'left in the buffer of C')")
    run.end()
    assert printed(run, OUT) == b"left in the buffer of C"


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell")
def test_what_child_processes_write_is_there_and_told_apart(start_run: StartRun) -> None:
    source = """
import multiprocessing, subprocess, sys
def work(number):
    print('worker', number, flush=True)
def task():
    print('before')
    subprocess.run(['sh', '-c', 'echo child; echo error >&2; (sleep 0.01; echo grandchild) & wait'])
    workers = [multiprocessing.get_context('fork').Process(target=work, args=(number,)) for number in range(4)]
    for worker in workers: worker.start()
    for worker in workers: worker.join()
    print('after')
"""
    run = start_run(source)
    run.end()
    lines = printed(run, OUT).splitlines()
    assert (lines[:3], lines[-1]) == ([b"before", b"child", b"grandchild"], b"after")
    assert sorted(lines[3:-1]) == [b"worker %d" % number for number in range(4)]
    assert printed(run, ERR) == b"error\n"


def test_threads_that_print_at_once_lose_nothing(start_run: StartRun) -> None:
    source = """
import sys, threading
def task():
    def work(number):
        for i in range(500): print(number, i, file=sys.stderr if number % 2 else sys.stdout)
    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
"""
    run = start_run(source)
    run.end()
    for stream, numbers in ((OUT, (0, 2)), (ERR, (1, 3))):
        expected = [b"%d %d" % (number, i) for number in numbers for i in range(500)]
        assert sorted(printed(run, stream).splitlines()) == sorted(expected)
