"""What changed between two versions of a text, as people read Japanese.

parts     a tree as paragraphs, tables, figures
words     a paragraph as words, and which of them changed
aligning  which paragraph became which, also when it moved
tables    a table by rows, columns and cells
changes   all of it together
showing   as HTML, in line or side by side
"""

from .changes import Change, changes
from .words import Span

__all__ = ["Change", "Span", "changes"]
