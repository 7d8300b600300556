"""What can be set on the robot in physics: the keys of its config, and of its faults."""

from typing import ClassVar

from moderator.document.settings import read
from moderator.faults import CHANGES, Fault, Kind
from moderator_simulator.physics.parameters import Parameters
from moderator_simulator.settings import Settings

CONFIG = "simulator-physics's config"

_KEYS: dict[Kind, str] = {kind: "noise_mm" if kind == "noise" else kind for kind in CHANGES}
"""Which of the parameters a fault changes."""


class PhysicsSettings(Settings, Parameters):
    """The config of the robot in physics: the simulator's, and what is wrong with its body."""

    called: ClassVar[str] = CONFIG

    @property
    def parameters(self) -> Parameters:
        """What is wrong with its body."""
        return Parameters.model_validate(
            {key: getattr(self, key) for key in Parameters.model_fields}
        )


def changed(parameters: Parameters, fault: Fault) -> Parameters:
    """The parameters while a fault is there.

    Raises:
        CannotStart: its value is not one for it.
    """
    if fault.fault not in CHANGES:
        return parameters
    figures = {**parameters.model_dump(), _KEYS[fault.fault]: fault.value}
    return read(Parameters, figures, f"a fault of {fault.fault}")


def restored(parameters: Parameters, fault: Fault, before: Parameters) -> Parameters:
    """The parameters once a fault has passed: that figure is as it was set."""
    key = _KEYS[fault.fault]
    return parameters.model_copy(update={key: getattr(before, key)})
