"""Word files (.docx), read and written by pandoc in a child process that can do no harm.

What goes in and out is pandoc's tree (`pandoc.Tree`): plain lists and dicts, as its JSON has them.
"""
