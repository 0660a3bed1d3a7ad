from django.db import migrations

USUAL = (
    ("根拠", "調査やデータに基づいているか"),
    ("実現性", "誰が、いつ、何から始めるかが分かるか"),
    ("費用", "概算の経費と財源が示されているか"),
    ("法令", "法令や例規に照らして問題がないか"),
    ("独自性", "この地域ならではの工夫があるか"),
)


def fill(apps, schema_editor):
    """What lecturers usually look at; the secretariat may change it."""
    Criterion = apps.get_model("proposals", "Criterion")
    for position, (label, hint) in enumerate(USUAL, start=1):
        Criterion.objects.get_or_create(label=label, defaults={"hint": hint, "position": position})


class Migration(migrations.Migration):
    dependencies = [("proposals", "0011_checklist")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
