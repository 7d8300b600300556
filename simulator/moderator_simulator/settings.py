"""What can be set on the simulated robot: the keys of its config."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from moderator.errors import CannotStart
from moderator.values.fields import Share

Model = TypeVar("Model", bound=BaseModel)


class Settings(BaseModel):
    """The simulated robot's config. The figures are assumed; no maker publishes them all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    battery: Share = Field(1.0, description="charge when it is switched on, 0 to 1")
    standing_hours: float = Field(8.0, gt=0, description="a full battery lasts this long, standing")
    moving_hours: float = Field(2.5, gt=0, description="and this long, moving all the time")
    ambient_c: float = Field(25.0, description="temperature of the hall, degrees Celsius")
    standing_rise_c: float = Field(10.0, ge=0, description="actuators above the hall, standing")
    moving_rise_c: float = Field(40.0, ge=0, description="actuators above the hall, moving")
    warming_s: float = Field(600.0, gt=0, description="time constant of warming, seconds")
    hottest_c: float = Field(75.0, description="no motion is taken above this temperature")
    least_battery: Share = Field(0.15, description="preflight is red below this charge")


def read(model: type[Model], data: Mapping[str, object], what: str) -> Model:
    """Read settings that did not come with a place in a file.

    Args:
        model: what to read them as.
        data: the settings.
        what: what they are called in the error.

    Raises:
        CannotStart: they are not right; every problem in one line.
    """
    try:
        return model.model_validate(dict(data))
    except ValidationError as error:
        found = "; ".join(_in_words(details) for details in error.errors(include_url=False))
        known = ", ".join(info.alias or name for name, info in model.model_fields.items())
        raise CannotStart(f"{what}: {found}", f"known keys: {known}") from None


def _in_words(details: ErrorDetails) -> str:
    place = ".".join(str(key) for key in details["loc"])
    match details["type"]:
        case "extra_forbidden":
            return f"{place} is not a key here"
        case "missing":
            return f"{place} is missing"
    message = details["msg"].removeprefix("Value error, ")
    hint = details.get("ctx", {}).get("hint")
    told = f"{message} ({hint})" if hint else message
    return f"{place}: {told}" if place else told
