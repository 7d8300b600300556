from importlib.metadata import EntryPoint

import pytest

from moderator.errors import CannotStart, UnknownRobot
from moderator.robot import registry


@pytest.fixture
def installed(monkeypatch):
    def install(**values):
        points = [EntryPoint(name, value, registry.GROUP) for name, value in values.items()]
        monkeypatch.setattr(registry, "entry_points", lambda group: points)

    return install


def test_the_simulator_is_installed_as_any_robot_is():
    assert registry.robot_class("simulator").__name__ == "KinematicRobot"


def test_an_unknown_robot_is_told_with_what_is_installed():
    with pytest.raises(UnknownRobot) as told:
        registry.robot_class("simulater")
    assert told.value.args == ("no robot named 'simulater' is installed",)
    installed = ", ".join(registry.robots())
    assert told.value.hint == f"did you mean 'simulator'? installed: {installed}"
    assert {"simulator", "simulator-physics"} <= set(registry.robots())


def test_a_name_that_is_like_none_is_told_with_what_is_installed_and_no_guess(installed):
    installed(zeta="json:loads", alpha="json:loads")
    with pytest.raises(UnknownRobot) as told:
        registry.robot_class("kuavo")
    assert told.value.hint == "installed: alpha, zeta"


def test_where_nothing_is_installed_that_is_said(installed):
    installed()
    with pytest.raises(UnknownRobot) as told:
        registry.robot_class("kuavo")
    assert told.value.hint == "installed: none"


def test_an_adapter_that_does_not_load_is_told_by_name(installed):
    installed(broken="no_such_module:Robot")
    with pytest.raises(CannotStart, match="robot 'broken' does not load: No module named"):
        registry.robot_class("broken")


def test_what_is_no_robot_is_refused(installed):
    installed(imposter="json:JSONDecoder")
    with pytest.raises(CannotStart, match=r"is not a moderator\.robot\.Robot"):
        registry.robot_class("imposter")
