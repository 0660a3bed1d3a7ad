"""URL × method × role over the whole URLconf. A new URL without its rows fails here."""

import importlib
import pkgutil

import pytest
from django.urls import URLResolver, get_resolver, reverse

import tests.access
from tests.access.world import ROLES, World

APPS = [
    importlib.import_module(f"tests.access.{found.name}")
    for found in pkgutil.iter_modules(tests.access.__path__)
    if found.name != "world"
]
NOT_YET = ()
MATRIX = {key: row for app in APPS for key, row in app.MATRIX.items()}


def names(resolver, namespace=""):
    """Every name a URL can be reversed by, with its namespaces."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names(pattern, inner)
        elif pattern.name:
            yield f"{namespace}{pattern.name}"


@pytest.fixture
def world(db):
    return World()


@pytest.mark.parametrize(("method", "name"), sorted(MATRIX))
def test_each_role_gets_what_the_matrix_says(world, method, name):
    arguments = {key: value for app in APPS for key, value in app.arguments(world).items()}
    data = {key: value for app in APPS for key, value in app.data(world).items()}
    url = reverse(name, args=arguments.get(name, []))

    found = {role: world.ask(role, method, url, data.get(name)) for role in ROLES}

    assert found == dict(zip(ROLES, MATRIX[method, name], strict=True))


def test_every_url_has_its_rows():
    own = [name for name in names(get_resolver()) if not name.startswith(NOT_YET)]
    wanted = {(method, name) for name in own for method in ("GET", "POST")}

    assert wanted - set(MATRIX) == set()
