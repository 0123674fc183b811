// The curves of the map; Python puts this text between common.js and building.js (assets.py).
// An edge runs from the service that needs to the one it needs. Thick: the path on which this one fails.

const SVG_SPACE = "http://www.w3.org/2000/svg";

const shape = (tag, attributes, ...children) => {
  const node = document.createElementNS(SVG_SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

/** The edges to draw around `centre`: what it needs, whom it hurts, and, if it is selected, how it came about. */
const edgesOf = (data, centre, isShown, isDark) => {
  const near = Object.entries(data.needs).flatMap(([source, kinds]) =>
    Object.entries(kinds).flatMap(([kind, targets]) =>
      targets.filter((target) => source === centre || target === centre).map((target) => ({ source, target, kind })),
    ),
  );
  const path = centre === data.selected ? data.causes ?? [] : [];
  const found = new Map();
  const add = (edge, thick) => {
    const name = [edge.source, edge.target, edge.kind].join(" ");
    if (found.has(name) || edge.source === edge.target || !isShown(edge.source) || !isShown(edge.target)) return;
    found.set(name, { ...edge, thick, failing: thick || isDark(edge.target), label: data.words[edge.kind] });
  };
  for (const edge of path) add(edge, true);
  for (const edge of near) add(edge, false);
  return [...found.values()].sort((one, other) => Number(one.thick) - Number(other.thick));
};

/** Where a window stands inside the house, in the house's own units. */
const placeIn = (house) => {
  const zoom = house.currentCSSZoom ?? 1;
  const frame = house.getBoundingClientRect();
  return (node) => {
    const rect = node.getBoundingClientRect();
    const [left, top, width, height] = [rect.left - frame.left, rect.top - frame.top, rect.width, rect.height].map((n) => n / zoom);
    return { left, right: left + width, x: left + width / 2, top, bottom: top + height, middle: top + height / 2 };
  };
};

const curve = (from, to) => {
  const isLevel = Math.abs(from.middle - to.middle) < 20;
  const falls = from.middle < to.middle;
  const [y1, y2] = isLevel ? [from.top, to.top] : falls ? [from.bottom, to.top] : [from.top, to.bottom];
  const bend = isLevel ? -44 : Math.max(22, Math.abs(y2 - y1) * 0.45) * (falls ? 1 : -1);
  const points = [[from.x, y1], [from.x, y1 + bend], [to.x, isLevel ? y2 + bend : y2 - bend], [to.x, y2]];
  const at = (t) =>
    [0, 1].map((axis) => (1 - t) ** 3 * points[0][axis] + 3 * (1 - t) ** 2 * t * points[1][axis] + 3 * (1 - t) * t ** 2 * points[2][axis] + t ** 3 * points[3][axis]);
  return { d: `M${points[0]} C${points[1]} ${points[2]} ${points[3]}`, at };
};

/** Which curves carry a word: each one on the path; of many alike, one with their number. */
const marksOf = (lines, centre) => {
  const alike = new Map();
  for (const line of lines) {
    const { edge } = line;
    const name = edge.thick ? `${edge.source} ${edge.target} ${edge.kind}` : `${edge.target === centre} ${edge.kind}`;
    alike.set(name, [...(alike.get(name) ?? []), line]);
  }
  const marks = [...alike.values()].map((group) => {
    const line = group[Math.floor(group.length / 2)];
    const isIncoming = line.edge.target === centre && !line.edge.thick;
    const word = line.edge.label && group.length > 1 ? `${line.edge.label} × ${group.length}` : line.edge.label;
    return { text: word, line, spots: isIncoming ? [0.72, 0.6, 0.84, 0.5] : [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8] };
  });
  return marks.filter((mark) => mark.text).sort((one, other) => Number(other.line.edge.thick) - Number(one.line.edge.thick));
};

/** Words beside their curves, moved along them until they cover neither a word nor a window that matters. */
const labelsOf = (marks, windows) => {
  const placed = [];
  for (const mark of marks) {
    const half = 8 + [...mark.text].reduce((sum, sign) => sum + (sign > "\u2e80" ? 12 : 6.8), 0) / 2;
    const spots = mark.spots.map((spot) => mark.line.at(spot));
    const free = spots.filter(([x, y]) => !placed.some((other) => Math.abs(other.y - y) < 22 && Math.abs(other.x - x) < half + other.half));
    const clear = free.find(([x, y]) => !windows.some((box) => x + half > box.left && x - half < box.right && y + 10 > box.top && y - 10 < box.bottom));
    const [x, y] = clear ?? free[0] ?? [];
    if (x !== undefined) placed.push({ ...mark, x, y, half });
  }
  return placed.map(({ text: word, line, x, y, half }) =>
    shape(
      "g",
      { class: "kw-edge-label", "data-kind": line.edge.kind, "data-failing": line.edge.failing ? "true" : null, "data-thick": line.edge.thick ? "true" : null },
      shape("rect", { x: x - half, y: y - 10, width: half * 2, height: 20, rx: 10 }),
      shape("text", { x, y: y + 4 }, word),
    ),
  );
};

/** Curves and words for `edges`, as SVG nodes; `tileOf` gives the window of an id. */
const drawnEdges = (edges, centre, house, tileOf) => {
  if (!edges.length) return [];
  const place = placeIn(house);
  const lines = edges.map((edge) => ({ edge, ...curve(place(tileOf(edge.source)), place(tileOf(edge.target))) }));
  const paths = lines.map(({ edge, d }) =>
    shape("path", {
      class: "kw-edge",
      d,
      "data-source": edge.source,
      "data-target": edge.target,
      "data-kind": edge.kind,
      "data-failing": edge.failing ? "true" : null,
      "data-way": edge.target === centre && !edge.thick ? "in" : null,
      "data-thick": edge.thick ? "true" : null,
    }),
  );
  const windows = [...new Set(edges.flatMap((edge) => [edge.source, edge.target]))].map((id) => place(tileOf(id)));
  return [...paths, ...labelsOf(marksOf(lines, centre), windows)];
};
