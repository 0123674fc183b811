"""What a visitor hears from a kernel: the messages of its widgets, never an error or what is printed."""

from logging import INFO, WARNING
from typing import Any, Final

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

#: The kinds of message that a page needs.
HEARD: Final = frozenset(
    {
        "comm_close",
        "comm_info_reply",
        "comm_msg",
        "comm_open",
        "iopub_welcome",
        "kernel_info_reply",
        "shutdown_reply",
        "status",
    }
)


class Hearing(ZMQChannelsWebsocketConnection):
    """A page's connection to its kernel, which passes on no other kinds of message."""

    def handle_outgoing_message(self, stream: str, outgoing_msg: list[Any]) -> None:
        """Pass a message on if a page needs it; what else a kernel says is for the server's log."""
        _, parts = self.session.feed_identities(outgoing_msg)
        if self.session.unpack(parts[1])["msg_type"] in HEARD:
            super().handle_outgoing_message(stream, outgoing_msg)
            return
        content = self.session.unpack(parts[4])
        if words := content.get("text") or "\n".join(content.get("traceback", ())):
            level = WARNING if "Traceback" in words else INFO
            self.log.log(level, "Kernel %s: %.4000r", self.kernel_id, words)
