// The ribbons: a strip a service from dark to up, patterned by what it waits for; what was observed lies over it.
//
// For tests: section.kw-ribbons[data-seq]
//   .kw-ribbon[data-id][data-better=true|false]; in it button.kw-ribbon-name[aria-pressed], .kw-back, .kw-delta, .kw-later
//   .kw-strip[data-runs-on] > .kw-span[data-s][data-w]; .kw-base > .kw-span is the service without the changes
//   .kw-seen[data-state][data-open-a][data-open-b]; .kw-band; button.kw-order[data-id][aria-pressed]; .kw-now[data-at]

const build = (view) => {
  const { root, send } = view;
  const title = h("h2", { class: "kw-panel-title" });
  const orders = h("div", { class: "kw-orders", role: "group" });
  const axis = h("div", { class: "kw-lane kw-axis", "aria-hidden": "true" });
  const scale = h("div", { class: "kw-scale" }, h("span"), axis, h("span", { class: "kw-back-title", "aria-hidden": "true" }));
  const line = h("div", { class: "kw-now", "aria-hidden": "true" });
  const rows = h("div", { class: "kw-rows" });
  const chart = h("div", { class: "kw-chart" }, scale, rows, h("div", { class: "kw-over" }, line));
  const quiet = h("p", { class: "kw-quiet" });
  const read = h("button", { type: "button", class: "kw-read", "aria-expanded": "false" });
  const key = h("ul", { class: "kw-ribbon-key" });
  const legend = h("div", { class: "kw-ribbon-legend" }, key, read);
  root.append(h("div", { class: "kw-ribbons-head" }, title, orders), legend, chart, quiet);
  let data = null;
  let words = {}; // the word of each wait

  read.addEventListener("click", () => {
    const open = read.getAttribute("aria-expanded") !== "true";
    attr(read, "aria-expanded", String(open));
    attr(legend, "data-open", open);
  });

  const share = (hour) => ((hour - data.start) / (data.end - data.start)) * 100;
  const place = (node, from, to) => {
    node.style.left = `${share(from).toFixed(3)}%`;
    node.style.width = `${Math.max(share(to) - share(from), 0.12).toFixed(3)}%`;
  };
  const span = () => h("i", { class: "kw-span" });
  const fillSpan = (node, row) => {
    place(node, row.a, row.b);
    attr(node, "data-s", row.s);
    attr(node, "data-w", row.w);
    attr(node, "title", row.t);
  };
  const fillStrip = (box, strip) => keyed(box, strip, (_, at) => at, span, fillSpan);

  /** Words stand in the strips that have room for them. */
  const wordLength = (word) => 12 + [...word].reduce((sum, sign) => sum + (sign > "\u2e80" ? 11.5 : 6.4), 0);
  const fitWords = () => {
    const width = axis.clientWidth;
    if (!width || !data) return;
    for (const node of rows.querySelectorAll(".kw-strip > [data-w]")) {
      const word = node.kwRow.n ?? words[node.dataset.w] ?? "";
      const room = ((node.kwRow.b - node.kwRow.a) / (data.end - data.start)) * width;
      attr(node, "data-word", room > wordLength(word) ? word : null);
    }
    const taken = { day: 0, hour: 0 };
    for (const node of axis.children) {
      const { h: hour, kind, label } = node.kwRow;
      const length = wordLength(label) - 8;
      const from = (share(hour) / 100) * width - (kind === "hour" ? length / 2 : 0);
      const isCrowded = from < taken[kind] || from + length > width + 6;
      attr(node, "data-crowded", isCrowded);
      if (!isCrowded) taken[kind] = from + length;
    }
  };

  const fillSeen = (node, mark) => {
    place(node, mark.a, mark.b);
    attr(node, "data-state", mark.state);
    attr(node, "data-open-a", mark.open_a);
    attr(node, "data-open-b", mark.open_b);
    attr(node, "title", mark.title);
  };

  const makeRibbon = () =>
    h(
      "div",
      { class: "kw-ribbon", onclick: (event) => pick(event.currentTarget.dataset.id) },
      h("button", { type: "button", class: "kw-ribbon-name", tabindex: "-1" }),
      h(
        "div",
        { class: "kw-lane", "aria-hidden": "true" },
        h("div", { class: "kw-strip" }),
        h("div", { class: "kw-base" }),
        h("div", { class: "kw-seens" }),
        h("span", { class: "kw-band" }, h("i")),
      ),
      h("div", { class: "kw-result", "aria-hidden": "true" }, h("span", { class: "kw-back" }), h("span", { class: "kw-delta" })),
      h("p", { class: "kw-later" }),
    );
  const pick = (id) => send({ kind: "select", id: data.selected === id ? null : id });

  const fillRibbon = (node, row) => {
    const [name, lane, result, later] = node.children;
    const [strip, base, seens, band] = lane.children;
    const [backText, delta] = result.children;
    attr(node, "data-id", row.id);
    attr(node, "data-better", row.better);
    if (row.better === false) node.dataset.better = "false";
    attr(node, "data-selected", row.id === data.selected);
    text(name, row.label);
    attr(name, "data-id", row.id);
    attr(name, "aria-label", row.title);
    attr(name, "title", row.title);
    attr(name, "aria-pressed", String(row.id === data.selected));
    fillStrip(strip, row.strip);
    attr(strip, "data-runs-on", row.runs_on);
    fillStrip(base, row.base ?? []);
    shown(base, Boolean(row.base));
    keyed(seens, row.observed, (_, at) => at, () => h("span", { class: "kw-seen" }), fillSeen);
    shown(band, Boolean(row.band));
    if (row.band) {
      place(band, row.band.a, row.band.b);
      attr(band, "data-open-b", row.band.open_b);
      attr(band, "title", row.band.title);
      shown(band.firstChild, row.band.m !== null);
      if (row.band.m !== null) band.firstChild.style.left = `${((row.band.m - row.band.a) / Math.max(row.band.b - row.band.a, 1e-9)) * 100}%`;
    }
    text(backText, row.back);
    text(delta, row.delta);
    shown(delta, Boolean(row.delta));
    text(later, row.later);
    attr(later, "title", row.later || null);
    shown(later, Boolean(row.later));
  };

  const makeGroup = () => h("div", { class: "kw-ribbon-group", role: "group" }, h("h3", {}, h("b"), h("span")), h("div", { class: "kw-group-rows" }));
  const fillGroup = (node, group) => {
    attr(node, "aria-label", group.label);
    text(node.firstChild.firstChild, group.label);
    text(node.firstChild.lastChild, group.count);
    keyed(node.lastChild, group.rows, (row) => row.id, makeRibbon, fillRibbon);
  };

  const fillKey = () => {
    const { lead, waits, statuses, marks } = data.legend;
    const used = waits.filter((wait) => wait.used);
    for (const wait of waits) {
      const [fill, ink, label] = wait.colours;
      for (const [name, colour] of [["f", fill], ["l", ink], ["t", label]]) root.style.setProperty(`--kw-w-${wait.id}-${name}`, colour);
    }
    const all = [
      ...(used.length && lead ? [{ id: "lead", word: lead, line: "", sample: {} }] : []),
      ...used.map((row) => ({ ...row, sample: { w: row.id, s: "dark" } })),
      ...statuses.map((row) => ({ ...row, sample: { s: row.id } })),
      ...marks.map((row) => ({ ...row, sample: { mark: row.id } })),
    ];
    keyed(
      key,
      all,
      (row) => `${Object.keys(row.sample)} ${row.id}`,
      () => h("li", {}, h("span", { class: "kw-sample", "aria-hidden": "true" }), h("span", {}, h("b"), h("span", { class: "kw-key-line" }))),
      (item, row) => {
        const { w, s, mark } = row.sample;
        shown(item.firstChild, Boolean(s || mark));
        attr(item.firstChild, "data-mark", mark);
        keyed(item.firstChild, mark ? [] : [row], () => 0, span, (node) => {
          attr(node, "data-s", s);
          attr(node, "data-w", w);
        });
        text(item.lastChild.firstChild, row.word);
        text(item.lastChild.lastChild, row.line);
        attr(item, "title", row.line);
        attr(item, "class", row.on_demand ? "kw-on-demand" : null);
      },
    );
  };

  // All ribbons are one tab stop; arrows lead up and down.
  const names = () => [...rows.querySelectorAll(".kw-ribbon-name")];
  const stopAt = (stop) => {
    for (const node of names()) attr(node, "tabindex", node === stop ? "0" : "-1");
  };
  view.listen(rows, "focusin", (event) => event.target.matches(".kw-ribbon-name") && stopAt(event.target));
  view.listen(rows, "keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const all = names();
    const at = all.indexOf(event.target);
    const goal = { ArrowDown: all[at + 1], ArrowUp: all[at - 1], Home: all[0], End: all.at(-1) }[event.key];
    if (event.key === "Escape" && data.selected) send({ kind: "select", id: null });
    else if (at < 0 || !goal) return;
    else goal.focus();
    event.preventDefault();
  });

  const follow = (frame) => {
    line.style.left = `${frame.at}%`;
    attr(line, "data-at", frame.h);
  };
  const frameNow = followFrames(view, follow);
  const resized = new ResizeObserver(fitWords);
  resized.observe(axis);
  view.onEnd(() => resized.disconnect());

  return (next) => {
    const before = data?.selected;
    data = next;
    words = Object.fromEntries(data.legend.waits.map((wait) => [wait.id, wait.word]));
    attr(root, "data-changed", data.changed);
    text(title, data.words.title);
    attr(orders, "aria-label", data.words.order);
    keyed(
      orders,
      data.orders,
      (order) => order.id,
      (order) => h("button", { type: "button", class: "kw-order", "data-id": order.id, onclick: () => send({ kind: "order", id: order.id }) }),
      (node, order) => {
        text(node, order.label);
        attr(node, "aria-pressed", String(order.on));
      },
    );
    text(scale.lastChild, data.words.back);
    keyed(axis, data.ticks, (tick) => `${tick.kind} ${tick.h}`, () => h("span", { class: "kw-tick" }), (node, tick) => {
      node.style.left = `${share(tick.h)}%`;
      attr(node, "data-kind", tick.kind);
      text(node, tick.label);
    });
    fillKey();
    keyed(rows, data.groups, (group) => group.label, makeGroup, fillGroup);
    text(quiet, data.quiet);
    shown(quiet, Boolean(data.quiet));
    text(read, data.words.legend);
    const all = names();
    const chosen = data.selected !== before && all.find((node) => node.dataset.id === data.selected);
    stopAt(chosen || (all.find((node) => node.getAttribute("tabindex") === "0") ?? all[0]));
    fitWords();
    const frame = frameNow();
    if (frame) follow(frame);
  };
};

export default { render: (context) => mount(context, "ribbons", build) };
