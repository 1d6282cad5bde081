# The habits of this project, each a recipe. `make demo` and `make test` do everything on a fresh machine
# that has Python 3.11 or newer and make.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
BENCH  := .venv-bench
DEMO   := demo
KG     := $(BIN)/kg

.PHONY: demo test coverage lint format evaluate judged variants composed docs terms vocabulary bench wheel clean lock

# ---- the environment, made once and again when the lock file changes --------------------------------------

$(VENV)/.made: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("kg needs Python 3.11 or newer; this is " + sys.version.split()[0] + " (set PYTHON=python3.12, say)" if sys.version_info < (3, 11) else 0)'
	@echo "making the environment in $(VENV) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

# kgx, which validates one of the exports, brings a hundred packages: it has an environment of its own.
.venv-kgx/.made: requirements-kgx.lock
	@test -x .venv-kgx/bin/python || $(PYTHON) -m venv .venv-kgx
	@.venv-kgx/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-kgx.lock
	@touch $@

# ---- what it does ------------------------------------------------------------------------------------------

demo: $(VENV)/.made  ## build, validate, ask, export and draw the seed documents
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	$(KG) build seeds --graph $(DEMO)/graph
	$(KG) check --graph $(DEMO)/graph
	$(KG) query --all --out $(DEMO)/answers --graph $(DEMO)/graph
	$(KG) export -f turtle -o $(DEMO)/graph.ttl --graph $(DEMO)/graph
	$(KG) export -f json-ld -o $(DEMO)/graph.jsonld --graph $(DEMO)/graph
	$(KG) draw sorafenib --view ego -o $(DEMO)/sorafenib-ego.svg --graph $(DEMO)/graph
	$(KG) draw sorafenib --view ego -o $(DEMO)/sorafenib-ego.png --graph $(DEMO)/graph
	$(KG) draw --view layered -o $(DEMO)/layered.svg --graph $(DEMO)/graph
	$(KG) draw --view layered -o $(DEMO)/layered.png --graph $(DEMO)/graph
	@echo
	@echo "All of it lies in $(DEMO)/:"
	@echo "  graph/               the graph (kg query, kg show, kg draw read it with --graph $(DEMO)/graph)"
	@echo "  answers/             the answer to every shipped question"
	@echo "  graph.ttl, .jsonld   the graph for other tools"
	@echo "  *.svg, *.png         pictures"
	@echo
	@echo "Try next:"
	@echo "  $(KG) show sorafenib --graph $(DEMO)/graph"
	@echo "  $(KG) query approvals -p drug=sorafenib --graph $(DEMO)/graph"
	@echo "  $(KG) build YOUR/DOCUMENTS && $(KG) query"

test: $(VENV)/.made  ## all tests
	$(BIN)/python -m pytest -n 2 -q

coverage: $(VENV)/.made  ## all tests, and which lines none of them runs (takes half as long again)
	$(BIN)/python -m pytest --cov --cov-report=term:skip-covered -n 2 -q

lint: $(VENV)/.made  ## style, types and walls
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.made
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

terms: $(VENV)/.made  ## kg/terms.py from ontology/kg.ttl
	$(BIN)/python scripts/make_terms.py

docs: $(VENV)/.made  ## the generated pages of docs/
	$(BIN)/python scripts/make_docs.py --pictures

evaluate: $(VENV)/.made  ## score the rules on gold facts and record each rule's precision (GOLD=folder CORPUS=folder)
	$(BIN)/python scripts/evaluate.py --gold $(GOLD) --corpus $(CORPUS) $(if $(SIDECARS),--sidecars $(SIDECARS))

judged: $(VENV)/.made  ## how many facts are told now of those that people judged right, doubtful and wrong (CORPUS=folder)
	$(BIN)/python scripts/judged.py table --corpus $(CORPUS)

variants: $(VENV)/.made  ## what becomes of facts when documents say the same in other words, or take it back (CORPUS=folder)
	$(BIN)/python scripts/variants.py $(if $(CORPUS),--corpus $(CORPUS)) $(if $(EACH),--each $(EACH))

composed: $(VENV)/.made  ## which parts of composed sentences are read worst, over thousands of them (SENTENCES=number)
	$(BIN)/python scripts/composed.py $(if $(SENTENCES),--sentences $(SENTENCES))

vocabulary: $(VENV)/.made  ## ontology/vocabulary from its sources (needs the package index; CORPUS=folder of pages)
	$(BIN)/python scripts/make_vocabulary.py --documents $(CORPUS)

bench: $(VENV)/.made  ## the program beside its peers, one table (CORPUS=folder; the seeds, replicated, without it)
	@test -x $(BENCH)/bin/python || $(PYTHON) -m venv $(BENCH)
	@$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --editable . spacy flashtext gilda
	$(BENCH)/bin/python benchmarks/bench.py $(CORPUS) --memory $(or $(MEMORY),1000,5000,20000)
	$(BENCH)/bin/python benchmarks/lexicon.py $(or $(CORPUS),seeds)

wheel: $(VENV)/.made
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

lock: pyproject.toml  ## requirements.lock from pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --no-header --extra dev --output-file requirements.lock pyproject.toml
	@printf 'kgx>=2.7\nbiolink-model>=4.4\n' | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --output-file requirements-kgx.lock -

clean:
	rm -rf $(VENV) .venv-kgx $(BENCH) $(DEMO) build dist .coverage .mypy_cache .ruff_cache .pytest_cache
