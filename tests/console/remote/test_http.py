import asyncio

import httpx
import pytest
from tests.bench import ListeningRobot
from tests.console.remote.elsewhere import inputs

pytestmark = pytest.mark.real_time

HOT = '- {cue: "H1", wait: 10ms}'


async def test_a_go_starts_the_standby_and_is_recorded_with_its_origin(elsewhere):
    show = await elsewhere()
    answer = await show.caller().go()
    assert answer.status_code == 200
    assert answer.json() == {
        "ok": True,
        "n": answer.json()["n"],
        "go": {"cue": "2", "says": "start cue 2: wait 30s"},
        "repeated": False,
    }
    assert show.entries("go")[0].data == {"origin": "http operator 127.0.0.1"}
    assert show.running == ["1"]


async def test_a_stale_go_is_told_what_is_on_standby_now(elsewhere):
    show = await elsewhere()
    caller = show.caller()
    answer = await caller.go(cue="2")
    assert answer.status_code == 409
    told = answer.json()
    assert (told["code"], told["error"]) == ("stale", "standby is cue 1")
    assert told["go"] == {"cue": "1", "says": "start cue 1: wait 30s"}
    assert show.running == []
    assert show.entries("go_refused")[0].data["origin"] == "http operator 127.0.0.1"


async def test_a_go_that_saw_an_older_show_is_stale_though_its_cue_is_on_standby(elsewhere):
    show = await elsewhere()
    caller = show.caller()
    seen = (await caller.state())["n"]
    await caller.post("next")
    await caller.post("back")
    answer = await caller.go(cue="1", seen=seen)
    assert (answer.status_code, answer.json()["code"]) == (409, "stale")
    assert (await caller.go(cue="1")).status_code == 200


async def test_a_go_has_to_name_what_it_expects_what_it_saw_and_its_key(elsewhere):
    show = await elsewhere()
    caller = show.caller()
    whole = {"cue": "1", "seen": (await caller.state())["n"], "key": "one-of-my-own"}
    for missing in whole:
        body = {key: value for key, value in whole.items() if key != missing}
        answer = await caller.post("go", body)
        assert answer.status_code == 422
        assert missing in answer.json()["error"]
    assert show.running == []


async def test_a_repeated_go_gets_its_first_answer_and_does_nothing(elsewhere):
    show = await elsewhere(head="defaults: {guard: 0s}")
    caller = show.caller()
    body = {"cue": "1", "seen": (await caller.state())["n"], "key": "the-same-key"}
    first, second = await asyncio.gather(caller.post("go", body), caller.post("go", body))
    assert [first.status_code, second.status_code] == [200, 200]
    assert sorted([first.json()["repeated"], second.json()["repeated"]]) == [False, True]
    assert first.json()["n"] == second.json()["n"]
    assert [entry.cue for entry in show.entries("go")] == ["1"]
    [refused] = show.entries("go_refused")
    assert refused.data["reason"] == "sent again with the same key"


async def test_a_key_belongs_to_one_order(elsewhere):
    show = await elsewhere(head="defaults: {guard: 0s}")
    caller = show.caller()
    assert (await caller.go(key="the-same-key")).status_code == 200
    answer = await caller.go(key="the-same-key")
    assert (answer.status_code, answer.json()["code"]) == (409, "key_reused")
    assert show.running == ["1"]


async def test_of_two_gos_at_once_one_wins(elsewhere):
    show = await elsewhere(head="defaults: {guard: 0s}")
    callers = [show.caller() for _ in range(5)]
    seen = (await callers[0].state())["n"]
    answers = await asyncio.gather(*(caller.go(cue="1", seen=seen) for caller in callers))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409]
    assert show.running == ["1"]


async def test_the_guard_is_one_for_all_inputs(elsewhere):
    show = await elsewhere()
    await show.go(origin="keyboard")
    answer = await show.caller().go()
    assert answer.json()["error"] == "within 300ms of the last GO"


@pytest.mark.parametrize(
    ("path", "order", "standby"),
    [
        ("next", "next", "2"),
        ("jump/3", "jump", "3"),
        ("skip", "skip", "2"),
        ("hold", "hold", None),
        ("disarm/2", "disarm", "1"),
        ("reorder/3/before/1", "reorder", "3"),
        ("cut_to/3", "cut_to", "3"),
        ("drop/1", "drop", "2"),
        ("arm/1", "arm", "1"),
        ("hot/H1", "hot", "1"),
    ],
)
async def test_each_order_is_carried_out_and_recorded(elsewhere, path, order, standby):
    show = await elsewhere(hot=HOT)
    answer = await show.caller().post(path)
    assert answer.status_code == 200, answer.text
    [entry] = show.entries("order")
    assert (entry.data["order"], entry.data["origin"]) == (order, "http operator 127.0.0.1")
    assert show.standby == standby


async def test_back_and_resume(elsewhere):
    show = await elsewhere()
    caller = show.caller()
    for path in ("next", "back", "hold", "resume"):
        assert (await caller.post(path)).status_code == 200
    await show.until_state("standby")
    assert show.standby == "1"


async def test_what_the_show_refuses_is_a_409_with_the_reason(elsewhere):
    show = await elsewhere()
    caller = show.caller()
    for path, reason in (
        ("back", "the rundown ends here"),
        ("jump/9", "there is no cue 9 in the rundown"),
        ("hot/9", "there is no hot cue 9"),
        ("resume", "the show is standby"),
        ("preflight", "the show is standby; preflight is for after a stop or a fault"),
    ):
        answer = await caller.post(path)
        assert (answer.status_code, answer.json()["error"]) == (409, reason)
    assert len(show.entries("order_refused")) == 5


@pytest.mark.parametrize("grade", ["relax", "freeze", "robot_stop"])
async def test_stop_goes_to_the_robot_first(elsewhere, grade):
    show = await elsewhere('- {cue: "1", move: bow}')
    caller = show.caller()
    await caller.go()
    answer = await caller.post(f"stop/{grade}")
    assert answer.json() == {"ok": True, "grade": grade, "sent": True, "why": ""}
    assert show.robot.told[-1] == f"stop {grade}"
    assert show.entries("stop")[0].data["origin"] == "http operator 127.0.0.1"


async def test_preflight_after_a_stop_makes_ready_again(elsewhere):
    show = await elsewhere()
    caller = show.caller()
    await caller.post("stop/relax")
    await show.until_state("stopped")
    assert (await caller.go(cue="1")).status_code == 409
    answer = await caller.post("preflight")
    assert answer.status_code == 200
    assert (await caller.go()).status_code == 200


async def test_the_show_and_the_rundown_are_told(elsewhere):
    show = await elsewhere(hot=HOT)
    caller = show.caller()
    state = await caller.state()
    assert state["board"]["state"] == "standby"
    assert state["board"]["playhead"]["cue"] == "1"
    rundown = (await caller.get("rundown")).json()
    assert [cue["cue"] for act in rundown["acts"] for cue in act["cues"]] == ["1", "2", "3"]
    assert rundown["hot"][0]["cue"] == "H1"
    assert rundown["acts"][0]["cues"][1]["planned_start_s"] == 32.0


async def test_one_who_asked_and_went_away_is_obeyed_all_the_same(elsewhere):
    show = await elsewhere()
    body = b'{"cue": "1", "seen": 100, "key": "gone-at-once"}'
    head = (
        f"POST /api/go HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    _, writer = await asyncio.open_connection("127.0.0.1", show.ports.http)
    writer.write(head.encode() + body)
    await writer.drain()
    writer.transport.abort()
    await show.soon(lambda: show.entries("go"))


async def test_when_the_show_ends_the_port_is_free_again(elsewhere):
    show = await elsewhere()
    caller = show.caller()
    await caller.state()
    watching = await show.watch()
    closing = asyncio.create_task(watching.socket.wait_closed())
    async with asyncio.timeout(4):
        await elsewhere.end()
        await closing
    assert show.entries()[-1].kind == "show_ended"
    server = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", show.ports.http)
    server.close()
    await server.wait_closed()


class SlowRobot(ListeningRobot):
    async def preflight(self):
        await asyncio.sleep(0.5)
        return await super().preflight()

    async def deactivate(self):
        await asyncio.sleep(0.5)
        await super().deactivate()


async def test_stop_works_while_the_show_starts_up(elsewhere):
    async def stop(show):
        await show.until_state("preflight")
        answer = await show.caller().post("stop/relax")
        assert answer.json()["ok"]

    show = await elsewhere(begun=stop, robot=SlowRobot)
    await show.until_state("stopped")
    assert "activate" not in show.robot.told
    assert show.entries("stop")[0].data["origin"] == "http operator 127.0.0.1"


async def test_stop_works_while_the_show_is_left(elsewhere):
    show = await elsewhere(robot=SlowRobot)
    leaving = asyncio.create_task(elsewhere.end())
    await asyncio.sleep(0.2)
    async with httpx.AsyncClient(trust_env=False) as client:
        url = f"http://127.0.0.1:{show.ports.http}/api/stop/freeze"
        assert (await client.post(url)).json()["sent"]
    await leaving
    assert show.robot.told[-1] == "stop freeze"
    assert show.entries()[-1].kind == "show_ended"


async def test_in_a_talk_go_names_the_talk_and_ends_it(elsewhere):
    show = await elsewhere(
        """
        - {cue: "1", talk: {by: ji, at: lectern, allotted: 10m}}
        - {cue: "2", wait: 30s}
        """,
        head="spots: {lectern: {bearing: 30}}",
    )
    caller = show.caller()
    await caller.go()
    await show.until("talk_started")
    await asyncio.sleep(0.4)
    assert (await caller.go(cue="2")).json()["error"] == "standby is cue 1"
    assert (await caller.go(cue="1")).status_code == 200
    assert show.entries("go")[-1].data["means"]


async def test_what_came_and_was_no_order_is_told_at_the_records_end(elsewhere):
    show = await elsewhere()
    for _ in range(3):
        await show.caller().get("nothing")
    await elsewhere.end()
    assert show.entries()[-1].data["turned_away"] == {"http: status 404": 3}
    assert len(show.entries("warning")) == 1


async def test_it_listens_on_the_other_protocol_too(elsewhere):
    show = await elsewhere(to=inputs(http="[::1]:0", osc="[::1]:0"))
    async with httpx.AsyncClient(trust_env=False) as client:
        url = f"http://[::1]:{show.ports.http}/api/next"
        assert (await client.post(url)).json()["ok"]
    assert show.entries("order")[0].data["origin"] == "http operator ::1"
