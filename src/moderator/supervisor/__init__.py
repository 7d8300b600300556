"""The second process: it watches the engine, takes stop inputs itself, and stops the robot."""
