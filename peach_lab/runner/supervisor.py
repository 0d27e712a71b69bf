"""Watches over one run until nothing of it is left, and says how it ended."""

from __future__ import annotations

import os
import time

from .end_record import Ending, Usage, forget_imposed, judge, name_signal, note_imposed, write_end
from .log_copier import LogCopier
from .memory import count_memory_kills
from .process_tree import ProcessTree
from .run_folder import STOP, read_json
from .run_log import DEFAULT_LIMIT, RunLog
from .signals import SignalInbox
from .temporary_folder import remove_folder
from .words import format_duration

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .start import StartedRun

_KILL_PAUSE = 0.05
_STUCK_PAUSE = 1.0


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
        from .defects import note_defect

        note_defect(run.folder)
        while tree.reap() and not tree.stuck:
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
        self._log = RunLog(run.folder, run.specification.get("log_limit", DEFAULT_LIMIT), run.files)
        self._copier = LogCopier(self._log, run.stdout.reader, run.stderr.reader, self._inbox.wakeup)

    def carry_out(self) -> None:
        for note in self._run.specification["notes"]:
            self._log.write(note)
        imposed = self._watch()
        status = self._tree.main_status
        if status is None and imposed is None:
            raise RuntimeError("the end of the run's main process was missed")
        self._copier.finish()
        told, result = self._run.outcome.read()
        _measure(self._usage, self._run, self._tree)
        self._usage.log_bytes = self._log.size
        ending = imposed or self._judge(status or 0, told)
        if self._tree.stuck:
            self._explain_stuck(ending)
        unnamed = self._run.files.end
        write_end(self._run.folder, ending, self._usage, status, result, unnamed=unnamed, told=self._tidy_up)
        if imposed is not None:
            forget_imposed(self._run.folder)
        if self._tree.stuck:
            self._outlast()

    def _tidy_up(self) -> None:
        """Remove what nobody waits for who waits for the end."""
        if not self._tree.stuck:
            remove_folder(self._run.specification["temporary_dir"])

    def _watch(self) -> Ending | None:
        """Copy the log until the whole tree is gone. Returns the ending that was imposed, if one was.

        The tree may also be stuck: nobody is left but those whom no signal ends.
        """
        imposed: Ending | None = None
        ending = False
        deadline = self._run.started + self._run.specification["timeout"]
        while self._tree.reap() and not self._tree.stuck:
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

    def _explain_stuck(self, ending: Ending) -> None:
        from .process_table import explain_stuck

        words = explain_stuck(self._tree.stuck)
        ending.reason = f"{ending.reason}; {words}" if ending.reason else words

    def _outlast(self) -> None:
        """Wait for those who could not be ended, when the run is over for everybody else: its loop goes on."""
        while self._tree.reap():
            self._tree.kill()
            time.sleep(_STUCK_PAUSE)
        remove_folder(self._run.specification["temporary_dir"])

    def _impose(self, deadline: float) -> Ending | None:
        if self._tree.main_status is not None:
            return None  # it ended by itself; what it left behind changes nothing
        if self._inbox.stopped_by is not None:
            ending = Ending("KILLED", self._stop_reason(self._inbox.stopped_by))
        elif time.monotonic() >= deadline:
            ending = Ending("TIMED_OUT", f"timed out after {format_duration(self._run.specification['timeout'])}")
        else:
            return None
        note_imposed(self._run.folder, ending)
        return ending

    def _stop_reason(self, number: int) -> str:
        request = read_json(os.path.join(self._run.folder, STOP))
        if isinstance(request, dict) and isinstance(request.get("reason"), str):
            return str(request["reason"])
        return f"stopped by signal {name_signal(number)}"

    def _judge(self, status: int, told: str | None) -> Ending:
        return judge(status, told, lambda: count_memory_kills() - self._memory_kills, self._usage)


def _measure(usage: Usage, run: StartedRun, tree: ProcessTree) -> None:
    # From the monotonic clock: a clock that is set back must not make a run end before it started.
    usage.ended_at = run.started_at + time.monotonic() - run.started
    usage.cpu_seconds = tree.cpu_seconds
    usage.peak_memory = tree.peak_memory
