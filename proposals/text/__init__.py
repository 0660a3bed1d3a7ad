"""What the texts of a proposal say: their order, numbers, notes, citations and pictures."""
