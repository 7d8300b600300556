"""Who may do what over HTTP and WebSocket, and what is let in at all."""

import hashlib
import hmac
import ipaddress
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from moderator.errors import CannotStart

Headers = Sequence[tuple[bytes, bytes]]

_TOKEN = re.compile(r"[0-9A-Za-z_.~-]{16,128}")
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^:\[\]]+))(?::[0-9]{1,5})?")
_OTHERS_MAY_READ = 0o077
_BEARER = "bearer."
MOST_HEADERS = 64
MOST_HEAD_BYTES = 16_384


class Role(StrEnum):
    """What a caller may do."""

    OPERATOR = "operator"
    VIEW = "view"
    PROMPTER = "prompter"
    CAPTIONS = "captions"


class Refused(Exception):
    """A request that is not let in.

    Args:
        status: of HTTP.
        code: a word for programs.
        error: what is wrong.
        hint: what to do.
    """

    def __init__(self, status: int, code: str, error: str, hint: str = "") -> None:
        super().__init__(error)
        self.status = status
        self.code = code
        self.error = error
        self.hint = hint


@dataclass(frozen=True)
class Token:
    """A token, and what it is good for."""

    role: Role
    text: str = field(repr=False)


class Access:
    """Lets requests in, as somebody.

    Args:
        tokens: who has a role; with none, everybody who gets here is the operator.
        names: the host names by which this server may be called, beside plain addresses.
    """

    def __init__(self, tokens: Iterable[Token], names: Iterable[str]) -> None:
        self._digests = [(token.role, _digest(token.text)) for token in tokens]
        self._names = frozenset(name.lower() for name in ("localhost", *names))

    def admit(self, headers: Headers) -> Role:
        """The caller's role.

        Raises:
            Refused: it is not let in.
        """
        self.check(headers)
        return self._role(headers)

    def check(self, headers: Headers, *, followed: bool = False) -> None:
        """Let in what asks this server, by a name of its own, and no page of another site.

        A browser sends what a page of another site asks it to, with that site as the origin; and a
        site's own name may be made to lead here, which its `Host` shows.

        Args:
            headers: the request's.
            followed: whether a link to it may have been followed from another site.

        Raises:
            Refused: it is not let in.
        """
        if len(headers) > MOST_HEADERS:
            raise Refused(431, "too_many_headers", f"more than {MOST_HEADERS} headers")
        if sum(len(name) + len(value) for name, value in headers) > MOST_HEAD_BYTES:
            raise Refused(431, "too_long_headers", f"more than {MOST_HEAD_BYTES} bytes of headers")
        host = _one(headers, b"host")
        if not self._is_ours(host):
            hint = "call it by its address, or by the name given with --listen"
            raise Refused(421, "wrong_host", "this server does not go by that name", hint)
        origin = _one(headers, b"origin") if _has(headers, b"origin") else None
        ours = {f"http://{host}", f"https://{host}"}
        site = _one(headers, b"sec-fetch-site") if _has(headers, b"sec-fetch-site") else "none"
        other = site not in ("none", "same-origin") and not followed
        if (origin is not None and origin not in ours) or other:
            raise Refused(403, "wrong_origin", "pages of other sites may not ask this server")

    def _is_ours(self, host: str) -> bool:
        found = _HOST.fullmatch(host)
        name = (found[1] or found[2]) if found else ""
        if name in self._names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _role(self, headers: Headers) -> Role:
        if not self._digests:
            return Role.OPERATOR
        digest = _digest(_token_in(headers))
        found = [role for role, known in self._digests if hmac.compare_digest(known, digest)]
        if not found:
            hint = "send it as 'Authorization: Bearer TOKEN'"
            raise Refused(401, "no_token", "a token is needed", hint)
        return next(role for role in Role if role in found)


def must_be_operator(role: Role) -> None:
    """Let nobody order who may only look.

    Raises:
        Refused: this is somebody who may only look.
    """
    if role is not Role.OPERATOR:
        raise Refused(403, "view_only", "this token is for looking only")


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's own alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def read_tokens(path: str | None, environment: Mapping[str, str] = os.environ) -> list[Token]:
    """The tokens in a file, one `ROLE TOKEN` a line, and in the environment.

    Raises:
        CannotStart: the file cannot be read, others may read it, or a line is no token.
    """
    lines = [
        (f"MODERATOR_{role.name}_TOKEN", role.value, environment[f"MODERATOR_{role.name}_TOKEN"])
        for role in Role
        if environment.get(f"MODERATOR_{role.name}_TOKEN")
    ]
    if path is not None:
        lines += _lines_of(Path(path))
    return [_token(*line) for line in lines]


def _lines_of(path: Path) -> list[tuple[str, str, str]]:
    try:
        text = path.read_text("utf-8")
        mode = path.stat().st_mode
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not text"
        hint = "name a text file that you may read, or none"
        raise CannotStart(f"cannot read the tokens in {path}: {why.lower()}", hint) from error
    if mode & _OTHERS_MAY_READ:
        raise CannotStart(f"others may read the tokens in {path}", f"chmod 600 {path}")
    lines = []
    for number, line in enumerate(text.splitlines(), 1):
        role, _, token = line.partition(" ")
        if line.strip() and not line.startswith("#"):
            lines.append((f"{path}:{number}", role, token.strip()))
    return lines


def _token(where: str, role: str, token: str) -> Token:
    if role not in list(Role):
        raise CannotStart(
            f"{where}: there is no such role",
            "write 'operator TOKEN', 'view …', 'prompter …' or 'captions …'",
        )
    if not _TOKEN.fullmatch(token):
        hint = "16 to 128 letters, figures, '_', '-', '.' or '~'; python3 -c 'import secrets; …'"
        raise CannotStart(f"{where}: that is no token", hint)
    return Token(Role(role), token)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _token_in(headers: Headers) -> str:
    """The token of a request: its header's, or, from a browser's WebSocket, a subprotocol's."""
    if _has(headers, b"authorization"):
        scheme, _, token = _one(headers, b"authorization", lower=False).partition(" ")
        return token.strip() if scheme.lower() == "bearer" else ""
    if _has(headers, b"sec-websocket-protocol"):
        for part in _one(headers, b"sec-websocket-protocol", lower=False).split(","):
            if part.strip().startswith(_BEARER):
                return part.strip().removeprefix(_BEARER)
    return ""


def _has(headers: Headers, name: bytes) -> bool:
    return any(key == name for key, _ in headers)


def _one(headers: Headers, name: bytes, *, lower: bool = True) -> str:
    """The one value of a header.

    Raises:
        Refused: there is none, or several.
    """
    values = [value for key, value in headers if key == name]
    if len(values) != 1:
        raise Refused(400, "bad_header", f"one {name.decode()} header is needed")
    text = values[0].decode("latin-1")
    return text.lower() if lower else text
