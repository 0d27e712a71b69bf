"""A scheduler process that this Jupyter server started, and that outlives it."""

from __future__ import annotations

import math
import os
import subprocess
import threading
import time
from datetime import datetime, timezone
from pathlib import Path

from .programs import scheduler_command, scheduler_environment

LOG_FILE = "scheduler.log"
# Exit code of a scheduler that finds the state directory owned by another one.
OWNED_BY_ANOTHER = 4
_TAIL_BYTES = 4096
_TAIL_LINES = 20


class SchedulerProcess:
    """One start of the scheduler: `poll` tells whether it still runs.

    A thread waits for its end, so that nobody takes a process that nobody has waited for for one that still runs.
    """

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._ended: datetime | None = None
        self._ended_at = math.inf
        threading.Thread(target=self._wait, name="peach-lab-scheduler", daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def ended_at(self) -> float:
        """When it ended, by `time.monotonic`; infinite while it runs."""
        return self._ended_at

    def poll(self) -> int | None:
        """Return its exit code (negative: the signal that ended it), or None while it runs."""
        return None if self._ended is None else self._process.returncode

    def last_words(self) -> str | None:
        """Return how and when it ended, for people; None while it runs."""
        code = self.poll()
        if code is None or self._ended is None:
            return None
        how = f"was ended by signal {-code}" if code < 0 else f"ended with exit code {code}"
        return f"It {how} at {self._ended.isoformat(timespec='seconds')}."

    def _wait(self) -> None:
        self._process.wait()
        self._ended_at = time.monotonic()
        self._ended = datetime.now(timezone.utc)


def start_process(state_dir: Path, configuration: Path | None) -> SchedulerProcess:
    """Start a scheduler of `state_dir` in a session of its own.

    Raises
    ------
    ProgramMissingError
        Node or the scheduler's bundle is missing.
    OSError
        The state directory or its log can't be written.
    """
    arguments = ["serve", "--state", str(state_dir), "--for-jupyter"]
    if configuration is not None:
        arguments += ["--config", str(configuration)]
    command = [*scheduler_command(os.environ), *arguments]
    state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    log = os.open(state_dir / LOG_FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=state_dir,
            env=scheduler_environment(os.environ),
            start_new_session=True,
        )
    finally:
        os.close(log)
    return SchedulerProcess(process)


def log_tail(state_dir: Path) -> str:
    """Return the last lines of the scheduler's log; empty where there is none."""
    try:
        with open(state_dir / LOG_FILE, "rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL_BYTES))
            text = file.read().decode(errors="replace")
    except OSError:
        return ""
    return "\n".join(text.splitlines()[-_TAIL_LINES:])
