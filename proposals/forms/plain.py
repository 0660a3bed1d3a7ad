"""The form view of a section's text: one box per block, merged on the server."""

import uuid

from crispy_forms.layout import Submit
from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from proposals.forms.proposals import helper
from proposals.models import Section
from support.collab import actions as collab
from support.collab import reading

MAX_BOXES = 2_000
MAX_LETTERS = 50_000


class PlainForm(forms.Form):
    """Filled from the text as it was at `base_seq`; what others have written since stays."""

    base_seq = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    boxes = forms.IntegerField(min_value=0, max_value=MAX_BOXES, widget=forms.HiddenInput)
    form_token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, section):
        document, blocks = text_of(section)
        count = _count(data, default=len(blocks))
        initial = {
            "base_seq": document.seq,
            "boxes": count,
            "form_token": uuid.uuid4(),
        }
        super().__init__(data, initial=initial)
        for place in range(count):
            block = blocks[place] if place < len(blocks) else None
            self.fields[f"box_{place}"] = _box(_label(place, block), block.text if block else "")
        self.fields["more"] = _box(_("New paragraphs at the end"), "")
        self.fields["more"].help_text = _("An empty line begins a new paragraph.")
        self.helper = helper(*self.fields, Submit("save", pgettext("proposal", "Save")))
        self.helper.form_class = "form plain-form"

    def clean(self):
        """One list of texts, in the order of the boxes."""
        typed = super().clean()
        names = [f"box_{place}" for place in range(_count(self.data, default=0))]
        edited = [typed.get(name, "") for name in (*names, "more")]
        kept = {name: typed.get(name) for name in ("base_seq", "form_token")}
        return {**kept, "edited": edited}


def text_of(section: Section):
    """The document and its blocks, both of the same moment."""
    with transaction.atomic():
        document = collab.lock(section.document)
        return document, reading.blocks(document)


def _count(data, *, default):
    """How many boxes the form had that was sent; the text may have grown since."""
    if data is None:
        return default
    try:
        return max(0, min(MAX_BOXES, int(data.get("boxes", ""))))
    except ValueError:
        return 0


def _box(label, text):
    rows = max(2, min(12, len(text) // 40 + 1))
    return forms.CharField(
        label=label,
        initial=text,
        required=False,
        strip=False,
        max_length=MAX_LETTERS,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _label(place, block):
    names = {
        "heading": pgettext("proposal", "Heading"),
        "bullet": pgettext("proposal", "Item of a list"),
        "number": pgettext("proposal", "Item of a numbered list"),
    }
    if block and block.is_cell:
        name = pgettext("proposal", "Cell of a table")
    elif block and block.is_quoted:
        name = pgettext("proposal", "Quotation")
    else:
        kind = block.kind if block else "paragraph"
        name = names.get(kind, pgettext("proposal", "Paragraph"))
    return f"{place + 1}　{name}"
