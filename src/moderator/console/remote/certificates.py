"""What encrypts HTTP: a certificate and its key."""

import ssl

from moderator.errors import CannotStart


def read_certificate(certificate: str | None, key: str | None) -> ssl.SSLContext | None:
    """What encrypts with a certificate; None when there is none.

    Args:
        certificate: file of the certificate, with those that vouch for it, PEM.
        key: file of its key, PEM, without a passphrase; None when that is in the same file.

    Raises:
        CannotStart: one cannot be read, is none, or they do not belong together.
    """
    if certificate is None:
        if key is not None:
            raise CannotStart("--key is a certificate's", "name that with --certificate")
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(certificate, key, password=_no_passphrase)
    except _Locked:
        hint = f"openssl pkey -in {key or certificate} -out KEY"
        raise CannotStart("the certificate's key has a passphrase", hint) from None
    except ssl.SSLError as error:
        why = (error.reason or str(error)).lower().replace("_", " ")
        hint = "both are PEM files, as openssl and mkcert write them"
        raise CannotStart(f"{certificate} cannot be used with its key: {why}", hint) from None
    except OSError as error:
        name = certificate if key is None else f"{certificate} or {key}"
        why = (error.strerror or str(error)).lower()
        raise CannotStart(f"cannot read {name}: {why}", "name files that you may read") from None
    return context


class _Locked(Exception):
    """A key that only a passphrase opens; nobody is there to type it when a show goes on."""


def _no_passphrase() -> str:
    raise _Locked
