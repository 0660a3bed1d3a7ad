"""What the members find out in the field: hypotheses, visits, findings and what they show."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import Membership, StudyGroup
from support.files.models import CheckedFile


class InsideQuerySet(models.QuerySet):
    """Rows of a study group's inner pages; `group_path` leads from the row to its group."""

    group_path = "group"

    def visible_to(self, user):
        """Rows of the groups this person takes part in. Views fetch through here."""
        groups = StudyGroup.objects.read_inside_by(user)
        return self.filter(**{f"{self.group_path}__in": groups.values("pk")})


class VisitQuerySet(InsideQuerySet):
    def with_finding_counts(self):
        return self.annotate(finding_count=models.Count("findings"))


class FindingQuerySet(InsideQuerySet):
    group_path = "visit__group"


class PhotoQuerySet(InsideQuerySet):
    group_path = "visit__group"


class Hypothesis(models.Model):
    """A supposition (仮説) the group checks in the field."""

    class Verdict(models.TextChoices):
        OPEN = "open", pgettext_lazy("hypothesis verdict", "open")
        SUPPORTED = "supported", pgettext_lazy("hypothesis verdict", "supported")
        PARTLY = "partly", pgettext_lazy("hypothesis verdict", "partly supported")
        NOT_SUPPORTED = "not_supported", pgettext_lazy("hypothesis verdict", "not supported")

    group = models.ForeignKey(StudyGroup, models.PROTECT, related_name="hypotheses")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("hypothesis"), max_length=500)
    verdict = models.CharField(
        _("result of the verification"), max_length=20, choices=Verdict, default=Verdict.OPEN
    )
    form_token = models.UUIDField(default=uuid.uuid4, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = InsideQuerySet.as_manager()

    class Meta:
        verbose_name = _("hypothesis")
        verbose_name_plural = _("hypotheses")
        ordering = ["group", "number"]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="hypothesis_number_once"),
            models.UniqueConstraint(fields=["group", "form_token"], name="hypothesis_once_a_form"),
        ]

    def __str__(self):
        return _("Hypothesis %(number)d") % {"number": self.number}

    def get_absolute_url(self):
        page = reverse("fieldwork:hypotheses", args=[self.group.slug])
        return f"{page}#hypothesis-{self.number}"


class Visit(models.Model):
    """A visit (訪問) and its log: when, where, who went, who spoke, what was said."""

    class Kind(models.TextChoices):
        HEARING = "hearing", pgettext_lazy("visit kind", "hearing")
        STUDY_VISIT = "study_visit", pgettext_lazy("visit kind", "study visit")
        SURVEY = "survey", pgettext_lazy("visit kind", "survey")

    group = models.ForeignKey(StudyGroup, models.PROTECT, related_name="visits")
    kind = models.CharField(
        pgettext_lazy("visit", "kind"), max_length=20, choices=Kind, default=Kind.HEARING
    )
    host = models.CharField(_("visited body"), max_length=100)
    place = models.CharField(_("place"), max_length=200, blank=True)
    visited_on = models.DateField(_("day of the visit"))
    starts_at = models.TimeField(_("from (time)"), null=True, blank=True)
    ends_at = models.TimeField(_("until (time)"), null=True, blank=True)
    visitors = models.ManyToManyField(
        Membership, blank=True, related_name="visits", verbose_name=_("visitors")
    )
    interviewees = models.CharField(_("people who spoke to us"), max_length=200, blank=True)
    notes = models.TextField(_("notes of what was said"), blank=True, max_length=20_000)
    form_token = models.UUIDField(default=uuid.uuid4, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["visited_on", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_at__isnull=True)
                | models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gte=models.F("starts_at")),
                name="visit_ends_after_start",
            ),
            models.UniqueConstraint(fields=["group", "form_token"], name="visit_once_a_form"),
        ]

    def __str__(self):
        return self.host

    def get_absolute_url(self):
        return reverse("fieldwork:visit", args=[self.group.slug, self.pk])


class VisitPhoto(CheckedFile):
    """A photo of a visit, with the words that stand for it where it cannot be seen."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="photos")
    alt = models.CharField(_("what the photo shows"), max_length=200)
    may_be_published = models.BooleanField(_("consent to publication"), default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["visit", "pk"]
        constraints = [models.UniqueConstraint(fields=["visit", "sha256"], name="visit_photo_once")]

    def __str__(self):
        return self.alt


class Finding(models.Model):
    """Something seen or understood on a visit (気づき・知見), with what it rests on."""

    class Kind(models.TextChoices):
        INSIGHT = "insight", pgettext_lazy("finding kind", "quick insight")
        KNOWLEDGE = "knowledge", pgettext_lazy("finding kind", "checked finding")

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="findings")
    kind = models.CharField(
        pgettext_lazy("finding", "kind"), max_length=20, choices=Kind, default=Kind.INSIGHT
    )
    text = models.TextField(_("insight or finding"), max_length=1000)
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)
    hypotheses = models.ManyToManyField(
        Hypothesis, through="Verification", related_name="findings", verbose_name=_("hypotheses")
    )
    form_token = models.UUIDField(default=uuid.uuid4, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["visit", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "form_token"], name="finding_once_a_form")
        ]

    def __str__(self):
        return self.text


class ReferenceCase(models.Model):
    """What another body has done (先進事例), and what it suggests to the group's own area."""

    group = models.ForeignKey(StudyGroup, models.PROTECT, related_name="reference_cases")
    title = models.CharField(pgettext_lazy("reference case", "name"), max_length=100)
    place = models.CharField(_("body that did it"), max_length=100)
    approach = models.TextField(_("what was done"), max_length=2000)
    result = models.TextField(_("what came of it"), max_length=2000, blank=True)
    suggestion = models.TextField(
        _("what it suggests to the Kennan area"), max_length=2000, blank=True
    )
    author = models.CharField(_("author or publisher of the source"), max_length=200, blank=True)
    url = models.URLField(_("address of the source (URL)"), max_length=500, blank=True)
    accessed_on = models.DateField(_("day it was looked at"), null=True, blank=True)
    form_token = models.UUIDField(default=uuid.uuid4, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = InsideQuerySet.as_manager()

    class Meta:
        verbose_name = _("reference case")
        verbose_name_plural = _("reference cases")
        ordering = ["group", "created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(url="") | models.Q(accessed_on__isnull=False),
                name="case_url_has_access_day",
                violation_error_message=_("Please give the day on which you looked at the page."),
            ),
            models.UniqueConstraint(fields=["group", "form_token"], name="case_once_a_form"),
        ]

    def __str__(self):
        return f"{self.place}「{self.title}」"

    def get_absolute_url(self):
        return reverse("fieldwork:case", args=[self.group.slug, self.pk])


class Verification(models.Model):
    """What one finding says of one hypothesis (検証)."""

    class Stance(models.TextChoices):
        SUPPORTS = "supports", pgettext_lazy("verification", "supports")
        REFUTES = "refutes", pgettext_lazy("verification", "refutes")
        OPEN = "open", pgettext_lazy("verification", "leaves open")

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="verifications")
    hypothesis = models.ForeignKey(Hypothesis, models.PROTECT, related_name="verifications")
    stance = models.CharField(
        pgettext_lazy("verification", "stance"), max_length=20, choices=Stance
    )

    class Meta:
        verbose_name = _("verification")
        verbose_name_plural = _("verifications")
        constraints = [
            models.UniqueConstraint(fields=["finding", "hypothesis"], name="verification_once")
        ]

    def __str__(self):
        return f"{self.finding_id} {self.stance} {self.hypothesis_id}"
