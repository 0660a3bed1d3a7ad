"""The admin site as the secretariat meets it. Imported by the URLconf, after every app's admin."""

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

site = admin.site
site.site_header = settings.SITE_NAME
site.site_title = settings.SITE_NAME
site.index_title = _("The secretariat's workplace")
site.site_url = "/"
# One way in: the portal's own sign-in, with its second factor and its limits.
site.login = secure_admin_login(site.login)
# Rights come from memberships, addresses and factors from the account pages: nothing to edit here.
for model in (Authenticator, EmailAddress, Group):
    site.unregister(model)
