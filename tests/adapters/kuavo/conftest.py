import pytest


@pytest.fixture
def robot_name():
    return "kuavo"
