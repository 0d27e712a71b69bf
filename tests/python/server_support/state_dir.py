"""The state directory of stand-in schedulers."""

import json
import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .wait_until import wait_until

FAKE_SCHEDULER = Path(__file__).parent / "fake_scheduler.py"


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@dataclass(frozen=True)
class StateDir:
    """The state directory of stand-in schedulers."""

    path: Path

    def choose(self, name: str, text: str) -> None:
        """Choose how schedulers that are started from now on behave."""
        self.path.mkdir(mode=0o700, exist_ok=True)
        (self.path / name).write_text(text)

    def starts(self) -> list[tuple[int, int, list[str]]]:
        """Pid, session and arguments of each scheduler that was started."""
        if not (self.path / "starts").exists():
            return []
        lines = (self.path / "starts").read_text().splitlines()
        return [(int(pid), int(sid), json.loads(rest)) for pid, sid, rest in (line.split(" ", 2) for line in lines)]

    def address(self) -> dict[str, Any] | None:
        with suppress(FileNotFoundError):
            return dict(json.loads((self.path / "scheduler.json").read_text()))
        return None

    def pid(self) -> int:
        """Pid of the scheduler that runs, once one does."""
        address = wait_until(lambda: (found := self.address()) and is_alive(found["pid"]) and found, "an address")
        return int(address["pid"])

    def end_all(self) -> None:
        for pid, _, _ in self.starts():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not any(is_alive(pid) for pid, _, _ in self.starts()), "no scheduler left")
