"""The server behind `kakao-whatif explore`: Voila with our settings and no others."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from traitlets import Any as AnyTrait
from voila.app import Voila
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler

from kakao_whatif.dashboards.voila import front_end, report_route
from kakao_whatif.dashboards.voila.beginning import LAB
from kakao_whatif.dashboards.voila.door import LIMITS, door, guarded
from kakao_whatif.dashboards.voila.page_route import PageHandler, template_paths

#: Addresses of Voila's that no page of ours needs: there is no login, and no list of files for programs.
_UNUSED: Final = ("/login", "/logout")
_CONTENTS: Final = "/voila/api/contents"


class Dashboards(Voila):
    """Reads no other configuration, refuses strangers, and says where it listens."""

    names = AnyTrait(frozenset(), help="The names under which it answers, beside loopback.")
    listening: Callable[[], object]
    """Called when it listens."""

    def load_config_file(self, *_: Any, **__: Any) -> None:
        """Read none: a page must look alike on every machine."""

    def setup_template_dirs(self) -> None:
        """Look for our templates first."""
        super().setup_template_dirs()
        self.template_paths = template_paths()

    def init_handlers(self) -> list[Any]:
        """Return our rules and Voila's, each with our headers."""
        ours = [*report_route.routes(self.server_url), *front_end.routes(self.server_url)]
        rules = [*ours, *(self._ours(rule) for rule in super().init_handlers() if _is_used(rule[0]))]
        return [*door(self.names), *((path, guarded(each), *more) for path, each, *more in rules)]

    def _ours(self, rule: Any) -> Any:
        """Return a rule of Voila's, with our pages, and style sheets of its one template that a page uses."""
        path, handler, *more = rule
        if handler is TornadoVoilaHandler:
            return (path, PageHandler, *more)
        if handler is TemplateStaticFileHandler:
            static = path.replace("(.*)", f"{LAB}/static/(.*)")
            return (static, MultiStaticFileHandler, {"paths": self.static_paths})
        return rule

    def listen(self) -> None:
        """Listen, and read no more of a request than any of ours has."""
        self.app.listen = partial(self.app.listen, **LIMITS)
        super().listen()

    def launch_browser(self) -> None:
        """Say that it listens; whether a browser is opened is decided there."""
        self.listening()


def _is_used(path: str) -> bool:
    return not path.endswith(_UNUSED) and _CONTENTS not in path
