"""What the robot's gauges read, for the record."""

from moderator.engine.causes import in_a_line
from moderator.engine.parts import Parts


def gauged(parts: Parts) -> dict[str, object]:
    """What an entry tells of the gauges: nothing of a robot that has none, or cannot say."""
    try:
        told = [
            {"name": str(gauge.name), "value": float(gauge.value), "unit": str(gauge.unit)}
            for gauge in parts.robot.gauges()
        ]
    except Exception as error:  # noqa: BLE001 — whatever an adapter does, the show goes on
        what = f"the robot's gauges cannot be read: {in_a_line(error)}"
        parts.journal.write("warning", what=what)
        return {}
    return {"gauges": told} if told else {}
