"""What every test of the proving ground may use."""

import pytest
from tests.proving.workshop import Workshop


@pytest.fixture(scope="session")
def workshop(tmp_path_factory):
    """Makes drawn shows ready."""
    return Workshop(tmp_path_factory.mktemp("workshop"))
