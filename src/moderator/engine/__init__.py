"""The engine: what runs a show, live and in rehearsal alike."""
