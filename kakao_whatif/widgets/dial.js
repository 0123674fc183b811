// The dial: how many depend on one thing alone, and how many fall with it; a slider, a curve, a sentence.
//
// For tests: section.kw-dial[data-seq][data-kind][data-at]; button.kw-dial-kind[role=radio][data-id]
//   input.kw-dial-at[type=range]; .kw-dial-said; .kw-chart

const build = (view) => {
  const { root, send } = view;
  const title = h("h2", { class: "kw-panel-title" });
  const kinds = h("div", { class: "kw-kinds", role: "radiogroup" });
  const { box, draw } = chart(view, () => {});
  const slider = h("input", { class: "kw-dial-at", type: "range", step: "1", min: "0" });
  const said = h("p", { class: "kw-dial-said", "aria-live": "polite" });
  const line = h("p", { class: "kw-lead" });
  root.append(title, kinds, line, box, slider, said);
  let data = null;

  // Every setting is in the rows already: the dial turns without asking anybody.
  const turn = (at) => {
    const setting = data.settings[at];
    attr(root, "data-at", at);
    text(said, setting.said);
    attr(slider, "aria-valuetext", setting.said);
    draw({ ...data.chart, marks: [...data.chart.marks, { id: "here", at: setting.x, label: "" }], points: [] });
  };
  slider.addEventListener("input", () => turn(Number(slider.value)));
  slider.addEventListener("change", () => send({ kind: "turn", id: slider.value }));

  return (rows) => {
    data = rows;
    attr(root, "data-kind", data.kind);
    text(title, data.title);
    text(line, data.line);
    attr(kinds, "aria-label", data.kinds_label);
    keyed(
      kinds,
      data.kinds,
      (row) => row.id,
      (row) => h("button", { type: "button", class: "kw-button kw-dial-kind", role: "radio", "data-id": row.id, onclick: () => send({ kind: "dial", id: row.id }) }),
      (button, row) => {
        text(button, row.label);
        attr(button, "aria-checked", String(row.on));
      },
    );
    const isThere = data.settings.length > 0;
    for (const part of [box, slider, said]) shown(part, isThere);
    if (!isThere) return;
    attr(slider, "max", data.settings.length - 1);
    attr(slider, "aria-label", data.slider);
    slider.value = data.at;
    turn(data.at);
  };
};

export default { render: (context) => mount(context, "dial", build) };
