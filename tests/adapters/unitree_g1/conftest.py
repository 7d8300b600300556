import pytest


@pytest.fixture
def robot_name():
    return "unitree_g1"
