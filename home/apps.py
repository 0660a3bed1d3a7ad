from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class HomeConfig(AppConfig):
    name = "home"
    label = "home"


class StaffAdminConfig(AdminConfig):
    """Django's admin as the secretariat's workplace."""

    default_site = "home.staff.StaffSite"
