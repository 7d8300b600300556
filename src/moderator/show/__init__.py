"""From a show file to a checked show: its model, its checks, its rundown."""
