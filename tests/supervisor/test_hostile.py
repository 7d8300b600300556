"""Ten thousand messages on every input that ask for no stop: none is sent, and all are counted."""

import multiprocessing
import os
import signal
import socket
import struct
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from tests.console.remote.hostile import chances
from tests.supervisor import hostile
from tests.supervisor.stand import alive, on_a_stand
from tests.supervisor.test_inputs import PANIC, counted, post

pytestmark = pytest.mark.real_time

COUNTS = [
    pytest.param(400, marks=pytest.mark.slow, id="short"),
    pytest.param(10_000, marks=pytest.mark.proof, id="long"),
]
GROWTH = 1_000_000
MOST_OPEN = 16 + 1  # the newest is there before the oldest goes
SENT_WITHIN_NS = 5_000_000
FREEZE = b"stop freeze"
REQUEST = b"POST /stop/freeze HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


class Process:
    """What a supervisor's process has open, and how much memory it holds."""

    def __init__(self, pid):
        self.pid = pid
        self.files = self._files()
        self.bytes = self._bytes()

    def _files(self):
        return len(list(Path(f"/proc/{self.pid}/fd").iterdir()))

    def _bytes(self):
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def opened(self):
        """How many files it has opened since."""
        return self._files() - self.files

    def has_not_grown(self):
        return self.opened() <= 0 and self._bytes() - self.bytes < GROWTH


def waiting_at(port):
    """How many bytes of datagrams wait to be read at a port of this machine."""
    for line in Path("/proc/net/udp").read_text().splitlines()[1:]:
        columns = line.split()
        if int(columns[1].rpartition(":")[2], 16) == port:
            return int(columns[4].rpartition(":")[2], 16)
    return 0


async def untouched(stand, capfd):
    """Whether nothing was stopped or said, and a true stop still comes through every input."""
    assert await stand.all() == []
    assert stand.stops == []
    assert stand.told == []
    stand.send(PANIC)
    assert (await stand.hear()).payload == FREEZE
    await stand.all()
    assert (await post(stand, "/stop/relax")).status_code == 200
    assert (await stand.hear()).payload == b"stop relax"
    await stand.all()
    os.kill(stand.supervisor.pid, signal.SIGUSR1)
    assert (await stand.hear()).payload == FREEZE
    assert capfd.readouterr() == ("", "")
    return True


@pytest.mark.parametrize("count", COUNTS)
async def test_osc(stand, capfd, count):
    for number, chance in enumerate(chances("osc", count)):
        stand.send(hostile.osc(chance))
        if number % 20 == 0:
            await stand.until(lambda: not waiting_at(stand.osc[1]))
        if number == count // 4:
            process = Process(stand.supervisor.pid)
    await stand.until(lambda: counted(stand, "osc") == count)
    await stand.until(process.has_not_grown)
    assert await untouched(stand, capfd)


@pytest.mark.parametrize("count", COUNTS)
async def test_http(stand, capfd, count):
    for number, chance in enumerate(chances("http", count)):
        with socket.create_connection(stand.http) as client, suppress(ConnectionError):
            client.sendall(hostile.http(chance))
            client.shutdown(socket.SHUT_WR)
            while client.recv(4096):
                pass
        if number == count // 4:
            process = Process(stand.supervisor.pid)
    await stand.until(lambda: counted(stand, "http") == count)
    await stand.until(process.has_not_grown)
    assert await untouched(stand, capfd)


@pytest.mark.parametrize("count", COUNTS)
async def test_packets_from_the_engine(stand, capfd, count):
    link = stand.supervisor._link
    for number, chance in enumerate(chances("link", count)):
        link._socket.setblocking(True)
        link.send(hostile.link(chance))
        link._socket.setblocking(False)
        if number == count // 4:
            process = Process(stand.supervisor.pid)
    await stand.until(lambda: counted(stand, "link") == count)
    await stand.until(process.has_not_grown)
    assert await untouched(stand, capfd)


@pytest.mark.slow
async def test_signals(stand, capfd):
    """Those of one number that come together are one: nobody can count them."""
    fatal = {"SIGKILL", "SIGSTOP", "SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL", "SIGABRT", "SIGTRAP"}
    numbers = signal.valid_signals() - {signal.Signals[name] for name in (*fatal, "SIGUSR1")}
    process = Process(stand.supervisor.pid)
    for _ in range(200):
        for number in numbers:
            os.kill(process.pid, number)
    expected = len(numbers) - 3  # SIGCONT, SIGCHLD and SIGPIPE do nothing
    await stand.until(lambda: counted(stand, "signal") >= expected)
    told = [entry.data["what"] for entry in stand.record("warning")]
    assert len(told) == len(set(told)) == expected
    await stand.until(process.has_not_grown)
    assert await untouched(stand, capfd)


@pytest.mark.parametrize("size", [-4, -8, -(2**31), 0, 3, 2**31 - 1])
async def test_a_bundle_with_a_wrong_size_hangs_nothing(stand, size):
    stand.send(b"#bundle\0" + bytes(7) + b"\1" + struct.pack(">i", size) + PANIC[:8])
    stand.send(PANIC)
    assert (await stand.hear()).payload == FREEZE


async def test_a_beat_from_the_future_is_no_sign_of_life_later(tmp_path):
    from moderator.supervisor.messages import Beat, encode_beat

    async with on_a_stand(tmp_path, trip_s=0.2) as stand:
        assert (await stand.armed()).ok
        stand.supervisor._link.send(encode_beat(Beat(2**62, True)))
        time.sleep(0.4)  # noqa: ASYNC251 -- the hang
        assert (await stand.hear()).payload == FREEZE


async def test_who_is_not_allowed_is_not_heard(tmp_path):
    async with on_a_stand(tmp_path, osc_from=("192.0.2.0/24",)) as stand:
        assert (await stand.armed()).ok
        stand.send(PANIC)
        await stand.until(lambda: counted(stand, "osc") == 1)
        assert await stand.all() == []


def datagrams(osc, _):
    """Send as fast as this machine can, all the longest to read."""
    bundle = b"#bundle\0" + bytes(7) + b"\1" + bytes(60_000)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        while True:
            sender.sendto(bundle, osc)
            sender.sendto(b"/go\0", osc)


def half_said(_, http):
    """Open connections that say the half of a request, one after the other, and keep them."""
    kept = []
    while True:
        with suppress(OSError):
            kept.append(socket.create_connection(http))
            kept[-1].sendall(REQUEST[:-2])
        for old in kept[:-200]:
            old.close()
        del kept[:-200]


def dripping(_, http):
    """Say a request a byte at a time, on many connections."""
    while True:
        with suppress(OSError):
            crowd = [socket.create_connection(http) for _ in range(16)]
            for number in range(len(REQUEST) - 2):
                for client in crowd:
                    client.send(REQUEST[number : number + 1])
                time.sleep(0.05)


@contextmanager
def beside(target, *args):
    process = multiprocessing.get_context("spawn").Process(target=target, args=args)
    process.start()
    try:
        yield
    finally:
        process.kill()
        process.join()


@pytest.mark.parametrize("crowd", [datagrams, half_said, dripping])
@pytest.mark.parametrize(
    "stops",
    [
        pytest.param(20, marks=pytest.mark.slow, id="short"),
        pytest.param(1000, marks=pytest.mark.proof, id="long"),
    ],
)
async def test_a_true_stop_gets_through_a_crowd(tmp_path, capfd, crowd, stops):
    """By a signal and by what the crowd does not fill, within 50 ms; nothing else is a stop."""
    async with on_a_stand(tmp_path, trip_s=1.0) as stand:
        assert (await stand.armed()).ok
        process = Process(stand.supervisor.pid)
        with beside(crowd, stand.osc, stand.http):
            await stand.until(lambda: stand.record("refused") or crowd is dripping, 30)
            took_ms = [await _stopped_ms(stand, process, crowd, number) for number in range(stops)]
        assert alive(process.pid)
        await stand.until(process.has_not_grown)
        origins = {entry.data["origin"] for entry in stand.record("stop")}
    assert origins <= {"osc", "http", "SIGUSR1"}
    took_ms.sort()
    assert capfd.readouterr() == ("", "")
    with capfd.disabled():
        print(f"{crowd.__name__}: p50 {took_ms[stops // 2]:.2f} ms, worst {took_ms[-1]:.2f} ms")
    assert took_ms[-1] < (50 if stops > 100 else 300)


async def _stopped_ms(stand, process, crowd, number):
    """Milliseconds from a stop to the robot's; again when this process was kept from sending it."""
    way = ("signal", "http", "osc")[number % 3]
    if crowd is datagrams and way == "osc":
        way = "signal"  # among datagrams the system may lose one
    while True:
        await stand.quiet()
        assert process.opened() <= MOST_OPEN
        with socket.socket() as client:
            began_ns = time.time_ns()
            match way:
                case "signal":
                    os.kill(stand.supervisor.pid, signal.SIGUSR1)
                case "osc":
                    stand.send(PANIC)
                case "http":
                    client.connect(stand.http)
                    client.sendall(REQUEST)
            sent_ns = time.time_ns()
            heard = await stand.hear()
        assert heard.payload == FREEZE
        if sent_ns - began_ns < SENT_WITHIN_NS:
            return (heard.at_ns - began_ns) / 1e6
