"""A log that is over its limit: the middle goes, and readers are told before."""

import errno
import os
from pathlib import Path

import pytest

from peach_lab.runner import sparse_file
from peach_lab.runner.log_gap import LogGap
from peach_lab.runner.run_log import ENTRY_BYTES, RunLog

from .started_run import StartRun

KIB = 1024
MIB = 1024 * KIB
LINE = 32


def numbered(first: int, last: int) -> bytes:
    """Lines of 32 bytes, each with its number."""
    return b"".join(b"%030d\n\n" % number for number in range(first, last))


def gap_of(folder: Path) -> tuple[int, int, int, int, int]:
    told = (folder / "log.gap").read_bytes()
    numbers = [int.from_bytes(told[at : at + 8], "little") for at in range(0, len(told), 8)]
    *fields, total = numbers
    assert total == sum(fields)
    start, end, entry_start, entry_end, limit = fields
    return start, end, entry_start, entry_end, limit


def entries_of(folder: Path) -> list[tuple[int, int]]:
    """Number and offset of each entry of the index that is kept."""
    index = (folder / "log.index").read_bytes()
    _, _, dropped_from, dropped_to, _ = gap_of(folder)
    numbers = [*range(dropped_from), *range(dropped_to, len(index) // ENTRY_BYTES)]
    return [(number, int.from_bytes(index[number * ENTRY_BYTES :][:8], "little")) for number in numbers]


def on_disk(path: Path) -> int:
    return path.stat().st_blocks * 512


def write_lines(log: RunLog, first: int, last: int, stream: int = 0) -> None:
    for number in range(first, last, 64):
        log.append(memoryview(numbered(number, min(last, number + 64))), stream)


def test_a_log_of_its_limit_is_whole(tmp_path: Path) -> None:
    log = RunLog(str(tmp_path), 64 * KIB)
    write_lines(log, 0, 2 * KIB)
    log.finish()
    assert (tmp_path / "log").read_bytes() == numbered(0, 2 * KIB)
    assert not (tmp_path / "log.gap").exists()


def test_the_first_half_and_the_newest_half_stay_where_they_were(tmp_path: Path) -> None:
    log = RunLog(str(tmp_path), 4 * MIB)
    lines = 16 * MIB // LINE
    write_lines(log, 0, lines)
    log.finish()
    whole = (tmp_path / "log").read_bytes()
    assert gap_of(tmp_path)[:2] == (2 * MIB, 14 * MIB)
    assert len(whole) == log.size == 16 * MIB
    assert whole[: 2 * MIB] == numbered(0, 2 * MIB // LINE)
    assert whole[14 * MIB :] == numbered(14 * MIB // LINE, lines)
    assert on_disk(tmp_path / "log") <= 4 * MIB + 64 * KIB


def test_the_disk_holds_little_more_than_the_limit_while_the_run_writes(tmp_path: Path) -> None:
    log = RunLog(str(tmp_path), 4 * MIB)
    most = 0
    for number in range(0, 256 * KIB, 2 * KIB):
        write_lines(log, number, number + 2 * KIB)
        most = max(most, on_disk(tmp_path / "log"))
        if log.size > 4 * MIB:
            start, end, *_ = gap_of(tmp_path)
            assert (start, log.size - end >= 2 * MIB) == (2 * MIB, True)
    assert log.size == 8 * MIB
    assert most <= 4 * MIB + 256 * KIB


def test_a_disk_that_makes_no_holes_is_bounded_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparse_file, "_punch", lambda *_: errno.EOPNOTSUPP)
    log = RunLog(str(tmp_path), 4 * MIB)
    most = 0
    reader = os.open(tmp_path / "log", os.O_RDONLY)
    for number in range(0, 256 * KIB, 2 * KIB):
        write_lines(log, number, number + 2 * KIB)
        most = max(most, on_disk(tmp_path / "log"))
    log.finish()
    whole = (tmp_path / "log").read_bytes()
    assert len(whole) == log.size == 8 * MIB
    assert gap_of(tmp_path)[:2] == (2 * MIB, 6 * MIB)
    assert whole[: 2 * MIB] + whole[6 * MIB :] == numbered(0, 64 * KIB) + numbered(192 * KIB, 256 * KIB)
    assert most <= 6 * MIB + 256 * KIB
    assert os.pread(reader, LINE, 3 * MIB) == numbered(96 * KIB, 96 * KIB + 1), "who had it open still reads what was"
    os.close(reader)
    assert sorted(os.listdir(tmp_path)) == ["log", "log.gap", "log.index"]


def test_the_index_tells_of_every_byte_that_stays_and_is_bounded(tmp_path: Path) -> None:
    log = RunLog(str(tmp_path), 256 * KIB)
    for number in range(32 * KIB):
        log.append(memoryview(numbered(number, number + 1)), number % 2)
    log.finish()
    start, end, *_ = gap_of(tmp_path)
    entries = entries_of(tmp_path)
    assert (log.size, start, end) == (MIB, 128 * KIB, MIB - 128 * KIB)
    kept = [number * LINE for number in range(32 * KIB) if number * LINE < start or number * LINE >= end]
    assert [offset for _, offset in entries] == kept
    assert on_disk(tmp_path / "log.index") <= 256 * KIB


def test_a_run_that_changes_its_stream_with_every_byte_has_no_endless_index(tmp_path: Path) -> None:
    log = RunLog(str(tmp_path), 64 * KIB)
    for number in range(20_000):
        log.append(memoryview(b"%d" % (number % 10)), number % 2)
    log.finish()
    start, end, entry_start, entry_end, _ = gap_of(tmp_path)
    assert (start, end) == (entry_start, entry_end) == (2 * KIB, 20_000 - 2 * KIB)
    assert [offset for _, offset in entries_of(tmp_path)] == [*range(start), *range(end, 20_000)]
    assert (tmp_path / "log").read_bytes()[end : end + 5] == b"".join(b"%d" % (n % 10) for n in range(end, end + 5))


def test_readers_are_told_before_bytes_vanish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    punched: list[tuple[int, int]] = []
    log = RunLog(str(tmp_path), 64 * KIB)

    def punch(_descriptor: int, start: int, length: int) -> int:
        told = gap_of(tmp_path)
        assert told[0] <= start < start + length <= told[1] or told[2] * 16 <= start < start + length <= told[3] * 16
        punched.append((start, length))
        return 0

    monkeypatch.setattr(sparse_file, "_punch", punch)
    write_lines(log, 0, 16 * KIB)
    assert len(punched) > 100


def test_a_gap_that_can_not_be_told_drops_nothing(tmp_path: Path) -> None:
    (tmp_path / "log.gap").mkdir()  # as good as a full disk: it can't be written
    log = RunLog(str(tmp_path), 64 * KIB)
    write_lines(log, 0, 16 * KIB)
    (tmp_path / "log.gap").rmdir()
    assert (tmp_path / "log").read_bytes() == numbered(0, 16 * KIB)
    write_lines(log, 16 * KIB, 17 * KIB)
    log.finish()
    assert gap_of(tmp_path)[:2] == (32 * KIB, 17 * KIB * LINE - 32 * KIB)


def test_a_gap_in_steps_costs_few_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moves = 0
    move = LogGap.move

    def counted(gap: LogGap, size: int, entries: int, exactly: bool) -> tuple[int, int]:
        nonlocal moves
        moves += 1
        return move(gap, size, entries, exactly)

    monkeypatch.setattr(LogGap, "move", counted)
    log = RunLog(str(tmp_path), 64 * KIB)
    for number in range(16 * KIB):
        log.append(memoryview(numbered(number, number + 1)), 0)
    assert moves <= 1 + 448 * KIB / KIB


def test_a_run_over_its_limit_ends_with_its_whole_size(start_run: StartRun) -> None:
    source = "import os\ndef task():\n    for i in range(100): os.write(1, b'%09d\\n' % i * 1000)"
    run = start_run(source, notes=["the first line"], log_limit=100_000)
    end = run.end()
    log = (run.folder / "log").read_bytes()
    start, to, _, _, limit = gap_of(run.folder)
    assert (end["status"], end["log_bytes"], limit) == ("SUCCESS", 15 + 1_000_000, 100_000)
    assert (start, to, len(log)) == (50_000, 950_015, 1_000_015)
    assert log.startswith(b"the first line\n000000000\n")
    assert log.endswith(b"\n000000099\n")
    assert log[to:].count(b"000000098\n") == 1000
