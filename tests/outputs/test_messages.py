import pytest

from moderator.outputs.message import HttpAddress, HttpRequest, OscAddress, OscMessage
from moderator.outputs.messages import RecordedOutputs

pytestmark = pytest.mark.real_time


async def test_a_rehearsal_lets_nothing_out(desk, screen):
    outputs = RecordedOutputs()
    await outputs.prepare()
    await outputs.send(OscMessage(OscAddress(desk[0]), "/x", ("1",)))
    await outputs.send(HttpRequest(HttpAddress(screen[0]), "post", "/x"))
    await outputs.close()
    assert not desk[2].wait(0.1)
    assert screen[1] == []
