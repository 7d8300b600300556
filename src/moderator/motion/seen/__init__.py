"""Motions seen: pictures, films, pages and plots of a body that moves."""
