from django.db import migrations


def keep(apps, schema_editor):
    """What milestones and answers say of the way so far: submitted, changes requested, endorsed."""
    Milestone = apps.get_model("proposals", "Milestone")
    Step = apps.get_model("proposals", "Step")
    handed_over = Milestone.objects.filter(reviews__isnull=False).distinct()
    for milestone in handed_over.order_by("proposal", "number").iterator():
        reviews = list(milestone.reviews.all())
        about = {"proposal_id": milestone.proposal_id, "milestone": milestone}
        is_first = not Step.objects.filter(proposal=milestone.proposal_id).exists()
        before = "writing" if is_first else "changes"
        Step.objects.create(
            **about, from_state=before, to_state="reviewing", by_id=milestone.by_id,
            at=milestone.at, due_on=max(review.due_on for review in reviews),
        )  # fmt: skip
        asked = [review for review in reviews if review.state == "changes_requested"]
        agreed = reviews if all(review.state == "endorsed" for review in reviews) else []
        for to, answers in (("changes", asked), ("endorsed", agreed)):
            if answers:
                last = max(answers, key=lambda review: review.decided_at)
                Step.objects.create(
                    **about, from_state="reviewing", to_state=to, by_id=last.lecturer_id,
                    at=last.decided_at,
                )  # fmt: skip


def forget(apps, schema_editor):
    """Only the openings were kept before."""
    apps.get_model("proposals", "Step").objects.filter(milestone__isnull=False).delete()


class Migration(migrations.Migration):
    dependencies = [("proposals", "0007_steps")]

    operations = [migrations.RunPython(keep, forget)]
