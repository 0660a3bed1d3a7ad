"""Factories of what is brought in from Word."""

import factory
from django.core.files.base import ContentFile

from proposals.models import Incoming


class IncomingFactory(factory.django.DjangoModelFactory):
    """A text file of one line, chosen and not taken yet."""

    class Meta:
        model = Incoming

    section = factory.SubFactory("tests.factories.SectionFactory")
    by = factory.SubFactory("tests.factories.UserFactory")
    name = "原稿.txt"
    content_type = "text/plain"
    size = 30
    sha256 = "0" * 64
    file = factory.LazyFunction(lambda: ContentFile("窓口の現状".encode(), name="x"))
