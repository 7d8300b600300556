import pytest
from tests.bench import written

from moderator.cues.groups.count_down import CountDown
from moderator.robot import Outcome
from moderator.show.load import load

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
        ({"from": 21, "to": 19, "language": "zh"}, ["二十一！", "二十！", "十九！"]),
        ({"from": 60, "to": 59, "language": "zh"}, ["六十！", "五十九！"]),
        ({"from": 60, "to": 59}, ["60!", "59!"]),
        ({"from": 2, "zero": "启动！"}, ["二！", "一！", "启动！"]),
        ({"from": 2, "zero": "启动！", "language": "en"}, ["2!", "1!", "启动！"]),
    ],
)
def test_numerals_are_in_the_language_of_zero_unless_another_is_written(written, numerals):
    assert list(CountDown.model_validate(written).lines()) == numerals


async def test_all_that_it_needs_is_told_beforehand(on_stage):
    show = await on_stage(CEREMONY, head=HEAD)
    cue = show.parts.rundown.cues[0].cue
    assert cue.motions() == ("count_down",)
    assert list(cue.devices()) == ["lights"]
    assert {str(claim) for claim in cue.claims(show.parts.materials)} >= {"voice", "arms"}


@pytest.mark.parametrize("zero", ["Launch!", "启动！"])
async def test_each_of_sixty_numerals_is_on_its_second_and_over_before_the_next(on_stage, zero):
    show = await on_stage(f'- {{cue: "1", count_down: {{from: 60, zero: {zero}}}}}')
    await show.go()
    await show.until_state("finished")
    zero_s = show.entries("lead")[0].data["zero_s"]
    said = show.entries("said")
    heard = [each.at_s + each.data["first_word_s"] for each in said]
    assert heard == pytest.approx([zero_s + beat for beat in range(61)], abs=1e-6)
    assert all(each.data["duration_s"] <= 0.9 for each in said[:60])
    assert {each.data["outcome"] for each in show.entries("child_ended")} == {"succeeded"}


def test_numerals_that_a_slow_voice_cannot_fit_into_their_second_are_told(tmp_path):
    voices = "voices: {zh: {rate: 80}}\n"
    show = written(tmp_path, '- {cue: "1", count_down: {from: 60, language: zh}}', voices)
    [told] = load(str(show), "simulator").problems
    assert (told.severity, told.code) == ("warning", "late-numeral")
    assert told.message == "60 takes about 1.29s, however quickly it is said"
    assert told.hint == "write every: 2s, or a quicker voice"
