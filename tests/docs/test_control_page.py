import argparse
import re

from tests.docs.pages import table

from moderator.cli.doors import add_options
from moderator.console.remote.endpoints import ENDPOINTS
from moderator.console.remote.osc_words import STOPS, Message, order_in
from moderator.console.remote.written import GoWritten
from moderator.show.rundown import Rundown

PAGE = "control.md"


def test_every_option_is_on_the_page():
    parser = argparse.ArgumentParser(add_help=False)
    add_options(parser)
    known = {option for action in parser._actions for option in action.option_strings}
    assert {row[0].split()[0] for row in table(PAGE, "| option | meaning |")} == known


def test_every_endpoint_is_on_the_page():
    known = {f"{endpoint.method} {endpoint.path}" for endpoint in ENDPOINTS}
    assert {row[0] for row in table(PAGE, "| | does |")} == known


def test_a_go_has_the_keys_that_the_page_says():
    rows = {row[0] for row in table(PAGE, "| key | meaning |")}
    assert rows == GoWritten.model_fields.keys()


def test_every_osc_message_on_the_page_is_understood():
    for address, *rest in table(PAGE, "| address | does |"):
        for named in [address, *re.findall("`(/[^`]*)`", " ".join(rest))]:
            sent = (
                named.replace("{number}", "1")
                .replace("{name}", "cordon")
                .replace("{answer}", "gdp")
            )
            if sent not in STOPS and sent != "/udpReplyPort":
                assert order_in(Message(sent), Rundown((), ()))
