"""People and their accounts."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.fields import SearchKeyField
from members.names import search_key


class PersonQuerySet(models.QuerySet):
    def found_by(self, words: str):
        """People whose name or reading holds every word, however spelled (高橋 finds 髙橋)."""
        found = self
        for word in words.split():
            found = found.filter(search_key__contains=search_key(word))
        return found


class Person(models.Model):
    """Somebody who is named: a member, a lecturer, staff. May have no account."""

    family_name = models.CharField(_("family name"), max_length=50)
    given_name = models.CharField(_("given name"), max_length=50, blank=True)
    family_kana = models.CharField(_("family name in kana"), max_length=50, blank=True)
    given_kana = models.CharField(_("given name in kana"), max_length=50, blank=True)
    search_key = SearchKeyField(sources=["name", "kana"])

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["family_kana", "given_kana", "pk"]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """「髙橋　見本」: as typed, the parts parted by one full-width space."""
        return "　".join(part for part in (self.family_name, self.given_name) if part)

    @property
    def kana(self) -> str:
        return "　".join(part for part in (self.family_kana, self.given_kana) if part)


class UserManager(BaseUserManager):
    def create_user(self, login_id, password=None, **fields):
        user = self.model(login_id=login_id, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, login_id, password=None, **fields):
        return self.create_user(login_id, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """An account. The sign-in name is not the mail address: small offices share one address."""

    login_id = models.CharField(_("login ID"), max_length=40, unique=True)
    person = models.OneToOneField(
        Person, models.PROTECT, null=True, blank=True, related_name="user", verbose_name=_("person")
    )
    email = models.EmailField(_("mail address"), blank=True)
    is_staff = models.BooleanField(_("secretariat"), default=False)
    is_active = models.BooleanField(pgettext_lazy("user", "active"), default=True)
    date_joined = models.DateTimeField(_("registered at"), default=timezone.now)

    USERNAME_FIELD = "login_id"
    EMAIL_FIELD = "email"

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return self.person.name if self.person_id else self.login_id

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name
