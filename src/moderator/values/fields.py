"""Field types for models read from a document, where every scalar arrives as text."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from moderator.values.duration import parse_duration


@dataclass(frozen=True)
class OrElse:
    """What is told when a text does not have the form that its field wants.

    Attributes:
        message: what is wrong; `{value}` in it is what is written.
        hint: what to write.
    """

    message: str
    hint: str

    def __get_pydantic_core_schema__(
        self,
        source: Any,  # noqa: ANN401 — as pydantic calls it
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        """Wrap the field's own schema, so that its errors are told in these words."""
        return core_schema.custom_error_schema(
            handler(source),
            custom_error_type="bad-value",
            custom_error_message=self.message,
            custom_error_context={"hint": self.hint, "of": "text"},
        )


def _duration(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value  # a default, already nanoseconds; a document brings text
    if not isinstance(value, str):
        raise PydanticCustomError(
            "bad-duration", "a duration is wanted here", {"hint": "write it like 90s or 1m30s"}
        )
    try:
        return parse_duration(value)
    except ValueError as error:
        message, _, hint = str(error).partition("; ")
        told = {"what": message, "hint": hint}
        raise PydanticCustomError("bad-duration", "{what}", told) from None


def _flag(value: object) -> object:
    if value in ("true", "false"):
        return value == "true"
    if isinstance(value, bool):
        return value
    told = {"value": repr(value), "hint": "write true or false"}
    raise PydanticCustomError("bad-flag", "{value} is neither true nor false", told)


DURATION_PATTERN = r"^(\d+ *h *)?(\d+ *m *)?(\d+(\.\d+)? *s *)?(\d+ *ms)?$"
"""What editors hold a duration against; reading one is `parse_duration`."""

DurationNs = Annotated[
    int,
    BeforeValidator(_duration),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": DURATION_PATTERN,
            "minLength": 2,
            "examples": ["90s", "6m", "1m30s", "250ms"],
        }
    ),
]
"""A duration written with units, kept as integer nanoseconds."""

Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
"""`true` or `false` and nothing else: `no` and `off` are text."""

Share = Annotated[float, Field(ge=0, le=1)]
"""A share, 0 to 1."""
