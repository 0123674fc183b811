"""A small case as a file, and the command run in this process."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kakao_whatif.cli import main

TWO_SITES = """
schema: kakao-whatif/1
id: two-sites
version: "1"
title: {en: Two sites, ko: 두 센터}
domains:
  - {id: pangyo, kind: site, name: {en: Pangyo, ko: 판교}}
  - {id: anyang, kind: site, name: {en: Anyang, ko: 안양}}
services:
  - id: chat
    name: {en: chat, ko: 채팅}
    replicas: [{in: pangyo, role: active}, {in: anyang, role: standby}]
    failover: {mode: manual, minutes: 20, needs: control}
  - id: news
    name: {en: news, ko: 뉴스}
    replicas: [{in: anyang, role: active}]
    needs: [{kind: login, on: account}]
  - id: account
    name: {en: account, ko: 계정}
    layer: platform
    replicas: [{in: pangyo, role: active}]
  - id: control
    name: {en: failover control, ko: 장애 전환 제어}
    layer: operations
    replicas: [{in: pangyo, role: active}]
mitigations:
  - id: control-two-sites
    name: {en: Failover control at two sites, ko: 장애 전환 제어를 두 센터에}
    cost: {points: 4, low: 2, high: 8}
    changes: [{op: add_replica, service: control, replica: {in: anyang, role: active}}]
  - id: own-news-id
    name: {en: News keeps its own ID, ko: 뉴스 자체 ID}
    changes:
      - op: add_service
        service: {id: news-id, layer: platform, replicas: [{in: anyang, role: active}]}
      - {op: add_alternative, service: news, kind: login, on: news-id}
readings:
  - {id: as-it-stands, title: {en: As it stands, ko: 그대로}, changes: []}
scenarios:
  - {id: site-cut, title: {en: The site is cut, ko: 센터 차단}, losses: [pangyo], mitigations: [own-news-id]}
"""


@pytest.fixture
def two_sites(tmp_path: Path) -> str:
    path = tmp_path / "two-sites.yaml"
    path.write_text(TWO_SITES, encoding="utf-8")
    return str(path)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the command as a program would: its output is a pipe, the locale is not Korean."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)

    def invoke(*arguments: str, env: dict[str, str] | None = None) -> Result:
        return CliRunner().invoke(main, arguments, env=env, prog_name="kakao-whatif")

    return invoke
