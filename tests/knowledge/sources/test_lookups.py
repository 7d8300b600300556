"""A name server that is dead keeps nothing else waiting."""

import asyncio
import socket
import subprocess
import sys
import threading
from contextlib import aclosing

import pytest
from tests.knowledge.sources import host as hosts

from moderator.errors import NotNow, SourceSilent
from moderator.knowledge.sources.lookups import Lookups
from moderator.knowledge.sources.web import Web

pytestmark = pytest.mark.real_time
NAME = "weather.example.org"
KNOWN = socket.getaddrinfo


@pytest.fixture
def stuck(monkeypatch):
    """A name server that does not answer until the test is over; who has asked it."""
    over, asked = threading.Event(), []

    def never(name, *_args, **_options):
        asked.append(name)
        over.wait(10)
        raise socket.gaierror(socket.EAI_AGAIN, "nobody knows")

    monkeypatch.setattr(socket, "getaddrinfo", never)
    yield asked
    over.set()


@pytest.fixture
def named(monkeypatch):
    """Has one name lead to some addresses."""

    def leads(*addresses):
        def found(name, port, **options):
            assert name == NAME
            return [each for address in addresses for each in KNOWN(address, port, **options)]

        monkeypatch.setattr(socket, "getaddrinfo", found)

    return leads


async def given_up(lookups, name=NAME):
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.02):
            await lookups.addresses(name, 443)


async def test_a_stuck_lookup_takes_none_of_the_loops_threads(stuck):
    lookups = Lookups()
    for n in range(40):
        await given_up(lookups, f"host{n}.example.org")
    async with asyncio.timeout(1):
        await asyncio.to_thread(int)
    assert len(stuck) == 40


async def test_while_one_is_stuck_no_other_is_begun(stuck):
    lookups = Lookups()
    await given_up(lookups)
    with pytest.raises(SourceSilent, match="its name is still being looked up"):
        await lookups.addresses(NAME, 443)
    assert stuck == [NAME]


async def test_two_that_ask_for_one_name_at_once_wait_for_one_lookup(stuck):
    lookups = Lookups()
    await asyncio.gather(given_up(lookups), given_up(lookups))
    assert stuck == [NAME]


async def test_a_name_that_nobody_knows_is_asked_for_again(monkeypatch):
    def unknown(*_args, **_options):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    async with aclosing(Web([NAME])) as web:
        for _ in range(2):
            with pytest.raises(NotNow, match=f"{NAME}: Name or service not known"):
                await web.get(f"http://{NAME}/now", 100)


async def test_a_host_is_asked_at_its_address_by_its_name(host, named):
    named("127.0.0.1")
    port = host.name.partition(":")[2]
    seen = []

    def answer(request):
        seen.append(request.headers["host"])
        hosts.body(b"{}")(request)

    host.answer = answer
    async with aclosing(Web([f"{NAME}:{port}"])) as web:
        assert await web.get(f"http://{NAME}:{port}/now", 100) == b"{}"
    assert seen == [f"{NAME}:{port}"]


async def test_where_nobody_is_at_its_first_address_its_next_is_tried(host, named):
    named("::1", "127.0.0.1")
    port = host.name.partition(":")[2]
    host.answer = hosts.body(b"{}")
    async with aclosing(Web([f"{NAME}:{port}"])) as web:
        assert await web.get(f"http://{NAME}:{port}/now", 100) == b"{}"


def test_the_end_does_not_wait_for_a_stuck_lookup():
    script = """
import asyncio, socket, time
socket.getaddrinfo = lambda *a, **k: time.sleep(20)
from moderator.knowledge.sources.web import Web
async def main():
    try:
        async with asyncio.timeout(0.5):
            await Web(["h.example"]).get("http://h.example/", 100)
    except TimeoutError:
        print("given up")
asyncio.run(main())
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=15, check=True
    )
    assert (done.stdout, done.stderr) == ("given up\n", "")
