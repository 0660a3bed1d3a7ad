"""お知らせ in the admin."""

from django.contrib import admin

from sessions.admin.office import WhileOpen
from sessions.models import Announcement
from support.wareki import clock, format_day


@admin.register(Announcement)
class AnnouncementAdmin(WhileOpen, admin.ModelAdmin):
    list_display = ["title", "group", "audience", "from_day"]
    list_filter = ["audience", "group"]
    search_fields = ["title", "text"]
    fields = ["group", "audience", "title", "text", "from_on", "until_on"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("group")

    def get_changeform_initial_data(self, request):
        return {"from_on": clock.today(), **super().get_changeform_initial_data(request)}

    @admin.display(description=Announcement._meta.get_field("from_on").verbose_name)
    def from_day(self, announcement):
        return format_day(announcement.from_on)
