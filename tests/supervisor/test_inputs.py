"""Every stop input, and everything that is none."""

import os
import random
import signal
import socket

import httpx
import pytest

from moderator.robot import Grade

pytestmark = pytest.mark.real_time

PANIC = b"/panic\x00\x00,\x00\x00\x00"
HARD_STOP = b"/hardStop\x00\x00\x00,\x00\x00\x00"


def bundle(*messages):
    sized = b"".join(len(each).to_bytes(4, "big") + each for each in messages)
    return b"#bundle\x00" + bytes(7) + b"\x01" + sized


async def post(stand, path, method="POST", **headers):
    async with httpx.AsyncClient(trust_env=False) as client:
        url = "http://{}:{}".format(*stand.http)
        return await client.request(method, url + path, headers=headers)


@pytest.mark.parametrize("datagram", [PANIC, PANIC[:8], bundle(b"/go\x00", PANIC)])
async def test_panic_freezes_the_robot_and_then_stops_the_show(stand, datagram):
    stand.send(datagram)
    heard = await stand.hear()
    assert heard.payload == b"stop freeze"
    await stand.until(lambda: stand.stops)
    assert stand.stops == [(Grade.FREEZE, "supervisor: osc")]


async def test_a_stop_that_may_drop_the_robot_is_never_sent(stand):
    stand.send(HARD_STOP)
    heard = await stand.hear()
    assert heard.payload == b"stop freeze"
    await stand.until(lambda: stand.stops)
    assert stand.stops == [(Grade.FREEZE, "supervisor: osc")]


@pytest.mark.parametrize("grade", ["relax", "freeze"])
async def test_a_request_stops_by_grade(stand, grade):
    answer = await post(stand, f"/stop/{grade}")
    assert answer.status_code == 200
    assert answer.json() == {"sent": grade, "why": ""}
    heard = await stand.hear()
    assert heard.payload == f"stop {grade}".encode()
    await stand.until(lambda: stand.stops)
    assert stand.stops == [(Grade(grade), "supervisor: http")]


async def test_a_signal_freezes(stand):
    os.kill(stand.supervisor.pid, signal.SIGUSR1)
    heard = await stand.hear()
    assert heard.payload == b"stop freeze"
    await stand.until(lambda: stand.stops)
    assert stand.stops == [(Grade.FREEZE, "supervisor: SIGUSR1")]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
async def test_no_signal_ends_it_while_a_robot_is_connected(stand, number):
    os.kill(stand.supervisor.pid, number)
    stand.send(PANIC)
    assert (await stand.hear()).payload == b"stop freeze"
    await stand.until(lambda: stand.record("warning"))
    assert stand.told == []


async def test_stops_may_come_a_hundred_times(stand):
    for _ in range(100):
        stand.send(PANIC)
    heard = await stand.hear()
    assert heard.payload == b"stop freeze"
    await stand.until(lambda: stand.stops)
    assert {grade for grade, _ in stand.stops} == {Grade.FREEZE}


async def test_a_stop_before_a_robot_is_connected_stops_the_show(tmp_path):
    from tests.supervisor.stand import on_a_stand

    async with on_a_stand(tmp_path) as stand:
        await stand.supervisor.start()
        answer = await post(stand, "/stop/robot_stop")
        assert answer.status_code == 503
        assert answer.json() == {"sent": "", "why": "no robot is connected"}
        await stand.until(lambda: stand.stops)
        assert stand.stops == [(Grade.FREEZE, "supervisor: http")]


@pytest.mark.parametrize(
    ("path", "method", "headers", "status"),
    [
        ("/stop/freeze", "GET", {}, 405),
        ("/stop/emergency", "POST", {}, 404),
        ("/", "POST", {}, 404),
        ("/stop/freeze", "POST", {"host": "robot.example"}, 403),
        ("/stop/freeze", "POST", {"origin": "https://example.com"}, 403),
        ("/stop/freeze", "POST", {"origin": "null"}, 403),
        ("/stop/freeze", "POST", {"x": "y" * 10_000}, 400),
    ],
)
async def test_other_requests_do_nothing(stand, path, method, headers, status):
    answer = await post(stand, path, method, **headers)
    assert answer.status_code == status
    assert answer.json()["why"]
    assert await stand.all() == []


async def test_hostile_input_does_nothing_and_is_counted(stand, capfd):
    random.seed(5)
    hostile = [
        b"",
        b"/panic",
        b"/panic\x00x",
        b"/panicked\x00\x00\x00",
        b"/panic\x00\x00stop",
        b"#bundle\x00" + bytes(8) + b"\xff\xff\xff\xfc" * 4,
        bundle(PANIC)[:-5],
        bundle(bundle(PANIC)),
        b"/" * 60_000,
        *(random.randbytes(random.randrange(200)) for _ in range(300)),
    ]
    for datagram in hostile:
        stand.send(datagram)
    half_said = []
    for request in (b"", b"\x00\xff" * 50, b"POST /stop/freeze HTTP/1.1\r\nHost: 127.0.0.1\r\n"):
        half_said.append(socket.create_connection(stand.http))
        half_said[-1].sendall(request)
    crowd = [socket.create_connection(stand.http) for _ in range(40)]
    assert (await post(stand, "/stop/relax")).status_code == 200
    for each in (*half_said, *crowd):
        each.close()
    await stand.until(lambda: counted(stand, "osc") == len(hostile))
    await stand.until(lambda: counted(stand, "http") == len(half_said) + len(crowd))
    assert {heard.payload for heard in await stand.all()} == {b"stop relax"}
    assert capfd.readouterr().err == ""


def counted(stand, which):
    return sum(entry.data[which] for entry in stand.record("refused"))
