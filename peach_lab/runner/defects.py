"""What a supervisor says of its own defects."""

from __future__ import annotations

import os

from .run_folder import SUPERVISOR_LOG


def note_defect(folder: str | None) -> None:
    """Write the traceback of the error at hand where people look for it.

    Parameters
    ----------
    folder : str or None
        The run's folder; None or one that is gone: it goes to stderr.
    """
    import sys
    import traceback

    text = traceback.format_exc()
    if folder is not None and _append(os.path.join(folder, SUPERVISOR_LOG), text):
        return
    print(text, end="", file=sys.stderr)


def _append(path: str, text: str) -> bool:
    try:
        with open(path, "a", encoding="utf-8") as log:
            log.write(text)
        return True
    except OSError:
        return False
