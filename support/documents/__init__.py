"""Everything that ends as paper: a row first, the file later, the same content never twice.

from support import documents

documents.register("proposal", compose=...)                       # in AppConfig.ready()
html = ...                                                        # composing is cheap
render = documents.request("proposal", subject_key="proposals.Milestone:12",
                           content_key=documents.content_key(html))
return documents.deliver(render)                                  # once render.is_done
"""

from support.documents.delivery import deliver, deliver_ready, state
from support.documents.registry import NotMade, Paper, Ready, register
from support.documents.requests import content_key, request

__all__ = [
    "NotMade",
    "Paper",
    "Ready",
    "content_key",
    "deliver",
    "deliver_ready",
    "register",
    "request",
    "state",
]
