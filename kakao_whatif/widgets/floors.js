// Where windows stand; Python puts this text before building.js (assets.py).
// All windows are of one width, on one grid for all floors: of the possible grids, the one with the lowest house is taken.
// Names are measured with a pen of their own, so that nothing is laid out twice.

const NARROWEST = 82;
const WIDEST = 128;
const BETWEEN = 5; // between windows side by side
const HEIGHTS = { label: 16, window: 44, row: 4, band: 6, floor: 10 };

const pen = document.createElement("canvas").getContext("2d");
const lengths = new Map();
/** The width of a word as a window writes it (building.css); a font is a property of the page and does not change. */
const lengthOf = (word, root) => {
  if (!lengths.size) {
    pen.font = `14px ${getComputedStyle(root).fontFamily}`;
    pen.letterSpacing = "-0.28px";
  }
  if (!lengths.has(word)) lengths.set(word, pen.measureText(word).width);
  return lengths.get(word);
};
const rooms = new Map();
/** The room a name needs in its best break into two lines. */
const roomOf = (label, root) => {
  if (!rooms.has(label)) {
    const words = label.split(/(?<=[\s·/-])/);
    const lines = words.map((_, at) => [words.slice(0, at).join(""), words.slice(at).join("")].map((line) => lengthOf(line.trim(), root)));
    rooms.set(label, 6 + Math.min(...lines.map((pair) => Math.max(...pair))));
  }
  return rooms.get(label);
};

/** How many rows some windows take on `columns`; a window is one or two columns wide. */
const rowsOf = (spans, columns) => {
  const left = [];
  for (const span of spans) {
    const row = left.findIndex((free) => free >= span);
    if (row >= 0) left[row] -= span;
    else left.push(columns - Math.min(span, columns));
  }
  return left.length;
};

/** One floor with at most `most` rows of windows a product: its height, and the columns of each product. */
const floorOf = (products, grid, most) => {
  const bands = [];
  const columns = products.map(({ spans, named }) => {
    const least = Math.min(Math.max(named, ...spans), grid);
    let wide = least;
    while (wide < grid && rowsOf(spans, wide) > most) wide += 1;
    const rows = rowsOf(spans, wide);
    const band = bands.find((one) => one.free >= wide);
    if (band) Object.assign(band, { free: band.free - wide, rows: Math.max(band.rows, rows) });
    else bands.push({ free: grid - wide, rows });
    return wide;
  });
  const heights = bands.map(({ rows }) => HEIGHTS.label + rows * (HEIGHTS.window + HEIGHTS.row) + HEIGHTS.band);
  return { columns, height: heights.reduce((sum, one) => sum + one, HEIGHTS.floor) };
};

/** The grid for all floors in a house of this width: `{grid, columns: Map of product to columns, wide: Set of ids}`. */
const planOf = (layers, width, root) => {
  const most = Math.max(2, Math.floor((width + BETWEEN) / (NARROWEST + BETWEEN)));
  const fewest = Math.min(most, Math.max(2, Math.ceil((width + BETWEEN) / (WIDEST + BETWEEN))));
  let best = null;
  for (let grid = fewest; grid <= most; grid += 1) {
    const room = (width - (grid - 1) * BETWEEN) / grid;
    const wide = new Set();
    const columns = new Map();
    let height = 0;
    for (const layer of layers) {
      const products = layer.products.map((product) => ({
        spans: product.tiles.map((tile) => (roomOf(tile.label, root) > room ? (wide.add(tile.id), 2) : 1)),
        named: Math.ceil((lengthOf(product.label, root) * 0.89 + 5 + BETWEEN) / (room + BETWEEN)),
      }));
      const floors = [1, 2, 3, 4].map((rows) => floorOf(products, grid, rows));
      const lowest = floors.reduce((one, other) => (other.height < one.height ? other : one));
      layer.products.forEach((product, at) => columns.set(`${layer.id} ${product.id}`, lowest.columns[at]));
      height += lowest.height;
    }
    if (!best || height < best.height) best = { grid, columns, wide, height };
  }
  return best;
};

// --- the ground: a region is a frame with its name up the wall, a site with zones stands above them -------------
/** How the places share the width in two rows: shapes, and for each level the columns: the least that shows whole words, the wanted. */
const groundOf = (sites, root) => {
  const KNOB = 42; // and what is around it
  const below = new Map(sites.map((site) => [site.id, []]));
  const roots = [];
  for (const site of sites) (below.get(site.parent) ?? roots).push(site);
  const shapeOf = (site) => {
    const inside = below.get(site.id);
    if (!inside.length) return "leaf";
    return inside.some((one) => below.get(one.id).length) || site.kind === "region" ? "frame" : "block";
  };
  const widest = (places) => ({
    least: KNOB + 6 + Math.max(...places.flatMap((site) => site.label.split(/[\s·]/).map((word) => lengthOf(word, root)))),
    wanted: KNOB + Math.max(...places.map((site) => roomOf(site.label, root))),
  });
  const partsOf = (places) => {
    const leaves = places.filter((site) => shapeOf(site) === "leaf");
    const blocks = places.filter((site) => shapeOf(site) === "block").map((site) => below.get(site.id));
    return [...blocks.flatMap((zones) => zones.map(() => widest(zones))), ...Array(Math.ceil(leaves.length / 2)).fill(widest(leaves))];
  };
  const sum = (columns, rest) => ({
    least: columns.reduce((all, one) => all + one.least + 4, rest),
    wanted: columns.reduce((all, one) => all + one.wanted + 4, rest),
  });
  const frames = roots.filter((site) => shapeOf(site) === "frame");
  const inner = new Map(frames.map((site) => [site.id, partsOf(below.get(site.id))]));
  const columns = [...frames.map((site) => sum(inner.get(site.id), 52)), ...partsOf(roots.filter((site) => !frames.includes(site)))];
  return { below, shapeOf, inner, columns, width: sum(columns, 0).wanted };
};
const tracks = (columns) => columns.map(({ least, wanted }) => `minmax(${Math.ceil(least)}px, ${Math.round(wanted)}fr)`).join(" ");
