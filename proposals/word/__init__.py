"""Texts of the portal as Word files (.docx), both ways.

Out: `section` (one section) and `paper` (a whole version) → `writing` (nodes → pandoc's tree).
In: `reading` (pandoc's tree → nodes) → `tidying` (typed numbers, captions, lists) → `incoming`.
"""
