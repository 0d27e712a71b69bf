"""Finds the scheduler of a state directory, or starts it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from logging import Logger, LoggerAdapter
from pathlib import Path
from typing import Any, Literal

from .health import is_healthy
from .programs import ProgramMissingError
from .scheduler_address import AddressRefusedError, SchedulerAddress, read_address
from .scheduler_process import OWNED_BY_ANOTHER, SchedulerProcess, log_tail, start_process
from .version import package_version

# All in seconds.
START_DEADLINE = 60.0
_OWNER_PATIENCE = 3.0
_FIRST_LOOK = 0.02
_LONGEST_LOOK = 0.25


class SchedulerUnavailableError(Exception):
    """There is no scheduler to talk to; the message says why and what to do."""


class _StartFailedError(Exception):
    """A start came to nothing; the message says why."""


@dataclass(frozen=True)
class SchedulerStatus:
    """What people are told about the scheduler; never its address or its secret."""

    state: Literal["running", "starting", "stopped"]
    version: str | None
    reason: str | None
    log_tail: str
    exit_code: int | None


class Sidecar:
    """The way to the one scheduler of a state directory.

    Parameters
    ----------
    state_dir : Path
        The state directory; made by the first start.
    configuration : Path or None
        Configuration file for a scheduler that is started here; one that already runs keeps its own.
    log : Logger or LoggerAdapter
        Where starts and oddities are told.
    """

    def __init__(self, state_dir: Path, configuration: Path | None, log: Logger | LoggerAdapter[Any]) -> None:
        self._state_dir = state_dir
        self._configuration = configuration
        self._log = log
        self._lock = asyncio.Lock()
        self._address: SchedulerAddress | None = None
        self._process: SchedulerProcess | None = None
        self._reason: str | None = None
        self._told_version: str | None = None

    async def reach(self) -> SchedulerAddress:
        """Return the address of the scheduler, waiting for one that is being started, but starting none.

        Raises
        ------
        SchedulerUnavailableError
            None runs.
        """
        if self._address is None and self._lock.locked():
            async with self._lock:
                pass
        if self._address is None:
            raise SchedulerUnavailableError(self._explain())
        return self._address

    async def find(self) -> SchedulerAddress | None:
        """Return the address of the scheduler that runs, or None."""
        async with self._lock:
            try:
                return self._address or await self._find()
            except AddressRefusedError as error:
                self._reason = str(error)
                return None

    async def ensure(self) -> SchedulerAddress:
        """Return the address of the scheduler, started if there is none.

        Raises
        ------
        SchedulerUnavailableError
            It could not be found or started.
        """
        async with self._lock:
            try:
                return self._address or await self._find() or await self._start()
            except (AddressRefusedError, ProgramMissingError, _StartFailedError, OSError) as error:
                self._reason = str(error)
                raise SchedulerUnavailableError(self._explain()) from error

    def lost(self, reason: str) -> None:
        """Forget the address, because the connection to it ended."""
        self._address = None
        self._reason = reason

    def status(self) -> SchedulerStatus:
        """Return how things stand just now."""
        if self._address is not None:
            return SchedulerStatus("running", self._address.version, None, "", None)
        exit_code = None if self._process is None else self._process.poll()
        tail = log_tail(self._state_dir)
        if self._lock.locked():
            return SchedulerStatus("starting", None, None, tail, exit_code)
        return SchedulerStatus("stopped", None, self._explain(), tail, exit_code)

    def _explain(self) -> str:
        last_words = None if self._process is None else self._process.last_words()
        parts = ["The scheduler is not running.", last_words, self._reason]
        return " ".join(part for part in parts if part)

    async def _find(self) -> SchedulerAddress | None:
        address = await asyncio.to_thread(read_address, self._state_dir)
        if address is None or not await is_healthy(address):
            return None
        self._address = address
        self._tell_version(address.version)
        return address

    async def _start(self) -> SchedulerAddress:
        deadline = time.monotonic() + START_DEADLINE
        while time.monotonic() < deadline:
            process = await self._own_process()
            address = await self._wait_for_address(process, deadline)
            if address is not None:
                return address
        raise _StartFailedError(f"One was started, or was there, but has not answered for {START_DEADLINE:.0f} s.")

    async def _own_process(self) -> SchedulerProcess:
        # One that was started before and is slow is waited for again, not joined by another.
        if self._process is None or self._process.poll() is not None:
            self._process = await asyncio.to_thread(start_process, self._state_dir, self._configuration)
            self._log.info("PEACH Lab started a scheduler, pid %d, state in %s", self._process.pid, self._state_dir)
        return self._process

    async def _wait_for_address(self, process: SchedulerProcess, deadline: float) -> SchedulerAddress | None:
        """Return the address of the scheduler; None where it is time to start another, or to give up.

        That is so where another scheduler owned the state directory, but gives no sign: it was just ending.
        """
        pause = _FIRST_LOOK
        while time.monotonic() < deadline:
            exit_code = process.poll()
            address = await self._find()
            if address is not None:
                return address
            if exit_code == OWNED_BY_ANOTHER:
                deadline = min(deadline, process.ended_at + _OWNER_PATIENCE)
            elif exit_code is not None:
                raise _StartFailedError(f"It failed to start; {self._state_dir / 'scheduler.log'} says why.")
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_LOOK)
        return None

    def _tell_version(self, version: str) -> None:
        ours = package_version()
        if version not in (ours, self._told_version):
            self._told_version = version
            self._log.warning(
                "The scheduler of %s is version %s, this Jupyter server has peach-lab %s: run `peach shutdown` and "
                "start it again to have the installed version; runs go on meanwhile",
                self._state_dir,
                version,
                ours,
            )
