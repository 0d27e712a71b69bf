"""The files of a run's folder, shared with the scheduler: ``src/protocol/run-folder.ts`` says what is in them."""

from __future__ import annotations

import os

from .plain_json import parse_json

TYPE_CHECKING = False  # typing costs more to import than this whole package
if TYPE_CHECKING:
    from typing import Any, TypedDict

    from typing_extensions import NotRequired

    class Cell(TypedDict):
        """One cell to execute."""

        number: int
        source: str
        ipython: bool

    class Api(TypedDict):
        """Where the run reaches the scheduler, and with which secret."""

        url: str
        token: str

    class Specification(TypedDict):
        """What the scheduler asks a supervisor to do. Durations are seconds; only the notebook's path is relative."""

        run: str
        task: str
        key: str | None
        organisation: str
        notebook: str
        method: str
        cells: list[Cell]
        args: dict[str, Any]
        checkout: str
        working_directory: str
        data_dir: str
        temporary_dir: str
        variables: dict[str, str]
        notes: list[str]
        timeout: float
        grace: float
        log_limit: int
        api: NotRequired[Api]


_PIECE_BYTES = 65_536

SPECIFICATION = "specification.json"
CLAIM = "claim"
LOG = "log"
LOG_INDEX = "log.index"
LOG_GAP = "log.gap"
END = "end.json"
STOP = "stop.json"
IMPOSED = "imposed.json"
SUPERVISOR_LOG = "supervisor.log"
"""What a supervisor itself has to say: nothing, unless it is broken."""


def read_specification(folder: str) -> Specification:
    """Read what is to be run.

    Parameters
    ----------
    folder : str
        The run's folder.

    Raises
    ------
    OSError, ValueError
        The file can't be read, or is not JSON.
    """
    specification: Specification = parse_json(read_whole(os.path.join(folder, SPECIFICATION)).decode())
    return specification


def read_whole(path: str) -> bytes:
    """Read a file without the layers of ``open``, whose memory a fork would have to copy first.

    Raises
    ------
    OSError
        It can't be read.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        pieces = []
        while piece := os.read(descriptor, _PIECE_BYTES):
            pieces.append(piece)
        return b"".join(pieces)
    finally:
        os.close(descriptor)


def write_whole(descriptor: int, text: bytes) -> None:
    """Write all of a text at the end of a file.

    Raises
    ------
    OSError
        It can't be written, or not to its end.
    """
    while text:
        text = text[os.write(descriptor, text) :]


def read_json(path: str) -> Any:
    """Read a JSON file that may be absent or half written: then the answer is ``None``."""
    try:
        return parse_json(read_whole(path).decode())
    except (OSError, ValueError):
        return None
