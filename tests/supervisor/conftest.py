import pytest
from tests.supervisor.stand import EngineProcess, on_a_stand

from moderator.supervisor.supervision import TRIP_S


@pytest.fixture
async def stand(tmp_path):
    """A supervisor that is armed."""
    async with on_a_stand(tmp_path) as stand:
        check = await stand.armed()
        assert check.ok, check.why
        yield stand


@pytest.fixture
async def watchful(tmp_path):
    """A supervisor that is armed, and trips as soon as in a show."""
    async with on_a_stand(tmp_path, trip_s=TRIP_S) as stand:
        assert (await stand.armed()).ok
        yield stand


@pytest.fixture
def engine(tmp_path):
    """A real engine with a supervisor, in processes of their own."""
    engine = EngineProcess(tmp_path)
    yield engine
    engine.close()
