"""Two scenarios side by side, as rows: what differs window by window and hour by hour."""
