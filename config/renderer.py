"""One template for every field: {{ form }}, {{ field.as_field_group }} and {% crispy form %}."""

from django.forms.renderers import TemplatesSetting


class PortalRenderer(TemplatesSetting):
    field_template_name = "dads/field.html"
