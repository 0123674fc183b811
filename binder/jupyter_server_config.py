# Settings of the Jupyter Server that Binder starts: Voila runs inside it as an extension, with the same settings as
# `kakao-whatif explore`.
from jupyter_core.paths import jupyter_runtime_dir

from kakao_whatif.dashboards.voila.settings import configure

configure(get_config(), connections=jupyter_runtime_dir())
