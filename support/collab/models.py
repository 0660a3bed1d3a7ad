"""Texts that several people write at once, kept as the updates they sent."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from .authorship import Stroke


class DocumentQuerySet(models.QuerySet):
    def grown(self, rows: int) -> "DocumentQuerySet":
        """Texts with at least so many updates since their newest snapshot."""
        newest = models.Max("snapshots__seq", default=0)
        return self.annotate(folded=newest).filter(seq__gte=models.F("folded") + rows)


class Document(models.Model):
    """One text. Whoever changes it holds the lock of this row, so `seq` has no gaps.

    A new epoch begins when an old version is restored: updates of an earlier epoch no longer fit.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    epoch = models.PositiveIntegerField(default=1)
    seq = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("co-written text", "text")
        verbose_name_plural = pgettext_lazy("co-written text", "texts")

    def __str__(self):
        return str(self.id)


class UpdateQuerySet(models.QuerySet):
    def between(self, document: Document, after: int, upto: int) -> "UpdateQuerySet":
        """The updates after `after`, up to and with `upto`, in their order."""
        return self.filter(document=document, seq__gt=after, seq__lte=upto).order_by("seq")


class Update(models.Model):
    """What one browser sent in one go: acknowledged, so never changed."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="updates")
    epoch = models.PositiveIntegerField()
    seq = models.PositiveBigIntegerField()
    batch = models.UUIDField()
    # Nobody when the server itself has written.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)  # real time: decides when it may go
    data = models.BinaryField()

    objects = UpdateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "seq"], name="collab_update_seq"),
            models.UniqueConstraint(fields=["document", "batch"], name="collab_update_batch"),
        ]

    def __str__(self):
        return f"{self.document_id} #{self.seq}"


class Clock(models.Model):
    """How far one Yjs client (one opened page) has come in the current epoch."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="clocks")
    client = models.BigIntegerField()
    clock = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "client"], name="collab_clock_client"),
        ]

    def __str__(self):
        return f"{self.document_id} {self.client}: {self.clock}"


class HandQuerySet(models.QuerySet["Hand"]):
    def strokes(self) -> list[Stroke]:
        """In their order, for `authorship`."""
        rows = self.order_by("clock").values_list("client", "clock", "author")
        return [Stroke(*row) for row in rows]


class Hand(models.Model):
    """In whose hand a text is: from this clock on the letters of a Yjs client are by `author`.

    Stays when the updates it was told from are gone, and through all epochs.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="hands")
    client = models.BigIntegerField()
    clock = models.BigIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = HandQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "client", "clock"], name="collab_hand_client_clock"
            ),
        ]

    def __str__(self):
        return f"{self.document_id} {self.client} from {self.clock}"


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def latest_for(self, document: Document, upto: int) -> "Snapshot | None":
        """The newest snapshot of the current epoch that holds nothing after `upto`."""
        mine = self.filter(document=document, epoch=document.epoch, seq__lte=upto)
        return mine.order_by("-seq").first()


class Snapshot(models.Model):
    """The whole text after update `seq`, as one update; served instead of the rows before."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="snapshots")
    epoch = models.PositiveIntegerField()
    seq = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    data = models.BinaryField()

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "seq"], name="collab_snapshot_seq"),
        ]

    def __str__(self):
        return f"{self.document_id} #{self.seq}"
