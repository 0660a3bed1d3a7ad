"""The bodies that send people."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Organisation(models.Model):
    """A body that sends people: a municipality, the prefecture, a public corporation …"""

    class Kind(models.TextChoices):
        PREFECTURE = "prefecture", pgettext_lazy("organisation", "prefecture")
        CITY = "city", pgettext_lazy("organisation", "city")
        TOWN = "town", pgettext_lazy("organisation", "town")
        VILLAGE = "village", pgettext_lazy("organisation", "village")
        UNION = "union", pgettext_lazy("organisation", "partial-affairs association")
        WIDE_UNION = "wide_union", pgettext_lazy("organisation", "wide-area union")
        CORPORATION = "corporation", pgettext_lazy("organisation", "public corporation")
        UNIVERSITY = "university", pgettext_lazy("organisation", "university or institute")
        STATE = "state", pgettext_lazy("organisation", "body of the state")
        PRIVATE = "private", pgettext_lazy("organisation", "NPO or company")
        CENTRE = "centre", pgettext_lazy("organisation", "training centre")

    code = models.CharField(
        _("municipality code"), max_length=6, unique=True, null=True, blank=True
    )  # noqa: DJ001 (a code is unique)
    name = models.CharField(pgettext_lazy("organisation", "name"), max_length=100)
    kana = models.CharField(pgettext_lazy("organisation", "kana"), max_length=150, blank=True)
    kind = models.CharField(pgettext_lazy("organisation", "kind"), max_length=20, choices=Kind)
    district = models.CharField(_("district"), max_length=20, blank=True)
    sort_order = models.PositiveIntegerField(_("official order"), default=999_999)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_order", "code", "pk"]

    def __str__(self):
        return self.name
