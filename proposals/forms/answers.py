"""What a lecturer types as an answer: the checklist and some words."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.models import Criterion, Mark

MAX_SENTENCE = 300


@dataclass(frozen=True)
class Line:
    """One line of the checklist as the page shows it."""

    criterion: Criterion
    mark: forms.BoundField
    sentence: forms.BoundField


class AnswerForm(forms.Form):
    """One form for both answers: only a request for changes needs words.

    `for_lecturer`: the secretariat types in what came on paper, and says why.
    """

    note = forms.CharField(
        label=_("Words to the members"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        required=False,
        help_text=_("When you ask for changes, say here which. The members read these words."),
    )
    because = forms.CharField(
        label=_("why you enter it"),
        max_length=300,
        help_text=_("For example 紙で受領. It is shown with both names."),
    )

    def __init__(self, *args, for_lecturer=False, needs_note=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not for_lecturer:
            del self.fields["because"]
        if needs_note:
            self.fields["note"].required = True
            self.fields["note"].error_messages["required"] = _("Please say what should be changed.")
        self.criteria = list(Criterion.objects.filter(is_used=True))
        for row in self.criteria:
            self.fields[f"mark_{row.pk}"] = forms.ChoiceField(
                label=row.label, choices=Mark.Value, required=False, widget=forms.RadioSelect
            )
            self.fields[f"sentence_{row.pk}"] = forms.CharField(
                label=_("a sentence on “%(label)s”") % {"label": row.label},
                max_length=MAX_SENTENCE,
                required=False,
            )

    def lines(self):
        return [
            Line(row, self[f"mark_{row.pk}"], self[f"sentence_{row.pk}"]) for row in self.criteria
        ]

    def clean(self):
        typed = super().clean()
        for row in self.criteria:
            if typed.get(f"sentence_{row.pk}") and not typed.get(f"mark_{row.pk}"):
                self.add_error(f"mark_{row.pk}", _("Please choose ○, △ or － as well."))
        return typed

    def answer(self):
        """What `reviewing.ask_changes` and `reviewing.endorse` take."""
        typed = self.cleaned_data
        marks = [
            Mark(
                label=row.label,
                position=position,
                value=typed[f"mark_{row.pk}"],
                sentence=typed[f"sentence_{row.pk}"],
            )
            for position, row in enumerate(self.criteria, start=1)
            if typed[f"mark_{row.pk}"]
        ]
        return {"note": typed["note"], "marks": marks, "because": typed.get("because", "")}
