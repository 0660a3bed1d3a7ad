from django.db import migrations

from support.collab import authorship


def fill(apps, schema_editor):
    """For texts that were begun before hands were kept: told from the rows that are still there."""
    Update = apps.get_model("collab", "Update")
    Hand = apps.get_model("collab", "Hand")
    for document in apps.get_model("collab", "Document").objects.iterator():
        rows = Update.objects.filter(document=document).order_by("seq")
        said = rows.values_list("epoch", "author_id", "data").iterator()
        strokes = authorship.from_rows((epoch, by, bytes(data)) for epoch, by, data in said)
        Hand.objects.bulk_create(
            Hand(
                document=document, client=stroke.client, clock=stroke.clock, author_id=stroke.author
            )
            for stroke in strokes
        )


class Migration(migrations.Migration):
    dependencies = [("collab", "0002_hands")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
