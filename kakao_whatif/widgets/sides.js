// Two scenarios side by side: what each supposes, its figures, which one the switches change; swap and copy.
//
// For tests: section.kw-sides[data-seq][data-side]; .kw-side[data-id][data-on] button.kw-edit[aria-pressed]
//   .kw-with, button.kw-more-with[aria-expanded]; .kw-side-count[data-id] b, .kw-delta; button.kw-swap, button.kw-same; .kw-sides-said; .kw-problem

const build = (view) => {
  const { root, send } = view;
  const title = h("h2", { class: "kw-panel-title" });
  const list = h("div", { class: "kw-side-list", role: "group" });
  const swap = h("button", { type: "button", class: "kw-button kw-swap", onclick: () => send({ kind: "swap" }) });
  const same = h("button", { type: "button", class: "kw-button kw-same", onclick: () => send({ kind: "same" }) });
  const said = h("p", { class: "kw-sides-said", "aria-live": "polite" });
  const problem = h("p", { class: "kw-problem", role: "alert" });
  const told = h("ul", { class: "kw-sides-told" });
  root.append(h("div", { class: "kw-sides-head" }, title, swap, same), list, problem, told, said);
  let data = null;
  const long = new Set(); // the sides whose changes are all shown

  const makeSide = (row) =>
    h(
      "div",
      { class: "kw-side", "data-id": row.id },
      h("div", { class: "kw-side-head" }, h("b", { class: "kw-side-name" }), h("span", { class: "kw-side-what" }, h("span"), h("span", { class: "kw-with" }), h("button", { type: "button", class: "kw-link kw-more-with", "data-alone": "", onclick: () => unfold(row.id) })), h("button", { type: "button", class: "kw-button kw-edit", onclick: () => send({ kind: "side", id: row.id }) })),
      h("ul", { class: "kw-side-counts" }),
    );
  const fillSide = (node, row) => {
    const [head, counts] = node.children;
    const [name, what, edit] = head.children;
    attr(node, "data-on", row.on);
    text(name, row.label);
    const [lost, changes, more] = what.children;
    const isLong = long.has(row.id);
    text(lost, row.lost);
    text(changes, row.with.length ? `+ ${(isLong ? row.with : row.with.slice(0, row.first)).join(", ")}` : "");
    text(more, isLong ? data.words.fewer : row.more);
    attr(more, "aria-expanded", String(isLong));
    attr(more, "aria-label", `${row.label}: ${more.textContent}`);
    shown(more, Boolean(row.more));
    text(edit, row.on ? data.words.editing : data.words.edit);
    attr(edit, "aria-pressed", String(row.on));
    attr(edit, "aria-label", `${row.label}: ${row.on ? data.words.editing : data.words.edit}`);
    keyed(counts, row.counts, (each) => each.id, (each) => h("li", { class: "kw-side-count", "data-id": each.id }, h("b"), h("span", { class: "kw-delta" }), h("span")), (item, each) => {
      const [n, delta, word] = item.children;
      text(n, each.n);
      text(delta, each.delta);
      text(word, each.word);
    });
  };

  const fillSides = () => keyed(list, data.sides, (row) => row.id, makeSide, fillSide);
  const unfold = (id) => {
    if (!long.delete(id)) long.add(id);
    fillSides();
  };

  return (rows) => {
    data = rows;
    attr(root, "data-side", data.sides.find((side) => side.on)?.id);
    text(title, data.words.title);
    text(swap, data.words.swap);
    text(same, data.words.same);
    attr(list, "aria-label", data.words.sides_label);
    fillSides();
    text(said, data.said);
    text(problem, data.problem);
    shown(problem, Boolean(data.problem));
    keyed(told, data.told, (_, at) => at, () => h("li"), (item, words) => text(item, words));
    shown(told, data.told.length > 0);
  };
};

export default { render: (context) => mount(context, "sides", build) };
