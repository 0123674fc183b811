"""A fault tree written in the Open-PSA Model Exchange Format, so that other tools can check ours.

Stands apart from the reading: what is written comes from a formula, not from a system, and may be
the fault tree of one service among many.
"""

import re
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from kakao_whatif.diagrams.formula import Formulas
from kakao_whatif.text.signs import one_line

_IDENTIFIER = re.compile(r"[^\W\d]\w*(-\w+)*")
_NO_LETTER = re.compile(r"\W+")


def fault_tree_xml(
    formulas: Formulas,
    root: int,
    *,
    name: str,
    top: str,
    labels: Mapping[str, str],
    probabilities: Mapping[str, float],
) -> str:
    """Return a formula as an Open-PSA file.

    Events have the names of the formula; one that is no identifier of the format gets a safe name,
    and its own as a label.

    Parameters
    ----------
    formulas, root
        The formula: what makes the top event happen.
    name, top
        What the tree and its top gate are to be called.
    labels
        What events are called on screen.
    probabilities
        Those of the events that have one.

    Examples
    --------
    >>> store = Formulas()
    >>> root = store.both(store.variable("feed"), store.variable("pump"))
    >>> text = fault_tree_xml(store, root, name="plant", top="dark", labels={}, probabilities={})
    >>> '<basic-event name="feed"/>' in text
    True
    """
    order = formulas.below(root)
    events = sorted(formulas.names[at] for at in order if formulas.names[at])
    taken: set[str] = set()
    names = {event: _safe(event, taken) for event in events}
    gates = [at for at in reversed(order) if formulas.parts[at]] or [root]
    called = {at: _safe(top if at == root else f"g{number}", taken) for number, at in enumerate(gates)}
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<opsa-mef>"]
    lines.append(f"  <define-fault-tree name={quoteattr(_safe(name, set()))}>")
    for gate in gates:
        lines.append(f"    <define-gate name={quoteattr(called[gate])}>")
        lines += (f"      {line}" for line in _formula(formulas, gate, names, called, root))
        lines.append("    </define-gate>")
    if root in (formulas.never, formulas.always):
        value = "true" if root == formulas.always else "false"
        lines.append('    <define-house-event name="constant">')
        lines += [f'      <constant value="{value}"/>', "    </define-house-event>"]
    lines += ["  </define-fault-tree>", "  <model-data>"]
    for event in events:
        lines += _event(event, names[event], labels.get(event, event), probabilities.get(event))
    return "\n".join([*lines, "  </model-data>", "</opsa-mef>", ""])


def _formula(
    formulas: Formulas, gate: int, names: Mapping[str, str], called: Mapping[int, str], root: int
) -> Iterator[str]:
    parts, k = formulas.parts[gate], formulas.needed[gate]
    if not parts:  # a tree of one event
        is_event = bool(formulas.names[root])
        yield (
            _reference("basic-event", names[formulas.names[root]])
            if is_event
            else _reference("house-event", "constant")
        )
        return
    tag = "or" if k == 1 else "and" if k == len(parts) else "atleast"
    yield f'<atleast min="{k}">' if tag == "atleast" else f"<{tag}>"
    for part in parts:
        is_gate = bool(formulas.parts[part])
        yield "  " + _reference(
            *(("gate", called[part]) if is_gate else ("basic-event", names[formulas.names[part]]))
        )
    yield f"</{tag}>"


def _reference(tag: str, name: str) -> str:
    return f"<{tag} name={quoteattr(name)}/>"


def _event(id: str, name: str, label: str, probability: float | None) -> Iterator[str]:
    label = one_line(label if name == id else id)
    is_bare = label == name and probability is None
    yield f"    <define-basic-event name={quoteattr(name)}{'/' if is_bare else ''}>"
    if label != name:
        yield f"      <label>{escape(label)}</label>"
    if probability is not None:
        yield f'      <float value="{float(probability)!r}"/>'
    if not is_bare:
        yield "    </define-basic-event>"


def _safe(name: str, taken: set[str]) -> str:
    """Return an identifier of the format that is not taken, the name itself if it is one; take it."""
    safe = name if _IDENTIFIER.fullmatch(name) else f"_{_NO_LETTER.sub('_', name)}"
    number, unique = 1, safe
    while unique in taken:
        number += 1
        unique = f"{safe}-{number}"
    taken.add(unique)
    return unique
