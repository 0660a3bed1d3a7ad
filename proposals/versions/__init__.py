"""Versions (版): kept, frozen, compared, restored, and who wrote how much of them."""
