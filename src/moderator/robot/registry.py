"""Finding the installed robots by name."""

from difflib import get_close_matches
from importlib.metadata import EntryPoint, entry_points

from moderator.errors import CannotStart, UnknownRobot
from moderator.robot.contract import Robot

GROUP = "moderator.robots"


def robots() -> dict[str, EntryPoint]:
    """Every installed adapter, by name, in order of name; none is loaded."""
    return {point.name: point for point in sorted(entry_points(group=GROUP), key=lambda p: p.name)}


def robot_class(name: str) -> type[Robot]:
    """Load an adapter.

    Raises:
        UnknownRobot: nothing of that name is installed.
        CannotStart: it is installed but does not load, or is no robot.
    """
    installed = robots()
    if name not in installed:
        near = get_close_matches(name, installed, n=1)
        did_you_mean = f"did you mean {near[0]!r}? " if near else ""
        raise UnknownRobot(
            f"no robot named {name!r} is installed",
            f"{did_you_mean}installed: {', '.join(installed) or 'none'}",
        )
    try:
        loaded = installed[name].load()
    except Exception as error:  # an adapter may fail in any way of its own
        raise CannotStart(f"the adapter of robot {name!r} does not load: {error}") from error
    if not (isinstance(loaded, type) and issubclass(loaded, Robot)):
        raise CannotStart(f"{installed[name].value} is not a moderator.robot.Robot")
    return loaded
