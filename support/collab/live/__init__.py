"""The waiting room: whoever writes waits here, and hears at once when the others have written.

It knows no database and no text. What it says is a hint – "look at the rows after N" – and who
else is here; losing it costs a moment, never a word.
"""
