from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from support.notices.models import ShortLink


@require_safe
@login_not_required
def short(request, code):
    """Lead to the page behind a short link; that page asks who may read it."""
    return HttpResponseRedirect(get_object_or_404(ShortLink, code=code.lower()).path)
