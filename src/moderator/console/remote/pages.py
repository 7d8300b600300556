"""The pages: an operator's console and the views for everybody else, read once and kept."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from moderator.console.remote.access import Role

VIEWS: Mapping[str, Role] = MappingProxyType(
    {
        "operator": Role.OPERATOR,
        "backstage": Role.VIEW,
        "confidence": Role.VIEW,
        "prompter": Role.PROMPTER,
        "captions": Role.CAPTIONS,
    }
)
"""The pages, each a path of that name, and the role that it takes."""

_FILES = Path(__file__).parent.parent / "page"
_UNDER = "/page/"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_MAY_BE_KEPT = "no-cache"  # asked for again each time, and answered with 304 when it is the same
_NOT_MODIFIED = 304


@dataclass(frozen=True)
class _File:
    """A file as it is sent."""

    content: bytes
    type: str
    tag: str


class Pages:
    """Sends the pages and what they are made of; nothing of the show is in them.

    A browser asks for them before it has a token to show, so they are for everybody.

    Args:
        also_stops_at: the address of the supervisor, which stops the robot when this server does
            not answer any more; empty when there is none.
    """

    def __init__(self, also_stops_at: Callable[[], str] = str) -> None:
        self._files = _read()
        self._also_stops_at = also_stops_at

    @property
    def paths(self) -> frozenset[str]:
        """Every path that is a page or belongs to one."""
        return frozenset({"/", *self._files})

    def routes(self) -> list[Route]:
        """A route for each file, and one that leads to the operator's page."""
        files = [Route(path, self._send, methods=["GET"]) for path in self._files]
        return [Route("/", self._to_operator, methods=["GET"]), *files]

    @property
    def _headers(self) -> dict[str, str]:
        """What every page is sent with; it may ask this server and the supervisor, nobody else."""
        connect = f"'self' {self._also_stops_at()}".strip()
        policy = (
            f"default-src 'none'; script-src 'self'; style-src 'self'; connect-src {connect}; "
            "img-src 'self' data:; media-src 'self' blob:; base-uri 'none'; form-action 'none'; "
            "frame-ancestors 'none'"
        )
        return {
            "cache-control": _MAY_BE_KEPT,
            "content-security-policy": policy,
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "referrer-policy": "no-referrer",
            "x-content-type-options": "nosniff",
        }

    async def _to_operator(self, _: Request) -> Response:
        return RedirectResponse("/operator", headers=self._headers)

    async def _send(self, request: Request) -> Response:
        file = self._files[request.url.path]
        headers = {**self._headers, "etag": file.tag}
        if request.headers.get("if-none-match") == file.tag:
            return Response(status_code=_NOT_MODIFIED, headers=headers)
        return Response(file.content, media_type=file.type, headers=headers)


def _read() -> Mapping[str, _File]:
    """All files, by path: read now, since a slow disk would hold up the show later."""
    files = {}
    for path in sorted(_FILES.rglob("*")):
        if path.suffix in _TYPES:
            content = path.read_bytes()
            tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
            at = path.relative_to(_FILES).as_posix()
            name = f"/{path.stem}" if at.removesuffix(".html") in VIEWS else f"{_UNDER}{at}"
            files[name] = _File(content, _TYPES[path.suffix], tag)
    return MappingProxyType(files)
