"""Changing a show's words from a page: what they are, a change of one, and how it sounds."""

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from moderator.console.editing import Editing
from moderator.console.remote.access import Refused, must_be_operator
from moderator.console.remote.answering import HEADERS, good
from moderator.console.remote.requests import read_body
from moderator.console.remote.wire import ChangeState, WordsState
from moderator.console.remote.written import ChangeWritten, SoundWritten
from moderator.errors import ModeratorError

WORDS = ("words", "change", "discard", "sound")
"""The endpoints."""


class Words:
    """The handlers, for operators.

    Args:
        editing: changes the show's files; None where nothing does.

    Attributes:
        handlers: by the endpoint's word.
    """

    def __init__(self, editing: Editing | None) -> None:
        self._there = editing
        each = (self._words, self._change, self._discard, self._sound)
        self.handlers: Mapping[str, Callable[[Request], Awaitable[Response]]] = dict(
            zip(WORDS, each, strict=True)
        )

    @property
    def _editing(self) -> Editing:
        if self._there is None:
            raise Refused(404, "not_here", "nothing changes this show's words")
        return self._there

    async def _words(self, request: Request) -> Response:
        must_be_operator(request.state.role)
        return good(WordsState(**self._editing.words))

    async def _change(self, request: Request) -> Response:
        must_be_operator(request.state.role)
        written = await read_body(request, ChangeWritten)
        changed = await self._editing.change(written.path, written.text)
        return good(ChangeState(edition=changed.edition, problems=list(changed.problems)))

    async def _discard(self, request: Request) -> Response:
        must_be_operator(request.state.role)
        await self._editing.drop()
        return good(ChangeState(edition="", problems=[]))

    async def _sound(self, request: Request) -> Response:
        must_be_operator(request.state.role)
        written = await read_body(request, SoundWritten)
        try:
            sound = await self._editing.sound(written.text)
        except ModeratorError as error:
            raise Refused(422, "not_heard", str(error)) from error
        return Response(sound, media_type="audio/wav", headers=HEADERS)
