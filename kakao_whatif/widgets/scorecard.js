// The backtest: a button until it has been made; then each figure beside two naive guesses, and the rest on demand.
//
// For tests: section.kw-scorecard[data-seq][data-made][data-working]; button.kw-score-run, button.kw-score-cancel
//   table.kw-score[data-id] tbody tr[data-best=true] > th, td; details.kw-score-more hold the other tables

const build = (view) => {
  const { root, send } = view;
  const title = h("h2", { class: "kw-panel-title" });
  const intro = h("p", { class: "kw-intro" });
  const run = h("button", { type: "button", class: "kw-button kw-score-run", onclick: () => send({ kind: "score" }) });
  const work = progressBar(() => send({ kind: "cancel-score" }), "kw-score-cancel");
  const said = h("ul", { class: "kw-score-said" });
  const first = h("div", { class: "kw-table" });
  const guesses = h("dl", { class: "kw-guesses" });
  const more = h("div", { class: "kw-score-rest" });
  const notes = h("ul", { class: "kw-score-notes" });
  const card = h("div", { class: "kw-card-body" }, said, first, guesses, more, notes);
  root.append(title, intro, run, work.box, card);

  const makeTable = () => h("table", { class: "kw-score" }, h("caption"), h("thead", {}, h("tr")), h("tbody"));
  const fillTable = (table, rows, id) => {
    const [caption, head, body] = table.children;
    const columns = Object.entries(rows.columns);
    attr(table, "data-id", id);
    text(caption, rows.title);
    keyed(head.firstChild, columns, ([name]) => name, () => h("th", { scope: "col" }), (cell, [, word]) => text(cell, word));
    keyed(body, rows.rows, (_, at) => at, () => h("tr"), (line, row) => {
      attr(line, "data-best", row.is_best);
      keyed(
        line,
        columns,
        ([name]) => name,
        ([name]) => (name === columns[0][0] ? h("th", { scope: "row" }) : h("td")),
        (cell, [name, word]) => {
          attr(cell, "data-column", name);
          attr(cell, "data-label", word);
          text(cell, row[name]);
        },
      );
    });
  };
  const fillList = (list, lines) => keyed(list, lines, (_, at) => at, () => h("li"), (item, words) => text(item, words));

  return (data) => {
    const { words, card: rows } = data;
    const isWorking = data.of !== null;
    shown(root, data.can);
    attr(root, "data-made", rows !== null);
    attr(root, "data-working", isWorking);
    text(title, rows?.title ?? words.title);
    text(intro, rows?.intro ?? words.intro);
    text(run, words.run);
    shown(run, !rows && !isWorking);
    work.draw(data, words.run, words.cancel);
    shown(card, rows !== null);
    if (!rows) return;
    fillList(said, rows.summary);
    keyed(first, [rows.figures], () => 0, makeTable, (table, figures) => fillTable(table, figures, "figures"));
    keyed(
      guesses,
      rows.baselines.flatMap((guess) => [{ id: guess.id, tag: "dt", words: guess.label }, { id: guess.id, tag: "dd", words: guess.explain }]),
      (part) => `${part.tag} ${part.id}`,
      (part) => h(part.tag),
      (node, part) => text(node, part.words),
    );
    keyed(
      more,
      data.more,
      (id) => id,
      () => h("details", { class: "kw-score-more" }, h("summary"), h("p"), h("div", { class: "kw-table" })),
      (box, id) => {
        const [summary, line, place] = box.children;
        text(summary, rows[id].title);
        text(line, [rows[id].summary, ...(id === "fitted" ? [...rows.assumed, rows.trials] : [])].filter(Boolean).join(" "));
        shown(line, Boolean(line.textContent));
        keyed(place, [rows[id]], () => 0, makeTable, (table, each) => fillTable(table, each, id));
      },
    );
    fillList(notes, rows.notes);
  };
};

export default { render: (context) => mount(context, "scorecard", build) };
