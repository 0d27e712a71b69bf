"""Who gets through to the scheduler, over real HTTP, on a Jupyter server with a token."""

import pytest

CALLS = ["/peach/api/echo", "/peach/scheduler", "/peach/doctor"]


@pytest.mark.parametrize("path", CALLS)
def test_a_stranger_gets_403_as_json_and_no_redirect(jupyter, path):
    answer = jupyter.send("GET", path)

    assert answer.status == 403
    assert answer.headers["Content-Type"].startswith("application/json")
    assert answer.json()["error"]["code"] == "forbidden"


def test_a_wrong_token_gets_403(jupyter):
    answer = jupyter.send("GET", "/peach/api/echo", headers={"Authorization": "token wrong"})

    assert answer.status == 403


@pytest.mark.parametrize("path", ["/peach/api/echo", "/peach/scheduler/start"])
def test_a_stranger_can_change_nothing(jupyter, path):
    assert jupyter.send("POST", path, body=b"{}").status == 403


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_the_token_in_the_header_opens_every_method(jupyter, method):
    answer = jupyter.call(method, "/peach/api/echo", body=None if method == "GET" else b"x")

    assert answer.status == 200
    assert answer.json()["method"] == method


def test_a_logged_in_browser_may_read(jupyter):
    assert jupyter.send("GET", "/peach/api/echo", headers=jupyter.log_in()).status == 200


@pytest.mark.parametrize("path", ["/peach/api/echo", "/peach/scheduler/start"])
def test_a_logged_in_browser_without_the_xsrf_header_may_not_write(jupyter, path):
    answer = jupyter.send("POST", path, headers=jupyter.log_in(), body=b"{}")

    assert answer.status == 403
    assert answer.json()["error"]["code"] == "forbidden"


def test_a_logged_in_browser_with_the_xsrf_header_may_write(jupyter):
    headers = jupyter.log_in()

    answer = jupyter.send(
        "POST", "/peach/api/echo", headers={**headers, "X-XSRFToken": jupyter.cookies["_xsrf"]}, body=b"{}"
    )

    assert answer.status == 200


def test_jupyters_credentials_never_reach_the_scheduler(jupyter):
    headers = jupyter.log_in()
    secrets = [*jupyter.cookies.values(), jupyter.token_header["Authorization"].split()[1]]

    answer = jupyter.send(
        "POST",
        f"/peach/api/echo?a=1&token={secrets[-1]}&_xsrf={jupyter.cookies['_xsrf']}&b=%2F",
        headers={**headers, "X-XSRFToken": jupyter.cookies["_xsrf"], "Referer": "http://x/?token=y"},
        body=b"{}",
    )

    seen = answer.json()
    assert seen["uri"] == "/api/echo?a=1&b=%2F"
    assert set(seen["headers"]) == {"Authorization", "Connection", "Content-Length", "Host", "X-Peach-User"}
    assert seen["headers"]["Authorization"] == f"Bearer {jupyter.state.address()['token']}"
    assert not any(secret in str(seen) for secret in secrets)


def test_the_schedulers_cookies_and_cross_origin_headers_never_reach_the_browser(jupyter):
    answer = jupyter.call("GET", "/peach/api/echo")

    assert "upstream" not in str(answer.headers.get_all("Set-Cookie"))
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["X-Kept"] == "yes"


def test_the_schedulers_secret_never_reaches_the_browser(jupyter):
    token = jupyter.state.address()["token"]

    answer = jupyter.call("GET", "/peach/scheduler")

    assert set(answer.json()) == {"state", "version", "reason", "log_tail", "exit_code", "root_dir"}
    assert token not in answer.body.decode() + str(answer.headers)


@pytest.mark.parametrize(
    "path",
    [
        "api/attach?root=/",
        "api/shutdown",
        "api/%73hutdown",
        "api/SHUTDOWN",
        "api//shutdown",
        "api/./shutdown",
        "api/%2e/shutdown",
        "api/echo/../shutdown",
        "api/echo/%2e%2e/shutdown",
        "api/shutdown/",
        "api/",
    ],
)
def test_private_calls_can_not_be_reached_however_they_are_spelled(jupyter, path):
    answer = jupyter.call("POST", f"/peach/{path}", body=b"")

    assert answer.status == 404
    assert answer.json()["error"]["code"] == "not_found"


@pytest.mark.parametrize("path", ["api/shutdown#x", "api/shutdown;x", "api/%2573hutdown"])
def test_what_only_looks_like_a_private_call_goes_on_encoded(jupyter, path):
    # A router that cuts a path at these signs must not see them bare.
    answer = jupyter.call("POST", f"/peach/{path}", body=b"")

    assert answer.status == 404
    assert "error" not in answer.body.decode()


AUTHORIZER = """
from jupyter_server.auth import Authorizer
class ReadOnly(Authorizer):
    def is_authorized(self, handler, user, action, resource):
        return resource != 'peach_lab' or action == 'read'
c.ServerApp.authorizer_class = ReadOnly
"""


def test_jupyters_authorizer_is_asked_for_each_request_anew(start_jupyter):
    server = start_jupyter(AUTHORIZER)

    assert server.call("GET", "/peach/scheduler").status == 200
    assert server.call("POST", "/peach/scheduler/start").status == 403
    answer = server.call("POST", "/peach/api/echo", body=b"{}")
    assert answer.status == 403
    assert "write peach_lab" in answer.json()["error"]["message"]
    assert server.call("GET", "/peach/scheduler").status == 200
