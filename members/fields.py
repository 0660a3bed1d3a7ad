"""Form and model fields for what is typed in more than one app: names, lines, addresses."""

from django import forms
from django.core.validators import MaxLengthValidator, URLValidator
from django.db import models

from members import contacts, names

# Counted in characters as people see them, so not an HTML attribute: 𠮷 is two units there.
NAME_LENGTH = 50


class LineField(forms.CharField):
    """Words in one line, as they stand in lists, in mails and on title pages."""

    default_validators = [names.validate_line]


class NameField(forms.CharField):
    """A part of a name, kept as typed."""

    def __init__(self, **options):
        options.pop("max_length", None)
        super().__init__(**options)
        self.validators += [names.validate_name, MaxLengthValidator(NAME_LENGTH)]

    def to_python(self, value):
        return names.as_typed(super().to_python(value))


class KanaField(NameField):
    """A reading in hiragana, typed in any kana."""

    def __init__(self, **options):
        super().__init__(**options)
        self.validators += [names.validate_hiragana]

    def to_python(self, value):
        return names.hiragana(super().to_python(value))


class PhoneField(forms.CharField):
    def clean(self, value):
        typed = super().clean(value)
        return contacts.phone(typed) if typed else typed


class ExtensionField(forms.CharField):
    def clean(self, value):
        typed = super().clean(value)
        return contacts.extension(typed) if typed else typed


class MailField(forms.EmailField):
    def __init__(self, **options):
        super().__init__(
            **{"max_length": 254, **options}
        )  # as long as the column, not Django's 320

    def to_python(self, value):
        return contacts.mail_address(super().to_python(value))


class WebAddressField(forms.URLField):
    """The address of a page; what is typed without https:// gets it."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **options):
        super().__init__(**{"max_length": 500, "assume_scheme": "https", **options})


class SearchKeyField(models.CharField):
    """What a person is found by, made of other fields whenever the row is saved."""

    def __init__(self, *, sources=(), **options):
        self.sources = tuple(sources)
        options |= {"editable": False, "max_length": 400, "default": ""}
        super().__init__(**options)

    def pre_save(self, instance, add):
        keys = (names.search_key(getattr(instance, source)) for source in self.sources)
        key = self.get_prep_value(" ".join(keys))
        setattr(instance, self.attname, key)
        return key

    def get_prep_value(self, value):
        """Cut to the column when saved and when looked for: U+FDFA alone folds to 18 characters."""
        key = super().get_prep_value(value)
        return key[: self.max_length] if isinstance(key, str) else key

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        for fixed in ("editable", "max_length", "default"):
            del options[fixed]
        return name, path, args, {**options, "sources": self.sources}
