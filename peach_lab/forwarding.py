"""What of a request and of an answer passes between the browser and the scheduler."""

from __future__ import annotations

from urllib.parse import quote, quote_from_bytes, unquote_plus, unquote_to_bytes

from tornado.httputil import HTTPHeaders

from .scheduler_address import SchedulerAddress

# Named one by one: Cookie, Authorization and X-XSRFToken are the Jupyter server's own and never leave it.
_REQUEST_HEADERS = (
    "Accept",
    "Content-Type",
    "If-Match",
    "If-Modified-Since",
    "If-None-Match",
    "If-Range",
    "If-Unmodified-Since",
    "Range",
)
# Jupyter reads its token and its XSRF token from these too.
_JUPYTER_PARAMETERS = frozenset({"token", "_xsrf"})
# Between two neighbours only (RFC 9110, 7.6.1), or the Jupyter server's to say.
_KEPT_BACK = frozenset(
    {
        "connection",
        "content-security-policy",
        "date",
        "keep-alive",
        "proxy-authenticate",
        "proxy-connection",
        "server",
        "set-cookie",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
# For the Jupyter server itself (its own attachment) and for the scheduler's owner at a terminal.
_PRIVATE_CALLS = frozenset({b"attach", b"shutdown"})
_SAFE_IN_SEGMENT = "!$&'()*+,:@=~"


def forwarded_path(path: str) -> str | None:
    """Return the scheduler's path for `api/…` as it came, still percent-encoded; None where it is not for browsers.

    Segments are decoded once and encoded again, so that what is checked here is what the scheduler will read.
    """
    segments = [unquote_to_bytes(segment) for segment in path.split("/")]
    if segments[0] != b"api" or any(segment in (b"", b".", b"..") for segment in segments):
        return None
    if segments[1:2] and segments[1].lower() in _PRIVATE_CALLS:
        return None
    return "/" + "/".join(quote_from_bytes(segment, safe=_SAFE_IN_SEGMENT) for segment in segments)


def forwarded_query(query: str) -> str:
    """Return `query` without Jupyter's own parameters, every other byte as it came."""
    parts = [part for part in query.split("&") if unquote_plus(part.partition("=")[0]) not in _JUPYTER_PARAMETERS]
    return "&".join(parts)


def request_headers(headers: HTTPHeaders, address: SchedulerAddress, user: str) -> HTTPHeaders:
    """Return the headers for the scheduler. The user's name is percent-encoded, because names are not always ASCII."""
    passed = HTTPHeaders({name: headers[name] for name in _REQUEST_HEADERS if name in headers})
    passed["Host"] = address.authority
    passed["Authorization"] = f"Bearer {address.token}"
    passed["X-Peach-User"] = quote(user, safe="@")
    return passed


def response_headers(headers: HTTPHeaders) -> list[tuple[str, str]]:
    """Return the headers for the browser."""
    named = {name.strip().lower() for name in headers.get("Connection", "").split(",")}
    return [
        (name, value)
        for name, value in headers.get_all()
        if name.lower() not in _KEPT_BACK | named and not name.lower().startswith("access-control-")
    ]
