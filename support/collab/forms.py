"""What an editor asks and sends."""

import base64
import binascii

from django import forms


class Base64Field(forms.Field):
    def to_python(self, value):
        try:
            return base64.b64decode(value, validate=True)
        except (binascii.Error, TypeError, ValueError) as error:
            raise forms.ValidationError("not base64", code="invalid") from error


class PullForm(forms.Form):
    """`epoch` may be missing when a page has just been opened."""

    after = forms.IntegerField(min_value=0, max_value=2**62, required=False)
    epoch = forms.IntegerField(min_value=1, max_value=2**31, required=False)
    schema = forms.IntegerField(min_value=0, max_value=2**31)


class PushForm(forms.Form):
    batch = forms.UUIDField()
    epoch = forms.IntegerField(min_value=0, max_value=2**31)
    schema = forms.IntegerField(min_value=0, max_value=2**31)
    data = Base64Field()  # type: ignore[assignment]  # the name is the protocol's
