"""`moderator run --listen --osc`: the doors of a real run, in its own process."""

import socket
import subprocess
import sys
import time

import httpx
import pytest
from pythonosc.osc_message_builder import OscMessageBuilder
from tests.bench import written
from tests.console.conftest import console  # noqa: F401 -- a fixture

pytestmark = [pytest.mark.real_time, pytest.mark.slow]

WAITS = """
  - {cue: "1", wait: 30s}
  - {cue: "2", move: bow}
"""


def free(kind):
    with socket.socket(socket.AF_INET, kind) as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def sent(port, address):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(OscMessageBuilder(address=address).build().dgram, ("127.0.0.1", port))


def test_a_run_is_controlled_over_http_and_osc(console):  # noqa: F811
    http, osc = free(socket.SOCK_STREAM), free(socket.SOCK_DGRAM)
    show = console(WAITS, "--listen", str(http), "--osc", str(osc))
    base = f"http://127.0.0.1:{http}/api"
    state = httpx.get(f"{base}/show", trust_env=False).json()
    body = {"cue": "1", "seen": state["n"], "key": "one-of-my-own"}
    assert httpx.post(f"{base}/go", json=body, trust_env=False).json()["ok"]
    assert show.until("go")["origin"] == "http operator 127.0.0.1"
    time.sleep(0.3)
    sent(osc, "/go")
    show.until("motion")
    sent(osc, "/hardStop")
    assert show.until("stop")["grade"] == "freeze"
    show.until("cue_ended", "2")
    show.type("q")
    assert show.ended() == 1
    assert show.record()[-1]["kind"] == "show_ended"
    assert b"Traceback" not in show.seen
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{base}/show", trust_env=False)


def test_ctrl_c_ends_a_run_that_is_watched(console):  # noqa: F811
    http = free(socket.SOCK_STREAM)
    show = console(WAITS, "--listen", str(http))
    with httpx.Client(trust_env=False) as client:
        client.get(f"http://127.0.0.1:{http}/api/show")
        show.type("\x03")
        assert show.ended(within_s=6) == 130
    assert [entry["grade"] for entry in show.record("stop")] in ([], ["relax"])
    assert b"Traceback" not in show.seen


def test_a_port_in_use_is_one_line_and_nothing_begins(console):  # noqa: F811
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        show = console(WAITS, "--listen", str(port), wait=False)
        assert show.ended() == 2
    assert f"port {port} of 127.0.0.1 is in use".encode() in show.seen
    assert not show.out.exists()
    assert b"Traceback" not in show.seen
    assert show.record() == []


def test_a_rehearsal_at_stage_speed_is_held_and_resumed_from_elsewhere(tmp_path):
    folder = written(tmp_path / "show", '- {cue: "1", wait: 200ms}\n- {cue: "2", wait: 1s}')
    http, out = free(socket.SOCK_STREAM), tmp_path / "out"
    command = [sys.executable, "-m", "moderator", "rehearse", str(folder), "--out", str(out)]
    fast = subprocess.run([*command, "--listen", str(http)], capture_output=True, check=False)
    assert (fast.returncode, b"add --pace real" in fast.stderr) == (2, True)
    people = ["--people", "operator.reaction=1s"]
    with subprocess.Popen([*command, "--pace", "real", "--listen", str(http), *people]) as process:
        base = f"http://127.0.0.1:{http}/api"
        transport = httpx.HTTPTransport(retries=8)
        with httpx.Client(transport=transport, trust_env=False) as client:
            while client.get(f"{base}/show").json()["board"]["state"] != "standby":
                time.sleep(0.05)
            assert client.post(f"{base}/hold").json()["ok"]
            time.sleep(1.5)
            assert client.post(f"{base}/resume").json()["ok"]
        assert process.wait(20) == 0


def test_a_console_that_fails_in_a_rehearsal_hears_a_stop_alone(tmp_path):
    folder = written(tmp_path / "show", '- {cue: "1", wait: 30s}')
    (tmp_path / "faults.yaml").write_text("- {fault: console, at: 0s}", encoding="utf-8")
    http, out = free(socket.SOCK_STREAM), tmp_path / "out"
    command = [sys.executable, "-m", "moderator", "rehearse", str(folder), "--out", str(out)]
    options = ["--pace", "real", "--listen", str(http), "--faults", str(tmp_path / "faults.yaml")]
    with subprocess.Popen([*command, *options]) as process:
        base = f"http://127.0.0.1:{http}/api"
        transport = httpx.HTTPTransport(retries=8)
        with httpx.Client(transport=transport, trust_env=False) as client:
            held = client.post(f"{base}/hold")
            assert (held.status_code, held.json()["error"]) == (409, "nobody reaches the console")
            assert client.post(f"{base}/stop/relax").json()["sent"]
        assert process.wait(20) == 1
