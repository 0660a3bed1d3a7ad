"""From blocks to the file that is handed over."""

import logging
from collections.abc import Mapping

from proposals.word.tree import Blocks
from support import documents
from support.word import pandoc

logger = logging.getLogger(__name__)


def make(blocks: Blocks, pictures: Mapping[str, bytes], *, title: str) -> documents.Ready:
    """Errors: NotMade."""
    try:
        content = pandoc.write(blocks, pictures, title=title)
    except pandoc.WordError as error:
        logger.warning("word file not made detail=%s", error.detail)
        raise documents.NotMade(error.reason, error.detail) from error
    return documents.Ready(title, content)
