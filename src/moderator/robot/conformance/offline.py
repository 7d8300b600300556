"""What the contract says of capabilities."""

from math import isfinite

from moderator.robot.capabilities import Grade
from moderator.robot.conformance.bench import Bench, can
from moderator.robot.conformance.sentence import expect, sentence


@sentence("capabilities need no robot")
async def _need_no_robot(bench: Bench) -> None:
    robot = bench.made()
    before = can(robot)
    expect(before == can(robot), "they differ from one call to the next")


@sentence("every joint has sane limits and says where they are from")
async def _sane_limits(bench: Bench) -> None:
    joints = can(bench.made()).joints
    expect(bool(joints), "there are no joints")
    names = [joint.name for joint in joints]
    expect(len(set(names)) == len(names), "a joint is named twice")
    for joint in joints:
        figures = (joint.lower_rad, joint.upper_rad, joint.velocity_rad_s)
        expect(all(isfinite(figure) for figure in figures), f"{joint.name}: not finite")
        expect(joint.lower_rad < joint.upper_rad, f"{joint.name}: least is not below greatest")
        expect(joint.velocity_rad_s > 0, f"{joint.name}: no speed")
        expect(bool(joint.source), f"{joint.name}: no source")


@sentence("the rest pose has every joint, within its limits")
async def _rest_within_limits(bench: Bench) -> None:
    capabilities = can(bench.made())
    expect(
        set(capabilities.rest) == {joint.name for joint in capabilities.joints},
        "its joints are not the robot's",
    )
    for joint in capabilities.joints:
        angle = capabilities.rest[joint.name]
        within = joint.lower_rad <= angle <= joint.upper_rad
        expect(within, f"{joint.name} rests at {angle:.3f} rad, outside its limits")


@sentence("every grade of stop has its effect, and relax and freeze leave the robot standing")
async def _every_grade_has_its_effect(bench: Bench) -> None:
    stops = can(bench.made()).stops
    for grade in Grade:
        expect(grade in stops, f"{grade.value} is missing")
        effect = stops[grade]
        expect(bool(effect.what and effect.source), f"{grade.value}: no effect or no source")
        expect(effect.within_ns > 0, f"{grade.value}: no time")
    for grade in (Grade.RELAX, Grade.FREEZE):
        expect(stops[grade].leaves_standing, f"{grade.value} does not leave it standing")


@sentence("preflight without a link is red")
async def _preflight_without_link(bench: Bench) -> None:
    found = await bench.made().preflight()
    expect([check.name for check in found] == ["link"], "it looks at what it cannot see")
    expect(not found[0].ok, "it is green")


SENTENCES = (
    _need_no_robot,
    _sane_limits,
    _rest_within_limits,
    _every_grade_has_its_effect,
    _preflight_without_link,
)
"""They need no robot."""
