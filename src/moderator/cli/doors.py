"""The options that open a show to control from elsewhere."""

import argparse
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moderator.errors import CannotStart

if TYPE_CHECKING:  # `moderator check` loads this file, and none of those
    from moderator.console.editing import Editing
    from moderator.console.remote.remote import Ports
    from moderator.engine.conductor import Conductor
    from moderator.engine.parts import Parts
    from moderator.journal.board import Board

_PLACE = "[HOST:]PORT"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Let a command be controlled from elsewhere; without these options nothing listens."""
    parser.add_argument("--listen", metavar=_PLACE, help="take HTTP and WebSocket there")
    parser.add_argument(
        "--console",
        nargs="?",
        const="8080",
        metavar=_PLACE,
        help="the same, for the operator's page and the other views (127.0.0.1:8080)",
    )
    parser.add_argument(
        "--osc", nargs="?", const="53000", metavar=_PLACE, help="take OSC there (127.0.0.1:53000)"
    )
    parser.add_argument(
        "--osc-from",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="hear OSC from that address or network too, the supervisor as well",
    )
    parser.add_argument(
        "--tokens", metavar="FILE", help="who may do what over HTTP: 'operator TOKEN' a line"
    )
    parser.add_argument(
        "--certificate", metavar="FILE", help="encrypt HTTP with it, PEM; see --key"
    )
    parser.add_argument("--key", metavar="FILE", help="the certificate's, if not in the same file")


class Doors:
    """What the options ask for.

    Args:
        args: the command line; None where nothing is to be reached.

    Raises:
        CannotStart: a place is none, is taken, or would let everybody in; or a token is none.
    """

    def __init__(self, args: argparse.Namespace | None) -> None:
        self._inputs = None
        self._operated = False
        if args is None:
            return
        self._operated = bool(args.console)
        if args.listen and args.console:
            raise CannotStart("--console listens too", "write one of --listen and --console")
        http = args.listen or args.console
        if args.certificate and not http:
            hint = "add --console or --listen"
            raise CannotStart("--certificate encrypts HTTP, and nothing listens", hint)
        if http or args.osc:
            # All of it is loaded here: on the show's loop it would hold up the heartbeat.
            from moderator.cli.links import tokens_of
            from moderator.console.remote.access import read_tokens
            from moderator.console.remote.certificates import read_certificate
            from moderator.console.remote.inputs import check_free, read_inputs
            from moderator.console.remote.remote import open_inputs
            from moderator.console.remote.sockets import read_place

            self._open = open_inputs
            tokens = read_tokens(args.tokens)
            if args.console and not tokens and not read_place(http, "--console").is_local:
                tokens = tokens_of(Path(args.show))
            encrypted = read_certificate(args.certificate, args.key)
            self._inputs = read_inputs(http, args.osc, args.osc_from, tokens, encrypted)
            check_free(self._inputs)

    @property
    def operated(self) -> bool:
        """Whether a person is to call the show from its page."""
        return self._operated

    @property
    def any(self) -> bool:
        """Whether anything is to listen."""
        return self._inputs is not None

    def opened(
        self,
        parts: "Parts",
        conductor: "Conductor",
        board: "Board | None" = None,
        reached: Callable[[], bool] = lambda: True,
        editing: "Callable[[], Editing] | None" = None,
    ) -> AbstractAsyncContextManager[Any]:
        """Open them, around the show.

        Args:
            parts: the run's parts.
            conductor: who takes the orders.
            board: what the record tells so far, when the show goes on with one.
            reached: whether the console is reached; while it is not, only a stop is heard.
            editing: makes what changes the show's files, for a show that can be reached.
        """
        if self._inputs is None:
            return nullcontext()
        edits = editing() if editing else None
        opening = self._open(self._inputs, parts, conductor, board, reached, edits)
        return self._told(opening) if self._operated else opening

    @asynccontextmanager
    async def _told(self, opening: AbstractAsyncContextManager["Ports"]) -> AsyncIterator["Ports"]:
        """Say where the pages are, once they are there."""
        from moderator.cli.links import tell_links

        assert self._inputs is not None
        async with opening as ports:
            tell_links(self._inputs, ports.http)
            yield ports
