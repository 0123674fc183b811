// The switch of the uncertainty band: how far its runs are, and a way to end them.
//
// For tests: section.kw-sampling[data-seq][data-working]
//   button.kw-band-switch[role=switch][aria-checked]; [role=progressbar][aria-valuenow]; button.kw-cancel; .kw-ready

const build = (view) => {
  const { root, send } = view;
  const toggle = h(
    "button",
    { type: "button", role: "switch", class: "kw-band-switch kw-switch", onclick: () => send({ kind: "band" }) },
    h("span", { class: "kw-knob", "aria-hidden": "true" }),
    h("span", {}, h("b"), h("span", { class: "kw-band-line" })),
  );
  const work = progressBar(() => send({ kind: "cancel" }));
  const ready = h("span", { class: "kw-ready", role: "status" });
  root.append(toggle, work.box, ready);

  return (data) => {
    const isWorking = data.of !== null;
    attr(root, "data-working", isWorking);
    attr(toggle, "aria-checked", String(Boolean(data.on)));
    const [label, line] = toggle.lastChild.children;
    text(label, data.label);
    text(line, data.line);
    work.draw(data, data.label, data.cancel);
    text(ready, data.ready);
    shown(line, !data.ready);
  };
};

export default { render: (context) => mount(context, "sampling", build) };
