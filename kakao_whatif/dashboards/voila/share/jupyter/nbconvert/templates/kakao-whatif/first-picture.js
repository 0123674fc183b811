// Draws the first picture with the widgets' own modules, before there is a kernel to speak to.
(() => {
  const { order, views, modules } = JSON.parse(document.getElementById("kw-first-data").textContent);
  const stage = document.getElementById("kw-first");
  const silent = () => {};

  const draw = async (name) => {
    const place = document.createElement("div");
    stage.append(place);
    const address = URL.createObjectURL(new Blob([modules[name]], { type: "text/javascript" }));
    try {
      const { default: view } = await import(address);
      const model = { get: (key) => (key === "data" ? views[name] : undefined), on: silent, off: silent, send: silent };
      await view.render({ model, el: place });
    } finally {
      URL.revokeObjectURL(address);
    }
  };

  Promise.all(order.map(draw)).then(
    () => {
      stage.dataset.kwFirst = "drawn";
      performance.mark("kw-first-picture");
    },
    (error) => window.kwShell.report(error),
  );
})();
