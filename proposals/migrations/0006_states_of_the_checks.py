from django.db import migrations, models

PROPOSAL = [
    ("outline", "outline"),
    ("writing", "being written"),
    ("group_check", "with the group"),
    ("reviewing", "with the lecturer"),
    ("changes", "changes requested"),
    ("endorsed", "endorsed"),
    ("office_check", "with the secretariat"),
    ("final", "final"),
    ("published", "published"),
]
SECTION = [
    ("draft", "draft"),
    ("submitted", "shown to the group"),
    ("in_review", "with the lecturer"),
    ("changes", "changes requested"),
    ("revised", "revised"),
    ("endorsed", "endorsed"),
    ("final", "final"),
]


class Migration(migrations.Migration):
    """The group checks before the lecturer does, and the secretariat after."""

    dependencies = [("proposals", "0005_named_versions")]

    operations = [
        migrations.AlterField(
            model_name="proposal",
            name="state",
            field=models.CharField(
                choices=PROPOSAL, default="outline", max_length=20, verbose_name="state"
            ),
        ),
        migrations.AlterField(
            model_name="section",
            name="state",
            field=models.CharField(
                choices=SECTION, default="draft", max_length=20, verbose_name="state"
            ),
        ),
    ]
