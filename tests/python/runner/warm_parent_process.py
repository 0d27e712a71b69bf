"""A warm parent as the scheduler starts it, and runs that it is asked for."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .started_run import RUNNER, StartedRun, wait_until

NO_RUN = "0" * 36
CHANNEL = 3

StartParent = Callable[..., "WarmParentProcess"]


class WarmRun(StartedRun):
    """A run whose supervisor comes from a warm parent."""

    parent: WarmParentProcess

    def __init__(self, base: Path, source: str, parent: WarmParentProcess, changes: dict[str, Any]) -> None:
        self.parent = parent
        super().__init__(base, [source], changes)

    def spawn(self) -> subprocess.Popen[bytes]:
        """Ask the warm parent, which stands for the supervisor."""
        self.parent.ask(self.folder)
        return self.parent.process

    def claim(self) -> dict[str, Any]:
        """Wait for the claim."""
        path = self.folder / "claim"
        wait_until(path.exists, "the run is claimed")
        claim: dict[str, Any] = json.loads(path.read_text())
        return claim

    def end(self) -> dict[str, Any]:
        """Wait for the end record and until the supervisor is gone."""
        record = self.record()
        pid = self.claim()["pid"]
        wait_until(lambda: pid not in children_of(self.parent.process.pid), "the supervisor is gone")
        return record

    def clean_up(self) -> None:
        """End what is left of the run, not its warm parent."""
        self.kill_all()


class WarmParentProcess:
    """Started with its construction.

    Parameters
    ----------
    base : Path
        A folder of its own.
    preload : list of str or None
        Modules to import ahead.
    variables : dict
        Added to its environment.
    """

    def __init__(self, base: Path, preload: list[str] | None, variables: dict[str, str]) -> None:
        self._base = base
        self._runs: list[WarmRun] = []
        self._channel, theirs = socket.socketpair()
        self.said = base / "warm-parent.log"
        base.mkdir(parents=True)
        command = [sys.executable, str(RUNNER), "--warm", *([] if preload is None else [json.dumps(preload)])]
        with self.said.open("wb") as log:
            self.process = subprocess.Popen(
                command,
                env={"PEACH_RUN_ID": NO_RUN, "PATH": os.environ["PATH"]} | variables,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=lambda: os.dup2(theirs.fileno(), CHANNEL) and None,
                pass_fds=[CHANNEL],
                start_new_session=True,
            )
        theirs.close()
        self._messages = b""

    def run(self, source: str, **changes: object) -> WarmRun:
        """Ask for a run of `source`, which defines ``task``."""
        run = WarmRun(self._base / f"run{len(self._runs)}", source, self, changes)
        self._runs.append(run)
        return run

    def ask(self, folder: Path) -> None:
        """Ask for a supervisor for the run in `folder`."""
        self._channel.sendall(json.dumps({"run": str(folder)}).encode() + b"\n")

    def messages(self) -> list[dict[str, Any]]:
        """Return everything it has told so far."""
        with contextlib.suppress(BlockingIOError):
            self._messages += self._channel.recv(1 << 16, socket.MSG_DONTWAIT)
        return [json.loads(line) for line in self._messages.splitlines()]

    def warmed(self) -> int:
        """Wait until it keeps a spare supervisor with a waiting process below; its pid."""
        return int(wait_until(self._spare, "there is a spare"))

    def _spare(self) -> int | None:
        busy = {run.claim()["pid"] for run in self._runs if (run.folder / "claim").exists()}
        spares = [pid for pid in children_of(self.process.pid) if pid not in busy and len(children_of(pid)) == 1]
        return spares[0] if spares else None

    def hang_up(self) -> None:
        """End as the scheduler does."""
        self._channel.close()

    def clean_up(self) -> None:
        """End it and what is left of its runs."""
        self.hang_up()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for run in self._runs:
            run.clean_up()


def children_of(pid: int) -> list[int]:
    """Return the pids of the children of a process."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
