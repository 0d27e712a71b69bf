"""What passes between browser and scheduler: the rules by themselves."""

import pytest
from tornado.httputil import HTTPHeaders

from peach_lab.forwarding import forwarded_path, forwarded_query, request_headers, response_headers
from peach_lab.scheduler_address import SchedulerAddress

ADDRESS = SchedulerAddress(1, "127.0.0.1", 4711, "secret", "1")


@pytest.mark.parametrize(
    ("path", "forwarded"),
    [
        ("api/tasks", "/api/tasks"),
        ("api/tasks/debr%2Frelated", "/api/tasks/debr%2Frelated"),
        ("api/tasks/a%C3%BCb", "/api/tasks/a%C3%BCb"),
        ("api/tasks/%ff", "/api/tasks/%FF"),
        ("api/a;b", "/api/a%3Bb"),
        ("api/a#b", "/api/a%23b"),
        ("api/a%3Fb", "/api/a%3Fb"),
        ("api/runs/shutdown", "/api/runs/shutdown"),
        ("api", "/api"),
        ("apis/tasks", None),
        ("api/attach", None),
        ("api/Attach", None),
        ("api/%61ttach", None),
        ("api/shutdown/now", None),
        ("api/tasks/..", None),
        ("api/%2E%2e/shutdown", None),
        ("api//tasks", None),
        ("", None),
    ],
)
def test_paths(path, forwarded):
    assert forwarded_path(path) == forwarded


@pytest.mark.parametrize(
    ("query", "forwarded"),
    [
        ("", ""),
        ("a=1&b=%20+&a=2", "a=1&b=%20+&a=2"),
        ("token=x&a=1", "a=1"),
        ("a=1&%74oken=x&_xsrf=y", "a=1"),
        ("mytoken=1&token", "mytoken=1"),
    ],
)
def test_queries(query, forwarded):
    assert forwarded_query(query) == forwarded


def test_request_headers_are_named_ones_and_the_schedulers_own():
    sent = HTTPHeaders(
        {
            "Accept": "*/*",
            "Authorization": "token x",
            "Connection": "Range, close",
            "Cookie": "a=b",
            "Host": "evil",
            "Origin": "http://evil",
            "Range": "bytes=0-",
            "Transfer-Encoding": "chunked",
            "X-Peach-User": "root",
            "X-Xsrftoken": "x",
        }
    )

    assert dict(request_headers(sent, ADDRESS, "jörg müller\r\nX: y")) == {
        "Accept": "*/*",
        "Authorization": "Bearer secret",
        "Host": "127.0.0.1:4711",
        "Range": "bytes=0-",
        "X-Peach-User": "j%C3%B6rg%20m%C3%BCller%0D%0AX%3A%20y",
    }


def test_response_headers_lose_what_is_for_neighbours_only():
    headers = HTTPHeaders({"Connection": "close, X-Hop", "X-Hop": "1", "Keep-Alive": "5", "Content-Type": "text/plain"})
    headers.add("Set-Cookie", "a=b")
    headers.add("Access-Control-Allow-Origin", "*")
    headers.add("Vary", "A")
    headers.add("Vary", "B")

    assert response_headers(headers) == [("Content-Type", "text/plain"), ("Vary", "A"), ("Vary", "B")]
