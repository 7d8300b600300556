import asyncio

import pytest
from tests.bench import ListeningRobot

from moderator.engine.preflight import prepare
from moderator.journal.board import board_of
from moderator.robot import Grade, Limit, Reading, Rule

CUES = """
  - {cue: "1", wait: 60s, continue: auto_follow}
  - {cue: "2", move: wave}
"""
LOW = [{"fault": "battery", "after": "5s", "level": 0.12}]
EMPTY = [{"fault": "battery", "after": "5s", "level": 0.05}]
EARLIER = "limits: {battery: {warn: 80%, hold: 60%}}"


def charged(show, charge):
    """Somebody changes the battery."""
    moving, energy = show.robot._moving, show.robot._energy
    energy.change(asyncio.get_running_loop().time(), moving=moving.busy, battery=charge)


async def test_a_warning_is_recorded_and_the_show_goes_on(on_stage):
    show = await on_stage(CUES, faults=LOW)
    await show.go()
    entry = await show.until("limit")
    assert entry.data == {
        "reading": "battery", "value": 12.0, "unit": "%", "level": 15.0, "rule": "warn",
        "beyond": True, "what": "battery 12 %, below 15 %",
    }  # fmt: skip
    assert entry.at_s == pytest.approx(5.0, abs=0.1)
    await show.until_state("finished")


async def test_hold_lets_what_runs_go_to_its_end_and_nothing_follow(on_stage):
    show = await on_stage(CUES, faults=EMPTY)
    await show.go()
    await show.until("limit", rule="hold")
    assert show.state == "held"
    await show.until("cue_ended", "1")
    await show.after(600)
    assert show.cues("cue_started") == ["1"]
    refusal = await show.go()
    assert refusal.reason == "the show is held: battery 5 %, below 10 %"


async def test_going_on_is_a_persons_act_and_go_says_why_it_does_nothing(on_stage):
    show = await on_stage('- {cue: "1", move: wave}', faults=EMPTY)
    await show.until_state("held")
    assert (await show.resume()).accepted
    assert (await show.go()).reason == "battery: 5 %, limit 10 %"
    charged(show, 0.5)
    await show.after(1)
    assert (await show.go()).accepted
    assert [e.data["rule"] for e in show.entries("limit", beyond=False)] == ["warn", "hold"]


async def test_a_cue_that_starts_by_itself_is_held_to_the_limits_as_at_go(on_stage):
    show = await on_stage(CUES, faults=EMPTY)
    await show.go()
    await show.until_state("held")
    await show.resume()
    ended = await show.until("cue_ended", "2")
    assert ended.data["outcome"] == "rejected"
    assert ended.data["why"].startswith("battery: 4.")
    assert ended.data["why"].endswith(" %, limit 10 %")
    assert show.cues("cue_started") == ["1"]
    assert "play wave" not in " ".join(show.robot.told)
    assert show.state == "held"


async def test_a_cue_that_limits_keep_from_starting_follows_its_rule_for_failure(on_stage):
    show = await on_stage(
        """
        - {cue: "1", wait: 60s, continue: auto_follow}
        - {cue: "2", move: wave, continue: auto_follow, on_failure: skip}
        - {cue: "3", speak: Good day., continue: auto_follow}
        - {cue: "4", move: wave, on_failure: {go_to: "6"}}
        - {cue: "5", wait: 1s}
        - {cue: "6", wait: 1s}
        """,
        faults=EMPTY,
    )
    await show.go()
    await show.until_state("held")
    await show.resume()
    await show.until("cue_ended", "4")
    await show.after(1)
    assert show.outcomes() == {"1": "succeeded", "2": "rejected", "3": "succeeded", "4": "rejected"}
    assert (show.state, show.standby) == ("standby", "6")


async def test_a_limit_that_is_passed_in_a_pre_wait_keeps_the_cue_from_acting(on_stage):
    show = await on_stage('- {cue: "1", move: wave, pre_wait: 10s}', faults=EMPTY)
    await show.go()
    ended = await show.until("cue_ended", "1")
    assert (ended.data["outcome"], ended.at_s) == ("rejected", pytest.approx(10.0, abs=0.1))
    assert show.cues("cue_started") == []


async def test_a_limit_acts_once_while_it_is_passed(on_stage):
    show = await on_stage('- {cue: "1", wait: 1h}', faults=EMPTY)
    await show.until_state("held")
    await show.resume()
    await show.after(1000)
    assert [entry.data["rule"] for entry in show.entries("limit")] == ["warn", "hold"]
    assert show.state == "standby"


async def test_a_limit_acts_again_once_its_reading_was_back(on_stage):
    show = await on_stage('- {cue: "1", wait: 1h}', faults=EMPTY)
    await show.until_state("held")
    await show.resume()
    charged(show, 0.5)
    await show.after(1)
    charged(show, 0.05)
    await show.until_state("held")


async def test_a_limit_acts_again_once_the_robot_was_made_ready_again(on_stage):
    show = await on_stage(CUES, head=EARLIER, config={"battery": 0.5})
    await show.until_state("held")
    show.stop()
    await show.until_state("stopped")
    await prepare(show.parts, show.conductor)
    assert show.state == "standby"
    await show.until_state("held")
    assert len(show.entries("limit", rule="hold", beyond=True)) == 2


async def test_a_battery_that_runs_down_by_itself_is_noticed_when_it_does(on_stage):
    show = await on_stage('- {cue: "1", wait: 9h}', config={"battery": 0.5})
    await show.after(10_000)
    entry = await show.until("limit", within_s=100)
    assert entry.at_s == pytest.approx((0.5 - 0.15) * 8 * 3600, abs=0.2)
    await show.after(1_400)
    entry = await show.until("limit", rule="hold", within_s=100)
    assert entry.at_s == pytest.approx((0.5 - 0.10) * 8 * 3600, abs=0.2)


async def test_a_show_is_stricter_than_its_robot(on_stage):
    show = await on_stage(CUES, head=EARLIER, config={"battery": 0.7})
    entry = await show.until("limit")
    assert (entry.data["level"], entry.data["rule"]) == (80.0, "warn")
    await show.after(2_800)
    entry = await show.until("limit", rule="hold", within_s=100)
    assert entry.at_s == pytest.approx((0.7 - 0.6) * 8 * 3600, abs=0.2)


@pytest.mark.parametrize(
    ("rule", "grade"), [("relax", Grade.RELAX), ("freeze", Grade.FREEZE)], ids=str
)
async def test_a_limit_stops_the_show_by_its_grade(on_stage, rule, grade):
    head = f"limits: {{temperature: {{{rule}: 80 °C}}}}"
    show = await on_stage(CUES, head=head)
    await show.go()
    moving, energy = show.robot._moving, show.robot._energy
    now_s = asyncio.get_running_loop().time()
    energy.change(now_s, moving=moving.busy, temperature_c=85.0)
    await show.until_state("stopped")
    [stop] = show.entries("stop")
    assert (stop.data["grade"], stop.data["sent"]) == (grade.value, True)
    assert stop.data["origin"] == "temperature 85 °C, above 80 °C"
    assert f"stop {grade.value}" in show.robot.told


class Shaken(ListeningRobot):
    """Measures what the test says."""

    tilt_rad = 0.0

    def state(self):
        from dataclasses import replace

        return replace(super().state(), tilt_rad=self.tilt_rad)

    @classmethod
    def capabilities(cls, config):
        from dataclasses import replace

        from moderator.robot import Reading

        return replace(super().capabilities(config), measures=tuple(Reading))

    async def crossed(self, limits, were=()):
        from moderator.robot import Robot

        return await Robot.crossed(self, limits, were)


async def test_a_robot_that_leans_holds_the_show_and_no_cue_moves_it_until_it_stands(on_stage):
    head = "limits: {tilt: {warn: 3°, hold: 0.1 rad}}"
    show = await on_stage(CUES, head=head, robot=Shaken)
    await show.after(1)
    show.robot.tilt_rad = 0.2
    await show.until_state("held")
    held = show.entries("limit")[-1]
    assert held.data["what"] == "tilt 11.46°, above 5.73°: the show holds"
    assert held.at_s == pytest.approx(1.2, abs=0.21)
    await show.resume()
    await show.order("jump", "2")
    assert (await show.go()).reason == "tilt: 11.46°, limit 5.73°"
    show.robot.tilt_rad = 0.0
    await show.after(1)
    assert (await show.go()).accepted


async def test_an_adapter_that_cannot_watch_is_told_and_the_show_goes_on(on_stage):
    class Broken(ListeningRobot):
        async def crossed(self, limits, were=()):
            raise ZeroDivisionError("gauge 7")

    show = await on_stage(CUES, robot=Broken)
    [warning] = [e for e in show.entries("warning") if "limits" in e.data["what"]] or [
        await show.until("warning")
    ]
    assert warning.data["what"].endswith("not watched any more: ZeroDivisionError: gauge 7")
    await show.go()
    await show.until_state("finished")


async def test_an_adapter_that_does_not_wait_holds_nothing_up(on_stage):
    class Hasty(ListeningRobot):
        async def crossed(self, limits, were=()):
            return were

    show = await on_stage(CUES, robot=Hasty)
    await show.go()
    await show.until_state("finished")


async def test_a_limit_whose_reading_is_gone_by_then_is_told_with_its_own_value(on_stage):
    class Silent(ListeningRobot):
        async def crossed(self, limits, were=()):
            if were:
                await asyncio.Event().wait()
            return (Limit(Reading.TILT, Rule.WARN, 0.1, "the show"),)

    show = await on_stage(CUES, robot=Silent)
    entry = await show.until("limit")
    assert entry.data["value"] == entry.data["level"] == 5.73
    assert entry.data["what"] == "tilt 5.73°, above 5.73°"


async def test_what_is_not_measured_is_told_in_preflight(on_stage):
    show = await on_stage(CUES)
    [check] = show.entries("check", name="limits")
    assert check.data["ok"]
    assert check.data["why"] == "watched: battery, temperature; not measured: tracking error, tilt"


async def test_a_lost_link_is_no_reading_that_is_back(on_stage):
    faults = [*EMPTY, {"fault": "link", "after": "20s", "for": "5s"}]
    show = await on_stage('- {cue: "1", wait: 1h}', faults=faults)
    await show.until_state("faulted")
    await show.after(60)
    assert show.entries("limit", beyond=False) == []


async def test_the_board_has_the_limits_that_are_passed(on_stage):
    show = await on_stage('- {cue: "1", wait: 1h}', faults=EMPTY)
    await show.until_state("held")
    board = board_of(show.entries())
    assert dict(board.limits) == {
        "battery warn": "battery 5 %, below 15 %",
        "battery hold": "battery 5 %, below 10 %: the show holds",
    }
    charged(show, 0.12)
    await show.after(1)
    assert list(board_of(show.entries()).limits) == ["battery warn"]
