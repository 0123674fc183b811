// The map as rows (views/building.py, ground.py, order.py).

const FLOORS = ["application", "external", "platform", "operations", "data"];
const EDGE_KINDS = ["hard", "login", "soft", "restart", "failover", "hosting"];
const DEEPEST_LEVEL = 2;

const buildingRows = (moment) => {
  const layers = layerRows(moment);
  const tiles = layers.flatMap((layer) => layer.products.flatMap((product) => product.tiles));
  const words = Object.fromEntries(EDGE_KINDS.map((kind) => [kind, moment.say(`views.edge.${kind}`)]));
  return {
    ...moment.frame,
    label: moment.say("views.building.label"),
    layers,
    ground: CASE.tree.map(([id, level]) => siteRow(moment, CASE.possible.domains.get(id), level)),
    needs: needsRows(moment.impact.system),
    selected: moment.selected,
    show_assumed: moment.showsAssumed,
    legend: legendRows(moment, tiles),
    words: { ...words, legend: moment.say("views.legend.title") },
    causes: causeRows(moment),
  };
};

const layerRows = (moment) => {
  const place = ({ part_of: product }) => (CASE.products.includes(product) ? CASE.products.indexOf(product) : CASE.products.length);
  const steps = orderOfCause(moment.impact);
  const services = [...moment.impact.system.services.values()].sort((one, other) => place(one) - place(other));
  return FLOORS.flatMap((layer) => {
    const products = new Map();
    for (const service of services.filter((each) => each.layer === layer)) {
      const product = service.part_of ?? "";
      products.set(product, [...(products.get(product) ?? []), tileRow(moment, service, steps)]);
    }
    const rows = [...products].map(([id, tiles]) => ({ id: id || "other", label: productName(moment, id), tiles }));
    return rows.length ? [{ id: layer, label: moment.say(`views.layer.${layer}`), products: rows }] : [];
  });
};

const productName = (moment, id) => moment.texts.products[id] || id || moment.say("views.building.no_product");

const isPlacementAssumed = (service) => [service, ...service.replicas, service.failover].some((part) => part?.assumed);

const tileRow = (moment, service, steps) => {
  const { impact } = moment;
  const { id } = service;
  const status = impact.status.get(id);
  const row = {
    id,
    label: moment.label(id),
    status: STATUS_WORDS[status],
    word: moment.statusWord(status),
    sign_in_lost: impact.signInLost.has(id),
    lost: impact.scenario.losses.has(id),
    added: !moment.bare.system.services.has(id),
    assumed: isPlacementAssumed(service),
    depth: steps.get(id) ?? 0,
  };
  const said = [row.word];
  if (status === DARK && row.sign_in_lost) said.push(moment.say("views.building.no_sign_in"));
  for (const mark of ["lost", "added"]) if (row[mark]) said.push(moment.say(`views.building.${mark}`));
  if (row.assumed && moment.showsAssumed) said.push(moment.say("views.building.assumed"));
  return { ...row, title: `${row.label}: ${said.join(", ")}` };
};

// --- edges ---------------------------------------------------------------------------------------------------------
const edgesFrom = (service) => [
  ...service.needs.flatMap((need) => leavesOf(need.on).map((leaf) => [leaf, need.kind])),
  ...(service.failover && hasStandby(service) ? leavesOf(service.failover.needs).map((leaf) => [leaf, "failover"]) : []),
];

const needsRows = (system) => {
  const needs = {};
  for (const service of system.services.values()) {
    for (const [target, kind] of once(edgesFrom(service), written)) ((needs[service.id] ??= {})[kind] ??= []).push(target);
  }
  return needs;
};

/** The edges along the reason of the selected service, down to the places that are lost. */
const causeRows = (moment) => {
  const edges = new Map();
  const add = (source, target, kind) => edges.set(written([source, target]), { source, target, kind });
  for (const [id, cause] of moment.explanation?.reasons[0]?.causes ?? []) {
    const needed = edgesFrom(moment.impact.system.services.get(id));
    for (const other of cause.because) {
      const kinds = needed.filter(([target]) => target === other).map(([, kind]) => kind);
      const likely = cause.kind === "hosting" ? "failover" : cause.kind;
      add(id, other, kinds.includes(likely) ? likely : (kinds[0] ?? likely));
    }
    for (const copy of cause.copies) if (copy.lostWith !== null) add(id, copy.lostWith, "hosting");
  }
  return [...edges.values()];
};

/** What each look means; marks that are not on the screen are left out. */
const legendRows = (moment, tiles) => {
  const statuses = STATUS_WORDS.map((status) => ({ status, word: moment.say(`status.${status}`), line: moment.say(`views.legend.${status}`) }));
  const marks = ["lost"];
  if (tiles.some((tile) => tile.added)) marks.push("added");
  if (moment.showsAssumed && tiles.some((tile) => tile.assumed)) marks.push("assumed");
  const looks = marks.map((mark) => ({ status: mark, word: moment.say(`views.legend.${mark}_word`), line: moment.say(`views.legend.${mark}`) }));
  return [...statuses, ...looks];
};

// --- the ground ----------------------------------------------------------------------------------------------------
const ancestorsOf = (system, id) => (id === null ? [] : [id, ...ancestorsOf(system, system.domains.get(id).parent)]);

/** The services with a copy in a domain or in a part of it, in the order of the system. */
const hostedIn = (system, domain) =>
  [...system.services.values()].filter(({ replicas }) => replicas.some((copy) => ancestorsOf(system, copy.in).includes(domain)));

const placeLine = (moment, domain) => {
  const { system } = moment.impact;
  const kind = moment.say(`views.domain.${domain.kind}`);
  if (!system.domains.has(domain.id)) return `${kind} · ${moment.say("views.building.absent")}`;
  return `${kind} · ${moment.count("views.building.services", hostedIn(system, domain.id).length)}`;
};

const siteRow = (moment, domain, level) => {
  const { impact } = moment;
  const { id } = domain;
  const gone = impact.settled.lostDomains;
  const lost = impact.scenario.losses.has(id);
  const row = {
    id,
    label: moment.label(id),
    kind: domain.kind,
    level: Math.min(level, DEEPEST_LEVEL),
    lost,
    inside_lost: gone.has(id) && !lost,
    partly: !gone.has(id) && [...gone].some((other) => other !== id && ancestorsOf(impact.system, other).includes(id)),
    absent: !impact.system.domains.has(id),
    parent: domain.parent,
  };
  const said = [placeLine(moment, domain)];
  if (lost && row.partly) said.push(moment.say("views.building.contained"));
  else for (const mark of ["lost", "inside_lost", "partly"]) if (row[mark]) said.push(moment.say(`views.building.${mark}`));
  return { ...row, title: `${row.label}: ${said.join(", ")}` };
};

// --- the order of cause: after how many steps each light goes out --------------------------------------------------
const orderOfCause = (impact) => {
  const found = darkSteps(impact);
  const steps = new Map(found);
  for (const [id, status] of impact.status) {
    if (status !== LOCKED && status !== DEGRADED) continue;
    const failed = impact.system.services.get(id).needs.map((need) => failsAfter(need.on, steps));
    found.set(id, 1 + Math.max(0, ...failed.filter((step) => step !== null)));
  }
  return found;
};

const darkSteps = ({ system, settled }) => {
  const steps = new Map();
  let asleep = new Set();
  const isUp = (id) => !steps.has(id);
  const dark = [...settled.dark].map((id) => system.services.get(id));
  const left = () => dark.filter(({ id }) => isUp(id));
  const hosted = (service) => isHosted(system, service, { ...settled, asleep });
  let front = dark.filter((service) => settled.lostServices.has(service.id) || !hosted(service) || !isMet(service, "hard", isUp));
  for (let step = 1; steps.size < dark.length; step += 1) {
    if (!front.length) { // what is left sleeps because of a ring
      asleep = new Set([...asleep, ...settled.asleep]);
      front = left().filter((service) => !hosted(service));
    }
    if (!front.length) front = left();
    for (const { id } of front) steps.set(id, step);
    const fellAsleep = left().filter((service) => hasStandby(service) && !holds(service.failover.needs, isUp));
    asleep = new Set([...asleep, ...fellAsleep.map(({ id }) => id)]);
    front = left().filter((service) => (fellAsleep.includes(service) && !hosted(service)) || !isMet(service, "hard", isUp));
  }
  return steps;
};

/** The step after which an expression is false; null if it stays true. */
const failsAfter = (on, steps) => {
  if (typeof on === "string") return steps.get(on) ?? null;
  const failed = partsOf(on).map((part) => failsAfter(part, steps));
  const needed = failed.length - thresholdOf(on) + 1;
  if (needed <= 0) return 0;
  return failed.filter((step) => step !== null).sort((one, other) => one - other)[needed - 1] ?? null;
};
