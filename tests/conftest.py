"""What all tests share: settings, and the graph of the seed documents, built once a process."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

import kg
from kg.store import Store

settings.register_profile("kg", deadline=None, derandomize=True)
settings.load_profile("kg")
"""The same examples on every machine, and none fails because the machine was busy."""


@pytest.fixture(scope="session")
def seeds() -> kg.Graph:
    return kg.build()


@pytest.fixture(scope="session")
def seeds_folder(seeds: kg.Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seeds.save(tmp_path_factory.mktemp("graphs") / "seeds")


@pytest.fixture(scope="session")
def seeds_store(seeds_folder: Path) -> Store:
    return Store.open(seeds_folder)
