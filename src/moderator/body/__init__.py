"""What a humanoid is made of: its joints, links, masses and limits, as plain data."""
