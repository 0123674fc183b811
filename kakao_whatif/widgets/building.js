// The house at night: rows are layers, windows are services, the ground is the sites.
//
// For tests: section.kw-building[data-seq][data-selected]
//   button.kw-tile[data-id][data-status=up|degraded|locked|dark|none][data-sign-in-lost][data-lost][data-added]
//     [data-assumed][aria-pressed]   data-status is true at once; data-look follows it in the order of cause
//   button.kw-site[role=switch][aria-checked][data-id][data-kind][data-inside-lost][data-partly][data-absent]
//   svg .kw-edge[data-source][data-target][data-kind][data-failing]; .kw-building[data-moving] while lights change
// Edges run from the service that needs to the one it needs.

const STEP = 120;
const SPREAD = 800; // all steps together; the last light then fades within a second
const SVG = "http://www.w3.org/2000/svg";

const statusOf = (tile) => tile.status ?? "none";
/** All that a reader sees of a status: the window waits with this until the dark (or the light) reaches it. */
const lookOf = (tile) => (tile.status === "dark" && tile.sign_in_lost ? "dark key" : statusOf(tile));

/** True if a name needs more than one window's two lines; measured in letters, so that nothing is laid out twice. */
const isLong = (label) => [...label].reduce((sum, letter) => sum + (letter > "\u2e80" ? 13.4 : 7.3), 0) > 132;

const build = (view) => {
  const { root, send } = view;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "kw-edges");
  svg.setAttribute("aria-hidden", "true");
  const layers = h("div", { class: "kw-layers" });
  const ground = h("div", { class: "kw-ground" });
  const house = h("div", { class: "kw-house", role: "group" }, h("div", { class: "kw-roof" }), layers, ground, svg);
  const legend = h("ul", { class: "kw-legend" });
  root.append(house, legend);

  const tiles = new Map(); // id -> node, windows and sites
  let data = null;
  let pointed = null; // the window under the pointer or with the focus
  let timers = [];

  // --- windows -------------------------------------------------------------------------------------
  const makeTile = () =>
    h(
      "button",
      { type: "button", class: "kw-tile", tabindex: "-1", onclick: (event) => pick(event.currentTarget.kwRow.id) },
      h("span", { class: "kw-name" }, h("span", { class: "kw-glyph", "aria-hidden": "true" }), h("span", { class: "kw-word" })),
    );

  const pick = (id) => send({ kind: "select", id: data.selected === id ? null : id });

  const light = (node, tile) => {
    node.kwLook = lookOf(tile);
    attr(node, "data-look", statusOf(tile));
    glyphs(node.querySelector(".kw-glyph"), tile.status, tile.sign_in_lost);
  };

  const changed = []; // windows whose light changes with this picture: [node, tile, depth of the cause]
  const fillTile = (node, tile) => {
    const before = node.kwSeen;
    node.kwSeen = tile;
    tiles.set(tile.id, node);
    text(node.querySelector(".kw-word"), tile.label);
    attr(node, "data-id", tile.id);
    attr(node, "data-status", statusOf(tile));
    attr(node, "data-wide", isLong(tile.label));
    attr(node, "data-sign-in-lost", tile.sign_in_lost);
    attr(node, "data-lost", tile.lost);
    attr(node, "data-added", tile.added);
    attr(node, "data-assumed", tile.assumed);
    attr(node, "aria-label", tile.title);
    attr(node, "title", tile.title);
    attr(node, "aria-pressed", data.selected === tile.id ? "true" : "false");
    if (!before) light(node, tile);
    else if (node.kwLook !== lookOf(tile)) {
      // Lights come back in the order in which they went out: the depth then is the one they had.
      changed.push([node, tile, Math.max(tile.depth ?? 0, before.depth ?? 0)]);
    }
  };

  const spread = () => {
    timers.forEach(clearTimeout);
    timers = [];
    if (!changed.length) return attr(root, "data-moving", null);
    const first = Math.min(...changed.map(([, , depth]) => depth));
    const last = Math.max(...changed.map(([, , depth]) => depth));
    const step = reducedMotion() ? 0 : Math.min(STEP, SPREAD / Math.max(1, last - first));
    const waves = new Map();
    for (const [node, tile, depth] of changed.splice(0)) {
      const after = (depth - first) * step;
      if (after <= 0) light(node, tile);
      else waves.set(after, [...(waves.get(after) ?? []), [node, tile]]);
    }
    attr(root, "data-moving", waves.size > 0);
    for (const [after, wave] of waves) {
      const turn = () => {
        for (const [node, tile] of wave) light(node, tile);
        if (after === Math.max(...waves.keys())) attr(root, "data-moving", null);
      };
      timers.push(setTimeout(turn, after));
    }
  };

  const makeLayer = (layer) =>
    h(
      "div",
      { class: "kw-layer", role: "group", "data-layer": layer.id },
      h("div", { class: "kw-layer-label", "aria-hidden": "true" }),
      h("div", { class: "kw-products" }),
    );

  const fillLayer = (node, layer) => {
    attr(node, "aria-label", layer.label);
    text(node.firstChild, layer.label);
    keyed(
      node.lastChild,
      layer.products,
      (product) => product.id,
      () => h("div", { class: "kw-product", role: "group" }, h("div", { class: "kw-product-label", "aria-hidden": "true" }), h("div", { class: "kw-tiles" })),
      (box, product) => {
        attr(box, "aria-label", product.label);
        attr(box, "data-product", product.id);
        // Two rows of windows a product: blocks of one height stand side by side and leave no gaps.
        const cells = product.tiles.reduce((sum, tile) => sum + (isLong(tile.label) ? 2 : 1), 0);
        box.style.setProperty("--kw-columns", Math.max(Math.ceil(cells / 2), product.tiles.some((tile) => isLong(tile.label)) ? 2 : 1));
        text(box.firstChild, product.label);
        keyed(box.lastChild, product.tiles, (tile) => tile.id, makeTile, fillTile);
      },
    );
  };

  // --- the ground ----------------------------------------------------------------------------------
  const makeSite = () =>
    h(
      "div",
      { class: "kw-plot" },
      h(
        "button",
        { type: "button", role: "switch", class: "kw-site", tabindex: "-1", onclick: (event) => send({ kind: "lose", id: event.currentTarget.dataset.id }) },
        h("span", { class: "kw-name" }),
        h("span", { class: "kw-knob", "aria-hidden": "true" }),
      ),
      h("div", { class: "kw-plots" }),
    );

  const fillSites = (box, parent) =>
    keyed(
      box,
      data.ground.filter((site) => (site.parent ?? null) === parent || (parent === null && !data.ground.some((other) => other.id === site.parent))),
      (site) => site.id,
      makeSite,
      (plot, site) => {
        const node = plot.firstChild;
        tiles.set(site.id, node);
        text(node.firstChild, site.label);
        attr(node, "data-id", site.id);
        attr(plot, "data-kind", site.kind);
        attr(node, "data-kind", site.kind);
        attr(plot, "data-level", site.level);
        attr(node, "aria-checked", site.lost ? "true" : "false");
        attr(node, "data-lost", site.lost);
        attr(node, "data-inside-lost", site.inside_lost && !site.lost);
        attr(node, "data-partly", site.partly && !site.lost && !site.inside_lost);
        attr(node, "data-absent", site.absent);
        attr(node, "aria-label", site.title);
        attr(node, "title", site.title);
        fillSites(plot.lastChild, site.id);
        shown(plot.lastChild, plot.lastChild.childElementCount > 0);
      },
    );

  // --- edges: of one window and of its causes only -------------------------------------------------
  const drawEdges = () => {
    const centre = (pointed && tiles.has(pointed) ? pointed : null) ?? data.selected;
    const drawn = [];
    if (centre && tiles.has(centre)) {
      const seen = new Set();
      const causes = centre === data.selected ? (data.causes ?? []).map((edge) => ({ ...edge, failing: true })) : [];
      const near = data.edges.filter((edge) => edge.source === centre || edge.target === centre);
      for (const edge of [...causes, ...near]) {
        const name = `${edge.source} ${edge.target} ${edge.kind}`;
        if (seen.has(name) || !tiles.has(edge.source) || !tiles.has(edge.target) || edge.source === edge.target) continue;
        seen.add(name);
        drawn.push({ ...edge, label: edge.kind_label ?? near.find((other) => other.kind === edge.kind)?.kind_label ?? data.words?.[edge.kind] });
      }
    }
    const touched = new Set(drawn.flatMap((edge) => [edge.source, edge.target]).concat(centre ?? []));
    attr(root, "data-centre", drawn.length ? centre : null);
    attr(root, "data-resting", centre !== pointed);
    for (const [id, node] of tiles) attr(node, "data-near", drawn.length > 0 && touched.has(id));
    svg.replaceChildren(...curves(drawn));
  };

  const curves = (edges) => {
    if (!edges.length) return [];
    const zoom = house.currentCSSZoom ?? 1;
    const frame = house.getBoundingClientRect();
    const box = (id) => {
      const rect = tiles.get(id).getBoundingClientRect();
      const [x, y, w, t] = [rect.left - frame.left, rect.top - frame.top, rect.width, rect.height].map((n) => n / zoom);
      return { x: x + w / 2, top: y, bottom: y + t, middle: y + t / 2, width: w };
    };
    const marks = [];
    const lines = edges
      .sort((one, other) => Number(one.failing) - Number(other.failing))
      .map((edge) => {
        const [a, b] = [box(edge.source), box(edge.target)];
        const level = Math.abs(a.middle - b.middle) < 20;
        const [y1, y2] = level ? [a.top, b.top] : a.middle < b.middle ? [a.bottom, b.top] : [a.top, b.bottom];
        const bend = level ? -46 : Math.max(24, Math.abs(y2 - y1) * 0.45) * Math.sign(y2 - y1);
        const path = document.createElementNS(SVG, "path");
        path.setAttribute("class", "kw-edge");
        path.setAttribute("d", `M${a.x},${y1} C${a.x},${y1 + bend} ${b.x},${level ? y2 + bend : y2 - bend} ${b.x},${y2}`);
        for (const name of ["source", "target", "kind"]) path.dataset[name] = edge[name];
        if (edge.failing) path.dataset.failing = "true";
        marks.push({ text: edge.label, failing: edge.failing, x: (a.x + b.x) / 2, y: level ? y1 + bend * 0.75 : (y1 + y2) / 2 });
        return path;
      });
    return [...lines, ...labels(marks)];
  };

  /** One label a curve, failing ones first; one that would cover another is left out. */
  const labels = (marks) => {
    const placed = [];
    for (const mark of marks.reverse()) {
      const half = 6 + [...(mark.text ?? "")].reduce((sum, sign) => sum + (sign > "\u2e80" ? 12 : 6.6), 0) / 2;
      const clash = placed.some((other) => Math.abs(other.y - mark.y) < 20 && Math.abs(other.x - mark.x) < half + other.half);
      if (mark.text && !clash) placed.push({ ...mark, half });
    }
    return placed.map((mark) => {
      const group = document.createElementNS(SVG, "g");
      group.setAttribute("class", "kw-edge-label");
      if (mark.failing) group.dataset.failing = "true";
      const plate = document.createElementNS(SVG, "rect");
      for (const [name, value] of Object.entries({ x: mark.x - mark.half, y: mark.y - 10, width: mark.half * 2, height: 20, rx: 10 }))
        plate.setAttribute(name, value);
      const word = document.createElementNS(SVG, "text");
      word.setAttribute("x", mark.x);
      word.setAttribute("y", mark.y + 4);
      word.textContent = mark.text;
      group.append(plate, word);
      return group;
    });
  };

  let pending = 0;
  const point = (id, after) => {
    clearTimeout(pending);
    pending = setTimeout(() => {
      if (pointed === id) return;
      pointed = id;
      if (data) drawEdges();
    }, after);
  };
  const idAt = (event) => event.target.closest?.(".kw-tile, .kw-site")?.dataset.id ?? null;
  view.listen(house, "pointerover", (event) => event.pointerType !== "touch" && point(idAt(event), 140));
  view.listen(house, "pointerleave", () => point(null, 60));
  view.listen(house, "focusin", (event) => event.target.matches(":focus-visible") && point(idAt(event), 0));
  view.listen(house, "focusout", () => point(null, 60));

  // --- keyboard: one tab stop a row, arrows between windows ----------------------------------------
  const order = () => [...house.querySelectorAll(".kw-tile, .kw-site")];
  const rowOf = (node) => node.closest(".kw-layer, .kw-ground");
  const stop = (row, node) => {
    for (const other of row.querySelectorAll(".kw-tile, .kw-site")) attr(other, "tabindex", other === node ? "0" : "-1");
  };
  const stops = () => {
    for (const row of house.querySelectorAll(".kw-layer, .kw-ground")) {
      const inRow = [...row.querySelectorAll(".kw-tile, .kw-site")];
      stop(row, inRow.find((node) => node.getAttribute("tabindex") === "0") ?? inRow[0]);
    }
  };
  const beside = (node, down) => {
    const from = node.getBoundingClientRect();
    const far = (other) => {
      const rect = other.getBoundingClientRect();
      const rise = down ? rect.top - from.top : from.top - rect.top;
      return rise < 8 ? Infinity : rise * 4 + Math.abs(rect.left + rect.width / 2 - from.left - from.width / 2);
    };
    const best = order().reduce((one, other) => (far(other) < far(one) ? other : one), node);
    return best;
  };
  view.listen(house, "keydown", (event) => {
    const node = event.target.closest(".kw-tile, .kw-site");
    if (!node || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = order();
    const inRow = [...rowOf(node).querySelectorAll(".kw-tile, .kw-site")];
    const goal = {
      ArrowRight: () => all[all.indexOf(node) + 1],
      ArrowLeft: () => all[all.indexOf(node) - 1],
      ArrowDown: () => beside(node, true),
      ArrowUp: () => beside(node, false),
      Home: () => inRow[0],
      End: () => inRow.at(-1),
    }[event.key]?.();
    if (event.key === "Escape" && data.selected) send({ kind: "select", id: null });
    else if (goal) {
      stop(rowOf(goal), goal);
      goal.focus();
    } else return;
    event.preventDefault();
  });
  view.listen(house, "focusin", (event) => {
    const node = event.target.closest(".kw-tile, .kw-site");
    if (node) stop(rowOf(node), node);
  });

  const resized = new ResizeObserver(() => data && svg.childElementCount && drawEdges());
  resized.observe(house);
  view.onEnd(() => {
    resized.disconnect();
    clearTimeout(pending);
    timers.forEach(clearTimeout);
  });

  return (next) => {
    data = next;
    tiles.clear();
    attr(house, "aria-label", data.label);
    attr(root, "data-selected", data.selected ?? null);
    attr(root, "data-show-assumed", data.show_assumed);
    keyed(layers, data.layers, (layer) => layer.id, makeLayer, fillLayer);
    fillSites(ground, null);
    keyed(
      legend,
      data.legend ?? [],
      (row) => row.status,
      (row) => h("li", {}, h("span", { class: "kw-swatch", "data-look": row.status, "aria-hidden": "true" }), h("span", {}, h("b"), h("span"))),
      (item, row) => {
        glyphs(item.firstChild, row.status);
        text(item.lastChild.firstChild, row.word);
        text(item.lastChild.lastChild, row.line);
      },
    );
    stops();
    spread();
    drawEdges();
  };
};

export default { render: (context) => mount(context, "building", build) };
