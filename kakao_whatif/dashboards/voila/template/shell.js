// The page around a dashboard: what Voila calls while it starts, what the reader sees when something fails,
// and the moment at which the first picture is live. Every word comes from Python.
(() => {
  const SLOW_SECONDS = 15;
  const FAILED_SECONDS = 75; // a kernel has 60 s to start
  const LOOK_EVERY_SECONDS = 10;
  const DOUBT_SECONDS = [2, 4, 6]; // after a click that changes nothing; a server notices a dead kernel within 3 s
  const AWAY_EVERY_SECONDS = 2;
  const BACK_AFTER_SECONDS = 3; // time to read what happens
  const AGAIN_AFTER_SECONDS = 60; // a page that keeps losing its kernel is not opened again by itself
  const byId = (id) => document.getElementById(id);
  const words = JSON.parse(byId("kw-shell-words").textContent);
  const state = document.body.dataset; // kwState: waiting, live, failed or lost; kwViews: how many views must be drawn
  let started = performance.now();
  let before = 0; // how many pages start before this one

  /** Show a problem above everything, once for each kind, with a way out. */
  const alert = (kind, { detail, act = () => location.reload(), word = "reload" } = {}) => {
    const place = byId("kw-shell-alerts");
    if (place.querySelector(`[data-kind="${kind}"]`)) return;
    const box = document.createElement("p");
    box.className = "kw-shell-alert";
    box.dataset.kind = kind;
    const sentence = document.createElement("span");
    sentence.textContent = detail ? `${words[kind]} ${detail}` : words[kind];
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words[word];
    button.addEventListener("click", () => act());
    box.append(sentence, button);
    place.append(box);
  };

  const fail = (kind) => {
    state.kwState = "failed";
    byId("loading")?.remove();
    alert(kind);
  };

  // A part that fails must say so: a picture that silently stops following the switches would be a wrong one.
  const HARMLESS = /ResizeObserver loop|^Canceled/i;
  const report = (error) => {
    const message = String(error?.message ?? error ?? "");
    if (message && !HARMLESS.test(message)) alert("script_failed", { detail: message.slice(0, 300) });
  };
  addEventListener("error", (event) => report(event.error ?? event.message));
  addEventListener("unhandledrejection", (event) => report(event.reason));

  /** The page lives: the views of the first picture do already; what else the notebook shows appears below them. */
  const goLive = () => {
    if (state.kwState !== "waiting") return;
    state.kwState = "live";
    for (const gone of [byId("kw-first-data"), byId("loading")]) gone?.remove();
    performance.mark("kw-live");
    watchKernel();
  };

  /** Wait for the live views, each drawn with rows; without a first picture, for the end of the notebook. */
  const awaitLive = () => {
    const wanted = Number(state.kwViews ?? 0);
    const drawn = () => document.querySelectorAll("[data-view][data-seq]:not([data-live='false'])").length >= wanted;
    if (drawn()) return goLive();
    const watcher = new MutationObserver(() => {
      if (!drawn()) return;
      watcher.disconnect();
      goLive();
    });
    watcher.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-seq", "data-live"] });
  };

  const patience = setInterval(() => {
    const waited = (performance.now() - started) / 1000;
    if (state.kwState !== "waiting") clearInterval(patience);
    else if (before) return;
    else if (waited > FAILED_SECONDS) fail("failed");
    else if (waited > SLOW_SECONDS) byId("loading_text").textContent = words.slow;
  }, 1000);

  /** The server says how many pages come before this one, and why; the time to be patient for begins when none does. */
  const queue = (count, why) => {
    before = count;
    started = performance.now();
    const place = byId("loading_text");
    if (place) place.textContent = count ? words[why].replace("{n}", count) : words.turn;
  };

  // At first without a kernel's id; the cells bring another one with it.
  const config = () => JSON.parse(byId("jupyter-config-data").textContent);

  // The front end begins when the window has loaded. Here it must not begin before there is a kernel.
  const listen = window.addEventListener.bind(window);
  let atKernel = [];
  window.addEventListener = (kind, listener, ...options) => {
    if (kind !== "load") listen(kind, listener, ...options);
    else if (atKernel) atKernel.push(listener);
    else listener(new Event("load"));
  };

  let isLoading = false;
  /** Load the front end, once: in one script, while the kernel starts, where the page names one. */
  const loadFrontEnd = (address = state.kwFrontEnd) => {
    if (isLoading || !address) return;
    isLoading = true;
    byId("kw-styles")?.replaceWith(byId("kw-styles").content); // they would hold the first picture up
    const script = document.createElement("script");
    script.addEventListener("error", () => {
      isLoading = false;
      const own = new URL(voilas(), location.href).href;
      if (own !== script.src) loadFrontEnd(own);
    });
    script.src = address;
    document.head.append(script);
  };
  const voilas = () => `${config().fullStaticUrl}/voila.js`;

  /** Ask for a kernel and the cells that it shows. Only this script does: a picture of a page, or a robot, costs no kernel. */
  const askForKernel = async () => {
    const address = location.href.split("#")[0];
    if (document.prerendering) await new Promise((done) => document.addEventListener("prerenderingchange", done, { once: true }));
    started = performance.now();
    const answer = await fetch(address, { method: "POST", headers: { "X-XSRFToken": token() } });
    if (!answer.ok) return fail(answer.status === 403 ? "refused" : "failed");
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      text += value;
      const told = [...text.matchAll(/<meta name="kw-queue" data-why="(\w+)" content="(\d+)">/g)].at(-1);
      if (told && told[0] !== heard) queue(Number(told[2]), told[1]);
      heard = told?.[0];
    }
    meetKernel(text);
  };
  let heard;
  const token = () => document.cookie.match("\\b_xsrf=([^;]*)\\b")?.[1] ?? "";

  /** The notebook has run: show its cells, tell the front end its kernel, and let it begin. */
  const meetKernel = (text) => {
    const rest = new DOMParser().parseFromString(text, "text/html");
    if (rest.getElementById("jupyter-config-data")) byId("jupyter-config-data").remove();
    byId("kw-stage").append(...rest.body.childNodes);
    state.kernelId = config().kernelId ?? "";
    if (!state.kernelId) return fail("failed");
    if (document.querySelector("[data-kw-failed]")) fail("cell_failed");
    window.voila_finish();
    loadFrontEnd(state.kwFrontEnd ?? voilas());
    const begin = atKernel;
    atKernel = null;
    for (const listener of begin) listener(new Event("load"));
  };

  /** A kernel can end: culled while a laptop slept, killed, or with its server. Then the page is opened again. */
  const watchKernel = () => {
    const { baseUrl, kernelId } = config();
    let timer;
    const look = async () => {
      if (document.hidden) return;
      clearTimeout(timer);
      const answer = await fetch(`${baseUrl}api/kernels/${kernelId}`).catch(() => null);
      if (answer?.status === 404) return comeBack();
      const isAway = !answer || answer.status >= 502; // a proxy answers for a server that is away
      if (isAway) alert("away", { act: look, word: "try_now" });
      else byId("kw-shell-alerts").querySelector("[data-kind='away']")?.remove();
      timer = setTimeout(look, 1000 * (isAway ? AWAY_EVERY_SECONDS : LOOK_EVERY_SECONDS));
    };
    timer = setTimeout(look, 1000 * LOOK_EVERY_SECONDS);
    document.addEventListener("visibilitychange", look);
    const shown = () => [...document.querySelectorAll("[data-view]")].map((view) => view.dataset.seq).join();
    const doubt = () => {
      const seen = shown();
      for (const seconds of DOUBT_SECONDS) setTimeout(() => seen === shown() && look(), 1000 * seconds);
    };
    for (const kind of ["click", "change"]) addEventListener(kind, doubt, { capture: true });
  };

  /** Open the same address again, which holds the scenario: by itself at first, then when the reader asks. */
  const comeBack = () => {
    if (state.kwState === "lost") return;
    state.kwState = "lost";
    byId("kw-shell-alerts").replaceChildren();
    const last = Number(sessionStorage.getItem("kw-back") ?? 0);
    const isSoon = Date.now() - last < 1000 * AGAIN_AFTER_SECONDS;
    alert(isSoon ? "lost" : "coming_back");
    if (isSoon) return;
    sessionStorage.setItem("kw-back", Date.now());
    setTimeout(() => location.reload(), 1000 * BACK_AFTER_SECONDS);
  };

  // Voila's front end ends the kernel when the page is left, but only once it has loaded, and not on every phone.
  let ended = false;
  addEventListener("beforeunload", () => (ended = state.kwState === "live"));
  addEventListener("pagehide", (event) => {
    const { baseUrl, kernelId } = config();
    if (ended || event.persisted || !kernelId || state.kwState === "lost") return;
    const form = new FormData();
    form.append("_xsrf", token());
    navigator.sendBeacon(`${baseUrl}voila/api/shutdown/${kernelId}`, form);
  });

  window.kwShell = { fail, report, queue, loadFrontEnd };
  // The names that Voila's server and front end call.
  window.voila_heartbeat = window.voila_process = window.update_loading_text = () => {};
  window.display_cells = window.voila_finish = () => {
    if (!window.themeLoaded) window.cellLoaded = true; // the front end calls again when it has loaded
    else if (state.kwState === "waiting") awaitLive();
  };
  // A page that is left meanwhile says nothing any more.
  askForKernel().catch(() => state.kwState === "waiting" && fail("failed"));
})();
