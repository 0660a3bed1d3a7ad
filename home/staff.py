"""The secretariat's admin, whose first page says what is still open."""

from django.contrib.admin import AdminSite

from sessions import undecided
from support.wareki import clock


class StaffSite(AdminSite):
    """Django's admin with the list of everything undecided on top."""

    def index(self, request, extra_context=None):
        found = undecided.everything(on=clock.today())
        return super().index(request, {"undecided": found, **(extra_context or {})})
