"""The demonstration: the Reiwa-4 programme with invented people, visits and texts.

Everything goes through the same actions as people's own work, so it is also a first test of them.
"""

from home.demonstration.loading import is_wanted, load

__all__ = ["is_wanted", "load"]
