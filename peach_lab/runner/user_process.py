"""The user's process: its surroundings, its code, its last word."""

from __future__ import annotations

import os
import sys

from .cells import Cells
from .failures import describe, print_failure
from .import_hooks import fork_by_default, when_imported
from .last_steps import end_process
from .outcome import encode_result, write_outcome
from .parentage import die_with
from .signals import release_signals
from .standard_streams import open_standard_streams
from .surroundings import enter_environment, enter_working_directory, find_own_package

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from .run_folder import Specification
    from .start import StartedRun

_OUT_OF_MEMORY_SCORE = 500
_DESCRIPTORS = 1024


def run_user_process(run: StartedRun) -> NoReturn:
    """Run the cells and the function in this process, and end it."""
    _come_of_age(run)
    process = os.getpid()
    reason: str | None = None
    result: str | None = None
    try:
        result = encode_result(_execute(run))
        code = 0
    except SystemExit as request:
        code, reason = _exit_code(request)
    except BaseException as error:
        print_failure(error)
        code, reason = 1, describe(error)
    if os.getpid() == process:  # and not a child that the user forked and let run on to here
        write_outcome(run.folder, reason, result)
    end_process(code, run.specification["checkout"])


def _come_of_age(run: StartedRun) -> None:
    die_with(run.supervisor)
    os.setsid()
    open_standard_streams(run.stdout.writer, run.stderr.writer)
    os.closerange(3, _DESCRIPTORS)
    try:
        # Memory gets short: the kernel shall take this process, not its supervisor.
        with open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
            file.write(str(_OUT_OF_MEMORY_SCORE))
    except OSError:
        pass
    release_signals()
    import faulthandler

    faulthandler.enable()


def _execute(run: StartedRun) -> object:
    specification: Specification = run.specification
    enter_environment(run.folder, specification)
    enter_working_directory(specification)
    find_own_package()
    if sys.version_info >= (3, 14):
        when_imported("multiprocessing", fork_by_default)
    return Cells(specification).run()


def _exit_code(request: SystemExit) -> tuple[int, str | None]:
    """Read ``sys.exit(…)`` as the interpreter does."""
    if request.code is None:
        return 0, None
    if isinstance(request.code, int):
        return int(request.code) & 0xFF, None
    print(request.code, file=sys.stderr)
    return 1, str(request.code)
