"""The connection between a warm parent and its scheduler: one JSON document a line."""

from __future__ import annotations

import os

from .plain_json import encode_object, parse_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_BUFFER_BYTES = 65_536


class Channel:
    """Requests come in, answers go out.

    Parameters
    ----------
    descriptor : int
        A stream socket.

    Attributes
    ----------
    open : bool
        False once the scheduler has gone.
    """

    def __init__(self, descriptor: int) -> None:
        os.set_blocking(descriptor, False)
        self.descriptor = descriptor
        self.open = True
        self._rest = b""

    def receive(self) -> list[str]:
        """Return the run folders that were asked for since the last call."""
        while self.open:
            try:
                data = os.read(self.descriptor, _BUFFER_BYTES)
            except BlockingIOError:
                break
            except ConnectionError:
                data = b""
            self.open = bool(data)
            self._rest += data
        *lines, self._rest = self._rest.split(b"\n")
        return [parse_json(line.decode())["run"] for line in lines]

    def send(self, message: Mapping[str, str | int | float | None]) -> None:
        """Tell the scheduler, if it listens: what counts is in the run's folder."""
        try:
            os.write(self.descriptor, encode_object(message) + b"\n")
        except (BlockingIOError, ConnectionError):
            return
