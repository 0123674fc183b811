// Draws the first picture with the widgets' own code, before there is a kernel to speak to.
(() => {
  const { order, views } = JSON.parse(document.getElementById("kw-first-data").textContent);
  const stage = document.getElementById("kw-first");
  const silent = () => {};
  try {
    for (const name of order) {
      const place = document.createElement("div");
      stage.append(place);
      const model = { get: (key) => (key === "data" ? views[name] : undefined), on: silent, off: silent, send: silent };
      kwFirstViews[name].render({ model, el: place });
    }
    // It counts as drawn when its frame is on its way to the screen.
    requestAnimationFrame(() =>
      setTimeout(() => {
        stage.dataset.kwFirst = "drawn";
        performance.mark("kw-first-picture");
      }),
    );
  } catch (error) {
    window.kwShell.report(error);
  }
})();
