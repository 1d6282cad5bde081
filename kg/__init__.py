"""kg: cancer documents as a knowledge graph whose every fact carries the words it was read from.

    import kg

    graph = kg.build("seeds")
    graph.query("approvals", drug="sorafenib").to_pandas()
    graph.to_networkx()

Research data read from documents; not for clinical use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import Graph, build, open, questions  # noqa: A004
    from kg.errors import KgError

__all__ = ["Graph", "KgError", "build", "open", "questions"]


def __getattr__(name: str) -> Any:
    """Each name when it is first used, so that `kg --help` need not import all of it."""
    if name == "KgError":
        from kg.errors import KgError  # noqa: PLC0415

        return KgError
    if name in __all__:
        from kg import api  # noqa: PLC0415

        return getattr(api, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    """The names above are offered before they are imported."""
    return sorted({*globals(), *__all__})
