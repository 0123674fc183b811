// What a beat draws beside the map and the ribbons; Python puts this text before stage.js and deck.js (assets.py).
// `drawPicture(box, rows, send)` brings the box in line with a beat's rows: two maps, a ring, steps, or questions.

const PICTURE_SPACE = "http://www.w3.org/2000/svg";
const mark = (tag, attributes, ...children) => {
  const node = document.createElementNS(PICTURE_SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

/** The house as small as a stamp: floors of windows, each with its look. */
const fillStamp = (box, floors) =>
  keyed(box, floors, (_, at) => at, () => h("span", {}), (row, floor) =>
    keyed(row, floor, (_, at) => at, () => h("i"), (window, one) => {
      attr(window, "data-look", one.look ?? one);
      attr(window, "data-both", one.both);
      attr(window, "title", one.title);
    }),
  );

/** A QR code as a drawing of its dark squares. */
const fillQr = (box, code) => {
  shown(box, Boolean(code));
  if (!code || box.kwPath === code.path) return;
  box.kwPath = code.path;
  const edge = 4; // the quiet zone that scanners ask for
  const side = code.size + 2 * edge;
  box.replaceChildren(
    mark("svg", { viewBox: `${-edge} ${-edge} ${side} ${side}`, "aria-hidden": "true", "shape-rendering": "crispEdges" }, mark("path", { d: code.path })),
  );
};

// --- two maps ----------------------------------------------------------------------------------------
const drawTwoMaps = (box, drawn) => {
  keyed(
    box,
    [{ id: "houses" }, { id: "key" }],
    (part) => part.id,
    (part) => h(part.id === "key" ? "ul" : "div", { class: part.id === "key" ? "kw-two-key" : "kw-two" }),
    (part, { id }) => {
      if (id === "key") {
        return keyed(part, drawn.key, (one) => one.look, () => h("li", {}, h("i", { "aria-hidden": "true" }), h("span")), (item, one) => {
          attr(item.firstChild, "data-look", one.look === "both" ? "dark" : one.look);
          attr(item.firstChild, "data-both", one.look === "both");
          text(item.lastChild, one.word);
        });
      }
      keyed(
        part,
        drawn.houses,
        (house) => house.id,
        () => h("figure", {}, h("figcaption", {}, h("b"), h("span")), h("div", { class: "kw-stamp", "aria-hidden": "true" })),
        (figure, house) => {
          attr(figure, "data-id", house.id);
          text(figure.firstChild.firstChild, house.title);
          text(figure.firstChild.lastChild, house.line);
          fillStamp(figure.lastChild, house.floors);
        },
      );
    },
  );
};

// --- the ring ----------------------------------------------------------------------------------------
const [RING_WIDE, RING_HIGH] = [640, 372];
const [NODE_WIDE, NODE_HIGH] = [174, 66];

/** The part of a bent line from one node to another that lies outside both, as a path. */
const arrowBetween = (from, to) => {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy) || 1;
  const aside = [(-dy / length) * 16, (dx / length) * 16]; // to and fro do not lie on each other
  const ends = [from, to].map(([x, y]) => [x + aside[0], y + aside[1]]);
  const bend = [(from[0] + to[0]) / 2 + aside[0] * 2.4, (from[1] + to[1]) / 2 + aside[1] * 2.4];
  const on = (t) => [0, 1].map((axis) => (1 - t) ** 2 * ends[0][axis] + 2 * t * (1 - t) * bend[axis] + t ** 2 * ends[1][axis]);
  const isIn = (t, [x, y], more) => Math.abs(on(t)[0] - x) < NODE_WIDE / 2 + more && Math.abs(on(t)[1] - y) < NODE_HIGH / 2 + more;
  let [first, last] = [0, 1];
  while (first < 0.5 && isIn(first, from, 3)) first += 0.01;
  while (last > 0.5 && isIn(last, to, 8)) last -= 0.01;
  const points = Array.from({ length: 21 }, (_, at) => on(first + ((last - first) * at) / 20).map((one) => one.toFixed(1)).join(" "));
  return `M${points.join("L")}`;
};

const drawRing = (box, drawn) => {
  const count = drawn.nodes.length;
  const place = (at) => {
    const angle = (2 * Math.PI * at) / count - Math.PI / 2;
    return [RING_WIDE / 2 + 222 * Math.cos(angle), RING_HIGH / 2 + 146 * Math.sin(angle)];
  };
  const at = new Map(drawn.nodes.map((node, index) => [node.id, place(index)]));
  const svg = mark("svg", { viewBox: `0 0 ${RING_WIDE} ${RING_HIGH}`, class: "kw-ring", role: "img", "aria-label": drawn.said });
  const tip = mark("path", { d: "M0 0 10 5 0 10z" });
  svg.append(mark("defs", {}, mark("marker", { id: "kw-ring-tip", viewBox: "0 0 10 10", refX: "7", refY: "5", markerWidth: "5", markerHeight: "5", orient: "auto" }, tip)));
  for (const edge of drawn.edges) {
    const line = arrowBetween(at.get(edge.source), at.get(edge.target));
    svg.append(mark("path", { d: line, class: "kw-ring-edge", "data-kind": edge.kind, "data-free": edge.free, "marker-end": "url(#kw-ring-tip)" }, mark("title", {}, edge.word)));
  }
  for (const node of drawn.nodes) {
    const [x, y] = at.get(node.id);
    const words = node.label.split(/(?<=\s)/);
    const half = Math.ceil(words.length / 2);
    const rows = node.label.length > 12 && words.length > 1 ? [words.slice(0, half).join(""), words.slice(half).join("")] : [node.label];
    const label = mark("text", { x, y: y - (rows.length - 1) * 10 });
    rows.forEach((row, index) => label.append(mark("tspan", { x, dy: index ? 20 : 0 }, row.trim())));
    svg.append(mark("g", { class: "kw-ring-node", "data-id": node.id, "data-free": node.free }, mark("rect", { x: x - NODE_WIDE / 2, y: y - NODE_HIGH / 2, width: NODE_WIDE, height: NODE_HIGH, rx: 9 }), label));
  }
  const key = h("ul", { class: "kw-ring-key" }, ...drawn.key.map((one) => h("li", { "data-kind": one.kind }, h("i", { "aria-hidden": "true" }), one.word)));
  const held = h("p", { class: "kw-ring-said" }, drawn.said);
  const dots = h("div", { class: "kw-ring-held", "aria-hidden": "true" }, ...drawn.held.map((name) => h("i", { title: name })));
  box.replaceChildren(...(count ? [svg, key] : []), held, dots);
};

// --- steps of cost -----------------------------------------------------------------------------------
const drawSteps = (box, drawn, send) =>
  keyed(
    box,
    [{ id: "steps" }, { id: "stamp" }],
    (part) => part.id,
    (part) => h(part.id === "steps" ? "ol" : "div", { class: part.id === "steps" ? "kw-steps" : "kw-stamp", "aria-hidden": part.id === "stamp" ? "true" : null }),
    (part, { id }) => {
      if (id === "stamp") return fillStamp(part, drawn.stamp);
      keyed(
        part,
        drawn.rows,
        (row) => row.id,
        () =>
          h(
            "li",
            {},
            h(
              "button",
              { type: "button", class: "kw-step-of-cost", onclick: (event) => send({ kind: "try", id: event.currentTarget.dataset.id }) },
              h("span", { class: "kw-step-cost" }, h("b"), h("small")),
              h("span", { class: "kw-step-bar" }, h("i"), h("span", { class: "kw-step-label" })),
              h("span", { class: "kw-step-kept" }, h("b"), h("small"), h("small", { class: "kw-step-shut" })),
            ),
          ),
        (item, row) => {
          const button = item.firstChild;
          const [cost, bar, kept] = button.children;
          attr(button, "data-id", row.id);
          attr(button, "aria-pressed", String(row.on));
          text(cost.firstChild, row.cost);
          text(cost.lastChild, row.range);
          bar.firstChild.style.width = `${(row.share * 100).toFixed(2)}%`;
          text(bar.lastChild, row.label);
          text(kept.firstChild, row.kept);
          text(kept.children[1], drawn.kept);
          text(kept.lastChild, row.shut);
        },
      );
    },
  );

// --- questions to take home --------------------------------------------------------------------------
const drawQuestions = (box, drawn) =>
  keyed(box, [{ id: "asked" }], (part) => part.id, () => h("ol", { class: "kw-asked" }), (list) => keyed(list, drawn.asked, (_, at) => at, () => h("li"), text));

const PICTURES = { "two-maps": drawTwoMaps, ring: drawRing, steps: drawSteps, questions: drawQuestions };
/** Draw what a beat draws itself; what another beat drew is taken away. */
const drawPicture = (box, row, send) => {
  const draw = PICTURES[row.picture];
  if (box.dataset.picture !== row.picture) {
    box.replaceChildren();
    box.kwNodes = undefined;
  }
  box.dataset.picture = row.picture;
  shown(box, Boolean(draw));
  draw?.(box, row.drawn, send);
};
