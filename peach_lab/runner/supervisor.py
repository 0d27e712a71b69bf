"""Watches over one run until nothing of it is left, and says how it ended."""

from __future__ import annotations

import os
import time

from .end_record import Ending, Usage, judge, name_signal, take_outcome, write_end
from .log_copier import LogCopier
from .memory import count_memory_kills
from .process_tree import ProcessTree
from .run_folder import STOP, read_json
from .signals import SignalInbox
from .temporary_folder import remove_folder
from .words import format_duration

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .start import StartedRun

_KILL_PAUSE = 0.05


def supervise(run: StartedRun) -> int:
    """Supervise a run to its end record. Never raises: even a defect of the supervisor becomes an end record.

    Returns
    -------
    int
        The supervisor's own exit code.
    """
    tree = ProcessTree(run.main)
    usage = Usage(run.started_at)
    try:
        _Supervisor(run, tree, usage).carry_out()
        return 0
    except Exception as error:
        import traceback

        traceback.print_exc()
        while tree.reap():
            tree.kill()
            time.sleep(_KILL_PAUSE)
        _measure(usage, run, tree)
        write_end(
            run.folder,
            Ending("FAILURE", f"its supervisor failed: {type(error).__name__}: {error}"),
            usage,
            tree.main_status,
        )
        return 1


class _Supervisor:
    def __init__(self, run: StartedRun, tree: ProcessTree, usage: Usage) -> None:
        self._run = run
        self._tree = tree
        self._usage = usage
        self._memory_kills = count_memory_kills()
        self._inbox = SignalInbox()
        os.close(run.stdout.writer)
        os.close(run.stderr.writer)
        self._copier = LogCopier(run.folder, run.stdout.reader, run.stderr.reader, self._inbox.wakeup)

    def carry_out(self) -> None:
        for note in self._run.specification["notes"]:
            self._copier.write(note)
        imposed = self._watch()
        status = self._tree.main_status
        if status is None:
            raise RuntimeError("the end of the run's main process was missed")
        self._copier.finish()
        told, result = take_outcome(self._run.folder)
        remove_folder(self._run.specification["temporary_dir"])
        _measure(self._usage, self._run, self._tree)
        self._usage.log_bytes = self._copier.size
        ending = imposed or self._judge(status, told)
        write_end(self._run.folder, ending, self._usage, status, result)

    def _watch(self) -> Ending | None:
        """Copy the log until the whole tree is gone. Returns the ending that was imposed, if one was."""
        imposed: Ending | None = None
        ending = False
        deadline = self._run.started + self._run.specification["timeout"]
        while self._tree.reap():
            if not ending:
                imposed = self._impose(deadline)
                ending = imposed is not None or self._tree.main_status is not None
                if ending:
                    self._tree.terminate()
                    deadline = time.monotonic() + self._run.specification["grace"]
            elif time.monotonic() >= deadline:
                self._tree.kill()
                deadline = time.monotonic() + _KILL_PAUSE
            self._copier.copy(deadline - time.monotonic())
        return imposed

    def _impose(self, deadline: float) -> Ending | None:
        if self._tree.main_status is not None:
            return None  # it ended by itself; what it left behind changes nothing
        if self._inbox.stopped_by is not None:
            return Ending("KILLED", self._stop_reason(self._inbox.stopped_by))
        if time.monotonic() >= deadline:
            return Ending("TIMED_OUT", f"timed out after {format_duration(self._run.specification['timeout'])}")
        return None

    def _stop_reason(self, number: int) -> str:
        request = read_json(os.path.join(self._run.folder, STOP))
        if isinstance(request, dict) and isinstance(request.get("reason"), str):
            return str(request["reason"])
        return f"stopped by signal {name_signal(number)}"

    def _judge(self, status: int, told: str | None) -> Ending:
        out_of_memory = count_memory_kills() > self._memory_kills
        return judge(status, told, out_of_memory, self._tree.peak_memory)


def _measure(usage: Usage, run: StartedRun, tree: ProcessTree) -> None:
    # From the monotonic clock: a clock that is set back must not make a run end before it started.
    usage.ended_at = run.started_at + time.monotonic() - run.started
    usage.cpu_seconds = tree.cpu_seconds
    usage.peak_memory = tree.peak_memory
