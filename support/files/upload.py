"""How uploads are received: a file far too big costs no disk and still ends as a sentence."""

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Keeps nothing beyond the limit but goes on counting: the form's check says how big it was."""

    def receive_data_chunk(self, raw_data, start):
        if start <= settings.FILES_MAX_BYTES:
            self.file.write(raw_data)
