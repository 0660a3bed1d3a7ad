"""Pictures of a proposal: what may be shown, bringing one in, giving one out."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from fieldwork.models import VisitPhoto
from proposals import access
from proposals.forms.structure import PictureForm
from proposals.models import Picture
from proposals.views import sections
from support import files


@require_http_methods(["GET", "POST"])
def pictures(request, slug, pk):
    """GET: the photos of the group's visits; POST: a file or one of these photos."""
    section = sections.find(request, slug, pk)
    photos = VisitPhoto.objects.visible_to(request.user).filter(visit__group__slug=slug)
    if request.method == "GET":
        return JsonResponse({"photos": [_choice(photo, slug) for photo in _in_order(photos)]})
    can_write = access.can_write_section(request.user, section)
    if not can_write:
        return JsonResponse({"message": str(can_write.reason)}, status=403)

    form = PictureForm(request.POST, request.FILES, photos=photos)
    if not form.is_valid():
        sentences = [sentence for errors in form.errors.values() for sentence in errors]
        return JsonResponse({"message": "".join(sentences)}, status=422)
    picture = form.add_to(section.proposal, by=request.user)
    return JsonResponse({"id": picture.pk, "url": picture.get_absolute_url()}, status=201)


@require_safe
def picture(request, slug, pk, picture):
    rows = Picture.objects.visible_to(request.user)
    found = get_object_or_404(rows, proposal=pk, proposal__group__slug=slug, pk=picture)
    return files.deliver(found, inline=True)


def _in_order(photos):
    return photos.select_related("visit").order_by("-visit__visited_on", "visit", "pk")


def _choice(photo, slug):
    return {
        "id": photo.pk,
        "url": reverse("fieldwork:photo", args=[slug, photo.pk]),
        "alt": photo.alt,
        "visit": photo.visit.host,
        "mayBePublished": photo.may_be_published,
    }
