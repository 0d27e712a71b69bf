"""What `peach doctor` finds, for this Jupyter server's state directory and folder."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from pathlib import Path
from typing import Any

from .programs import scheduler_command, scheduler_environment

# Longer than the slowest of its checks may take by itself. Seconds.
TIME_LIMIT = 90.0
# With a problem, the command ends with 1.
_EXIT_CODES = (0, 1)


class ExaminationFailedError(Exception):
    """There is no report; the message says why and what to do."""


class Examination:
    """Runs `peach doctor`, one at a time: whoever asks while one is under way gets its report.

    Parameters
    ----------
    state_dir : Path
        State directory of the scheduler that is looked at.
    configuration : Path or None
        Configuration file that is checked too.
    folder : str
        Where it is asked: the repository around this folder is looked at where no other is served.
    """

    def __init__(self, state_dir: Path, configuration: Path | None, folder: str) -> None:
        self._state_dir = state_dir
        self._configuration = configuration
        self._folder = folder
        self._task: asyncio.Task[dict[str, Any]] | None = None

    async def report(self) -> dict[str, Any]:
        """Return what `peach doctor --json` prints.

        Raises
        ------
        ProgramMissingError
            Node or the scheduler's bundle is missing.
        ExaminationFailedError
            It broke, or took too long.
        """
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(self._examine())
        return await asyncio.shield(self._task)

    async def close(self) -> None:
        """End the one that is under way."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await self._task

    async def _examine(self) -> dict[str, Any]:
        process = await self._start()
        try:
            out, err = await asyncio.wait_for(process.communicate(), TIME_LIMIT)
        except asyncio.TimeoutError:
            raise ExaminationFailedError(
                f"It was given up after {TIME_LIMIT:.0f} s; run `peach doctor` in a terminal to see how far it comes"
            ) from None
        finally:
            await _end(process)
        report = _parsed(out)
        if process.returncode not in _EXIT_CODES or report is None:
            words = err.decode(errors="replace").strip() or "it said nothing"
            raise ExaminationFailedError(f"`peach doctor` ended with exit code {process.returncode}: {words}")
        return report

    async def _start(self) -> Process:
        arguments = ["doctor", "--json", "--state", str(self._state_dir)]
        if self._configuration is not None:
            arguments += ["--config", str(self._configuration)]
        command = [*scheduler_command(os.environ), *arguments]
        try:
            return await asyncio.create_subprocess_exec(
                *command,
                stdin=DEVNULL,
                stdout=PIPE,
                stderr=PIPE,
                cwd=self._folder,
                env=scheduler_environment(os.environ),
                start_new_session=True,
            )
        except OSError as error:
            raise ExaminationFailedError(f"`peach doctor` could not be started: {error}") from error


async def _end(process: Process) -> None:
    """End it, and the programs that it asks and that share its session."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


def _parsed(out: bytes) -> dict[str, Any] | None:
    try:
        report = json.loads(out)
    except ValueError:
        return None
    return report if isinstance(report, dict) else None
