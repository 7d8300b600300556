"""Run sheets: what the caller, each speaker and the stage need of a show, ready for A4."""
