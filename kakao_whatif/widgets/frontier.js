// Cost against what is kept: the sets that none beats, a budget, and what it buys.
//
// For tests: section.kw-frontier[data-seq][data-kind][data-working]; button.kw-measure[role=radio][data-id]
//   button.kw-chart-point[data-id][aria-pressed]; input.kw-budget[type=range]; .kw-bought; button.kw-try

const build = (view) => {
  const { root, send } = view;
  const title = h("h2", { class: "kw-panel-title" });
  const kinds = h("div", { class: "kw-kinds", role: "radiogroup" });
  const line = h("p", { class: "kw-lead" });
  const work = progressBar(() => send({ kind: "measure", id: "services" }));
  const { box, draw } = chart(view, (id) => send({ kind: "try", id }));
  const budget = h("input", { class: "kw-budget", type: "range", min: "0", step: "1" });
  const budgetLabel = h("span");
  const money = h("label", { class: "kw-money" }, budgetLabel, budget);
  const bought = h("p", { class: "kw-bought", "aria-live": "polite" });
  const button = h("button", { type: "button", class: "kw-button kw-try", onclick: () => send({ kind: "try", id: data.buys[at()].id }) });
  const notes = h("ul", { class: "kw-set-notes" });
  root.append(title, kinds, line, work.box, box, money, h("div", { class: "kw-buys" }, bought, button), notes);
  let data = null;

  /** The last set that the budget pays: each row says from which cost on it is the best. */
  const at = () => data.buys.findLastIndex((buy) => buy.from <= Number(budget.value));
  const spend = () => {
    const chosen = data.buys[at()];
    text(budgetLabel, data.words.budget.replace("#", Number(budget.value).toLocaleString("en")));
    text(bought, chosen.said);
    text(button, chosen.on ? data.words.untry : data.words.try);
    attr(button, "aria-pressed", String(chosen.on));
    shown(button, chosen.id !== "");
    draw({ ...data.chart, marks: [{ id: "budget", at: Number(budget.value), label: "" }] });
  };
  budget.addEventListener("input", spend);
  budget.addEventListener("change", () => send({ kind: "budget", id: budget.value }));

  return (rows) => {
    data = rows;
    attr(root, "data-kind", data.kind);
    attr(root, "data-working", data.of !== null);
    text(title, data.title);
    text(line, data.line);
    attr(kinds, "aria-label", data.kinds_label);
    keyed(
      kinds,
      data.kinds,
      (row) => row.id,
      (row) => h("button", { type: "button", class: "kw-button kw-measure", role: "radio", "data-id": row.id, onclick: () => send({ kind: "measure", id: row.id }) }),
      (node, row) => {
        text(node, row.label);
        attr(node, "aria-checked", String(row.on));
      },
    );
    work.draw(data, data.title, data.words.cancel);
    const isThere = data.buys.length > 0;
    for (const part of [box, money, bought, notes]) shown(part, isThere);
    shown(button, isThere);
    keyed(notes, data.notes, (_, index) => index, () => h("li"), (item, words) => text(item, words));
    if (!isThere) return;
    attr(budget, "max", data.most);
    attr(budget, "step", data.step);
    budget.value = data.budget;
    spend();
  };
};

export default { render: (context) => mount(context, "frontier", build) };
