import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("fieldwork", "0005_reference_case"),
        ("members", "0004_membership_words"),
        ("proposals", "0018_votes"),
        ("study_sessions", "0004_material_business_time"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="frozencitation",
            options={
                "ordering": ("section", "position"),
                "verbose_name": "cited source",
                "verbose_name_plural": "cited sources",
            },
        ),
        migrations.AddField(
            model_name="frozencitation",
            name="kind",
            field=models.CharField(
                choices=[
                    ("literature", "literature"),
                    ("web", "web page"),
                    ("case", "reference case"),
                    ("finding", "finding"),
                    ("material", "material of a meeting"),
                ],
                default="finding",
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="frozencitation",
            name="finding",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="frozen_citations",
                to="fieldwork.finding",
                verbose_name="finding",
            ),
        ),
        migrations.AlterField(
            model_name="frozencitation",
            name="source",
            field=models.TextField(blank=True, verbose_name="where it comes from"),
        ),
        migrations.AlterField(
            model_name="frozencitation",
            name="text",
            field=models.TextField(verbose_name="source in its words"),
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("literature", "literature"),
                            ("web", "web page"),
                            ("case", "reference case"),
                            ("material", "material of a meeting"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("author", models.CharField(blank=True, max_length=100, verbose_name="author")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                (
                    "publisher",
                    models.CharField(blank=True, max_length=100, verbose_name="publisher"),
                ),
                (
                    "published",
                    models.CharField(blank=True, max_length=30, verbose_name="published"),
                ),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="address (URL)")),
                (
                    "accessed_on",
                    models.DateField(blank=True, null=True, verbose_name="day it was looked at"),
                ),
                ("form_token", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="registered at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed at")),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="fieldwork.referencecase",
                        verbose_name="reference case",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="registered by",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="members.studygroup",
                        verbose_name="study group",
                    ),
                ),
                (
                    "material",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="study_sessions.material",
                        verbose_name="material",
                    ),
                ),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ("group", "pk"),
            },
        ),
        migrations.AddField(
            model_name="frozencitation",
            name="entry",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="frozen_citations",
                to="proposals.entry",
                verbose_name="source",
            ),
        ),
        migrations.AddConstraint(
            model_name="frozencitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("entry", None), ("finding__isnull", False), ("kind", "finding")),
                    models.Q(
                        models.Q(("kind", "finding"), _negated=True),
                        ("entry__isnull", False),
                        ("finding", None),
                    ),
                    _connector="OR",
                ),
                name="citation_of_finding_or_entry",
            ),
        ),
        migrations.AddConstraint(
            model_name="frozencitation",
            constraint=models.UniqueConstraint(
                fields=("section", "entry"), name="one_entry_per_frozen_section"
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("case__isnull", True),
                        ("kind", "literature"),
                        ("material__isnull", True),
                        models.Q(("title", ""), _negated=True),
                    ),
                    models.Q(
                        ("case__isnull", True),
                        ("kind", "web"),
                        ("material__isnull", True),
                        models.Q(("title", ""), _negated=True),
                        models.Q(("url", ""), _negated=True),
                    ),
                    models.Q(
                        ("case__isnull", False),
                        ("kind", "case"),
                        ("material__isnull", True),
                        ("accessed_on", None),
                        ("author", ""),
                        ("title", ""),
                        ("url", ""),
                    ),
                    models.Q(
                        ("case__isnull", True),
                        ("kind", "material"),
                        ("material__isnull", False),
                        ("accessed_on", None),
                        ("author", ""),
                        ("title", ""),
                        ("url", ""),
                    ),
                    _connector="OR",
                ),
                name="entry_has_what_its_kind_needs",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("url", ""), ("accessed_on__isnull", False), _connector="OR"),
                name="entry_url_has_access_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("group", "case"), name="one_entry_per_case"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(
                fields=("group", "material"), name="one_entry_per_material"
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(
                fields=("group", "form_token"), name="entry_once_a_form"
            ),
        ),
    ]
