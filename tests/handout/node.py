"""The handout's scripts without a browser, in the Node that Playwright's wheel brings."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright._impl._driver import compute_driver_executable

# One line asks and one line answers. As in a page, a script sees what the scripts before it define.
LOOP = """
const { runInThisContext } = require("node:vm");
const answered = ({ script, call, argument }) => {
    try {
        if (call) return { value: runInThisContext(`(${call})`)(argument) };
        runInThisContext(script);
        return {};
    } catch (error) {
        return { error: error.stack };
    }
};
require("node:readline").createInterface({ input: process.stdin })
    .on("line", (line) => console.log(JSON.stringify(answered(JSON.parse(line)))));
"""


class NodeError(Exception):
    """A script threw, or Node ended."""


class Node:
    """A running Node with some scripts; it is asked as Playwright's `Page` is."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, script: str) -> None:
        """Run a script; what it defines stays."""
        self._ask(script=script)

    def evaluate(self, function: str, argument: Any = None) -> Any:
        """Call a function written in JavaScript; argument and answer travel as JSON."""
        return self._ask(call=function, argument=argument)

    def _ask(self, **request: Any) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(request), file=self._process.stdin, flush=True)
        answer = json.loads(self._process.stdout.readline() or '{"error": "Node has ended"}')
        if "error" in answer:
            raise NodeError(answer["error"])
        return answer.get("value")


@contextmanager
def node(script: str) -> Iterator[Node]:
    """Start a Node, run a script in it, and end it."""
    command = [compute_driver_executable()[0], "--eval", LOOP]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="utf-8") as process:
        started = Node(process)
        started.run(script)
        yield started
        # Leaving closes the pipe, and with it Node ends.
