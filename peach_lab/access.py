"""Who may use the scheduler through this Jupyter server."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from .attachment import Attachment
from .sidecar import Sidecar

# What Jupyter's authorizer is asked about; its actions are read (GET, HEAD), write (all else) and execute (websocket).
AUTH_RESOURCE = "peach_lab"
_CODES = {400: "bad_request", 403: "forbidden", 404: "not_found", 405: "method_not_allowed"}


class RefusedError(web.HTTPError):
    """An answer `{error: {code, message, details}}`, as the scheduler gives them."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(status, message)
        self.code = code
        self.message = message


class PeachHandler(JupyterHandler):
    """A handler that knows the scheduler, and answers every error as JSON, never by a redirect to a login page."""

    auth_resource = AUTH_RESOURCE

    @property
    def sidecar(self) -> Sidecar:
        sidecar: Sidecar = self.settings["peach_sidecar"]
        return sidecar

    @property
    def attachment(self) -> Attachment:
        attachment: Attachment = self.settings["peach_attachment"]
        return attachment

    @property
    def user_name(self) -> str:
        return str(self.current_user.username)

    async def check_access(self, action: str) -> None:
        """Raise unless the user is logged in and may do `action` (read, write or execute).

        Jupyter's decorator `authorized` is not used: it keeps the action of the first request for all that follow.
        """
        if self.current_user is None:
            raise RefusedError(403, "forbidden", "You are not logged in to this Jupyter server; log in and try again")
        allowed = await ensure_async(self.authorizer.is_authorized(self, self.current_user, action, AUTH_RESOURCE))
        if not allowed:
            raise RefusedError(403, "forbidden", f"This Jupyter server does not allow you to {action} {AUTH_RESOURCE}")

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer with the error as JSON."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(error, RefusedError):
            code, message = error.code, error.message
        else:
            code = _CODES.get(status_code, "internal")
            message = getattr(error, "log_message", None) or HTTPStatus(status_code).phrase
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps({"error": {"code": code, "message": message, "details": None}}))

    def get_login_url(self) -> str:
        """Refuse: whoever asks is a program, not a person at a page."""
        raise RefusedError(403, "forbidden", "You are not logged in to this Jupyter server; log in and try again")
