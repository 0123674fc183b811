// Keys of the map; Python puts this text before building.js (assets.py).
// Every row is one tab stop; arrows move between windows, up and down by what stands above and below.

/** The neighbour of `node` above or below: the nearest by rows first, then sideways. */
const beside = (node, all, isDown) => {
  const from = node.getBoundingClientRect();
  const far = (other) => {
    const rect = other.getBoundingClientRect();
    const rise = isDown ? rect.top - from.top : from.top - rect.top;
    return rise < 8 ? Infinity : rise * 4 + Math.abs(rect.left + rect.width / 2 - from.left - from.width / 2);
  };
  return all.reduce((best, other) => (far(other) < far(best) ? other : best), node);
};

/** Make `box` walkable by keys. Returns a function to call after its rows changed, with whether another tile was chosen. */
const roving = (view, box, { rows, stops }) => {
  const inside = (row) => [...row.querySelectorAll(stops)];
  const stopAt = (node) => {
    for (const other of inside(node.closest(rows))) attr(other, "tabindex", other === node ? "0" : "-1");
  };
  view.listen(box, "focusin", (event) => {
    const node = event.target.closest(stops);
    if (node) stopAt(node);
  });
  view.listen(box, "keydown", (event) => {
    const node = event.target.closest(stops);
    if (!node || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = inside(box);
    const goal = {
      ArrowRight: () => all[all.indexOf(node) + 1],
      ArrowLeft: () => all[all.indexOf(node) - 1],
      ArrowDown: () => beside(node, all, true),
      ArrowUp: () => beside(node, all, false),
      Home: () => inside(node.closest(rows))[0],
      End: () => inside(node.closest(rows)).at(-1),
    }[event.key]?.();
    if (!goal) return;
    goal.focus();
    event.preventDefault();
  });
  return (isNew) => {
    for (const row of box.querySelectorAll(rows)) {
      const all = inside(row);
      const chosen = isNew && all.find((node) => node.getAttribute("aria-pressed") === "true");
      const stop = chosen || (all.find((node) => node.getAttribute("tabindex") === "0") ?? all[0]);
      if (stop) stopAt(stop);
    }
  };
};
