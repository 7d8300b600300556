"""Stop inputs over HTTP: `POST /stop/{grade}`, from this machine alone."""

import json
import selectors
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlsplit

import h11

from moderator.supervisor.messages import Sent

GRADES = ("relax", "freeze", "robot_stop")
_TARGETS = {f"/stop/{grade}".encode(): grade for grade in GRADES}
_AT_ONCE = 16
_PATIENCE_NS = 2_000_000_000
_HEADERS = 4096
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_OK, _BAD, _FORBIDDEN, _UNKNOWN, _NOT_SO, _NOT_SENT = 200, 400, 403, 404, 405, 503


class HttpInput:
    """Listens for requests; none can hold up another, or the process.

    Args:
        listening: a bound and listening socket.
        selector: tells when something has come.
        stop: asked to stop the robot, by grade.
        refused: told of each request that was not obeyed.
    """

    def __init__(
        self,
        listening: socket.socket,
        selector: selectors.BaseSelector,
        stop: Callable[[str], Sent],
        refused: Callable[[str], None],
    ) -> None:
        self._listening = listening
        self._selector = selector
        self._stop = stop
        self._refused = refused
        self._open: dict[_Connection, int] = {}
        selector.register(listening, selectors.EVENT_READ, self._accept)

    def tidy(self, now_ns: int) -> None:
        """Close connections that have been open for too long."""
        for connection, since_ns in list(self._open.items()):
            if now_ns - since_ns > _PATIENCE_NS:
                self._close(connection)

    def close(self) -> None:
        """Close all."""
        for connection in list(self._open):
            self._close(connection)
        self._selector.unregister(self._listening)
        self._listening.close()

    def _accept(self) -> None:
        try:
            accepted, _ = self._listening.accept()
        except OSError:
            return
        accepted.setblocking(False)
        if len(self._open) >= _AT_ONCE:
            self._close(next(iter(self._open)))
        connection = _Connection(accepted)
        self._open[connection] = time.monotonic_ns()
        self._selector.register(accepted, selectors.EVENT_READ, lambda: self._read(connection))

    def _read(self, connection: "_Connection") -> None:
        if connection not in self._open:
            return
        try:
            data = connection.socket.recv(_HEADERS)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._close(connection)
            return
        if connection.answered:
            return  # the rest of a request that has its answer
        request = connection.request(data)
        if request is None:
            return
        status, sent = _BAD, Sent("")
        if isinstance(request, h11.Request):
            status, grade = _judged(request)
            if status == _OK:
                sent = self._stop(grade)
                status = _NOT_SENT if sent.why else _OK
        if status not in (_OK, _NOT_SENT):
            self._refused("http")
        origin = _origin(request) if status != _FORBIDDEN else ""
        connection.answer(
            status, origin, {"sent": sent.grade, "why": sent.why or _WHY.get(status, "")}
        )

    def _close(self, connection: "_Connection") -> None:
        del self._open[connection]
        if not connection.answered:
            self._refused("http")
        self._selector.unregister(connection.socket)
        connection.socket.close()


class _Connection:
    """One client's connection, for one request."""

    def __init__(self, accepted: socket.socket) -> None:
        self.socket = accepted
        self.answered = False
        self._http = h11.Connection(h11.SERVER, max_incomplete_event_size=_HEADERS)

    def request(self, data: bytes) -> h11.Request | str | None:
        """The request, once its headers are here; a text when it is none; None before."""
        try:
            self._http.receive_data(data)
            event = self._http.next_event()
        except h11.RemoteProtocolError as error:
            return str(error)
        if event is h11.NEED_DATA:
            return None
        return event if isinstance(event, h11.Request) else "no request"

    def answer(self, status: int, origin: str, told: dict[str, str]) -> None:
        """Answer, and say that nothing more comes.

        Args:
            status: of HTTP.
            origin: the page that may read the answer; empty for none.
            told: the answer.
        """
        self.answered = True
        body = json.dumps(told).encode() + b"\n"
        headers = [
            ("Content-Type", "application/json"),
            ("Content-Length", str(len(body))),
            ("Connection", "close"),
        ]
        if origin:
            headers.append(("Access-Control-Allow-Origin", origin))
        try:
            packet = self._http.send(h11.Response(status_code=status, headers=headers)) or b""
            with suppress(h11.LocalProtocolError):  # an answer to HEAD has no body
                packet += self._http.send(h11.Data(data=body)) or b""
            self.socket.send(packet)
            self.socket.shutdown(socket.SHUT_WR)
        except OSError:
            return  # the client has gone


_WHY = {
    _BAD: "this is not an HTTP request",
    _FORBIDDEN: "only this machine may ask",
    _UNKNOWN: f"write POST /stop/ and one of {', '.join(GRADES)}",
    _NOT_SO: "only POST stops",
}


def _judged(request: h11.Request) -> tuple[int, str]:
    """Whether a request is obeyed: a status, and the grade it asks for.

    A page elsewhere must not stop the robot by way of the operator's browser, nor by a name of its
    own that leads to this machine.
    """
    said = [(bytes(name), bytes(value).decode("latin-1")) for name, value in request.headers]
    hosts = [f"//{value}" for name, value in said if name == b"host"]
    origins = [value for name, value in said if name == b"origin"]
    if not hosts or not all(_is_here(url) for url in (*hosts, *origins)):
        return _FORBIDDEN, ""
    grade = _TARGETS.get(bytes(request.target), "")
    if not grade:
        return _UNKNOWN, ""
    return (_OK, grade) if request.method == b"POST" else (_NOT_SO, "")


def _origin(request: h11.Request | str) -> str:
    """The page that asks, by the Fetch standard's header; empty when no page does."""
    headers = request.headers if isinstance(request, h11.Request) else ()
    return next((value.decode("latin-1") for name, value in headers if name == b"origin"), "")


def _is_here(url: str) -> bool:
    try:
        return urlsplit(url).hostname in _HERE
    except ValueError:
        return False
