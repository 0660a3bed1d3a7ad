"""The programme as a file: reading it, comparing it with what staff have edited, writing it."""
