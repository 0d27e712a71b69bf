"""What a supervisor says of its own defects."""

from __future__ import annotations

import os

from .run_folder import SUPERVISOR_LOG


def note_defect(folder: str) -> None:
    """Write the traceback of the error at hand where people look for it, or to stderr where the folder is gone."""
    import sys
    import traceback

    text = traceback.format_exc()
    try:
        with open(os.path.join(folder, SUPERVISOR_LOG), "a", encoding="utf-8") as log:
            log.write(text)
    except OSError:
        print(text, end="", file=sys.stderr)
