// What must stay up, and how well: the services that are kept, as chips, and the need, as one choice of four.
//
// For tests: section.kw-question[data-seq][data-need]; .kw-kept button.kw-drop[data-id]; button.kw-more-kept; select.kw-add-service
//   button.kw-preset[data-id][aria-pressed]; button.kw-need[role=radio][aria-checked][data-id]; input.kw-hours; button.kw-may-hurt[role=switch]

const build = (view) => {
  const { root, send } = view;
  const title = h("h2", { class: "kw-panel-title" });
  const kept = h("ul", { class: "kw-kept" });
  const adder = h("select", { class: "kw-add-service", onchange: (event) => {
    const id = event.target.value;
    event.target.value = "";
    if (id) send({ kind: "keep", id });
  } });
  const more = h("button", { type: "button", class: "kw-link kw-more-kept", "data-alone": "", onclick: () => {
    isLong = !isLong;
    fillKept();
  } });
  const presets = h("div", { class: "kw-presets", role: "group" });
  const needs = h("div", { class: "kw-needs", role: "radiogroup" });
  const hours = h("input", { class: "kw-hours", type: "number", min: "0", step: "1", inputmode: "numeric", onchange: (event) => send({ kind: "hours", id: event.target.value }) });
  const unit = h("span");
  const time = h("label", { class: "kw-within" }, hours, unit);
  const hurt = h("button", { type: "button", role: "switch", class: "kw-switch kw-may-hurt", "data-kind": "mitigate", onclick: () => send({ kind: "tradeoffs" }) }, h("span", { class: "kw-knob", "aria-hidden": "true" }), h("span"));
  const line = h("p", { class: "kw-need-line" });
  root.append(title, h("div", { class: "kw-what" }, kept, more, adder, presets), h("div", { class: "kw-how" }, needs, time, hurt), line);

  view.listen(needs, "keydown", (event) => {
    const all = [...needs.querySelectorAll(".kw-need")];
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const at = all.indexOf(event.target);
    if (!step || at < 0) return;
    const next = all[(at + step + all.length) % all.length];
    next.focus();
    next.click();
    event.preventDefault();
  });

  let isLong = false;
  let data = null;
  const fillKept = () => {
    keyed(
      kept,
      isLong ? data.kept : data.kept.slice(0, data.first),
      (row) => row.id,
      () => h("li", { class: "kw-chip" }, h("button", { type: "button", class: "kw-link" }), h("button", { type: "button", class: "kw-cross kw-drop" }, "×")),
      (chip, row) => {
        const [name, cross] = chip.children;
        text(name, row.label);
        name.onclick = () => send({ kind: "select", id: row.id });
        attr(cross, "data-id", row.id);
        attr(cross, "aria-label", row.drop);
        cross.onclick = () => send({ kind: "keep", id: row.id });
      },
    );
    shown(more, Boolean(data.more));
    text(more, isLong ? data.fewer : data.more);
    attr(more, "aria-expanded", String(isLong));
  };

  return (rows) => {
    data = rows;
    attr(root, "data-need", data.needs.find((need) => need.on)?.id);
    text(title, data.title);
    attr(kept, "aria-label", data.kept_label);
    fillKept();
    attr(adder, "aria-label", data.add);
    keyed(
      adder,
      [{ id: "", label: data.add, options: null }, ...data.groups],
      (row) => row.id,
      (row) => (row.options ? h("optgroup") : h("option", { value: "" })),
      (node, row) => {
        if (!row.options) return text(node, row.label);
        attr(node, "label", row.label);
        keyed(node, row.options, (option) => option.id, (option) => h("option", { value: option.id }), (option, each) => text(option, each.label));
      },
    );
    attr(presets, "aria-label", data.presets_label);
    keyed(
      presets,
      data.presets,
      (row) => row.id,
      (row) => h("button", { type: "button", class: "kw-button kw-preset", "data-id": row.id, onclick: () => send({ kind: "preset", id: row.id }) }),
      (button, row) => {
        text(button, row.label);
        attr(button, "aria-pressed", String(row.on));
      },
    );
    attr(needs, "aria-label", data.needs_label);
    keyed(
      needs,
      data.needs,
      (row) => row.id,
      (row) => h("button", { type: "button", class: "kw-need kw-button", role: "radio", "data-id": row.id, onclick: () => send({ kind: "need", id: row.id }) }),
      (button, row) => {
        text(button, row.label);
        attr(button, "aria-checked", String(row.on));
        attr(button, "tabindex", row.on ? "0" : "-1");
      },
    );
    shown(time, data.hours !== null);
    if (data.hours !== null && document.activeElement !== hours) hours.value = data.hours;
    text(unit, data.hours_unit);
    shown(hurt, data.may_hurt !== null);
    attr(hurt, "aria-checked", String(Boolean(data.may_hurt)));
    text(hurt.lastChild, data.tradeoffs);
    text(line, data.line);
  };
};

export default { render: (context) => mount(context, "question", build) };
