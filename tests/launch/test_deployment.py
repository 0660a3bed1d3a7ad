"""The files for production agree with the settings and with each other."""

import re

import yaml

from config.launch.folder import ROOT

ENV_EXAMPLE = (ROOT / ".env.example").read_text()
SERVICES = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
OURS = ("migrate", "web", "worker", "beat")


def test_the_example_lists_every_setting():
    read = re.findall(r'env\.[a-z_]+\("([A-Z_]+)"', (ROOT / "config/env.py").read_text())
    listed = re.findall(r"^(?:# )?([A-Z_]+)=", ENV_EXAMPLE, flags=re.MULTILINE)

    assert sorted(listed) == sorted([*read, "POSTGRES_PASSWORD"])


def test_every_server_is_watched():
    assert set(SERVICES) == {"postgres", "redis", *OURS}
    own = {name: service.get("healthcheck") for name, service in SERVICES.items()}
    assert own["web"] is None, "web is asked by the image"
    assert own["migrate"] == {"disable": True}
    assert all(own[name]["test"] for name in ("postgres", "redis", "worker", "beat"))


def test_nothing_starts_before_the_tables_are_there():
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["depends_on"]["migrate"] == {
            "condition": "service_completed_successfully"
        }
    assert SERVICES["migrate"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}


def test_web_and_worker_can_be_several():
    assert not any("container_name" in SERVICES[name] for name in ("web", "worker"))
    assert "-" in SERVICES["web"]["ports"][0], "one port cannot be given to several"


def test_both_databases_sort_alike():
    arguments = SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].split()
    launcher = (ROOT / "config/launch/postgres.py").read_text()

    assert [word for word in arguments if word.partition("=")[0] not in launcher] == []


def test_the_image_runs_without_rights():
    last_stage = (ROOT / "Dockerfile").read_text().rpartition("\nFROM ")[2]

    assert "\nUSER portal\n" in last_stage
