"""What the operator reads of the plan and of what is expected."""

from moderator.console.remote.times import ExpectedTimes
from moderator.console.screen_times import due, fixed, offered, really, standing

SESSION = """
- {cue: "1", wait: 5m}
- {cue: "2", wait: 5m, cuttable: true}
- {cue: "3", wait: 1m, fixed: "14:11"}
"""


def row(show, number):
    called = show.parts.rundown.find(number)
    times = show.parts.time.expected().times().get(number)
    return (
        due(show.parts, called),
        really(show.parts, called, times),
        fixed(show.parts, called, times),
    )


def head(show):
    coming = show.parts.time.expected()
    stands = standing(show.parts, show.conductor.over_ns(), coming).plain
    return stands, [text.plain.strip() for text in offered(show.parts, coming)]


async def test_a_show_on_time_tells_its_end_and_the_time_to_spare(on_stage):
    show = await on_stage(SESSION)
    assert head(show) == (" on time · ends 14:12:00", [])
    assert row(show, "2") == ("14:05:02", "", "")
    assert row(show, "3") == ("14:11:00", "", "[14:11, 0:56 to spare] ")


async def test_what_was_called_has_its_time_and_what_comes_its_expected_one(on_stage):
    show = await on_stage(SESSION)
    await show.after(30)
    await show.go()
    await show.after(10)
    assert row(show, "1") == ("14:00:00", "14:00:30", "")
    assert row(show, "2") == ("14:05:02", "14:05:32", "")
    assert row(show, "3") == ("14:11:00", "", "[14:11, 0:26 to spare] ")
    assert head(show)[0] == " +0:30 over · ends 14:12:00 (+0:00)"


async def test_a_fixed_time_that_will_be_missed_is_told_with_the_way_out(on_stage):
    show = await on_stage(SESSION)
    await show.after(120)
    await show.go()
    assert row(show, "3")[1:] == ("14:12:04", "[14:11, 1:04 late] ")
    stands, offers = head(show)
    assert stands == " +2:00 over · ends 14:13:04 (+1:04)"
    words = "cue 3 comes 1:04 late for its fixed time; drop 2: in time · c shortens"
    assert offers == [words]


async def test_who_watches_from_elsewhere_is_told_only_what_has_changed(on_stage):
    show = await on_stage(SESSION)
    times = ExpectedTimes(show.parts)
    first = times.told(anew=False)
    assert first["expected"] == {"1": [0, None], "2": [302, None], "3": [660, 56]}
    assert (first["ends_s"], first["offer"]) == (720, "")
    assert times.told(anew=False)["expected"] == {}
    await show.go()
    await show.after(303)
    assert times.told(anew=False)["expected"] == {"1": None, "2": [303, None], "3": [660, 55]}
    assert times.told(anew=True)["expected"] == {"2": [303, None], "3": [660, 55]}


async def test_a_fixed_time_that_was_missed_is_told_afterwards(on_stage):
    show = await on_stage('- {cue: "1", wait: 1s}\n- {cue: "2", wait: 1m, fixed: "14:01"}')
    await show.after(100)
    await show.go()
    await show.after(10)
    await show.go()
    assert row(show, "2")[2] == "[14:01, missed by 0:50] "
