"""A G1's messages have the form that its own have."""

import pytest

pytest.importorskip("cyclonedds")

from moderator.adapters.unitree_g1.messages import (
    BmsState,
    LowCmd,
    LowState,
    Request,
    Response,
    String,
)

_HEADER_BYTES = 4


def test_a_command_comes_back_as_it_was():
    command = LowCmd(mode_machine=5, crc=0xFFFF_FFFF)
    command.motor_cmd[29].q = 0.5
    assert LowCmd.deserialize(command.serialize()) == command


@pytest.mark.parametrize(("kind", "size"), [(LowCmd, 1000), (LowState, 2088), (BmsState, 164)])
def test_what_has_a_fixed_size_has_what_common_data_representation_gives_its_fields(kind, size):
    """Worked out by hand: each figure aligned to its own size, a structure not at all."""
    assert len(kind().serialize()) - _HEADER_BYTES == size


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (LowCmd, "unitree_hg.msg.dds_.LowCmd_"),
        (LowState, "unitree_hg.msg.dds_.LowState_"),
        (BmsState, "unitree_hg.msg.dds_.BmsState_"),
        (Request, "unitree_api.msg.dds_.Request_"),
        (Response, "unitree_api.msg.dds_.Response_"),
        (String, "std_msgs.msg.dds_.String_"),
    ],
)
def test_a_message_has_the_robots_own_name(kind, name):
    assert kind.__idl_typename__ == name
