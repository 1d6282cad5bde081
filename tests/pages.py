"""Documents of the project's own making, as many as a test wants, with made-up figures."""

from __future__ import annotations

from pathlib import Path

_DRUGS = ("sorafenib", "axitinib", "olaparib", "nivolumab", "imatinib", "sunitinib", "erlotinib")
_CANCERS = ("thyroid cancer", "kidney cancer", "ovarian cancer", "melanoma", "breast cancer")
_TARGETS = ("BRAF", "KIT", "EGFR", "FLT3")


def page(number: int, edition: int = 0) -> str:
    """A short page on a trial; each number another one, and another edition with other figures."""
    drug, cancer = _DRUGS[number % len(_DRUGS)], _CANCERS[number % len(_CANCERS)]
    target = _TARGETS[number % len(_TARGETS)]
    longer, shorter = 8 + (number + edition) % 9, 3 + number % 4
    return (
        f"---\ntitle: The HARBOR-{number} trial\nlicense: CC0-1.0\nlastReviewed: 2021-0{1 + number % 9}-01\n---\n\n"
        f"# The HARBOR-{number} trial\n\n{drug.capitalize()} inhibits {target}.\n\n"
        f"In the HARBOR-{number} trial, {100 + number} patients with {cancer} were randomly assigned to {drug} or a "
        f"placebo. Median progression-free survival was {longer}.5 months with {drug} versus {shorter}.1 months with "
        f"placebo.\n\nOn May {1 + number % 28}, 2012, the FDA approved {drug} for {cancer}.\n"
    )


def pages(folder: Path, count: int, first: int = 0) -> Path:
    """A folder of such pages, `page-NUMBER.md`."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        (folder / f"page-{number:05}.md").write_text(page(number), "utf-8")
    return folder
