import asyncio

import pytest
from tests.console.remote.elsewhere import Limits, inputs

from moderator.console.remote.rates import Rate
from moderator.robot import Grade

pytestmark = pytest.mark.real_time

HOT = '- {cue: "H1", wait: 10ms}'


@pytest.fixture(params=["UDP", "TCP"])
def client_of(request):
    """Somebody with OSC, over either."""
    return (lambda show: show.osc()) if request.param == "UDP" else lambda show: show.osc_tcp()


async def test_go_starts_the_standby_and_the_reply_says_so(elsewhere, client_of):
    show = await elsewhere()
    client = await client_of(show)
    told = await client.ask("/go")
    assert told["status"] == "ok"
    assert told["data"] == {"reason": "", "cue": "2", "says": "start cue 2: wait 30s"}
    origin = show.entries("go")[0].data["origin"]
    assert origin.startswith("osc 127.0.0.1:")
    assert show.running == ["1"]


async def test_a_go_that_names_another_cue_than_the_standby_is_refused(elsewhere, client_of):
    show = await elsewhere()
    client = await client_of(show)
    told = await client.ask("/go", "2")
    assert (told["status"], told["data"]["reason"]) == ("error", "standby is cue 1")
    assert (await client.ask("/go", "1"))["status"] == "ok"


async def test_a_button_that_sends_a_figure_with_go_is_told_what_to_send(elsewhere):
    show = await elsewhere()
    client = await show.osc()
    told = await client.ask("/go", 1.0)
    assert told["status"] == "error"
    assert "as text" in told["data"]["reason"]
    assert show.running == []


async def test_a_show_can_refuse_a_go_that_names_no_cue(elsewhere, client_of):
    show = await elsewhere(head="defaults: {remote_go: named}")
    client = await client_of(show)
    told = await client.ask("/go")
    reason = "this show has every GO name the cue that it expects"
    assert (told["status"], told["data"]["reason"]) == ("error", reason)
    assert show.entries("go_refused")[0].data["reason"] == reason
    assert (await client.ask("/cue/1/start"))["status"] == "ok"
    assert show.running == ["1"]


async def test_a_cue_is_started_when_it_is_on_standby_or_a_hot_one(elsewhere):
    show = await elsewhere(hot=HOT, head="defaults: {guard: 0s}")
    client = await show.osc()
    assert (await client.ask("/cue/2/start"))["data"]["reason"] == "standby is cue 1"
    assert (await client.ask("/cue/H1/start"))["status"] == "ok"
    assert (await client.ask("/cue/1/start"))["status"] == "ok"


@pytest.mark.parametrize(
    ("address", "order", "standby"),
    [
        ("/playhead/next", "next", "2"),
        ("/playhead/3", "jump", "3"),
        ("/skip", "skip", "2"),
        ("/hold", "hold", None),
        ("/pause", "hold", None),
    ],
)
async def test_each_message_is_carried_out_and_recorded(
    elsewhere, client_of, address, order, standby
):
    show = await elsewhere()
    client = await client_of(show)
    assert (await client.ask(address))["status"] == "ok"
    [entry] = show.entries("order")
    assert entry.data["order"] == order
    assert entry.data["origin"].startswith("osc 127.0.0.1:")
    assert show.standby == standby


async def test_previous_and_resume(elsewhere):
    show = await elsewhere()
    client = await show.osc()
    for address in ("/playhead/next", "/playhead/previous", "/hold", "/resume"):
        assert (await client.ask(address))["status"] == "ok"
    await show.until_state("standby")
    assert show.standby == "1"


@pytest.mark.parametrize(
    ("address", "grade"),
    [
        ("/panic", "relax"),
        ("/stop", "relax"),
        ("/hardStop", "freeze"),
        ("/robotStop", "robot_stop"),
    ],
)
async def test_stop_whatever_comes_with_it(elsewhere, client_of, address, grade):
    show = await elsewhere()
    client = await client_of(show)
    told = await client.ask(address, 1.0, "now", 3)
    assert (told["status"], told["data"]["grade"]) == ("ok", grade)
    client.send_packet(address.encode() + b"\0" + b"\xff" * 9000)
    await show.soon(lambda: len(show.entries("stop")) == 2)
    assert [entry.data["grade"] for entry in show.entries("stop")] == [grade, grade]
    await show.until_state("stopped")
    assert (await client.ask("/preflight"))["status"] == "ok"
    assert (await client.ask("/go"))["status"] == "ok"


async def test_a_stop_is_never_too_often(elsewhere, client_of):
    narrow = Limits(datagrams=Rate(per_s=0.001, burst=2))
    show = await elsewhere(to=inputs(limits=narrow))
    client = await client_of(show)
    for _ in range(52):
        client.send("/go")
    client.send("/panic")
    await show.soon(lambda: show.entries("stop"))
    assert show.turned_away["osc: too many messages"] >= 50
    assert show.robot.told[-1] == f"stop {Grade.RELAX}"


async def test_a_bundle_is_its_messages_in_their_order(elsewhere, client_of):
    from pythonosc.osc_bundle_builder import IMMEDIATELY, OscBundleBuilder
    from pythonosc.osc_message_builder import OscMessageBuilder

    show = await elsewhere()
    client = await client_of(show)
    bundle = OscBundleBuilder(IMMEDIATELY)
    for address in ("/playhead/next", "/playhead/next", "/go"):
        bundle.add_content(OscMessageBuilder(address=address).build())
    client.send_packet(bundle.build().dgram)
    await show.soon(lambda: show.running == ["3"])


async def test_who_is_not_allowed_is_not_heard(elsewhere):
    show = await elsewhere(to=inputs(osc="0.0.0.0:0", osc_from=["192.0.2.1"]))
    loop = asyncio.get_running_loop()
    from moderator.console.remote.osc_udp import OscDatagrams

    assert await show.osc()
    door = next(
        transport.get_protocol()
        for transport in loop._transports.values()  # the door itself: no stranger is at hand
        if isinstance(transport.get_protocol(), OscDatagrams)
    )
    door.datagram_received(b"/panic\0\0", ("198.51.100.7", 5000))
    door.datagram_received(b"/go\0", ("not an address", 5000))
    assert show.turned_away == {"osc: sender not allowed": 2}
    door.datagram_received(b"/panic\0\0", ("192.0.2.1", 5000))
    assert len(show.entries("stop")) == 1
