"""How Voila serves the dashboards: its settings, its page template, and the picture shown while it starts.

Stands apart from the dashboards because nothing here runs in a kernel: this is the server's side.
"""
