"""The dashboards, one file each, and how they are served."""
