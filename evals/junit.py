"""The run as JUnit XML, so that any build server can show it: one suite a variant, one test a question."""

from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as Xml

from evals.gates import Passage
from evals.scorers.privacy import masked
from evals.scoring import Result, Scored


def write_junit(
    path: Path, scored: Scored, gates: Mapping[str, Passage], *, show_held_out: bool = False
) -> None:
    """Write answers and gates as test cases; a target that failed is an error, not a failure."""
    root = Xml.Element("testsuites", name="evals")
    for variant in scored.variants:
        results = scored.of(variant)
        suite = Xml.SubElement(root, "testsuite", name=variant, tests=str(len(results)))
        suite.set("failures", str(sum(not r.passed for r in results)))
        for result in results:
            _add(suite, result, show_held_out or result.item.case.split == "dev")
        _add_gates(root, variant, gates.get(variant))
    Xml.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _add(suite: Xml.Element, result: Result, shown: bool) -> None:
    item = result.item
    seconds = f"{item.answer.seconds:.3f}"
    test = Xml.SubElement(
        suite, "testcase", classname=f"evals.{item.case.category}", name=item.id, time=seconds
    )
    if item.answer.error:
        Xml.SubElement(test, "error", message=item.answer.error)
    elif result.failed:
        reasons = "; ".join(f"{name}: {result.scores[name].reason}" for name in result.failed)
        secrets = [s for turn in item.case.turns for s in turn.expect.secrets]
        failure = Xml.SubElement(test, "failure", message=f"{result.stage}: {', '.join(result.failed)}")
        failure.text = masked(f"{item.question}\n{reasons}", secrets) if shown else "held out"


def _add_gates(root: Xml.Element, variant: str, passage: Passage | None) -> None:
    if passage is None:
        return
    suite = Xml.SubElement(root, "testsuite", name=f"{variant}: gates", tests=str(len(passage.held)))
    for gate in passage.held:
        test = Xml.SubElement(suite, "testcase", classname="evals.gates", name=gate.metric)
        if gate.verdict == "fail":
            Xml.SubElement(test, "failure", message=gate.reason)
        elif gate.verdict == "inconclusive":
            Xml.SubElement(test, "error", message=gate.reason)
