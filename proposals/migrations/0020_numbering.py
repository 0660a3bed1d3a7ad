from django.db import migrations, models

CHOICES = [
    ("plain", "Chapter 1 → 1 → (1) → ア → (ア)"),
    ("parts", "Chapter 1 → Part 1 → 1 → (1) → ア"),
]


def numbering():
    return models.CharField(
        choices=CHOICES, default="plain", max_length=10, verbose_name="numbers of headings"
    )


class Migration(migrations.Migration):
    dependencies = [("proposals", "0019_entries")]

    operations = [
        migrations.AddField("proposal", "numbering", numbering()),
        migrations.AddField("milestone", "numbering", numbering()),
    ]
