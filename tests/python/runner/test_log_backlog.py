"""A disk that is full for a while: what a run prints meanwhile waits for room, in order."""

import errno
import os
from pathlib import Path

import pytest

from peach_lab.runner import run_log
from peach_lab.runner.run_log import ENTRY_BYTES, RunLog

MIB = 1024 * 1024


class Disk:
    """Where ``os.write`` goes while a test says how many bytes still fit."""

    def __init__(self) -> None:
        self.room: int | None = None

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write what fits."""
        if self.room is None:
            return REAL_WRITE(descriptor, data)
        if self.room == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = REAL_WRITE(descriptor, data[: self.room])
        self.room -= written
        return written


REAL_WRITE = os.write


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """Give a disk to the log of the test."""
    made = Disk()
    monkeypatch.setattr(run_log.os, "write", made.write)
    return made


def put(log: RunLog, text: bytes, stream: int = 0) -> None:
    log.append(memoryview(text), stream)


def test_what_is_printed_while_the_disk_is_full_is_there_afterwards(tmp_path: Path, disk: Disk) -> None:
    log = RunLog(str(tmp_path), MIB)
    put(log, b"before\n")
    disk.room = 3
    put(log, b"cut in the middle\n")
    put(log, b"short\n", 1)
    disk.room = None
    put(log, b"after\n")
    log.finish()
    assert (tmp_path / "log").read_bytes() == b"before\ncut in the middle\nshort\nafter\n"
    assert log.size == len(b"before\ncut in the middle\nshort\nafter\n")


def test_streams_are_still_told_apart(tmp_path: Path, disk: Disk) -> None:
    log = RunLog(str(tmp_path), MIB)
    disk.room = 0
    put(log, b"out\n", 0)
    put(log, b"err\n", 1)
    disk.room = None
    log.finish()
    index = (tmp_path / "log.index").read_bytes()
    entries = [index[at : at + ENTRY_BYTES] for at in range(0, len(index), ENTRY_BYTES)]
    last = {int.from_bytes(entry[:8], "little"): entry[8] & 1 for entry in entries}
    assert (last[0], last[4]) == (0, 1)


def test_more_than_can_be_kept_is_told_in_its_place(tmp_path: Path, disk: Disk) -> None:
    log = RunLog(str(tmp_path), 8 * MIB)
    disk.room = 0
    for _ in range(20):
        put(log, b"x" * 65535 + b"\n")
    disk.room = None
    put(log, b"after\n")
    put(log, b"later\n")
    lines = (tmp_path / "log").read_bytes().split(b"\n")
    lost = 4 * 65536
    assert [len(line) for line in lines[:16]] == [65535] * 16
    assert lines[16:] == [
        b"",
        f"peach: {lost} bytes of this log could not be written".encode(),
        b"after",
        b"later",
        b"",
    ]


def test_the_end_waits_for_room(tmp_path: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    log = RunLog(str(tmp_path), MIB)
    disk.room = 0
    put(log, b"last words\n")
    pauses: list[float] = []

    def make_room(seconds: float) -> None:
        pauses.append(seconds)
        disk.room = None if len(pauses) == 3 else 0

    monkeypatch.setattr(run_log.time, "sleep", make_room)
    log.finish()
    assert (tmp_path / "log").read_bytes() == b"last words\n"
    assert len(pauses) == 3


def test_a_log_that_can_t_be_written_at_all_holds_up_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = RunLog(str(tmp_path), MIB)

    def broken(_descriptor: int, _data: memoryview) -> int:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(run_log.os, "write", broken)
    put(log, b"lost\n")
    log.finish()
    assert log.size == 0
