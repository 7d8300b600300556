"""Fake robots: processes of their own that speak what real ones speak."""
