"""A body in MuJoCo: it stands on its own feet, or it falls."""
