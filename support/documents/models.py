"""The render job: one row per content, and the file it became."""

import datetime as dt
from pathlib import PurePath

from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from support.wareki import clock

LEASE = dt.timedelta(minutes=3)  # longer than typesetting may take, so that two never work at once
MOST_TRIES = 3


def storage_name(render, filename):
    """A name nobody can guess; the one people see is made from the title on delivery."""
    return f"documents/{get_random_string(40)}{PurePath(filename).suffix}"


class RenderQuerySet(models.QuerySet):
    def due(self):
        """Rows to work on: nobody has begun, or whoever did has gone silent."""
        silent = models.Q(state=Render.State.WORKING, lease__lt=timezone.now())
        return self.filter(models.Q(state=Render.State.WAITING) | silent)

    @transaction.atomic
    def claim(self, pk):
        """The row, for LEASE ours alone; None when it is done, or somebody else's.

        Effects: one try more; after MOST_TRIES the row is marked failed instead.
        """
        render = self.due().select_for_update(skip_locked=True).filter(pk=pk).first()
        if render is None:
            return None
        if render.tries >= MOST_TRIES:
            render.fail(_("The document could not be made. Please tell the office."), "tries used")
            return None
        render.state = Render.State.WORKING
        render.lease = timezone.now() + LEASE
        render.tries += 1
        render.save(update_fields=["state", "lease", "tries"])
        return render


class Render(models.Model):
    """One paper (PDF, Word) of one content: asked for, worked on, then a file or an error."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("render state", "waiting")
        WORKING = "working", pgettext_lazy("render state", "working")
        DONE = "done", pgettext_lazy("render state", "done")
        FAILED = "failed", pgettext_lazy("render state", "failed")

    kind = models.CharField(pgettext_lazy("render", "kind"), max_length=50)
    subject_key = models.CharField(_("subject"), max_length=100)
    content_key = models.CharField(_("digest of the content"), max_length=64)
    state = models.CharField(
        pgettext_lazy("render", "state"), max_length=10, choices=State, default=State.WAITING
    )
    title = models.CharField(pgettext_lazy("render", "title"), max_length=200, blank=True)
    file = models.FileField(pgettext_lazy("render", "file"), upload_to=storage_name, blank=True)
    error = models.TextField(pgettext_lazy("render", "error"), blank=True)
    detail = models.TextField(_("technical detail"), blank=True)
    tries = models.PositiveSmallIntegerField(pgettext_lazy("render", "tries"), default=0)
    lease = models.DateTimeField(_("claimed until"), null=True, blank=True)
    created_at = models.DateTimeField(_("asked for at"), default=clock.now)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects = RenderQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_key", "content_key"], name="render_once_per_content"
            ),
            models.CheckConstraint(
                condition=models.Q(state="done", file__gt="") | ~models.Q(state="done"),
                name="render_done_has_file",
            ),
            models.CheckConstraint(
                condition=models.Q(state="working", lease__isnull=False)
                | ~models.Q(state="working"),
                name="render_working_has_lease",
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=models.Q(state__in=["waiting", "working"]),
                name="render_due",
            )
        ]

    def __str__(self):
        return self.title or f"{self.kind} {self.subject_key}"

    @property
    def subject_pk(self) -> str:
        """The primary key in "proposals.Milestone:12"."""
        return self.subject_key.rpartition(":")[2]

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def is_failed(self) -> bool:
        return self.state == self.State.FAILED

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.WAITING, self.State.WORKING)

    def finish(self, *, title: str, content, suffix: str = ".pdf") -> bool:
        """Keep the file. False, and nothing kept, when the lease has gone to somebody else."""
        name = self.file.storage.save(storage_name(self, f"paper{suffix}"), content)
        kept = self._close(state=self.State.DONE, title=title[:200], file=name, error="", detail="")
        if not kept:
            self.file.storage.delete(name)
        return kept

    def fail(self, error, detail: str) -> bool:
        """Give up: `error` is for the person who waits, `detail` for the operator."""
        return self._close(state=self.State.FAILED, error=str(error), detail=detail)

    def put_back(self, error, detail: str) -> bool:
        """Leave it for another try by the next sweep."""
        return self._close(state=self.State.WAITING, error=str(error), detail=detail)

    def ask_again(self) -> None:
        """Start over after a failure: somebody has asked for the same content once more."""
        self.state = self.State.WAITING
        self.tries = 0
        self.error = self.detail = ""
        self.save(update_fields=["state", "tries", "error", "detail"])

    def _close(self, **values) -> bool:
        mine = type(self).objects.filter(pk=self.pk, state=self.state, lease=self.lease)
        if values["state"] != self.State.WAITING:
            values["finished_at"] = clock.now()
        return mine.update(lease=None, **values) == 1
