// The house at night: rows are layers, windows are services, the ground is the sites.
//
// For tests: section.kw-building[data-seq][data-selected]
//   button.kw-tile[data-id][data-status=up|degraded|locked|dark|none][data-sign-in-lost][data-lost][data-added]
//     [data-assumed][aria-pressed]   data-status is true at once; data-look follows it in the order of cause
//   button.kw-site[role=switch][aria-checked][data-id][data-kind][data-inside-lost][data-partly][data-absent]
//   svg .kw-edge[data-source][data-target][data-kind][data-failing]; .kw-building[data-moving] while lights change
// Where the page has a play head, its frame tells the status of each window instead of the rows.
// Edges run from the service that needs to the one it needs.

const STEP = 120;
const SPREAD = 800; // all steps together; the last light then fades within a second

const statusOf = (tile) => tile.status ?? "none";
/** All that a reader sees of a status: the window waits with this until the dark (or the light) reaches it. */
const lookOf = (tile) => (tile.status === "dark" && tile.sign_in_lost ? "dark key" : statusOf(tile));

const build = (view) => {
  const { root, send } = view;
  const svg = document.createElementNS(SVG_SPACE, "svg");
  svg.setAttribute("class", "kw-edges");
  svg.setAttribute("aria-hidden", "true");
  const layers = h("div", { class: "kw-layers" });
  const ground = h("div", { class: "kw-ground" });
  const house = h("div", { class: "kw-house", role: "group" }, h("div", { class: "kw-roof" }), layers, ground, svg);
  const legend = h("ul", { class: "kw-legend" });
  const read = h("button", { type: "button", class: "kw-read", "aria-expanded": "false" });
  const key = h("div", { class: "kw-key" }, legend, read);
  read.addEventListener("click", () => {
    const open = read.getAttribute("aria-expanded") !== "true";
    attr(read, "aria-expanded", String(open));
    attr(key, "data-open", open);
  });
  root.append(house, key);

  const tiles = new Map(); // id -> node, windows and sites
  let data = null;
  let ownPick = null; // the window that was picked here: the page need not move to show it
  let pointed = null; // the window under the pointer or with the focus
  let timers = [];

  // --- windows -------------------------------------------------------------------------------------
  const makeTile = () =>
    h(
      "button",
      { type: "button", class: "kw-tile", tabindex: "-1", onclick: (event) => pick(event.currentTarget.kwRow.id) },
      h("span", { class: "kw-glyph", "aria-hidden": "true" }),
      h("span", { class: "kw-name" }),
    );

  // Where two houses stand side by side, the page is told in which one a window was picked.
  const pick = (id) => {
    ownPick = id;
    const isOff = data.selected === id && data.chosen !== false;
    const named = data.side ? `${data.side}|${id}` : id;
    send({ kind: "select", id: isOff ? null : named });
  };

  /** Bring a window into sight that was picked elsewhere: by a link, a search, an address. A talk leads the eye itself. */
  const reveal = (id, before) => {
    const onPhone = root.closest("[data-room]")?.dataset.room === "phone"; // where a sheet covers most of the house
    if (root.closest("[data-mode]") || data.chosen === false) return;
    if (before !== undefined && id && id !== before && (onPhone || id !== ownPick)) {
      tiles.get(id)?.scrollIntoView({ block: onPhone ? "start" : "nearest", behavior: reducedMotion() ? "auto" : "smooth" });
    }
    ownPick = null;
  };

  const light = (node, tile) => {
    node.kwLook = lookOf(tile);
    attr(node, "data-look", statusOf(tile));
    glyphs(node.firstChild, tile.status, tile.sign_in_lost);
  };

  /** A window as the play head shows it, where there is one. */
  const inFrame = (tile) => {
    const look = frameNow()?.looks[tile.id];
    return look ? { ...tile, ...look, title: `${tile.label}: ${look.word}` } : tile;
  };
  const dress = (node, tile) => {
    node.kwSeen = tile;
    attr(node, "data-status", statusOf(tile));
    attr(node, "data-sign-in-lost", tile.sign_in_lost);
    attr(node, "aria-label", tile.title);
    attr(node, "title", tile.title);
  };
  const frameNow = followFrames(view, () => {
    for (const node of tiles.values()) {
      const tile = node.kwSeen && inFrame(node.kwRow);
      if (!tile || node.kwLook === lookOf(tile)) continue;
      dress(node, tile);
      light(node, tile);
    }
  });

  const changed = []; // windows whose light changes with this picture: [node, tile, depth of the cause]
  const fillTile = (node, row) => {
    const before = node.kwSeen;
    const tile = inFrame(row);
    tiles.set(tile.id, node);
    dress(node, tile);
    text(node.lastChild, tile.label.replaceAll("/", "/\u200b"));
    attr(node, "data-id", tile.id);
    attr(node, "data-lost", tile.lost);
    attr(node, "data-added", tile.added);
    attr(node, "data-assumed", tile.assumed);
    attr(node, "data-differs", tile.differs);
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
        box.kwPlace = `${layer.id} ${product.id}`;
        text(box.firstChild, product.label);
        keyed(box.lastChild, product.tiles, (tile) => tile.id, makeTile, fillTile);
      },
    );
  };

  // --- where they stand: planned anew only when the room or the names change ------------------------
  let room = 0;
  let planned = "";
  const arrange = () => {
    const plan = `${room} ${data.lang} ${[...tiles.keys()].join(" ")}`;
    if (!room || plan === planned) return;
    planned = plan;
    const { grid, columns, wide } = planOf(data.layers, room, root);
    layers.style.setProperty("--kw-grid", grid);
    for (const box of layers.querySelectorAll(".kw-product")) box.style.setProperty("--kw-columns", columns.get(box.kwPlace) ?? 1);
    for (const [id, node] of tiles) attr(node, "data-wide", wide.has(id));
    const ways = groundOf(data.ground, root);
    attr(ground, "data-flat", ways.width < (room + 38) * 1.13);
    ground.style.setProperty("--kw-tracks", tracks(ways.columns));
    for (const plot of ground.querySelectorAll(".kw-plot")) {
      const site = plot.kwRow;
      attr(plot, "data-shape", ways.shapeOf(site));
      plot.style.setProperty("--kw-parts", ways.below.get(site.id).length);
      if (ways.inner.has(site.id)) plot.style.setProperty("--kw-tracks", tracks(ways.inner.get(site.id)));
    }
  };
  const measure = () => {
    const floor = layers.querySelector(".kw-products");
    const width = floor ? Math.round(floor.getBoundingClientRect().width / (house.currentCSSZoom ?? 1)) : 0;
    const isNew = width !== room;
    room = width;
    return isNew;
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
  const isDark = (id) => tiles.get(id)?.dataset.status === "dark";
  // The smaller houses have no ground: a site that is not drawn has no place that an edge could lead to.
  const isDrawn = (id) => (tiles.get(id)?.getClientRects().length ?? 0) > 0;
  const drawEdges = () => {
    const centre = (pointed && tiles.has(pointed) ? pointed : null) ?? data.selected;
    const edges = tiles.has(centre) ? edgesOf(data, centre, isDrawn, isDark) : [];
    // What is only needed to start again is not why it is dark now: it steps back with the rest.
    const shownNear = edges.filter((edge) => edge.thick || edge.kind !== "restart" || edge.target === centre);
    const touched = new Set(shownNear.flatMap((edge) => [edge.source, edge.target]).concat(centre ?? []));
    const causes = new Set(edges.filter((edge) => edge.thick).flatMap((edge) => [edge.source, edge.target]));
    attr(root, "data-centre", edges.length ? centre : null);
    attr(root, "data-resting", centre !== pointed);
    for (const [id, node] of tiles) {
      attr(node, "data-near", edges.length > 0 && touched.has(id));
      attr(node, "data-cause", causes.has(id));
    }
    svg.replaceChildren(...drawnEdges(edges, centre, house, (id) => tiles.get(id)));
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
  // Not the sites: whoever presses one wants to see the dark spread, not the rest step back.
  const idAt = (event) => event.target.closest?.(".kw-tile")?.dataset.id ?? null;
  view.listen(house, "pointerover", (event) => event.pointerType !== "touch" && point(idAt(event), 140));
  view.listen(house, "pointerleave", () => point(null, 60));
  view.listen(house, "focusin", (event) => event.target.matches(":focus-visible") && point(idAt(event), 0));
  view.listen(house, "focusout", () => point(null, 60));

  const stops = roving(view, house, { rows: ".kw-layer, .kw-ground", stops: ".kw-tile, .kw-site" });
  view.listen(house, "keydown", (event) => {
    if (event.key !== "Escape" || !data.selected) return;
    send({ kind: "select", id: null });
    event.preventDefault();
  });

  const resized = new ResizeObserver(() => {
    if (!data) return;
    if (measure()) arrange();
    if (svg.childElementCount) drawEdges();
  });
  resized.observe(house);
  view.onEnd(() => {
    resized.disconnect();
    clearTimeout(pending);
    timers.forEach(clearTimeout);
  });

  // The talk gives the house a box (stage.js): it is drawn as large as it can be and still be whole.
  const zoomTo = (zoom) => {
    view.el.style.zoom = zoom;
    if (measure()) arrange();
    return root.offsetHeight * zoom;
  };
  view.listen(document, "kw-fit", (event) => {
    if (event.target !== view.el.closest(".kw-app") || !data) return;
    const { height } = event.detail;
    if (!height) return void zoomTo("");
    let [least, most] = [0.3, 1.9];
    for (let times = 0; times < 6; times += 1) {
      const zoom = (least + most) / 2;
      if (zoomTo(zoom) > height) most = zoom;
      else least = zoom;
    }
    zoomTo(least);
    if (svg.childElementCount) drawEdges();
  });

  return (next) => {
    const before = data?.selected;
    data = next;
    tiles.clear();
    attr(house, "aria-label", data.label);
    attr(root, "data-selected", data.selected ?? null);
    attr(root, "data-show-assumed", data.show_assumed);
    attr(root, "data-side", data.side);
    attr(root, "data-chosen", data.chosen);
    attr(root, "data-name", data.side ? data.label : null);
    keyed(layers, data.layers, (layer) => layer.id, makeLayer, fillLayer);
    fillSites(ground, null);
    if (!room) measure();
    arrange();
    text(read, data.words.legend);
    keyed(
      legend,
      data.legend ?? [],
      (row) => row.status,
      (row) => h("li", {}, h("span", { class: "kw-swatch", "data-look": row.status, "aria-hidden": "true" }), h("span", {}, h("b"), h("span", { class: "kw-line" }))),
      (item, row) => {
        glyphs(item.firstChild, row.status);
        attr(item, "title", row.line);
        text(item.lastChild.firstChild, row.word);
        text(item.lastChild.lastChild, row.line);
      },
    );
    stops(data.selected !== before);
    spread();
    drawEdges();
    reveal(data.selected, before);
  };
};

export default { render: (context) => mount(context, "building", build) };
