"""python-osc's server in a process of its own: prints each message that it hears."""

import json
import sys

from pythonosc.dispatcher import Dispatcher
from pythonosc.osc_server import BlockingOSCUDPServer


def hear(*message):
    print(json.dumps(message, ensure_ascii=False), flush=True)


def main():
    dispatcher = Dispatcher()
    dispatcher.set_default_handler(hear)
    with BlockingOSCUDPServer(("127.0.0.1", 0), dispatcher) as server:
        print(server.server_address[1], flush=True)
        server.handle_request()


if __name__ == "__main__":
    sys.exit(main())
