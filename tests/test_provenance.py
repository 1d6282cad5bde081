"""A build says which software, rules and vocabulary made it, and neither when nor where."""

from __future__ import annotations

import socket
from datetime import date

from kg import provenance
from kg.store import Store


def test_the_build_describes_itself_in_a_graph_of_its_own(seeds_store: Store) -> None:
    lines = provenance.describe()
    assert set(lines) <= set(seeds_store.lines())
    assert all(line.endswith("<https://w3id.org/oncology-kg/graph/build> .") for line in lines)
    assert any(provenance.software_version() in line for line in lines)


def test_digests_are_of_the_rules_and_of_the_vocabulary() -> None:
    assert {name: len(digest) for name, digest in provenance.digests().items()} == {"rules": 64, "vocabulary": 64}


def test_no_clock_and_no_machine_stands_in_the_graph(seeds_store: Store) -> None:
    text = "\n".join(line for line in seeds_store.lines() if "/graph/build>" in line)
    assert date.today().isoformat() not in text and socket.gethostname() not in text and "/seeds" not in text
