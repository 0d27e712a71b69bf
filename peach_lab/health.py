"""Whether a scheduler answers where its address says."""

from __future__ import annotations

import asyncio
import json
import os

from tornado.httpclient import HTTPRequest
from tornado.simple_httpclient import SimpleAsyncHTTPClient

from .scheduler_address import SchedulerAddress

_PATIENCE = 5.0


async def is_healthy(address: SchedulerAddress) -> bool:
    """Return whether the scheduler at `address` lives and accepts its secret.

    A scheduler that answers 503 lives: one of its loops stands still, which is for people to see, not a reason to
    start another.
    """
    if not _is_alive(address.pid):
        return False
    client = SimpleAsyncHTTPClient(force_instance=True)
    request = HTTPRequest(
        f"http://{address.authority}/api/health",
        headers={"Authorization": f"Bearer {address.token}"},
        connect_timeout=_PATIENCE,
        request_timeout=_PATIENCE,
        follow_redirects=False,
    )
    try:
        response = await client.fetch(request, raise_error=False)
    except (OSError, asyncio.TimeoutError):
        return False
    finally:
        client.close()
    return response.code in (200, 503) and _names_process(response.body, address.pid)


def _is_alive(pid: int) -> bool:
    # Asked first, so that the secret of a dead scheduler is not sent to whoever listens on its port now.
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def _names_process(body: bytes, pid: int) -> bool:
    try:
        return bool(json.loads(body)["pid"] == pid)
    except (ValueError, KeyError, TypeError):
        return False
