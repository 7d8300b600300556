"""Finding the installed kinds of people by name."""

from importlib.metadata import entry_points

from moderator.errors import CannotStart
from moderator.people.contract import People

GROUP = "moderator.people"


def people_class(name: str) -> type[People]:
    """Load a kind of people.

    Raises:
        CannotStart: nothing of that name is installed, or it is not people.
    """
    for point in entry_points(group=GROUP, name=name):
        loaded = point.load()
        if isinstance(loaded, type) and issubclass(loaded, People):
            return loaded
        raise CannotStart(f"{point.value} is not moderator.people.People")
    raise CannotStart(f"no people named {name!r} are installed", "run make setup")
