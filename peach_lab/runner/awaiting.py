"""One event loop for all cells and the function, made when something is first awaited: asyncio takes long to import."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from typing import Any


class EventLoop:
    """An asyncio loop that may never be needed."""

    def __init__(self) -> None:
        self._loop: AbstractEventLoop | None = None

    def wait_for(self, awaitable: Any) -> Any:
        """Run the loop until `awaitable` is done, and return its value."""
        import asyncio

        if self._loop is None:
            self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        return self._loop.run_until_complete(asyncio.ensure_future(awaitable, loop=self._loop))

    def close(self) -> None:
        """Cancel what still runs in the background, and close the loop, as ``asyncio.run`` does."""
        if self._loop is None:
            return
        import asyncio

        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        if tasks:
            self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()
