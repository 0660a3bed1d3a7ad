"""Everything that ends as paper: a row first, the PDF later, the same content never twice.

from support import documents

documents.register("proposal", compose=...)                       # in AppConfig.ready()
html = ...                                                        # composing is cheap
render = documents.request("proposal", subject_key="proposals.Milestone:12",
                           content_key=documents.content_key(html))
return documents.deliver(render)                                  # once render.is_done
"""

from support.documents.delivery import deliver, state
from support.documents.registry import Paper, register
from support.documents.requests import content_key, request

__all__ = ["Paper", "content_key", "deliver", "register", "request", "state"]
