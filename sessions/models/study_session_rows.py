"""Choosing and ordering meetings."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from members.models import StudyGroup


class StudySessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Meetings of the groups this person may see."""
        return self.filter(group__in=StudyGroup.objects.visible_to(user))

    def in_order(self):
        """As in the programme; the day does not decide."""
        return self.order_by("group", "order")

    def soonest_first(self):
        """By the first day that is possible; what has no window comes last."""
        first_day = Coalesce("fixed_on", "announced_from")
        return self.order_by(first_day.asc(nulls_last=True), "group", "order")

    def upcoming(self, *, on):
        """Meetings that are still to come on the day `on`, or whose day nobody knows."""
        over = (self.model.Status.HELD, self.model.Status.CANCELLED)
        last_day = Coalesce("fixed_until", "fixed_on", "announced_to")
        rows = self.exclude(status__in=over).annotate(last_possible_day=last_day)
        return rows.filter(Q(last_possible_day__gte=on) | Q(last_possible_day__isnull=True))

    def numbered(self):
        """The meetings that count as 「全8回」; the report meeting is none of them."""
        return self.filter(number__isnull=False)

    def fixed(self):
        return self.filter(fixed_on__isnull=False)

    def with_venue(self):
        """With the words that a meeting without its own venue takes from an earlier one."""
        declaring = self.model.objects.filter(
            group=OuterRef("group"), declares_default_venue=True, order__lt=OuterRef("order")
        )
        return self.annotate(
            inherited_venue=Subquery(declaring.values("group__outline__default_venue")[:1]),
            inherited_from=Subquery(declaring.values("number")[:1]),
        )
