"""The links to a show's pages, each with the token of its role behind it."""

import hashlib
import os
import secrets
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

from moderator.caches import state_folder
from moderator.console.remote.access import Role, Token, read_tokens
from moderator.console.remote.inputs import Inputs
from moderator.console.remote.pages import VIEWS
from moderator.errors import CannotStart

_ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 -- what is listened on, not what is opened here
_TOKEN_BYTES = 16
_SOMEWHERE = ("192.0.2.1", 9)  # TEST-NET-1, RFC 5737; nothing is sent there


def tokens_of(show: Path) -> list[Token]:
    """The tokens of a show: made once, so that links and their codes stay good until the night.

    Args:
        show: its folder or file.

    Raises:
        CannotStart: their file can be neither written nor read, or others may read it.
    """
    file = tokens_file(show)
    if not file.exists():
        try:
            _write(
                file, "".join(f"{role} {secrets.token_urlsafe(_TOKEN_BYTES)}\n" for role in Role)
            )
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            hint = "let it be written, or name a file of tokens with --tokens"
            raise CannotStart(f"cannot keep tokens in {file}: {why}", hint) from error
    return read_tokens(str(file), {})


def tokens_file(show: Path) -> Path:
    """Where a show's tokens are kept."""
    there = show.resolve()
    digest = hashlib.sha256(os.fsencode(there)).hexdigest()[:8]
    return state_folder("tokens") / f"{there.name}-{digest}"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    with os.fdopen(os.open(file, flags, 0o600), "w", encoding="ascii") as out:
        out.write(text)


def tell_links(inputs: Inputs, port: int) -> None:
    """Say where each page is; where others can get there, as codes for their cameras too.

    Args:
        inputs: where it is listened, and to whom.
        port: of HTTP.
    """
    assert inputs.http is not None
    links = dict(_links(inputs, port))
    print(f"Call the show at {links['operator']}", file=sys.stderr)
    for view, link in links.items():
        if view != "operator":
            print(f"  {view.ljust(max(map(len, links)))}  {link}", file=sys.stderr)
    if inputs.http.is_local:
        return
    print("Whoever has a link may do what its page does.", file=sys.stderr)
    if inputs.encrypted is None:
        print(
            "Nothing is encrypted: who shares the network can read it; see --certificate.",
            file=sys.stderr,
        )
    if sys.stderr.isatty():
        _show_codes(links)


def _links(inputs: Inputs, port: int) -> Iterator[tuple[str, str]]:
    assert inputs.http is not None
    host = _reached_at(inputs.http.host)
    at = f"{f'[{host}]' if ':' in host else host}:{port}"
    scheme = "https" if inputs.encrypted else "http"
    tokens = {token.role: token.text for token in reversed(inputs.tokens)}
    for view, role in VIEWS.items():
        behind = f"#{tokens[role]}" if role in tokens else ""
        yield view, f"{scheme}://{at}/{view}{behind}"


def _reached_at(host: str) -> str:
    """The address by which others reach this machine, where it listens on all that it has."""
    if host not in _ANYWHERE:
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as nobody:
        try:
            nobody.connect(_SOMEWHERE)
            return str(nobody.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def _show_codes(links: dict[str, str]) -> None:
    import segno

    for view, link in links.items():
        print(f"\n  {view}", file=sys.stderr)
        segno.make(link, error="l", micro=False).terminal(sys.stderr, border=2, compact=True)
