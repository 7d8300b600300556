"""A body in physics: contact, gravity, torque limits, sensors, and what keeps it on its feet."""
