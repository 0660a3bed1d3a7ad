"""Receiving: a file far too big costs no disk, and its true size is known."""

import pytest
from django.test import RequestFactory

from support.files.upload import BoundedUploadHandler


@pytest.mark.parametrize(("size", "kept"), [(300, 300), (1_000, 1_000), (30_000, 1_100)])
def test_it_keeps_little_more_than_the_limit_and_counts_everything(settings, size, kept):
    settings.FILES_MAX_BYTES = 1_000
    handler = BoundedUploadHandler(RequestFactory().post("/"))
    handler.new_file("file", "大.pdf", "application/pdf", size)

    for start in range(0, size, 100):
        handler.receive_data_chunk(bytes(100), start)
    upload = handler.file_complete(size)

    with upload:
        assert (upload.size, len(upload.read())) == (size, kept)
