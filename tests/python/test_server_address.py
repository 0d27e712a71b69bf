"""The address file, and what may be believed of it."""

import json
import os

import pytest

from peach_lab.scheduler_address import AddressRefusedError, read_address

GOOD = {"pid": 12, "url": "http://127.0.0.1:4711", "token": "t" * 43, "version": "1.2.3", "started_at": "2026-01-01"}


def write(folder, text, mode=0o600):
    path = folder / "scheduler.json"
    path.write_text(text)
    path.chmod(mode)


def test_an_absent_file_is_no_address(tmp_path):
    assert read_address(tmp_path) is None
    assert read_address(tmp_path / "absent") is None


def test_the_address_is_read_and_its_secret_is_not_printed(tmp_path):
    write(tmp_path, json.dumps(GOOD))

    address = read_address(tmp_path)

    assert (address.pid, address.authority, address.token, address.version) == (12, "127.0.0.1:4711", "t" * 43, "1.2.3")
    assert "ttt" not in repr(address)


def test_an_ipv6_address_stands_in_brackets(tmp_path):
    write(tmp_path, json.dumps({**GOOD, "url": "http://[::1]:4711"}))

    assert read_address(tmp_path).authority == "[::1]:4711"


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o602, 0o604, 0o610])
def test_a_file_that_others_may_use_is_refused_with_the_remedy(tmp_path, mode):
    write(tmp_path, json.dumps(GOOD), mode)

    with pytest.raises(AddressRefusedError, match=f"mode {mode:04o}.*0600.*remove the file"):
        read_address(tmp_path)


def test_a_file_of_another_user_is_refused(tmp_path, monkeypatch):
    write(tmp_path, json.dumps(GOOD))
    monkeypatch.setattr(os, "getuid", lambda: 4242)

    with pytest.raises(AddressRefusedError, match=r"not to you \(4242\)"):
        read_address(tmp_path)


def test_a_link_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    write(tmp_path / "elsewhere", json.dumps(GOOD))
    (tmp_path / "scheduler.json").symlink_to(tmp_path / "elsewhere" / "scheduler.json")

    with pytest.raises(AddressRefusedError, match="can't be read"):
        read_address(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "null",
        "\ud800".encode(errors="surrogatepass").decode("latin-1"),
        json.dumps({**GOOD, "token": "short"}),
        json.dumps({**GOOD, "url": "https://127.0.0.1:4711"}),
        json.dumps({**GOOD, "url": "http://127.0.0.1"}),
        json.dumps({**GOOD, "url": "http://127.0.0.1:none"}),
        json.dumps({**GOOD, "url": None}),
        json.dumps({**GOOD, "pid": "x"}),
        json.dumps({name: value for name, value in GOOD.items() if name != "version"}),
    ],
)
def test_what_is_no_address_is_refused_with_the_remedy(tmp_path, text):
    write(tmp_path, text)

    with pytest.raises(AddressRefusedError, match="remove it and start the scheduler again"):
        read_address(tmp_path)
