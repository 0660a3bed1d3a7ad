import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STATES = [
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


class Migration(migrations.Migration):
    """Opening a text again is one step of many: all of them are kept from now on."""

    dependencies = [("proposals", "0006_states_of_the_checks")]

    operations = [
        migrations.RenameModel("Reopening", "Step"),
        migrations.AlterModelOptions(
            name="step",
            options={
                "ordering": ("proposal", "at", "pk"),
                "verbose_name": "step",
                "verbose_name_plural": "steps",
            },
        ),
        migrations.AddField(
            model_name="step",
            name="to_state",
            field=models.CharField(
                choices=STATES, default="changes", max_length=20, verbose_name="state after"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="step",
            name="milestone",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="proposals.milestone",
                verbose_name="frozen version",
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="due_on",
            field=models.DateField(blank=True, null=True, verbose_name="wanted by"),
        ),
        migrations.AlterField(
            model_name="step",
            name="from_state",
            field=models.CharField(choices=STATES, max_length=20, verbose_name="state before"),
        ),
        migrations.AlterField(
            model_name="step",
            name="reason",
            field=models.TextField(blank=True, verbose_name="reason"),
        ),
        migrations.AlterField(
            model_name="step",
            name="at",
            field=models.DateTimeField(verbose_name="taken at"),
        ),
        migrations.AlterField(
            model_name="step",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="taken by",
            ),
        ),
        migrations.AlterField(
            model_name="step",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="proposals.proposal",
                verbose_name="proposal",
            ),
        ),
    ]
