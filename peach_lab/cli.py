"""The command `peach`: the scheduler's own command line, on the Node that was installed with this package."""

from __future__ import annotations

import os
import sys

from .programs import ProgramMissingError, scheduler_command, scheduler_environment

NOT_INSTALLED = 127


def main() -> int:
    """Become the scheduler's command line; return only where that is not possible."""
    try:
        command = scheduler_command(os.environ)
    except ProgramMissingError as error:
        print(f"peach: {error}", file=sys.stderr)
        return NOT_INSTALLED
    os.execve(command[0], [*command, *sys.argv[1:]], scheduler_environment(os.environ))
