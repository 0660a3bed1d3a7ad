"""The template library `portal`: what the pages' frame and the form pack need."""

from django import template

register = template.Library()


@register.filter
def widget_kind(field) -> str:
    """The widget's class in lower case, for the stylesheet: "checkboxselectmultiple"."""
    return type(field.field.widget).__name__.lower()


@register.filter
def error_target(field) -> str:
    """The id of the first control of a field; groups of radios have no id_for_label."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.inclusion_tag("_icon.html")
def icon(name: str, label: str = "") -> dict[str, str]:
    return {"name": name, "label": label}
