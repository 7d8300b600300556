"""What a show writes for its devices: messages with places for words, and their fields."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal
from urllib.parse import quote

from pydantic import Field, StringConstraints, WithJsonSchema, field_validator
from pydantic_core import PydanticCustomError

from moderator.cues.written import Title, Written
from moderator.knowledge.template import facts_in, put_in
from moderator.outputs.message import (
    HttpAddress,
    HttpRequest,
    ObsRequest,
    OscAddress,
    OscMessage,
)
from moderator.outputs.osc import number_or_text
from moderator.values.fields import OrElse

WORDS = ("name", "office", "title")
"""What a lower third says, by its place in what is sent."""

Argument = Annotated[str, WithJsonSchema({"type": ["string", "number", "boolean"]})]

OscPattern = Annotated[
    str,
    StringConstraints(pattern=r"^/[^\s#*,?\[\]{}]*$", max_length=200),
    OrElse("{value} is not an OSC address", "write it like /cue/5/go"),
]

HttpPath = Annotated[
    str,
    StringConstraints(pattern=r"^/\S*$", max_length=500),
    OrElse("{value} is not a path", "begin it with /, without blanks"),
]


def _only_known(text: str) -> str:
    for name in facts_in(text):
        if name not in WORDS:
            told = {
                "name": f"{{{name}}}",
                "hint": f"there are {', '.join(f'{{{word}}}' for word in WORDS)}",
            }
            raise PydanticCustomError("bad-slot", "a lower third has no {name}", told)
    return text


class OscWritten(Written):
    """An OSC message with places for words."""

    called: ClassVar[str] = "an OSC message"

    osc: OscPattern = Field(description="an OSC address")
    args: tuple[Argument, ...] = Field((), description="its arguments, with {name} and the like")

    _known = field_validator("args")(lambda args: tuple(map(_only_known, args)))

    def message(self, to: OscAddress, words: Mapping[str, str]) -> OscMessage:
        """The message; what stands in a place stays text, whatever it reads as."""
        args = (put_in(arg, words) if facts_in(arg) else number_or_text(arg) for arg in self.args)
        return OscMessage(to, self.osc, tuple(args))


class HttpWritten(Written):
    """An HTTP request with places for words."""

    called: ClassVar[str] = "an HTTP request"

    path: HttpPath = Field(description="an HTTP path, added to the device's address")
    method: Literal["get", "post", "put"] = Field("post", description="the HTTP method")
    body: str | None = Field(
        None, max_length=20_000, description="its text, with {name} and the like"
    )

    _known = field_validator("path", "body")(lambda text: text and _only_known(text))

    def message(self, to: HttpAddress, words: Mapping[str, str]) -> HttpRequest:
        """The request; in its path words are encoded as URLs have them."""
        path = put_in(self.path, {word: quote(text, safe="") for word, text in words.items()})
        body = None if self.body is None else put_in(self.body, words)
        return HttpRequest(to, self.method, path, body)


class OscLowerThird(OscWritten):
    """How a device that takes OSC shows a lower third."""

    called: ClassVar[str] = "lower_third"

    clear: OscWritten | None = Field(None, description="sent when its time is over")


class HttpLowerThird(HttpWritten):
    """How a device that takes HTTP shows a lower third."""

    called: ClassVar[str] = "lower_third"

    clear: HttpWritten | None = Field(None, description="sent when its time is over")


class ObsLowerThird(Written):
    """How an OBS shows a lower third: texts of its sources, and the source that has them all."""

    called: ClassVar[str] = "lower_third"

    show: Title = Field(description="the source that is made visible, and hidden again")
    in_: Title = Field(alias="in", description="the scene that has it")
    name: Title = Field(description="the text source for the name")
    office: Title | None = Field(None, description="the text source for the office")
    title: Title | None = Field(None, description="the text source for the title")


def text_of(source: str, text: str) -> ObsRequest:
    """Have a text source show a text."""
    data = {"inputName": source, "inputSettings": {"text": text}, "overlay": True}
    return ObsRequest("SetInputSettings", data)


def item_enabled(scene: str, source: str, *, enabled: bool) -> ObsRequest:
    """Have a source seen in a scene, or not."""
    data = {"sceneItemEnabled": enabled}
    return ObsRequest("SetSceneItemEnabled", data, (scene, source))
