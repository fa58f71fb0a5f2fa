"""docker-compose.yml, Dockerfile, .env.example: valid, in step with the requirements, and without secrets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from lientinh.settings import read_settings
from lientinh_airflow.environment import local_environment

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
AIRFLOW_SERVICES = {"init", "api-server", "scheduler", "dag-processor", "triggerer", "worker"}
SECRET = re.compile(r"PASSWORD|SECRET|FERNET|KEY|CONN|BROKER_URL|RESULT_BACKEND")


def environment_of(service: str) -> dict[str, str]:
    return COMPOSE["services"][service].get("environment", {})


def all_settings() -> Iterator[tuple[str, str, str]]:
    for service in COMPOSE["services"]:
        for name, text in environment_of(service).items():
            yield service, name, str(text)


def test_valid_by_the_compose_specification() -> None:
    schema = files("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json"
    jsonschema.validate(COMPOSE, json.loads(schema.read_text(encoding="utf-8")))


def test_every_part_of_airflow_is_there() -> None:
    assert COMPOSE["services"].keys() == AIRFLOW_SERVICES | {"postgres", "redis"}
    commands = {name: COMPOSE["services"][name]["command"] for name in AIRFLOW_SERVICES - {"init"}}
    assert {" ".join(command) for command in commands.values()} == {
        "api-server",
        "scheduler",
        "dag-processor",
        "triggerer",
        "celery worker",
    }


@pytest.mark.parametrize("service", sorted(COMPOSE["services"].keys() - {"init"}))
def test_every_service_that_stays_is_checked_and_restarted(service: str) -> None:
    entry = COMPOSE["services"][service]
    assert entry["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL")
    assert entry["restart"] == "unless-stopped"


@pytest.mark.parametrize("service", sorted(AIRFLOW_SERVICES - {"init"}))
def test_nothing_starts_before_what_it_needs(service: str) -> None:
    needs = COMPOSE["services"][service]["depends_on"]
    assert needs["init"]["condition"] == "service_completed_successfully"
    assert needs["postgres"]["condition"] == needs["redis"]["condition"] == "service_healthy"


def test_one_airflow_everywhere() -> None:
    requirements = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    pinned = re.search(r"^apache-airflow==(\S+)", requirements, re.MULTILINE)
    image = re.search(
        r"^FROM apache/airflow:(\S+)-python(\S+)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE
    )
    assert pinned and image
    assert image[1] == pinned[1]
    assert image[2] in ("3.11", "3.12", "3.13")
    assert {COMPOSE["services"][name]["image"] for name in AIRFLOW_SERVICES} == {
        f"lientinh-airflow:{pinned[1]}"
    }


def test_secrets_have_no_default() -> None:
    required = re.compile(r"\$\{\w+:\?[^}]+\}")
    for service, name, text in all_settings():
        if SECRET.search(name) and not name.endswith("PASSWORDS_FILE"):
            assert required.search(text), f"{service}: {name}"
    assert not re.search(r"\$\{(\w*(PASSWORD|SECRET|FERNET)\w*)(:?-[^}]*)?\}", TEXT)


def test_the_example_names_every_variable_and_holds_no_secret() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    used = set(re.findall(r"(?<!\$)\$\{(\w+)", str(COMPOSE)))
    assert example.keys() == used
    required = set(re.findall(r"\$\{(\w+):\?", str(COMPOSE)))
    assert {name for name in required if example[name]} == set()


def test_our_settings_are_ones_the_package_reads() -> None:
    asked: set[str] = set()

    class Recorder(dict[str, str]):
        def get(self, key: str, default: Any = None) -> Any:
            asked.add(key)
            return default

    read_settings(Recorder())
    used = {name for _, name, _ in all_settings() if name.startswith("LIENTINH_")}
    assert used <= asked
    assert used, "the stack must say where the data is"


@pytest.mark.airflow
def test_airflow_knows_every_setting() -> None:
    """A misspelt AIRFLOW__ variable is silently ignored by Airflow; here it is an error."""
    from airflow.configuration import retrieve_configuration_description
    from airflow.providers_manager import ProvidersManager

    descriptions = [retrieve_configuration_description(include_providers=False)]
    descriptions += [sections for _, sections in ProvidersManager().provider_configs if sections]
    known = {
        (section, option)
        for sections in descriptions
        for section, entry in sections.items()
        for option in entry["options"]
    }
    dockerfile = re.findall(r"AIRFLOW__\w+", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    local = local_environment({}, ROOT)
    names = {name for _, name, _ in all_settings()} | set(dockerfile) | local.keys()
    asked = {tuple(name.lower().split("__")[1:]) for name in names if name.startswith("AIRFLOW__")}
    assert len(asked) > 10
    assert asked <= known
