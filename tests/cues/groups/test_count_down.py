import pytest

from moderator.cues.groups.count_down import CountDown
from moderator.robot import Outcome

CEREMONY = """
      - cue: "1"
        count_down:
          from: 5
          zero: Launch!
          gesture: count_down
          at_zero: [{send: {to: lights, osc: /launch}}]
"""
HEAD = 'devices: {lights: {osc: "127.0.0.1:7700"}}'


async def test_everything_is_exactly_on_its_second(on_stage):
    show = await on_stage(CEREMONY, head=HEAD)
    await show.go()
    await show.until_state("finished")
    zero_s = show.entries("lead")[0].data["zero_s"]
    words = {
        each.data["text"]: each.at_s + each.data["first_word_s"] for each in show.entries("said")
    }
    beats = {"5!": 0, "4!": 1, "3!": 2, "2!": 3, "1!": 4, "Launch!": 5}
    assert words == pytest.approx({text: zero_s + beat for text, beat in beats.items()}, abs=1e-6)
    [motion] = show.entries("motion")
    apex_s = show.parts.materials.motion(motion.data["motion"]).manifest.apex_s
    assert motion.at_s + apex_s == pytest.approx(zero_s + 5, abs=1e-6)
    assert show.entries("sent")[0].at_s == pytest.approx(zero_s + 5, abs=1e-6)


async def test_a_numeral_that_cannot_be_said_stops_nothing(perform, stage):
    stage.fails["2!"] = Outcome.aborted("voice", "hoarse")
    assert (await perform("count_down: {from: 3, zero: Go!}")).ok
    assert stage.begun() == ["3!", "2!", "1!", "Go!"]


@pytest.mark.parametrize(
    ("written", "numerals"),
    [
        ({"from": 3}, ["3!", "2!", "1!"]),
        ({"from": 10, "to": 9, "language": "zh"}, ["十！", "九！"]),
        ({"from": 2, "zero": "启动！"}, ["二！", "一！", "启动！"]),
        ({"from": 2, "zero": "启动！", "language": "en"}, ["2!", "1!", "启动！"]),
    ],
)
def test_numerals_are_in_the_language_of_zero_unless_another_is_written(written, numerals):
    assert list(CountDown.model_validate(written).lines()) == numerals


async def test_all_that_it_needs_is_told_beforehand(on_stage):
    show = await on_stage(CEREMONY, head=HEAD)
    cue = show.parts.rundown.cues[0].cue
    assert list(cue.motions()) == ["count_down"]
    assert list(cue.devices()) == ["lights"]
    assert {str(claim) for claim in cue.claims(show.parts.materials)} >= {"voice", "arms"}
