"""One run under a real supervisor, as the scheduler would start it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

RUNNER = Path(__file__).parents[3] / "peach_lab" / "runner" / "__main__.py"
RUN_ID = "0197a000-0000-7000-8000-{:012x}"
PATIENCE = 30.0

StartRun = Callable[..., "StartedRun"]


def wait_until(condition: Callable[[], object], what: str) -> Any:
    """Wait for a state; the truthy answer of `condition`."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        answer = condition()
        if answer:
            return answer
        time.sleep(0.005)
    raise AssertionError(f"not so after {PATIENCE} s: {what}")


class StartedRun:
    """Starts with its construction.

    Parameters
    ----------
    base : Path
        A folder of its own.
    sources : list of str
        Cells; the last defines ``task``.
    changes : dict
        Fields of the specification; ``ipython`` marks all cells, ``files`` lie in the checkout, ``launcher`` starts it.
    """

    def __init__(self, base: Path, sources: list[str], changes: dict[str, Any]) -> None:
        self.folder = changes.pop("folder", base / "run")
        self.checkout = base / "checkout"
        self.temporary = base / "tmp"
        self.data = base / "data"
        self.id = RUN_ID.format(abs(hash(base)) % 16**12)
        self.folder.mkdir(parents=True)
        (self.checkout / "notebooks").mkdir(parents=True)
        for name, text in changes.pop("files", {}).items():
            (self.checkout / name).write_text(text)
        python = changes.pop("python", sys.executable)
        self.launcher = changes.pop("launcher", RUNNER)
        specification = self._specification(sources, changes.pop("ipython", False)) | changes
        (self.folder / "specification.json").write_text(json.dumps(specification))
        self.python = python
        self.supervisor = self.spawn()

    def spawn(self) -> subprocess.Popen[bytes]:
        """Start a supervisor for the folder; a second one is refused."""
        environment = {"PEACH_RUN_ID": self.id}
        command = [self.python, str(self.launcher), str(self.folder)]
        with (self.folder / "supervisor.log").open("ab") as log:
            return subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )

    def _specification(self, sources: list[str], ipython: bool) -> dict[str, Any]:
        cells = [{"number": number, "source": source, "ipython": ipython} for number, source in enumerate(sources, 1)]
        return {
            "version": 1,
            "run": self.id,
            "task": RUN_ID.format(1),
            "key": "debr/example",
            "organisation": "debr",
            "environment": "test",
            "notebook": "notebooks/example.ipynb",
            "method": "task",
            "cells": cells,
            "args": {},
            "checkout": str(self.checkout),
            "working_directory": str(self.checkout / "notebooks"),
            "data_dir": str(self.data),
            "temporary_dir": str(self.temporary),
            "variables": {"PATH": os.environ["PATH"]},
            "notes": [],
            "timeout": 60,
            "grace": 0.3,
            "log_limit": 256 * 1024 * 1024,
        }

    def end(self) -> dict[str, Any]:
        """Wait for the end record and the supervisor's end."""
        record = self.record()
        self.supervisor.wait(PATIENCE)
        return record

    def record(self) -> dict[str, Any]:
        """Wait for the end record."""
        path = self.folder / "end.json"
        wait_until(lambda: path.exists() or self.supervisor.poll() is not None, "the run has ended")
        assert path.exists(), (self.folder / "supervisor.log").read_text()
        record: dict[str, Any] = json.loads(path.read_text())
        return record

    @property
    def log(self) -> str:
        """The log so far."""
        path = self.folder / "log"
        return path.read_text(errors="replace") if path.exists() else ""

    def wait_for_log(self, text: str) -> None:
        """Wait until the log holds `text`."""
        wait_until(lambda: text in self.log, f"{text!r} is in the log")

    def index(self) -> list[tuple[int, int, int]]:
        """Entries of the log's index: offset, nanoseconds, stream."""
        entries = struct.iter_unpack("<QQ", (self.folder / "log.index").read_bytes())
        return [(offset, stamp >> 1, stamp & 1) for offset, stamp in entries]

    def stop(self, reason: str) -> None:
        """Ask for the end as the scheduler does."""
        (self.folder / "stop.json").write_text(json.dumps({"reason": reason}))
        self.supervisor.send_signal(signal.SIGTERM)

    def processes(self) -> list[int]:
        """Pids of everything of this run that lives, the supervisor included."""
        marker = f"PEACH_RUN_ID={self.id}".encode()
        return [pid for pid in _pids() if marker in _environment(pid) and not is_dead(pid)]

    def clean_up(self) -> None:
        """End what is left."""
        self.kill_all()
        self.supervisor.wait(PATIENCE)

    def kill_all(self) -> None:
        """Kill whatever of it lives; those who fork are stopped first, or they would never be caught up with."""

        def nobody_is_left() -> bool:
            living = self.processes()
            for number in (signal.SIGSTOP, signal.SIGKILL):
                for pid in living:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, number)
            return not living

        wait_until(nobody_is_left, "all of the run is gone")


def _pids() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def _environment(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return b""


def is_dead(pid: int) -> bool:
    """Return whether a process is gone, or waits for its parent to look at its end."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return True
    return stat[stat.rindex(b")") + 2 :].split()[0] == b"Z"
