"""`python -m moderator`."""

import sys

from moderator.cli import main

sys.exit(main())
