"""Where a running scheduler listens, as it wrote it into its state directory."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ADDRESS_FILE = "scheduler.json"
SHORTEST_TOKEN = 32


class AddressRefusedError(Exception):
    """The address file is there but can't be trusted or understood; the message says why and what to do."""


@dataclass(frozen=True)
class SchedulerAddress:
    """Address and secret of one scheduler. `token` is left out of `repr`, so that no log can hold it."""

    pid: int
    host: str
    port: int
    token: str
    version: str

    @property
    def authority(self) -> str:
        """Return `host:port` as it stands in a URL and in a `Host` header."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    def __repr__(self) -> str:
        return f"SchedulerAddress(pid={self.pid}, authority={self.authority!r}, version={self.version!r})"


def read_address(state_dir: Path) -> SchedulerAddress | None:
    """Return what the address file says, or None where there is none.

    Raises
    ------
    AddressRefusedError
        Another user owns the file, others than its owner may use it, or it is no address.
    """
    path = state_dir / ADDRESS_FILE
    try:
        # O_NOFOLLOW: a link could lead to a file that somebody else controls.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise AddressRefusedError(
            f"{path} can't be read ({error.strerror}); remove it and start the scheduler again"
        ) from error
    with open(descriptor, encoding="utf-8") as file:
        _check_owner(path, os.fstat(descriptor))
        text = file.read()
    return _parse_address(path, text)


def _check_owner(path: Path, status: os.stat_result) -> None:
    if status.st_uid != os.getuid():
        raise AddressRefusedError(
            f"{path} belongs to user {status.st_uid}, not to you ({os.getuid()}): it is not used. "
            "Choose a state directory of your own with c.PeachLab.state_dir or PEACH_STATE_DIR"
        )
    mode = stat.S_IMODE(status.st_mode)
    if mode & 0o077:
        raise AddressRefusedError(
            f"{path} holds a secret but has mode {mode:04o}, so that others may use it: it is not used. "
            "Only its owner may have access (0600): end that scheduler, remove the file, and start a scheduler again"
        )


def _parse_address(path: Path, text: str) -> SchedulerAddress:
    try:
        fields = json.loads(text)
        url = urlsplit(fields["url"])
        address = SchedulerAddress(
            pid=int(fields["pid"]),
            host=url.hostname or "",
            port=url.port or 0,
            token=str(fields["token"]),
            version=str(fields["version"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AddressRefusedError(
            f"{path} is no scheduler's address ({error!r}); remove it and start the scheduler again"
        ) from error
    if url.scheme != "http" or not address.host or not address.port or len(address.token) < SHORTEST_TOKEN:
        raise AddressRefusedError(
            f"{path} is no scheduler's address: it needs an http url with host and port and a token of at least "
            f"{SHORTEST_TOKEN} characters; remove it and start the scheduler again"
        )
    return address
