import pytest_asyncio
from tests.adapters.unitree_g1.night import Night


@pytest_asyncio.fixture
async def night(tmp_path):
    stand = Night(tmp_path)
    try:
        yield stand
    finally:
        await stand.close()
