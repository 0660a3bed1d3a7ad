from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from members.fields import KanaField, NameField
from members.models import Person


class PersonForm(forms.ModelForm):
    """A person's name as it is written, with its reading."""

    family_name = NameField(label=_("family name"))
    given_name = NameField(label=_("given name"), required=False)
    family_kana = KanaField(label=_("family name in kana"), required=False)
    given_kana = KanaField(label=_("given name in kana"), required=False)

    class Meta:
        model = Person
        fields = ["family_name", "given_name", "family_kana", "given_kana"]


class SpelledAnyhow:
    """Search in the admin that finds 髙橋 for 高橋 and タカハシ."""

    person_path = ""

    def get_search_results(self, request, queryset, search_term):
        if not search_term:
            return queryset, False
        people = Person.objects.found_by(search_term)
        by_name = queryset.filter(**{f"{self.person_path}in": people})
        others, _may_repeat = super().get_search_results(request, queryset, search_term)
        return by_name | others, False


@admin.register(Person)
class PersonAdmin(SpelledAnyhow, admin.ModelAdmin):
    form = PersonForm
    list_display = ("name_", "kana", "account")
    list_select_related = ("user",)
    search_fields = ("family_name",)
    person_path = "pk__"

    @admin.display(description=_("full name"), ordering="family_kana")
    def name_(self, person):
        return person.name

    @admin.display(description=_("account"))
    def account(self, person):
        return getattr(person, "user", None) and person.user.login_id
