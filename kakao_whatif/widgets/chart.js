// A chart with two axes; Python puts this text before the modules that draw one (assets.py).
// Lines and bands are drawn; points are buttons over them, so that keys and screen readers reach them.
//
// data: {x: {low, high, label, ticks: [{at, label}]}, y: the same, bands: [[{x, low, high}]], line: [{x, y}] or lines: several,
//   marks: [{id, at, label}] vertical lines, points: [{id, x, y, low, high, label, on, kind}] with low and high along x}

const SVG = "http://www.w3.org/2000/svg";
const WIDE = 1000;
const HIGH = 400;

const chart = (view, send) => {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", `0 0 ${WIDE} ${HIGH}`);
  drawing.setAttribute("preserveAspectRatio", "none");
  drawing.setAttribute("aria-hidden", "true");
  const ticksX = h("div", { class: "kw-ticks-x", "aria-hidden": "true" });
  const ticksY = h("div", { class: "kw-ticks-y", "aria-hidden": "true" });
  const marks = h("div", { class: "kw-marks", "aria-hidden": "true" });
  const points = h("div", { class: "kw-chart-points", role: "group" });
  const labelX = h("p", { class: "kw-label-x" });
  const labelY = h("p", { class: "kw-label-y" });
  const box = h("div", { class: "kw-chart" }, labelY, h("div", { class: "kw-plot" }, drawing, ticksX, ticksY, marks, points), labelX);

  const draw = (data) => {
    const share = (axis, value) => (axis.high > axis.low ? (value - axis.low) / (axis.high - axis.low) : 0.5);
    const left = (value) => `${100 * share(data.x, value)}%`;
    const bottom = (value) => `${100 * share(data.y, value)}%`;
    const spot = (x, y) => `${(WIDE * share(data.x, x)).toFixed(1)},${(HIGH * (1 - share(data.y, y))).toFixed(1)}`;
    const shapes = [
      ...data.y.ticks.map((tick) => ["path", "kw-grid", `M${spot(data.x.low, tick.at)}L${spot(data.x.high, tick.at)}`]),
      ...data.bands.map((band) => ["path", "kw-band", `M${[...band.map((at) => spot(at.x, at.high)), ...[...band].reverse().map((at) => spot(at.x, at.low))].join("L")}Z`]),
      ...(data.lines ?? [data.line]).filter((line) => line.length).map((line, at) => ["path", "kw-line", `M${line.map((spotAt) => spot(spotAt.x, spotAt.y)).join("L")}`, at]),
      ...data.points.filter((at) => at.high > at.low).map((at) => ["path", "kw-span", `M${spot(at.low, at.y)}L${spot(Math.min(at.high, data.x.high), at.y)}`]),
    ];
    keyed(drawing, shapes, (_, at) => at, () => document.createElementNS(SVG, "path"), (path, [, name, d, at]) => {
      attr(path, "class", name);
      attr(path, "data-at", at);
      attr(path, "d", d);
    });
    keyed(ticksX, data.x.ticks, (tick) => tick.at, () => h("span"), (node, tick) => {
      text(node, tick.label);
      node.style.left = left(tick.at);
    });
    keyed(ticksY, data.y.ticks, (tick) => tick.at, () => h("span"), (node, tick) => {
      text(node, tick.label);
      node.style.bottom = bottom(tick.at);
    });
    keyed(marks, data.marks.filter((mark) => mark.at >= data.x.low && mark.at <= data.x.high), (mark) => mark.id, () => h("span", {}, h("span")), (node, mark) => {
      attr(node, "data-id", mark.id);
      text(node.firstChild, mark.label);
      node.style.left = left(mark.at);
      attr(node, "data-late", share(data.x, mark.at) > 0.7);
    });
    keyed(points, data.points, (point) => point.id, () => h("button", { type: "button", class: "kw-chart-point" }), (button, point) => {
      attr(button, "data-id", point.id);
      attr(button, "data-kind", point.kind);
      attr(button, "aria-pressed", String(point.on));
      attr(button, "aria-label", point.label);
      attr(button, "title", point.label);
      button.style.left = left(point.x);
      button.style.bottom = bottom(point.y);
      button.onclick = () => send(point.id);
    });
    text(labelX, data.x.label);
    text(labelY, data.y.label);
  };
  return { box, draw };
};
