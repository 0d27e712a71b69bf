"""The user's process: its surroundings, its code, its last word."""

from __future__ import annotations

import os
import sys

from .cells import Cells
from .failures import describe, print_failure
from .import_hooks import fork_by_default, when_imported
from .last_steps import end_process
from .outcome import encode_result
from .parentage import die_with
from .process_marker import mark_process
from .reseeding import refresh_fork
from .run_folder import read_specification
from .signals import release_signals
from .standard_streams import open_standard_streams
from .start import GO
from .surroundings import enter_environment, enter_working_directory, find_own_package

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from .run_folder import Specification
    from .start import PreparedRun

_OUT_OF_MEMORY_SCORE = b"500"
_DESCRIPTORS = 1024
_LONGEST_ORDER = 65_536


def run_user_process(prepared: PreparedRun) -> NoReturn:
    """Wait for a run, run its cells and the function in this process, and end it."""
    try:
        _come_of_age(prepared)
        specification = _wait_for_run(prepared.orders.reader)
    except BaseException:
        os._exit(1)  # never on into what the supervisor does
    newest = next(reversed(sys.modules))
    process = os.getpid()
    reason: str | None = None
    result: str | None = None
    try:
        result = encode_result(_execute(specification))
        code = 0
    except SystemExit as request:
        code, reason = _exit_code(request)
    except BaseException as error:
        code, reason = 1, describe(error)
        print_failure(error)
    if os.getpid() == process:  # and not a child that the user forked and let run on to here
        prepared.outcome.write(reason, result)
    end_process(code, specification["checkout"], newest)


def _come_of_age(prepared: PreparedRun) -> None:
    die_with(prepared.supervisor)
    os.setsid()
    open_standard_streams(prepared.stdout.writer, prepared.stderr.writer)
    _close_all_but({prepared.orders.reader, prepared.outcome.descriptor})
    try:
        # Memory gets short: the kernel shall take this process, not its supervisor.
        score = os.open("/proc/self/oom_score_adj", os.O_WRONLY)
        os.write(score, _OUT_OF_MEMORY_SCORE)
        os.close(score)
    except OSError:
        pass
    import faulthandler

    faulthandler.enable()
    refresh_fork()
    if prepared.ahead:
        from .rehearsal import rehearse_unless_asked, rehearse_user_process

        rehearse_unless_asked(prepared.orders.reader, rehearse_user_process)


def _close_all_but(kept: set[int]) -> None:
    begin = 3
    for descriptor in sorted(kept):
        os.closerange(begin, descriptor)
        begin = descriptor + 1
    os.closerange(begin, _DESCRIPTORS)


def _wait_for_run(orders: int) -> Specification:
    """Return the specification once it is claimed. Ends the process where none comes any more."""
    orders_so_far = _receive(orders)
    while b"\0" not in orders_so_far:
        orders_so_far += _receive(orders)
    path, _, rest = orders_so_far.partition(b"\0")
    folder = os.fsdecode(path)
    specification = read_specification(folder)
    mark_process(specification["run"])
    enter_environment(folder, specification)
    if rest != GO:
        _receive(orders)
    os.close(orders)
    release_signals()
    return specification


def _receive(orders: int) -> bytes:
    text = os.read(orders, _LONGEST_ORDER)
    if not text:
        os._exit(0)
    return text


def _execute(specification: Specification) -> object:
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
        number = int(request.code)
        kept = number & 0xFF if _fits_long(number) else 0xFF
        return kept, None if number == kept else f"exit code {kept}: all that is kept of sys.exit({request.code})"
    try:
        reason = str(request.code)
        print(reason, file=sys.stderr)
    except BaseException:  # it is the user's code
        reason = "sys.exit with what can't be shown"
    return 1, reason


def _fits_long(number: int) -> bool:
    return -(2**63) <= number < 2**63
