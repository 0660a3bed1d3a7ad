"""Sentences of Django that this portal words in its own way.

Nothing imports this: naming them here keeps their translations in the portal's catalogue, which
is asked before Django's.
"""

from django.utils.translation import gettext_noop

WORDED_HERE = (gettext_noop("This field is required."),)
