"""How things are written in a show: the base of every model, and the fields they share."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema

from moderator.values.fields import OrElse


class Written(BaseModel):
    """Anything that stands in a show file. Unknown keys are errors; nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    called: ClassVar[str] = "this"
    """What problems call it: `'tlak' is not a key of a cue`."""

    never: ClassVar[Mapping[str, str]] = {}
    """Keys that others have and this has not, and what to do instead."""

    short: ClassVar[str] = ""
    """The key that a bare value stands for: `wait: 5s` is `wait: {time: 5s}`."""

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, written: object) -> object:
        if not cls.short or isinstance(written, (dict, cls)):
            return written
        whole: dict[str, object] = {cls.short: written}
        return whole

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The schema of its keys and values; where there is a short form, of that too."""
        schema = handler(core_schema)
        whole: dict[str, Any] = handler.resolve_ref_schema(schema)
        for name in (name for name, info in cls.model_fields.items() if info.exclude):
            whole["properties"].pop(name)
        if not cls.short:
            return schema
        about = [key for key in ("title", "description") if key in whole]
        described: dict[str, Any] = {key: whole.pop(key) for key in about}
        forms = [dict(whole["properties"][cls.short]), dict(whole)]
        whole.clear()
        whole.update(described, anyOf=forms)
        return schema


_NUMBER = r"^[0-9A-Za-z][0-9A-Za-z.-]{0,11}$"

CueNumber = Annotated[
    str,
    StringConstraints(pattern=_NUMBER),
    OrElse("{value} cannot be a cue's number", "up to 12 letters, figures, dots and dashes"),
    WithJsonSchema({"type": ["string", "number"], "pattern": _NUMBER}),
]
"""A cue's number: text, so that 1.10 is not 1.1."""

Spoken = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000),
    Field(description="words to speak; {fact} puts a fact in, [mark: name] marks a moment"),
]
"""A line of text that the robot speaks."""

Word = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40),
    OrElse("{value} cannot be a name here", "small letters, figures and _, such as fist_palm_2"),
]
"""A name that other places refer to."""

MotionName = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[1-9][0-9]?)?$", max_length=43),
    OrElse("{value} is no motion's name", "write it like wave, or wave.2 for a certain variant"),
]
"""A motion, any variant of it or a certain one."""

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
"""A short text that people read."""
