// Which loss takes which service: a table of windows, a row a loss, a column a service; N-1 or N-2.
//
// For tests: section.kw-heat[data-seq][data-k]; button.kw-k[role=radio][data-id]; table.kw-cells
//   tr[data-id] th, td > button.kw-cell[data-service][data-status]; the first row of the head names groups of columns

const build = (view) => {
  const { root, send } = view;
  const title = h("h2", { class: "kw-panel-title" });
  const lead = h("p", { class: "kw-lead" });
  const sizes = h("div", { class: "kw-sizes", role: "radiogroup" });
  const table = h("table", { class: "kw-cells" }, h("caption", { class: "kw-unseen" }), h("thead", {}, h("tr")), h("tbody"));
  const scroller = h("div", { class: "kw-scroll", tabindex: "0", role: "region" }, table);
  const chosen = h("p", { class: "kw-chosen", "aria-live": "polite" });
  root.append(h("div", { class: "kw-heat-head" }, title, sizes), lead, scroller, chosen);
  let data = null;

  const tell = (event) => {
    const cell = event.target.closest(".kw-cell");
    if (cell) text(chosen, cell.title);
  };
  view.listen(table, "focusin", tell);
  view.listen(table, "mouseover", tell);
  view.listen(table, "click", (event) => {
    const cell = event.target.closest(".kw-cell");
    if (cell) send({ kind: "look", id: `${cell.closest("tr").dataset.id}|${cell.dataset.service}` });
  });
  // One tab stop for the table: arrows lead from window to window.
  view.listen(table, "keydown", (event) => {
    const cell = event.target.closest(".kw-cell");
    if (!cell) return;
    const line = cell.closest("tr");
    const at = [...line.querySelectorAll(".kw-cell")].indexOf(cell);
    const goal = {
      ArrowRight: () => line.querySelectorAll(".kw-cell")[at + 1],
      ArrowLeft: () => line.querySelectorAll(".kw-cell")[at - 1],
      ArrowDown: () => line.nextElementSibling?.querySelectorAll(".kw-cell")[at],
      ArrowUp: () => line.previousElementSibling?.querySelectorAll(".kw-cell")[at],
    }[event.key]?.();
    if (!goal) return;
    attr(cell, "tabindex", "-1");
    attr(goal, "tabindex", "0");
    goal.focus();
    event.preventDefault();
  });

  const fillRow = (line, row) => {
    attr(line, "data-id", row.id);
    keyed(
      line,
      [{ id: "", head: true }, ...data.services],
      (each) => each.id,
      (each) => (each.head ? h("th", { scope: "row" }, h("span", { class: "kw-loss" }), h("b", { class: "kw-loss-n" })) : h("td", {}, h("button", { type: "button", class: "kw-cell", tabindex: "-1", "data-service": each.id }))),
      (cell, each, at) => {
        if (each.head) {
          text(cell.firstChild, row.label);
          text(cell.lastChild, row.dark);
          attr(cell.lastChild, "title", row.dark_label);
          return;
        }
        const status = data.statuses[row.cells[at - 1]];
        const button = cell.firstChild;
        attr(cell, "data-first", each.first);
        attr(button, "data-status", status.id);
        attr(button, "title", `${row.label} · ${each.label}: ${status.word}`);
        attr(button, "aria-label", button.title);
      },
    );
  };

  return (rows) => {
    data = rows;
    attr(root, "data-k", data.k);
    text(title, data.title);
    text(lead, data.lead);
    attr(scroller, "aria-label", data.title);
    text(table.caption, data.title);
    attr(sizes, "aria-label", data.sizes_label);
    keyed(
      sizes,
      data.sizes,
      (row) => row.id,
      (row) => h("button", { type: "button", class: "kw-button kw-k", role: "radio", "data-id": row.id, onclick: () => send({ kind: "losses", id: row.id }) }),
      (button, row) => {
        text(button, row.label);
        attr(button, "aria-checked", String(row.on));
      },
    );
    keyed(
      table.tHead.firstChild,
      [{ id: "", label: data.corner, n: 1 }, ...data.groups],
      (row) => row.id,
      () => h("th", { scope: "colgroup" }, h("span")),
      (cell, row) => {
        attr(cell, "colspan", row.n);
        text(cell.firstChild, row.label);
        attr(cell, "title", row.label);
      },
    );
    keyed(table.tBodies[0], data.rows, (row) => row.id, () => h("tr"), fillRow);
    const stop = table.querySelector('.kw-cell[tabindex="0"]') ?? table.querySelector(".kw-cell");
    if (stop) attr(stop, "tabindex", "0");
    text(chosen, data.hint);
  };
};

export default { render: (context) => mount(context, "heat", build) };
