"""Every route of the extension against who may not use it, and requests that no honest browser sends."""

import socket
import time

import pytest
from server_support.jupyter_server import TOKEN
from server_support.wait_until import wait_until

ROUTES = [
    *((method, "/peach/api/echo") for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")),
    ("GET", "/peach/api/events"),
    ("GET", "/peach/scheduler"),
    ("POST", "/peach/scheduler/start"),
    ("GET", "/peach/doctor"),
]
CHANGES = [(method, path) for method, path in ROUTES if method not in ("GET", "HEAD")]


def written(jupyter) -> int:
    """Return how many changes reached the scheduler."""
    return int(jupyter.call("GET", "/peach/api/progress").json()["written"])


def send_raw(jupyter, head: str) -> bytes:
    """Send these bytes as they are; return what comes back until the end or for half a second."""
    with socket.create_connection(("127.0.0.1", jupyter.port), timeout=20) as connection:
        connection.sendall(head.encode())
        connection.settimeout(5)
        try:
            return connection.recv(65536)
        except (TimeoutError, ConnectionResetError):
            return b""


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize("credentials", ["nothing", "a wrong token", "a wrong token in the address", "a forged cookie"])
def test_no_route_answers_a_stranger(jupyter, method, path, credentials):
    headers = {
        "a wrong token": {"Authorization": f"token {TOKEN}x"},
        "a forged cookie": {"Cookie": f"username-127-0-0-1-{jupyter.port}=forged; _xsrf=a", "X-XSRFToken": "a"},
    }.get(credentials, {})
    address = f"{path}?token=wrong" if credentials == "a wrong token in the address" else path
    before = written(jupyter)

    answer = jupyter.send(method, address, headers=headers)

    assert answer.status == 403
    assert jupyter.state.address()["token"] not in answer.body.decode() + str(answer.headers)
    assert written(jupyter) == before


@pytest.mark.parametrize(("method", "path"), CHANGES)
@pytest.mark.parametrize("xsrf", [{}, {"X-XSRFToken": "wrong"}])
def test_a_cookie_alone_changes_nothing(jupyter, method, path, xsrf):
    before = written(jupyter)

    answer = jupyter.send(method, path, headers={**jupyter.log_in(), **xsrf})

    assert (answer.status, written(jupyter)) == (403, before)


def test_the_token_in_the_header_needs_no_xsrf_token(jupyter):
    before = written(jupyter)

    answer = jupyter.call("POST", "/peach/api/echo", body=b"{}")

    assert (answer.status, written(jupyter)) == (200, before + 1)


def test_a_page_of_another_origin_gets_no_leave_to_read(jupyter):
    answer = jupyter.send("OPTIONS", "/peach/api/echo", headers={"Origin": "http://evil.example"})

    assert answer.headers["Access-Control-Allow-Origin"] in (None, "")
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_a_name_that_is_not_this_servers_is_refused(jupyter):
    # What a page does that let its own name point here.
    answer = jupyter.call("GET", "/peach/scheduler", headers={"Host": "evil.example"})

    assert answer.status == 403


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND"])
def test_other_methods_go_no_further(jupyter, method):
    head = f"{method} /peach/api/echo HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: token {TOKEN}\r\n"

    answer = send_raw(jupyter, f"{head}Connection: close\r\n\r\n")

    assert answer.split(b" ")[1] in (b"400", b"403", b"404", b"405")
    assert b"X-Kept" not in answer


@pytest.mark.parametrize(
    "path",
    [
        "api/..%2fscheduler",
        "api/..%2fshutdown",
        "api/none%2f..%2f..%2fapi%2fshutdown",
        "api/%2e%2e%2fapi%2fshutdown",
        "api/..%5cshutdown",
        "api/%00/shutdown",
        "api/%2fshutdown",
    ],
)
def test_no_spelling_of_a_path_leaves_the_api(jupyter, path):
    before = jupyter.state.pid()

    answer = jupyter.call("POST", f"/peach/{path}", body=b"")

    assert answer.status in (400, 404)
    assert jupyter.call("GET", "/peach/scheduler").json()["state"] == "running"
    assert jupyter.state.pid() == before


@pytest.mark.parametrize(
    "line",
    [
        "X-Large: " + "a" * 200_000,
        "Content-Length: 99999999999999",
        "Content-Length: -1",
        "Transfer-Encoding: gzip, x",
    ],
    ids=["a huge header", "a huge body", "less than no body", "an unknown coding"],
)
def test_a_request_out_of_all_measure_is_refused_and_harms_nobody(jupyter, line):
    before = written(jupyter)
    began = time.monotonic()

    answer = send_raw(
        jupyter, f"POST /peach/api/echo HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: token {TOKEN}\r\n{line}\r\n\r\n"
    )

    assert b"200 OK" not in answer
    assert time.monotonic() - began < 10
    assert (jupyter.call("GET", "/peach/scheduler").status, written(jupyter)) == (200, before)


def test_a_huge_address_is_refused(jupyter):
    answer = send_raw(jupyter, f"GET /peach/scheduler?{'a' * 200_000} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")

    assert b"200 OK" not in answer
    assert jupyter.call("GET", "/peach/scheduler").status == 200


def test_below_a_prefix_the_same_holds(start_jupyter):
    jupyter = start_jupyter(base_url="/team/ann/")
    wait_until(lambda: jupyter.call("GET", "/team/ann/peach/scheduler").json()["state"] == "running", "a scheduler")

    seen = jupyter.call("GET", "/team/ann/peach/api/echo/peach/api/echo?a=1")

    assert seen.json()["uri"] == "/api/echo/peach/api/echo?a=1"
    for path in ("/team/ann/peach/api/echo", "/team/ann/peach/scheduler", "/team/ann/peach/doctor"):
        assert jupyter.send("GET", path).status == 403
    assert jupyter.call("POST", "/team/ann/peach/api/shutdown", body=b"").status == 404
    assert jupyter.call("POST", "/team/ann/peach/api/..%2fshutdown", body=b"").status == 404
    assert jupyter.call("GET", "/peach/api/echo").status == 404


NOBODY = """
from jupyter_server.auth import Authorizer
class Nobody(Authorizer):
    def is_authorized(self, handler, user, action, resource):
        return resource != 'peach_lab'
c.ServerApp.authorizer_class = Nobody
"""


def test_an_authorizer_that_refuses_refuses_every_route(start_jupyter):
    jupyter = start_jupyter(NOBODY)
    wait_until(jupyter.state.address, "a scheduler")

    answers = {(method, path): jupyter.call(method, path).status for method, path in ROUTES}

    assert set(answers.values()) == {403}
    assert jupyter.call("GET", "/api/contents").status == 200


def test_no_secret_stands_in_the_servers_log(jupyter):
    secret = jupyter.state.address()["token"]
    jupyter.call("GET", "/peach/api/silent")
    jupyter.call("GET", f"/peach/api/none?token={TOKEN}")

    text = jupyter.log.read_text()

    assert secret not in text
    assert "/peach/api/none" in text
