"""The other end of the threads, in memory: what the editor expects of the server."""

import json
from itertools import count

from django.http import JsonResponse

AT = "2022-11-28T09:00:00+09:00"
kept: dict[str, list[dict]] = {}
numbers = count(1)


def listing(request, pk):
    mine = kept.setdefault(str(pk), [])
    if request.method == "GET":
        return JsonResponse({"threads": mine})
    body = json.loads(request.body)
    text = body.pop("text")
    if text == "断る":
        return JsonResponse({"message": "この研究会は終了しました。"}, status=422)
    thread = {**body, "id": next(numbers), "state": "open", "can_resolve": True}
    mine.append({**thread, "comments": [said(request, text)]})
    return JsonResponse(mine[-1], status=201)


def act(request, pk, thread, what):
    found = next(row for row in kept[str(pk)] if row["id"] == thread)
    if what == "replies":
        found["comments"].append(said(request, json.loads(request.body)["text"]))
    else:
        found["state"] = {"resolve": "resolved", "reopen": "open"}[what]
    return JsonResponse(found)


def said(request, text):
    return {"by": request.user.person.name, "at": AT, "text": text}
