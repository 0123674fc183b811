// Single points of failure: what takes something down all alone, the worst first, with what goes dark.
//
// For tests: section.kw-points[data-seq]; tr.kw-point[data-id] th > button.kw-link, td.kw-point-n, td > button.kw-link[data-id]

const build = (view) => {
  const { root, send } = view;
  const title = h("h2", { class: "kw-panel-title" });
  const lead = h("p", { class: "kw-lead" });
  const table = h("table", {}, h("caption", { class: "kw-unseen" }), h("thead", {}, h("tr", {}, h("th", { scope: "col" }), h("th", { scope: "col" }), h("th", { scope: "col" }))), h("tbody"));
  const more = h("button", { type: "button", class: "kw-button kw-more", onclick: () => {
    isLong = !isLong;
    draw();
  } });
  root.append(title, lead, table, more);
  let isLong = false;
  let data = null;

  const makeRow = () =>
    h("tr", { class: "kw-point" }, h("th", { scope: "row" }, h("button", { type: "button", class: "kw-link" })), h("td", { class: "kw-point-n" }), h("td", { class: "kw-point-what" }, h("span"), h("span")));
  const fillRow = (line, row) => {
    const [head, n, what] = line.children;
    attr(line, "data-id", row.id);
    text(head.firstChild, row.label);
    attr(head.firstChild, "aria-label", row.lose_label);
    head.firstChild.onclick = () => send({ kind: "look", id: `${row.id}|` });
    text(n, row.n);
    keyed(
      what.firstChild,
      row.first,
      (each) => each.id,
      (each) => h("button", { type: "button", class: "kw-link", "data-id": each.id }),
      (button, each, at) => {
        text(button, each.label);
        attr(button, "data-last", at === row.first.length - 1);
        button.onclick = () => send({ kind: "look", id: `${row.id}|${each.id}` });
      },
    );
    text(what.lastChild, row.more);
  };
  const draw = () => {
    keyed(table.tBodies[0], isLong ? data.rows : data.rows.slice(0, data.first), (row) => row.id, makeRow, fillRow);
    shown(more, data.rows.length > data.first);
    text(more, isLong ? data.words.fewer : data.more);
    attr(more, "aria-expanded", String(isLong));
  };

  return (rows) => {
    data = rows;
    text(title, data.title);
    text(lead, data.lead);
    text(table.caption, data.title);
    [...table.tHead.rows[0].cells].forEach((cell, at) => text(cell, data.columns[at]));
    shown(table, data.rows.length > 0);
    draw();
  };
};

export default { render: (context) => mount(context, "points", build) };
