from django.db import migrations

TABLES = ("proposals_milestone", "proposals_frozensection", "proposals_frozencitation")

FORWARD = """
CREATE FUNCTION proposals_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a frozen version is final: % of % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
""" + "".join(
    f"CREATE TRIGGER is_final BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION proposals_refuse_change();\n"
    for table in TABLES
)
BACKWARD = (
    "".join(f"DROP TRIGGER is_final ON {table};\n" for table in TABLES)
    + "DROP FUNCTION proposals_refuse_change();"
)


class Migration(migrations.Migration):
    """What a lecturer has read can be proved: frozen versions are never changed or deleted."""

    dependencies = [("proposals", "0001_proposals")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
