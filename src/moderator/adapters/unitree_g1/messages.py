"""The G1's messages, as its DDS topics carry them.

Names, fields, their order and their kinds are the wire: Cyclone DDS 0.10.2, which the robot has,
crashes when it is told of a type that differs. What the maker's types call an unsigned 8-bit figure
is a byte there, and so it is here. Source: the IDL in unitreerobotics/unitree_sdk2_python at
37116c5, `unitree_sdk2py/idl/unitree_hg`, `unitree_api` and `std_msgs`.
"""

from dataclasses import dataclass, field

from cyclonedds.idl import IdlStruct
from cyclonedds.idl.annotations import autoid, final
from cyclonedds.idl.types import (
    array,
    byte,
    float32,
    int16,
    int32,
    int64,
    sequence,
    uint16,
    uint32,
)

MOTORS = 35
"""How many motors a command and a state have, of which the first 29 are there."""


@dataclass
@final
@autoid("sequential")
class MotorCmd(IdlStruct, typename="unitree_hg.msg.dds_.MotorCmd_"):
    """What one motor is told: radians, radians a second, Nm, Nm/rad, Nm s/rad."""

    mode: byte = 0
    q: float32 = 0.0
    dq: float32 = 0.0
    tau: float32 = 0.0
    kp: float32 = 0.0
    kd: float32 = 0.0
    reserve: uint32 = 0


@dataclass
@final
@autoid("sequential")
class LowCmd(IdlStruct, typename="unitree_hg.msg.dds_.LowCmd_"):
    """What all motors are told."""

    mode_pr: byte = 0
    mode_machine: byte = 0
    motor_cmd: array[MotorCmd, MOTORS] = field(
        default_factory=lambda: [MotorCmd() for _ in range(MOTORS)]
    )
    reserve: array[uint32, 4] = field(default_factory=lambda: [0] * 4)
    crc: uint32 = 0


@dataclass
@final
@autoid("sequential")
class IMUState(IdlStruct, typename="unitree_hg.msg.dds_.IMUState_"):
    """How the body lies: quaternion w x y z, radians a second, m/s², radians, degrees Celsius."""

    quaternion: array[float32, 4] = field(default_factory=lambda: [1.0, 0.0, 0.0, 0.0])
    gyroscope: array[float32, 3] = field(default_factory=lambda: [0.0] * 3)
    accelerometer: array[float32, 3] = field(default_factory=lambda: [0.0] * 3)
    rpy: array[float32, 3] = field(default_factory=lambda: [0.0] * 3)
    temperature: int16 = 0


@dataclass
@final
@autoid("sequential")
class MotorState(IdlStruct, typename="unitree_hg.msg.dds_.MotorState_"):
    """What one motor says: radians, radians a second, Nm, degrees Celsius, volts, its fault."""

    mode: byte = 0
    q: float32 = 0.0
    dq: float32 = 0.0
    ddq: float32 = 0.0
    tau_est: float32 = 0.0
    temperature: array[int16, 2] = field(default_factory=lambda: [0] * 2)
    vol: float32 = 0.0
    sensor: array[uint32, 2] = field(default_factory=lambda: [0] * 2)
    motorstate: uint32 = 0
    reserve: array[uint32, 4] = field(default_factory=lambda: [0] * 4)


@dataclass
@final
@autoid("sequential")
class LowState(IdlStruct, typename="unitree_hg.msg.dds_.LowState_"):
    """What the body says of itself."""

    version: array[uint32, 2] = field(default_factory=lambda: [0] * 2)
    mode_pr: byte = 0
    mode_machine: byte = 0
    tick: uint32 = 0
    imu_state: IMUState = field(default_factory=IMUState)
    motor_state: array[MotorState, MOTORS] = field(
        default_factory=lambda: [MotorState() for _ in range(MOTORS)]
    )
    wireless_remote: array[byte, 40] = field(default_factory=lambda: [0] * 40)
    reserve: array[uint32, 4] = field(default_factory=lambda: [0] * 4)
    crc: uint32 = 0


@dataclass
@final
@autoid("sequential")
class BmsState(IdlStruct, typename="unitree_hg.msg.dds_.BmsState_"):
    """What the battery says; `soc` is the charge left in percent."""

    version_high: byte = 0
    version_low: byte = 0
    fn: byte = 0
    cell_vol: array[uint16, 40] = field(default_factory=lambda: [0] * 40)
    bmsvoltage: array[uint32, 3] = field(default_factory=lambda: [0] * 3)
    current: int32 = 0
    soc: byte = 0
    soh: byte = 0
    temperature: array[int16, 12] = field(default_factory=lambda: [0] * 12)
    cycle: uint16 = 0
    manufacturer_date: uint16 = 0
    bmsstate: array[uint32, 5] = field(default_factory=lambda: [0] * 5)
    reserve: array[uint32, 3] = field(default_factory=lambda: [0] * 3)


@dataclass
@final
@autoid("sequential")
class RequestIdentity(IdlStruct, typename="unitree_api.msg.dds_.RequestIdentity_"):
    """Which request, of which function; an answer carries the same."""

    id: int64 = 0
    api_id: int64 = 0


@dataclass
@final
@autoid("sequential")
class RequestLease(IdlStruct, typename="unitree_api.msg.dds_.RequestLease_"):
    """The lease it is asked under; 0 for none."""

    id: int64 = 0


@dataclass
@final
@autoid("sequential")
class RequestPolicy(IdlStruct, typename="unitree_api.msg.dds_.RequestPolicy_"):
    """How it is asked."""

    priority: int32 = 0
    noreply: bool = False


@dataclass
@final
@autoid("sequential")
class RequestHeader(IdlStruct, typename="unitree_api.msg.dds_.RequestHeader_"):
    """Who asks what, and how."""

    identity: RequestIdentity = field(default_factory=RequestIdentity)
    lease: RequestLease = field(default_factory=RequestLease)
    policy: RequestPolicy = field(default_factory=RequestPolicy)


@dataclass
@final
@autoid("sequential")
class Request(IdlStruct, typename="unitree_api.msg.dds_.Request_"):
    """A service is asked: a parameter in JSON, and bytes."""

    header: RequestHeader = field(default_factory=RequestHeader)
    parameter: str = ""
    binary: sequence[byte] = field(default_factory=list)


@dataclass
@final
@autoid("sequential")
class ResponseStatus(IdlStruct, typename="unitree_api.msg.dds_.ResponseStatus_"):
    """How it went; 0 is well."""

    code: int32 = 0


@dataclass
@final
@autoid("sequential")
class ResponseHeader(IdlStruct, typename="unitree_api.msg.dds_.ResponseHeader_"):
    """What was asked, and how it went."""

    identity: RequestIdentity = field(default_factory=RequestIdentity)
    status: ResponseStatus = field(default_factory=ResponseStatus)


@dataclass
@final
@autoid("sequential")
class Response(IdlStruct, typename="unitree_api.msg.dds_.Response_"):
    """A service answers."""

    header: ResponseHeader = field(default_factory=ResponseHeader)
    data: str = ""
    binary: sequence[byte] = field(default_factory=list)


@dataclass
@final
@autoid("sequential")
class String(IdlStruct, typename="std_msgs.msg.dds_.String_"):
    """A line of text."""

    data: str = ""
