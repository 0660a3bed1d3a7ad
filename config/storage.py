"""Static files under names that change with their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Rewrites imports between our JavaScript modules too: a new release reaches everybody."""

    support_js_module_import_aggregation = True
