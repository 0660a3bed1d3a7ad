from config.launch import checks


def test_every_requirement_is_locked():
    assert checks.requirements_without_lock() == ""


def test_names_are_compared_as_the_registry_does():
    listed = "# why\n-r requirements.in\nDjango>=5.2\ndjango-allauth[mfa]\nTypes_PyYAML  # types\n"

    assert checks.names(listed) == {"django", "django-allauth", "types-pyyaml"}


def test_lock_files_name_no_host():
    locks = [path.read_text() for path in checks.ROOT.glob("requirements*.txt")]
    locks += [(checks.ROOT / "frontend/package-lock.json").read_text()]

    assert len(locks) == 4
    assert [text for text in locks if '"resolved"' in text or "--index-url" in text] == []
