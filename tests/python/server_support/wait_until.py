"""Waiting for a state."""

import time
from collections.abc import Callable
from typing import Any


def wait_until(holds: Callable[[], Any], what: str, seconds: float = 60.0) -> Any:
    """Return what `holds` returns, as soon as that is true."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = holds()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError(f"did not come about in {seconds} s: {what}")
