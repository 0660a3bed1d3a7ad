"""Who appears at a meeting, in which role, as the programme prints it. Grants nothing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from members.models import Person, StudyGroup
from sessions.models.content import SessionContent
from sessions.models.study_session import StudySession


class AssignmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        groups = StudyGroup.objects.visible_to(user)
        return self.filter(study_session__group__in=groups)

    def in_order(self):
        return self.order_by("study_session__order", "order")


class Assignment(models.Model):
    """One role at one meeting, with the affiliation as it was then."""

    class Role(models.TextChoices):
        GREETING = "greeting", pgettext_lazy("assignment", "greeting")
        KEYNOTE = "keynote", pgettext_lazy("assignment", "keynote")
        COORDINATOR = "coordinator", pgettext_lazy("assignment", "coordinator")
        LECTURER = "lecturer", pgettext_lazy("assignment", "lecturer")
        GUEST = "guest", pgettext_lazy("assignment", "guest lecturer")
        EVALUATOR = "evaluator", pgettext_lazy("assignment", "evaluator")
        CHAIR = "chair", pgettext_lazy("assignment", "chair")
        SECRETARIAT = "secretariat", pgettext_lazy("assignment", "secretariat")

    class Who(models.TextChoices):
        PERSON = "person", pgettext_lazy("assignment", "a person")
        POST = "post", pgettext_lazy("assignment", "a post without a name")
        SOME = "some", pgettext_lazy("assignment", "people without names")
        TBD = "tbd", pgettext_lazy("assignment", "to be decided")

    class Talk(models.TextChoices):
        NONE = "none", pgettext_lazy("talk", "no talk")
        TBD = "tbd", pgettext_lazy("talk", "title to be decided")
        GIVEN = "given", pgettext_lazy("talk", "title given")

    study_session = models.ForeignKey(StudySession, models.CASCADE, related_name="assignments")
    content = models.ForeignKey(
        SessionContent,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="guests",
        verbose_name=_("for this content"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    role = models.CharField(pgettext_lazy("assignment", "role"), max_length=20, choices=Role)
    label = models.CharField(_("role, as printed"), max_length=50, blank=True)
    who = models.CharField(_("who"), max_length=10, choices=Who)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("person"),
    )
    affiliation = models.CharField(_("affiliation at that time"), max_length=200, blank=True)
    post = models.CharField(_("post"), max_length=100, blank=True)
    name = models.CharField(_("name, as printed"), max_length=100, blank=True)
    honorific = models.CharField(_("honorific"), max_length=10, blank=True)
    text = models.CharField(
        _("words without a name"), max_length=100, blank=True, help_text=_("“undecided” and such")
    )
    talk = models.CharField(_("talk"), max_length=10, choices=Talk, default=Talk.NONE)
    talk_label = models.CharField(_("word for the title"), max_length=20, blank=True)
    talk_title = models.CharField(_("title of the talk"), max_length=200, blank=True)
    needs_check = models.BooleanField(
        _("to be confirmed"),
        default=False,
        help_text=_("The spelling is doubtful: no letter is printed before it is confirmed."),
    )
    provenance = models.JSONField(_("place in the source"), default=dict, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("meeting", "assignment")
        verbose_name_plural = pgettext_lazy("meeting", "assignments")
        ordering = ["study_session", "order"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(who="person") & ~Q(name=""))
                | (Q(who="post", name="", person__isnull=True) & ~Q(post=""))
                | (Q(who="some", name="", person__isnull=True) & ~Q(text=""))
                | Q(who="tbd", name="", person__isnull=True),
                name="assignment_names_whom_it_says",
                violation_error_message=_(
                    "A person needs a name, a post its post, and “to be decided” neither."
                ),
            ),
            models.CheckConstraint(
                condition=(Q(talk="given") & ~Q(talk_title="")) | ~Q(talk="given"),
                name="assignment_talk_title",
                violation_error_message=_("A given title must not be empty."),
            ),
        ]

    def __str__(self):
        return f"{self.role_text}：{self.who_text}"

    @property
    def role_text(self) -> str:
        """The printed word of the role, else ours."""
        return self.label or self.get_role_display()

    @property
    def is_tbd(self) -> bool:
        return self.who == self.Who.TBD

    @property
    def who_text(self) -> str:
        """「○○大学教授 藤本吉則氏」, 「県南地方振興局長」, 「幹部職員等」 or 「未定」."""
        if self.who == self.Who.PERSON:
            title = f"{self.affiliation}{self.post}"
            return f"{title} {self.name}{self.honorific}".strip()
        if self.who == self.Who.POST:
            return f"{self.affiliation}{self.post}"
        return self.text or pgettext("assignment", "undecided")

    @property
    def talk_label_text(self) -> str:
        """「演題」 unless another word was printed."""
        return self.talk_label or pgettext("talk", "title")

    @property
    def talk_is_tbd(self) -> bool:
        return self.talk == self.Talk.TBD

    @property
    def talk_text(self) -> str:
        """The title of the talk; 「未定」 when it is to be decided; empty when there is none."""
        if self.talk == self.Talk.NONE:
            return ""
        return self.talk_title or pgettext("talk", "undecided")
