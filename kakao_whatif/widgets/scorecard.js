// The backtest: a table of what was asked, how well the model did, and how well simple guesses did.
//
// For tests: section.kw-scorecard[data-seq]; table.kw-score tbody tr > th, td; hidden if there are no rows

const build = (view) => {
  const { root } = view;
  const title = h("h2", { class: "kw-panel-title" });
  const intro = h("p", { class: "kw-intro" });
  const head = h("tr");
  const body = h("tbody");
  root.append(title, intro, h("div", { class: "kw-table" }, h("table", { class: "kw-score" }, h("thead", {}, head), body)));

  return (data) => {
    const words = data.words;
    shown(root, data.rows.length > 0);
    text(title, data.words.title);
    text(intro, words.intro);
    const columns = [words.label, words.figure, ...data.baselines, words.verdict];
    keyed(head, columns, (_, at) => at, () => h("th", { scope: "col" }), (cell, word) => text(cell, word));
    keyed(body, data.rows, (_, at) => at, () => h("tr"), (row, score) => {
      const cells = [score.label, score.figure, ...score.baselines, score.verdict];
      keyed(row, cells, (_, at) => at, (_) => h(row.firstChild ? "td" : "th", row.firstChild ? {} : { scope: "row" }), (cell, word, at) => {
        text(cell, word);
        attr(cell, "data-label", columns[at]);
      });
    });
  };
};

export default { render: (context) => mount(context, "scorecard", build) };
