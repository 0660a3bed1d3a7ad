import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("fieldwork", "0004_once_a_form"),
        ("members", "0004_membership_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReferenceCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="name")),
                ("place", models.CharField(max_length=100, verbose_name="body that did it")),
                ("approach", models.TextField(max_length=2000, verbose_name="what was done")),
                (
                    "result",
                    models.TextField(blank=True, max_length=2000, verbose_name="what came of it"),
                ),
                (
                    "suggestion",
                    models.TextField(
                        blank=True,
                        max_length=2000,
                        verbose_name="what it suggests to the Kennan area",
                    ),
                ),
                (
                    "author",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="author or publisher of the source"
                    ),
                ),
                (
                    "url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the source (URL)"
                    ),
                ),
                (
                    "accessed_on",
                    models.DateField(blank=True, null=True, verbose_name="day it was looked at"),
                ),
                ("form_token", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reference_cases",
                        to="members.studygroup",
                    ),
                ),
            ],
            options={
                "verbose_name": "reference case",
                "verbose_name_plural": "reference cases",
                "ordering": ["group", "created_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("url", ""), ("accessed_on__isnull", False), _connector="OR"
                        ),
                        name="case_url_has_access_day",
                        violation_error_message="Please give the day on which you looked at the page.",
                    ),
                    models.UniqueConstraint(
                        fields=("group", "form_token"), name="case_once_a_form"
                    ),
                ],
            },
        ),
    ]
