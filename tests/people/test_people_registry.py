import pytest

from moderator.errors import CannotStart
from moderator.people import people_class


def test_simulated_people_come_in_by_name():
    assert people_class("simulated").__name__ == "SimulatedPeople"


def test_unknown_people_are_told():
    with pytest.raises(CannotStart, match="no people named 'ghosts'"):
        people_class("ghosts")
