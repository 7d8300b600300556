import asyncio

import pytest
from tests.bench import written

from moderator.cues.claims import Resource
from moderator.robot import Outcome
from moderator.show.lengths import Estimated
from moderator.show.load import load
from moderator.values.duration import seconds

TURN = """\
motion: {name}
about: Turns the head.
claims: [{claims}]
keyframes:
  - head: {{yaw: 0}}
  - {{after: {after}, head: {{yaw: {yaw}}}}}
  - {{after: {after}, head: {{yaw: 0}}}}
"""


@pytest.fixture
def turning(tmp_path):
    """Load a show that moves `turn`, which has two variants."""

    def loaded(cue="move: turn", *, yaw=10, after="3s", claims="head"):
        folder = written(tmp_path / "show", f'- cue: "1"\n  {cue}')
        motions = folder / "motions"
        motions.mkdir()
        first = TURN.format(name="turn", claims="head", after="1s", yaw=20)
        second = TURN.format(name="turn.2", claims=claims, after=after, yaw=yaw)
        (motions / "turn.yaml").write_text(first)
        (motions / "turn.2.yaml").write_text(second)
        return load(str(folder), "simulator")

    return loaded


def found(loaded):
    return [(problem.code, problem.message) for problem in loaded.problems]


def test_a_variant_that_the_robot_cannot_do_is_an_error(turning):
    [(code, told)] = found(turning(yaw=80))
    assert code == "beyond-limit"
    assert told.startswith("'turn.2': head_yaw")


def test_a_certain_variant_is_asked_for_by_its_number(turning):
    assert found(turning("move: turn.2")) == []


def test_a_variant_that_there_is_not_is_an_error(turning):
    [(code, told)] = found(turning("move: turn.3"))
    assert (code, told) == ("unknown-motion", "there is no motion 'turn.3'")


def test_a_motion_is_planned_with_the_longest_of_its_variants(turning):
    lengths = Estimated(turning().materials)
    assert seconds(lengths.motion_ns("turn")) == 6
    assert seconds(lengths.shortest_motion_ns("turn")) == 2
    assert seconds(lengths.motion_ns("turn.1")) == 2


def test_a_line_longer_than_the_shortest_variant_is_warned_of(turning):
    line = "speak: Good afternoon, and welcome to the hall, everybody.\n  move: turn"
    assert [code for code, _ in found(turning(line))] == ["longer-than-motion"]


def test_a_motion_claims_what_any_of_its_variants_moves(turning):
    loaded = turning(claims="head, waist")
    [cue] = [cue for act in loaded.show.acts for cue in act.cues]
    assert cue.claims(loaded.materials) == {Resource.HEAD, Resource.WAIST}


async def test_a_motion_is_made_to_its_end(perform, stage):
    assert (await perform("move: wave")).ok
    assert stage.ends == [(3.0, "wave", "succeeded")]


async def test_a_motion_that_the_robot_refuses_fails_the_cue(perform, stage):
    stage.fails["move"] = Outcome.rejected("left_elbow at 3.0 rad, limit 2.6 rad")
    outcome = await perform("move: wave")
    assert (outcome.ok, outcome.why) == (False, "left_elbow at 3.0 rad, limit 2.6 rad")


async def test_a_motion_can_be_ended_early(perform, stage):
    moving = perform("move: wave")
    await asyncio.sleep(1)
    moving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await moving
    assert stage.ends == [(1.0, "wave", "cancelled")]


async def test_a_cue_has_ended_when_the_body_has(on_stage):
    show = await on_stage('- {cue: "1", move: bow}')
    await show.go()
    await show.until("cue_ended")
    assert not show.robot.state().moving
    motion = show.entries("motion")[0]
    assert show.entries("cue_ended")[0].at_s >= motion.data["duration_s"]
