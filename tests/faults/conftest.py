"""Keeps the broken portals and their settings out of the process that runs the tests."""

collect_ignore = ["variants", "settings.py"]
