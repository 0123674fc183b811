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
  const bar = h("div", { class: "kw-bar", role: "progressbar", "aria-valuemin": "0" }, h("span"));
  const progress = h("span", { class: "kw-progress" });
  const cancel = h("button", { type: "button", class: "kw-button kw-cancel", onclick: () => send({ kind: "cancel" }) });
  const work = h("div", { class: "kw-work" }, bar, progress, cancel);
  const ready = h("span", { class: "kw-ready", role: "status" });
  root.append(toggle, work, ready);

  return (data) => {
    const isWorking = data.of !== null;
    attr(root, "data-working", isWorking);
    attr(toggle, "aria-checked", String(Boolean(data.on)));
    const [label, line] = toggle.lastChild.children;
    text(label, data.label);
    text(line, data.line);
    shown(work, isWorking);
    if (isWorking) {
      attr(bar, "aria-label", data.label);
      attr(bar, "aria-valuemax", data.of);
      attr(bar, "aria-valuenow", data.done);
      attr(bar, "aria-valuetext", data.progress);
      bar.firstChild.style.width = `${(100 * data.done) / data.of}%`;
    }
    text(progress, data.progress);
    text(cancel, data.cancel);
    text(ready, data.ready);
    shown(line, !data.ready);
  };
};

export default { render: (context) => mount(context, "sampling", build) };
