"""The template library `portal`: what the pages' frame and the form pack need."""

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def widget_kind(field) -> str:
    """The widget's class in lower case, for the stylesheet: "checkboxselectmultiple"."""
    return type(field.field.widget).__name__.lower()


@register.filter
def error_target(field) -> str:
    """The id of the first control of a field; groups of radios have no id_for_label."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def name_columns(table: str) -> str:
    """Django leaves two headings of its tables empty: over the rows' names and over "delete"."""
    unseen = '<span class="visually-hidden">{}</span>'
    first, last = unseen.format(_("Record")), unseen.format(_("Delete"))
    named = table.replace('<th class="original"></th>', f'<th class="original">{first}</th>')
    return mark_safe(named.replace("<th></th>", f"<th>{last}</th>"))  # noqa: S308 (a template's)


@register.inclusion_tag("_icon.html")
def icon(name: str, label: str = "") -> dict[str, str]:
    return {"name": name, "label": label}
