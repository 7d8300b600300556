"""Which grade is sent for the one that is asked for: never one that may drop the robot."""

from collections.abc import Mapping

from moderator.robot import DatagramRoute, Grade, StopEffect, StopRoute

_INSTEAD = {
    Grade.RELAX: (Grade.RELAX, Grade.FREEZE, Grade.ROBOT_STOP),
    Grade.FREEZE: (Grade.FREEZE, Grade.ROBOT_STOP, Grade.RELAX),
    Grade.ROBOT_STOP: (Grade.ROBOT_STOP, Grade.FREEZE, Grade.RELAX),
}


def obeyed_by(stops: Mapping[Grade, StopEffect]) -> dict[Grade, Grade]:
    """What is sent for each grade: it, or the nearest that surely leaves the robot standing.

    Args:
        stops: what each grade does to this robot.

    Returns:
        The grade to send, by the grade that is asked for; empty when none leaves it standing.
    """
    stands = [grade for grade in Grade if grade in stops and stops[grade].leaves_standing]
    return {
        asked: next(grade for grade in instead if grade in stands)
        for asked, instead in _INSTEAD.items()
        if stands
    }


def armed_with(route: StopRoute, stops: Mapping[Grade, StopEffect]) -> dict[str, object]:
    """All that the supervisor needs to stop a robot, as plain data."""
    if isinstance(route, DatagramRoute):
        way: dict[str, object] = {"host": route.host, "port": route.port}
        payloads = route.payloads
    else:
        way = {"command": route.command}
        payloads = {grade: f"{grade.value}\n".encode() for grade in Grade}
    return way | {
        "stops": {
            asked.value: [grade.value, payloads[grade].hex()]
            for asked, grade in obeyed_by(stops).items()
        }
    }
