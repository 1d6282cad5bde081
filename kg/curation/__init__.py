"""Facts that people and models read, behind the gate that rules' facts pass: grounded, shaped, their words verified.

They stand in a sidecar, `NAME.facts.jsonl` beside the document `NAME.md`: one JSON object a line in the exchange
format (`kg.facts`), with `by`, `on` and `note`, and `"retract": true` for a fact that was read wrongly.
"""
