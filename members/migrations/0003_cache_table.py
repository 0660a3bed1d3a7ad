"""The table of the cache: limits on sign-in must not depend on Redis."""

from django.db import migrations

CREATE = """
CREATE TABLE IF NOT EXISTS portal_cache (
    cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS portal_cache_expires ON portal_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0002_nominations_and_invitations")]

    operations = [migrations.RunSQL(CREATE, "DROP TABLE portal_cache")]
