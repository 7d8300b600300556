"""Robots by name: what turns the contract into a maker's own protocol."""
