"""A document in, its findings out: annotate, gather trials and arms, ask each reader, check each fact."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg import collector, names, schema
from kg.errors import SchemaError
from kg.model import Concept, Document, Finding, Reading, quoted
from kg.reading import approvals, background, events, statements, targets, trials
from kg.reading.annotate import Annotated, annotate
from kg.reading.arms.aliases import aliases, called, short_forms
from kg.reading.arms.inventory import inventory
from kg.reading.arms.unnamed import unknown_treatments
from kg.reading.context import Context, Proposal
from kg.reading.customary import customary
from kg.reading.expected import with_figures
from kg.reading.grounding.abbreviations import abbreviations
from kg.reading.grounding.lexicon import Lexicon
from kg.reading.measure_names import abbreviated, is_whole
from kg.reading.passed_over import heard, passed_over
from kg.reading.precision import UNMEASURED, Precision
from kg.reading.results import comparisons, in_words, outcomes
from kg.reading.results.agreeing import agreeing
from kg.reading.results.figures.people.people_beside import says_who
from kg.reading.results.told_in_full import in_full
from kg.reading.spelled_out import measured, settled, spelled_out
from kg.reading.trial_facts import arms as arm_facts
from kg.reading.trial_facts import endpoints
from kg.reading.trial_facts import reader as attributes
from kg.reading.trials.numbered import numbered, of_each
from kg.reading.trials.single import NO_TRIALS
from kg.reading.unread import with_unread

Reader = Callable[[Context], Iterator[Proposal]]

READERS: tuple[Reader, ...] = (
    approvals.read,
    targets.read,
    attributes.read,
    arm_facts.read,
    endpoints.read,
    outcomes.read,
    in_words.read,
    comparisons.read,
    events.read,
    statements.read,
    background.read,
)
"""One reader a family of kinds, in the order in which their facts are listed."""

_OF_DESIGN = (attributes.read, arm_facts.read, endpoints.read, statements.read, targets.read)
"""What these tell is no finding: a hypothesis, too, says who was to be given what, and what that acts on."""

_OF_RESULTS = (outcomes.read, in_words.read, comparisons.read, events.read)
"""What these tell is told of arms, and of people."""


def read(document: Document, lexicon: Lexicon, precision: Precision = UNMEASURED) -> Reading:
    """All findings of a document, in the order of the text, each fact once (with its first words).

    Args:
        document: as a source read it.
        lexicon: the vocabulary; what the document itself defines is taken in for its own text.
        precision: how often facts of each rule, with so many words unread, were right when somebody looked.

    """
    with collector.paused():
        return _read(document, lexicon, precision)


def _read(document: Document, lexicon: Lexicon, precision: Precision) -> Reading:
    of_document = _of_document(document, lexicon)
    annotated = _annotated(document, of_document)
    known = trials.trials(annotated)
    context = Context(annotated, known, inventory(annotated, known))
    findings: dict[str, Finding] = {}
    for proposal in sorted(agreeing(_proposals(context, of_document), document.text), key=lambda p: (p.span, p.rule)):
        finding = _finding(proposal, document)
        if finding is not None:
            findings.setdefault(names.fact_iri(finding.fact), finding)
    told = with_unread(list(numbered(of_each(findings.values(), annotated, known), known)), annotated)
    return Reading(document, tuple(map(precision.weighed, told)), tuple(s.source() for s in with_figures(annotated)))


def _of_document(document: Document, lexicon: Lexicon) -> Lexicon:
    """The lexicon with what the document itself defines."""
    text = document.prose
    defined = lexicon.for_text(text)
    own = abbreviated(text, lambda words: [m.concept for m in defined.lookup(words)])
    return defined.with_local(own) if own else defined


def _annotated(document: Document, lexicon: Lexicon) -> Annotated:
    """The document annotated; again, where it names treatments of its own making ("(ILF)")."""
    annotated = annotate(document, lexicon)
    named = {} if document.source in NO_TRIALS else _own_names(annotated)
    if named:
        annotated = annotate(document, lexicon.with_local(named), annotated, lexicon.alike(named))
    return customary(annotated)


def _own_names(annotated: Annotated) -> dict[str, tuple[Concept, ...]]:
    """The treatments that the document alone names; what it spells out elsewhere is no name of an unknown one."""
    unknown = unknown_treatments(annotated)
    told = called(annotated, unknown) if unknown else set()
    mine = {name: meant for name, meant in unknown.items() if name not in told}
    return {**short_forms(annotated), **mine, **aliases(annotated)}


def _proposals(context: Context, lexicon: Lexicon) -> Iterator[Proposal]:
    defined = measured(abbreviations(context.document.prose, initials=True), lexicon)
    told = passed_over(heard(context.annotated))
    found = context if told is context.annotated else Context(told, context.trials, context.arms)
    for reader in READERS:
        read_in = context if reader in _OF_DESIGN else found
        for proposal in in_full(reader(read_in), read_in) if reader in _OF_RESULTS else reader(read_in):
            whole = settled(spelled_out(proposal, defined) if defined else proposal, lexicon)
            if _says_what(whole):
                yield whole


def _says_what(proposal: Proposal) -> bool:
    """Whether what a proposal measures, if it measures anything, is told whole, and so are the people it is told of."""
    measure, people = proposal.roles.get("measure"), proposal.roles.get("population")
    if isinstance(people, str) and not says_who(people):
        return False
    return not isinstance(measure, Concept) or is_whole(measure.name)


def _finding(proposal: Proposal, document: Document) -> Finding | None:
    """The proposal as a checked fact, or None where it does not fit its kind: abstain rather than guess."""
    try:
        fact = schema.make(proposal.kind, **proposal.roles)
    except SchemaError:
        return None
    under = [(span, None) for span in proposal.under]
    return Finding(fact, quoted(document, proposal.span, proposal.rule, under=under))
