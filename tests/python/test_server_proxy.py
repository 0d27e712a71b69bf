"""HTTP through the proxy: whole, in pieces, without end, cut off."""

import hashlib
import http.client
import os
import time

import pytest
from server_support.wait_until import wait_until


def settled_count(jupyter) -> int:
    """Return how many chunks the scheduler could send, once that number no longer grows."""
    counts = [-1]

    def stands_still() -> bool:
        time.sleep(0.25)
        counts.append(jupyter.call("GET", "/peach/api/progress").json()["sent"])
        return counts[-1] > 0 and counts[-1] == counts[-2]

    wait_until(stands_still, "the scheduler stops sending")
    return counts[-1]


def open_stream(jupyter, chunks: int) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
    connection = http.client.HTTPConnection("127.0.0.1", jupyter.port, timeout=60)
    connection.request("GET", f"/peach/api/stream?chunks={chunks}", headers=jupyter.token_header)
    return connection, connection.getresponse()


def test_the_path_and_the_query_arrive_as_they_were_sent(jupyter):
    answer = jupyter.call("GET", "/peach/api/echo/debr%2Frelated%20%C3%BC?q=a+b&q=%26&empty=&flag")

    assert answer.json()["uri"] == "/api/echo/debr%2Frelated%20%C3%BC?q=a+b&q=%26&empty=&flag"


def test_the_user_is_named(jupyter):
    assert jupyter.call("GET", "/peach/api/echo").json()["headers"]["X-Peach-User"]


def test_a_large_body_arrives_whole(jupyter):
    body = os.urandom(24 << 20)

    answer = jupyter.call("POST", "/peach/api/echo", body=body).json()

    assert (answer["length"], answer["sha256"]) == (len(body), hashlib.sha256(body).hexdigest())


def test_a_body_of_unknown_length_arrives_whole(jupyter):
    pieces = [b"a" * 70_000, b"b", b"c" * 200_000]

    answer = jupyter.call("POST", "/peach/api/echo", body=iter(pieces)).json()

    assert answer["sha256"] == hashlib.sha256(b"".join(pieces)).hexdigest()


def test_a_body_where_none_belongs_is_dropped(jupyter):
    smuggled = b"POST /api/shutdown HTTP/1.1\r\nHost: x\r\n\r\n"

    answer = jupyter.call("DELETE", "/peach/api/rest", body=iter([smuggled]))

    assert (answer.status, answer.body) == (200, b"")


def test_a_range_gives_the_part(jupyter):
    answer = jupyter.call("GET", "/peach/api/part", headers={"Range": "bytes=2-5"})

    assert (answer.status, answer.headers["Content-Range"]) == (206, "bytes 2-5/10")
    assert answer.body == b"bytes=2-5" + b"xy" * 2000


def test_a_range_stays_uncompressed_where_jupyter_compresses(start_jupyter):
    jupyter = start_jupyter("c.ServerApp.tornado_settings = {'compress_response': True}\n")
    wait_until(lambda: jupyter.call("GET", "/peach/scheduler").json()["state"] == "running", "a running scheduler")

    answer = jupyter.call("GET", "/peach/api/part", headers={"Range": "bytes=2-5", "Accept-Encoding": "gzip"})

    assert answer.body == b"bytes=2-5" + b"xy" * 2000


def test_headers_that_come_twice_stay_twice(jupyter):
    assert jupyter.call("GET", "/peach/api/echo").headers.get_all("Link") == ["<a>", "<b>"]


def test_an_answer_without_a_body_passes(jupyter):
    answer = jupyter.call("GET", "/peach/api/empty")

    assert (answer.status, answer.body) == (204, b"")


def test_head_passes(jupyter):
    answer = jupyter.call("HEAD", "/peach/api/part")

    assert (answer.status, answer.body) == (405, b"")


def test_a_refusal_of_the_scheduler_passes_as_it_is(jupyter):
    assert jupyter.call("GET", "/peach/api/none").status == 404


def test_an_answer_of_any_length_comes_whole(jupyter):
    connection, response = open_stream(jupyter, 1000)

    digest = hashlib.sha256()
    while piece := response.read(1 << 20):
        digest.update(piece)
    connection.close()

    expected = b"".join(number.to_bytes(4, "big") * 16384 for number in range(1000))
    assert digest.hexdigest() == hashlib.sha256(expected).hexdigest()


def test_a_browser_that_does_not_read_holds_the_scheduler_up_and_is_not_buffered_for(jupyter):
    connection, response = open_stream(jupyter, 4000)
    response.read(1)

    sent = settled_count(jupyter)

    assert sent < 1000
    connection.close()


def test_a_browser_that_goes_away_ends_the_request(jupyter):
    before = jupyter.call("GET", "/peach/api/progress").json()["aborted"]
    connection, response = open_stream(jupyter, 100_000)
    response.read(1)

    response.close()
    connection.close()

    wait_until(lambda: jupyter.call("GET", "/peach/api/progress").json()["aborted"] > before, "the request ends")


def test_an_answer_that_breaks_off_does_not_look_whole(jupyter):
    with pytest.raises(http.client.IncompleteRead):
        jupyter.call("GET", "/peach/api/broken")


def test_no_answer_at_all_is_told_as_json(jupyter):
    answer = jupyter.call("GET", "/peach/api/silent")

    assert (answer.status, answer.json()["error"]["code"]) == (503, "unreachable")
