"""Accounts: new links, recovery codes on paper, invitations for colleagues and lecturers."""

from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.cache import never_cache

from members import actions
from members.admin.invite_forms import InviteLecturerForm, InviteStaffForm
from members.admin.people import SpelledAnyhow
from members.fields import MailField
from members.models import User
from support.access import Refused


@admin.register(User)
class UserAdmin(SpelledAnyhow, admin.ModelAdmin):
    list_display = (
        "name",
        "login_id",
        "email",
        "is_staff",
        "has_joined",
        "has_second_factor",
        "last_login",
    )
    list_filter = ("is_active", "is_staff", "memberships__group")
    list_select_related = ("person",)
    search_fields = ("login_id", "email")
    person_path = "person__"
    ordering = ("person__family_kana", "person__given_kana", "pk")
    autocomplete_fields = ("person",)
    fields = ("login_id", "person", "email", "is_active", "is_staff", "date_joined", "last_login")
    readonly_fields = ("login_id", "is_staff", "date_joined", "last_login")
    actions = ("send_new_link",)

    def get_queryset(self, request):
        factors = Authenticator.objects.filter(user=OuterRef("pk"))
        return super().get_queryset(request).annotate(second_factor=Exists(factors))

    @admin.display(description=_("full name"), ordering="person__family_kana")
    def name(self, user):
        return user.name

    @admin.display(description=pgettext_lazy("user", "has joined"), boolean=True)
    def has_joined(self, user):
        return user.has_usable_password()

    @admin.display(description=pgettext_lazy("user", "second factor"), boolean=True)
    def has_second_factor(self, user):
        return user.second_factor

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, user, form, change):
        super().save_model(request, user, form, change)
        if "email" in form.changed_data:
            actions.keep_address(user)

    def get_form(self, request, obj=None, **options):
        return super().get_form(request, obj, field_classes={"email": MailField}, **options)

    @admin.action(description=_("Send a new one-time link"), permissions=["change"])
    def send_new_link(self, request, queryset):
        sent = 0
        for user in queryset.select_related("person"):
            try:
                actions.send_new_link(user, by=request.user)
                sent += 1
            except Refused as refusal:
                self.message_user(request, refusal.reason, messages.WARNING)
        if sent:
            words = ngettext(
                "%(count)d new link goes out by mail.", "%(count)d new links go out by mail.", sent
            )
            self.message_user(request, words % {"count": sent}, messages.SUCCESS)

    def get_urls(self):
        def page(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=f"members_user_{name}")

        return [
            page("invite-staff/", self.invite_staff, "invite_staff"),
            page("invite-lecturer/", self.invite_lecturer, "invite_lecturer"),
            page("<int:pk>/recovery-codes/", never_cache(self.recovery_codes), "recovery_codes"),
            *super().get_urls(),
        ]

    def invite_staff(self, request):
        return self._invite(request, InviteStaffForm, _("Invite a colleague"))

    def invite_lecturer(self, request):
        return self._invite(request, InviteLecturerForm, _("Invite a lecturer"))

    def _invite(self, request, form_class, title):
        form = form_class(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                name = form.invite(by=request.user)
            except Refused as refusal:
                form.add_error(None, refusal.reason)
            else:
                words = _("The invitation to %(name)s goes out by mail.") % {"name": name}
                self.message_user(request, words, messages.SUCCESS)
                return redirect("admin:members_user_changelist")
        page = {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        status = 422 if form.is_bound else 200
        return render(
            request, "admin/members/user/invite.html", {**page, "form": form}, status=status
        )

    def recovery_codes(self, request, pk):
        user = get_object_or_404(User.objects.select_related("person"), pk=pk)
        page = {
            **self.admin_site.each_context(request),
            "title": _("Recovery codes for %(name)s") % {"name": user.name},
            "opts": self.opts,
            "account": user,
        }
        if request.method == "POST":
            try:
                page["codes"] = actions.issue_recovery_codes(user, by=request.user)
            except Refused as refusal:
                self.message_user(request, refusal.reason, messages.ERROR)
                return redirect(reverse("admin:members_user_change", args=[pk]))
            self.log_change(request, user, "issued recovery codes")
        return render(request, "admin/members/user/recovery_codes.html", page)
