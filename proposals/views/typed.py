"""What has been sent to a page that answers both a form and the editor."""

import json


def speaks_json(request):
    return request.content_type == "application/json"


def typed(request):
    """The fields of the form, or of the JSON object; nothing when it cannot be read."""
    if not speaks_json(request):
        return request.POST
    try:
        sent = json.loads(request.body)
        json.dumps(sent, ensure_ascii=False).encode()  # half a character (\ud800) fits no column
    except (ValueError, RecursionError):
        return {}
    return sent if isinstance(sent, dict) else {}
