"""What is in deploy/ fits the program: its settings, its commands, its ports."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"


def settings() -> set[str]:
    read = (ROOT / "bot" / "settings.py").read_text("utf-8")
    return set(re.findall(r'"([A-Z_]{6,})"', read)) - {"WARNING"}


def test_the_compose_file_runs_commands_that_there_are_with_settings_that_there_are() -> None:
    services: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    ours = {name: each for name, each in services.items() if name != "postgres"}
    assert set(ours) == {"migrate", "web", "worker"}
    for name, each in ours.items():
        assert set(each["environment"]) <= settings(), name
        asked = [Path(sys.executable).with_name("hustings"), *each["command"], "--help"]
        assert subprocess.run(asked, capture_output=True, check=False).returncode == 0, name
        assert set(each["depends_on"]) <= set(services), name
        assert int(each["stop_grace_period"].removesuffix("s")) > 20, name
    assert [each["command"] for each in ours.values()] == [
        ["migrate"],
        ["run", "--role", "web"],
        ["run", "--role", "worker"],
    ]


def test_the_unit_names_a_program_and_ends_it_as_it_wants_to_be_ended() -> None:
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign] # systemd minds the case
    unit.read(DEPLOY / "hustings.service")
    service = unit["Service"]
    assert service["ExecStart"] == "/opt/hustings/.venv/bin/hustings run"
    assert service["RestartPreventExitStatus"] == "2"
    assert int(service["TimeoutStopSec"]) > 20
    assert service["UMask"] == "0077"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_systemd_finds_no_fault_with_the_unit_but_that_it_is_not_installed(tmp_path: Path) -> None:
    unit = tmp_path / "hustings.service"
    here = re.sub(r"/opt/hustings/\S+", "/bin/true", (DEPLOY / "hustings.service").read_text())
    unit.write_text(here.replace("User=hustings\nGroup=hustings\n", ""))
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in verified.stderr.splitlines() if "hustings.service" in line] == []


def test_the_image_is_made_of_files_that_there_are_and_serves_where_it_is_asked() -> None:
    lines = (DEPLOY / "Dockerfile").read_text()
    for copied in re.findall(r"^COPY (.+) \S+$", lines, re.MULTILINE):
        assert [name for name in copied.split() if not (ROOT / name).exists()] == []
    (given,) = re.findall(r"^ENV (.+)$", lines, re.MULTILINE)
    values = dict(each.split("=", 1) for each in given.split())
    assert set(values) <= settings()
    assert f"EXPOSE {values['HTTP_PORT']}" in lines
    assert f"127.0.0.1:{values['HTTP_PORT']}/healthz" in lines
    assert re.search(r"^USER hustings$", lines, re.MULTILINE)
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert rooms == set(re.findall(r"^COPY (\w+) \1$", lines, re.MULTILINE))


def test_the_guide_names_only_commands_settings_and_files_that_there_are() -> None:
    guide = (DEPLOY / "OPERATING.md").read_text("utf-8")
    named = set(re.findall(r"`([A-Z]+_[A-Z_]+)[`=]", guide))
    assert named <= settings()
    assert [
        name for name in re.findall(r"deploy/[\w.]+", guide) if not (ROOT / name).exists()
    ] == []
