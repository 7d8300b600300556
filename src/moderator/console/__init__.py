"""The operator's console: for now the keyboard of a terminal."""
