"""What several test files need: the graph of the seed documents, built once a process."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.store import Store


@pytest.fixture(scope="session")
def seeds() -> kg.Graph:
    return kg.build()


@pytest.fixture(scope="session")
def seeds_folder(seeds: kg.Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seeds.save(tmp_path_factory.mktemp("graphs") / "seeds")


@pytest.fixture(scope="session")
def seeds_store(seeds_folder: Path) -> Store:
    return Store.open(seeds_folder)
