// Hour by hour: two curves of how many services are down, and a table of what is back at another time.
//
// For tests: section.kw-hour-by-hour[data-seq]; .kw-chart path.kw-line[data-at]; tr[data-id][data-kind] > th, td

const build = (view) => {
  const { root, send } = view;
  const title = h("h2", { class: "kw-panel-title" });
  const said = h("p", { class: "kw-hours-said" });
  const legend = h("ul", { class: "kw-hours-legend", "aria-hidden": "true" });
  const { box, draw } = chart(view, () => {});
  const table = h("table", {}, h("caption", { class: "kw-unseen" }), h("thead", {}, h("tr")), h("tbody"));
  const more = h("button", { type: "button", class: "kw-button kw-more", onclick: () => {
    isLong = !isLong;
    fill();
  } });
  root.append(title, said, legend, box, table, more);
  let isLong = false;
  let data = null;

  const fill = () => {
    keyed(table.tBodies[0], isLong ? data.rows : data.rows.slice(0, data.first), (row) => row.id, () => h("tr"), (line, row) => {
      attr(line, "data-id", row.id);
      attr(line, "data-kind", row.kind);
      keyed(line, row.cells, (_, at) => at, () => (line.childElementCount ? h("td") : h("th", { scope: "row" }, h("button", { type: "button", class: "kw-link", onclick: () => send({ kind: "select", id: row.id }) }))), (cell, words, at) => {
        if (at === 0) text(cell.firstChild, words);
        else text(cell, words);
      });
    });
    shown(more, data.rows.length > data.first);
    text(more, isLong ? data.words.fewer : data.words.more);
    attr(more, "aria-expanded", String(isLong));
  };

  return (rows) => {
    data = rows;
    text(title, data.words.title);
    text(said, data.said);
    text(table.caption, data.words.title);
    keyed(legend, data.legend, (_, at) => at, () => h("li"), (item, words, at) => {
      attr(item, "data-at", at);
      text(item, words);
    });
    draw(data.chart);
    keyed(table.tHead.firstChild, data.columns, (_, at) => at, () => h("th", { scope: "col" }), (cell, words) => text(cell, words));
    shown(table, data.rows.length > 0);
    fill();
  };
};

export default { render: (context) => mount(context, "hour-by-hour", build) };
