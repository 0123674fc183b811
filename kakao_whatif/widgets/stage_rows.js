// One large number, one switch, one claim of the stage: a row into its node.
// Python puts this text before stage.js (assets.py).

const fillFigure = (item, row) => {
  attr(item, "data-id", row.id);
  attr(item, "data-long", row.long);
  attr(item, "data-better", row.better === null ? null : String(row.better));
  const [number, said] = item.children;
  text(number, row.text);
  text(said.firstChild, row.word);
  text(said.lastChild, row.delta);
  shown(said.lastChild, Boolean(row.delta));
};
const fillTry = (button, row) => {
  attr(button, "data-kind", row.kind);
  attr(button, "data-id", row.id);
  attr(button, "role", "switch");
  attr(button, "aria-checked", String(row.on));
  attr(button, "title", row.line || null);
  const [, label, cost] = button.children;
  text(label, row.label);
  text(cost, row.cost);
  shown(cost, Boolean(row.cost));
};
const fillClaim = (item, row) => {
  attr(item, "data-kind", row.kind);
  const [word, said, source] = item.children;
  text(word, row.word);
  text(said, row.text);
  text(source, row.source);
  attr(source, "href", row.url ?? null);
  shown(source, Boolean(row.source));
};
