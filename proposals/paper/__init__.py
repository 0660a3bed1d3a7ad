"""The proposal on paper (提言書)."""
