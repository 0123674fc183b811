// Draws the first picture with the widgets' own code, before there is a kernel to speak to. Each view of it speaks
// to a stand-in; when the kernel's widget comes, the stand-in says "alive" and passes everything on.
(() => {
  const { order, views } = JSON.parse(document.getElementById("kw-first-data").textContent);
  const stage = document.getElementById("kw-first");
  window.kwFirst = new Map();
  const draw = (name) => {
    let speaker = { get: (key) => (key === "data" ? views[name] : undefined), on() {}, off() {}, send() {} };
    const heard = [];
    const model = {
      get: (key) => speaker.get(key),
      send: (message) => speaker.send(message),
      on: (event, callback) => heard.push([event, callback]),
      off: (event, callback) => speaker.off(event, callback),
    };
    const place = document.createElement("div");
    stage.append(place);
    const end = kwFirstViews[name].render({ model, el: place });
    const comeAlive = (kernelModel) => {
      speaker = kernelModel;
      for (const [event, callback] of heard) {
        speaker.on(event, callback);
        if (event === "alive") callback();
      }
      return end;
    };
    window.kwFirst.set(name, { comeAlive });
  };
  try {
    order.forEach(draw);
    // It counts as drawn when its frame is on its way to the screen.
    requestAnimationFrame(() =>
      setTimeout(() => {
        stage.dataset.kwFirst = "drawn";
        performance.mark("kw-first-picture");
        window.kwShell.loadFrontEnd();
      }),
    );
  } catch (error) {
    // Half a picture is none: the widgets then draw themselves, below.
    window.kwFirst.clear();
    stage.replaceChildren();
    window.kwShell.report(error);
  }
})();
