import pytest
from tests import bench

from moderator.engine.preflight import prepare

TWO = """
  - cue: "1"
    talk: {by: ji, title: Stars, allotted: 5m, introduce: usual, if_absent: {say: We go on.}}
  - {cue: "2", wait: 1s}
  - {cue: "3", talk: {by: li, allotted: 5m, introduce: usual}}
  - {cue: "4", wait: 1s}
"""
HEAD = "people: {ji: {name: Ji Pengfei}, li: {name: Li Na}}"


@pytest.fixture
async def show(on_stage, monkeypatch):
    head, _, _ = bench.HEAD.partition("people:")
    monkeypatch.setattr(bench, "HEAD", head)
    return await on_stage(TWO, head=HEAD)


def said(show):
    return [entry.data["text"] for entry in show.entries("said")]


async def test_one_who_is_absent_is_not_introduced_and_the_next_is_the_first(show):
    assert (await show.order("absent", "1")).accepted
    await show.go()
    await show.until("cue_ended", "1")
    await show.go()
    await show.until("cue_ended", "2")
    await show.go()
    await show.until("talk_started", "3")
    assert said(show) == ["We go on.", "Our first speaker is Li Na."]
    [ended] = show.entries("cue_ended", "1")
    assert (ended.data["code"], ended.data["why"]) == ("absent", "Ji Pengfei was not there")
    assert show.conductor.tally() == {"done": 1, "skipped": 1, "failed": 0, "unknown": 0}


async def test_one_who_is_there_after_all_is_introduced(show):
    await show.order("absent", "1")
    assert (await show.order("present", "1")).accepted
    await show.go()
    await show.until("introduced", "1")


async def test_one_who_comes_first_is_bridged_to_and_one_who_comes_later_too(show):
    await show.order("jump", "3")
    await show.go()
    await show.until("talk_started", "3")
    show.people.talks.set()
    await show.until("cue_ended", "3")
    await show.order("jump", "1")
    await show.go()
    await show.until("talk_started", "1")
    assert said(show) == [
        "A small change to our order: we will hear Li Na first.",
        "Our first speaker is Li Na.",
        "And now we come back to Ji Pengfei.",
        "Our second speaker is Ji Pengfei. The talk: Stars.",
    ]


async def test_one_whose_talk_is_called_again_is_not_introduced_again(show):
    await show.go()
    await show.until("introduced", "1")
    show.stop()
    await show.until_state("stopped")
    await prepare(show.parts, show.conductor)
    await show.go(expecting="1")
    await show.until("talk_started", "1")
    assert len(show.entries("introduced")) == 1


async def test_an_order_that_fits_nothing_is_refused_with_the_reason(show):
    for verb, cue, reason in (
        ("absent", "2", "cue 2 is no talk"),
        ("absent", "9", "cue 9 is no talk"),
        ("present", "1", "nobody has said that the speaker of cue 1 is absent"),
        ("take_back", "1", "no speaker has the stage"),
        ("ended", None, "no speaker has the stage"),
    ):
        answer = await show.order(verb, cue)
        assert (answer.accepted, answer.reason) == (False, reason)


class TestWhileTheySpeak:
    @pytest.fixture(autouse=True)
    async def speaks(self, show):
        await show.go()
        await show.until("talk_started", "1")

    async def give(self, show, time):
        return await show.order("give_time", words=time)

    async def test_they_are_not_absent_and_the_stage_is_taken_back(self, show):
        assert (await show.order("absent", "1")).reason == (
            "the speaker of cue 1 has the stage: take it back"
        )

    async def test_more_time_is_theirs_and_in_the_record(self, show):
        assert (await self.give(show, "2m")).accepted
        [given] = show.entries("time_given", "1")
        assert given.data == {"given_s": 120.0, "in_all_s": 120.0}
        await show.order("ended", "1")
        assert (await show.until("talk_ended", "1")).data["allotted_s"] == 420.0

    async def test_a_time_that_is_none_is_refused(self, show):
        for time in ("2", "0s", "2h", "soon"):
            assert not (await self.give(show, time)).accepted

        await show.order("take_back")
        assert (await show.until("talk_ended", "1")).data["how"] == "taken back"

    async def test_a_message_ends_the_talk_and_starts_nothing(self, show):
        await show.order("ended", "1")
        await show.until("cue_ended", "1")
        assert not (await show.order("ended", "1")).accepted
        await show.after(10)
        assert show.cues("cue_started") == ["1"]
