"""Words of a show are changed from elsewhere while it is performed."""

import pytest

pytestmark = pytest.mark.real_time

CUES = """
- {cue: "1", wait: 30s}
- {cue: "2", speak: "Our guest is {people.ji.name}."}
"""
NAME = ["people", "ji", "name"]


@pytest.fixture
async def show(elsewhere):
    return await elsewhere(CUES, edits=True)


def written(show):
    return show.parts.materials.folder.joinpath("show.yaml").read_text("utf-8")


async def test_a_name_is_changed_heard_and_taken_in(show):
    caller = show.caller()
    told = (await caller.get("words")).json()
    assert {"path": NAME, "text": "Ji Pengfei"} in told["people"][1]["texts"]
    changed = (await caller.post("change", {"path": NAME, "text": "Sun Xiao"})).json()
    assert changed["problems"] == []
    board = (await caller.state())["board"]
    assert board["offer"]["changes"] == ["person ji: Sun Xiao, General Manager"]
    sound = await caller.post("sound", {"text": "Our guest is {people.ji.name}."})
    assert (sound.headers["content-type"], sound.content[:4]) == ("audio/wav", b"RIFF")
    assert "Sun Xiao" not in written(show)
    taken = await caller.post(f"revise/{changed['edition']}")
    assert taken.status_code == 200, taken.text
    assert "Sun Xiao" in written(show)
    board = (await caller.state())["board"]
    assert (board.get("offer"), board["edition"]) == (None, changed["edition"])


async def test_a_change_with_a_mistake_is_told_with_its_place(show):
    path = ["acts", 0, "cues", 1, "speak"]
    changed = (await show.caller().post("change", {"path": path, "text": "{nobody.name}"})).json()
    assert changed["edition"] == ""
    assert "show.yaml:" in changed["problems"][0]


async def test_what_is_offered_can_be_discarded(show):
    caller = show.caller()
    await caller.post("change", {"path": NAME, "text": "Sun Xiao"})
    await caller.post("discard")
    assert "offer" not in (await caller.state())["board"]


async def test_a_locked_show_takes_nothing_in(show):
    caller = show.caller()
    changed = (await caller.post("change", {"path": NAME, "text": "Sun Xiao"})).json()
    watching = await show.watch()
    assert (await watching.ask(do="lock"))["ok"]
    refused = await watching.ask(do="revise", edition=changed["edition"])
    assert refused["error"] == "the show is locked: unlock it first"
    assert "Sun Xiao" not in written(show)


async def test_where_nothing_changes_the_show_it_says_so(elsewhere):
    show = await elsewhere()
    answer = await show.caller().get("words")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_here")
