import pytest
from tests.console.remote.elsewhere import opened


@pytest.fixture
async def elsewhere(tmp_path):
    """Run a show, given as the YAML of its cues, that can be controlled from elsewhere."""
    async with opened(tmp_path) as open_:
        yield open_
