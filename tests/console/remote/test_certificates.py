"""HTTP and WebSocket over TLS, with a certificate that is given."""

import json
import ssl

import httpx
import pytest
import trustme
from cryptography.hazmat.primitives import serialization
from tests.console.remote.elsewhere import inputs
from websockets.asyncio.client import connect

from moderator.console.remote.certificates import read_certificate
from moderator.console.remote.inputs import read_inputs
from moderator.errors import CannotStart


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def files(authority, tmp_path):
    """A certificate for this machine, and its key."""
    issued = authority.issue_cert("127.0.0.1")
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    certificate.write_bytes(b"".join(each.bytes() for each in issued.cert_chain_pems))
    key.write_bytes(issued.private_key_pem.bytes())
    return str(certificate), str(key)


@pytest.mark.real_time
async def test_the_show_is_seen_and_stopped_over_tls(elsewhere, authority, files):
    to = read_inputs("0", None, [], [], read_certificate(*files))
    show = await elsewhere(to=to)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    at = f"127.0.0.1:{show.ports.http}"
    async with httpx.AsyncClient(verify=trusting, trust_env=False) as client:
        assert (await client.get(f"https://{at}/api/show")).json()["board"]["state"] == "standby"
        origin = {"origin": f"https://{at}"}
        live = f"wss://{at}/api/live"
        async with connect(live, ssl=trusting, proxy=None, additional_headers=origin) as socket:
            assert json.loads(await socket.recv())["type"] == "snapshot"
        stop = await client.post(f"https://{at}/api/stop/freeze", headers=origin)
        assert stop.json()["sent"]
    assert show.robot.told[-1] == "stop freeze"


@pytest.mark.real_time
async def test_what_is_not_encrypted_is_not_answered(elsewhere, files):
    show = await elsewhere(to=read_inputs("0", None, [], [], read_certificate(*files)))
    with pytest.raises(httpx.HTTPError):
        await show.caller().get("show")


def test_nothing_is_encrypted_without_a_certificate():
    assert read_certificate(None, None) is None
    assert inputs().encrypted is None


def test_a_key_alone_is_a_mistake(files):
    with pytest.raises(CannotStart, match="--key is a certificate's"):
        read_certificate(None, files[1])


@pytest.mark.parametrize("which", [0, 1])
def test_a_file_that_is_not_there_is_told(files, which, tmp_path):
    given = list(files)
    given[which] = str(tmp_path / "nothing.pem")
    with pytest.raises(CannotStart, match=r"nothing\.pem.*: no such file"):
        read_certificate(*given)


def test_another_ones_key_is_told(authority, files, tmp_path):
    other = tmp_path / "other.pem"
    other.write_bytes(authority.issue_cert("127.0.0.1").private_key_pem.bytes())
    with pytest.raises(CannotStart, match="key values mismatch"):
        read_certificate(files[0], str(other))


def test_what_is_no_certificate_is_told(files, tmp_path):
    text = tmp_path / "text.pem"
    text.write_text("Good afternoon.")
    with pytest.raises(CannotStart, match="cannot be used with its key"):
        read_certificate(str(text), files[1])


def test_a_key_with_a_passphrase_is_told(files, tmp_path):
    with open(files[1], "rb") as plain:  # noqa: PTH123
        key = serialization.load_pem_private_key(plain.read(), None)
    locked = tmp_path / "locked.pem"
    locked.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"kuafu"),
        )
    )
    with pytest.raises(CannotStart, match="has a passphrase"):
        read_certificate(files[0], str(locked))
