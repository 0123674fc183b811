// The top, the switches and the details as rows (views/header.py, controls.py, mitigations.py, details.py). What no scenario
// changes comes from Python as it is, in `texts`: the words of the top, and the switches with their costs and sources.

const headerRows = (moment) => {
  const shown = written(canonical(moment.scenario));
  let isFound = false;
  const scenarios = moment.texts.header.scenarios.map((row) => {
    const selected = !isFound && written(canonical(CASE.scenarios.get(row.id))) === shown;
    isFound ||= selected;
    return { ...row, selected };
  });
  return {
    ...moment.texts.header,
    ...moment.frame,
    scenarios,
    can_undo: moment.canUndo,
    can_redo: moment.canRedo,
    search: searchRows(moment),
    link: writeLink(moment),
    home: null,
  };
};

/** A scenario written out, so that two that mean the same are equal. */
const canonical = ({ losses, mitigations, readings, parameters }) => [
  sortedIds(losses),
  sortedIds(expanded(CASE.system, mitigations).filter(({ changes }) => changes.length).map(({ id }) => id)),
  sortedIds([...readings].filter((id) => CASE.system.readings.get(id).changes.length)),
  sortedIds(Object.keys(parameters)).map((id) => [id, parameters[id]]),
];

const searchRows = (moment) => {
  const other = TEXTS[moment.language === "ko" ? "en" : "ko"];
  const words = new Map([...moment.impact.status].map(([id, status]) => [id, moment.statusWord(status)]));
  for (const id of CASE.domains) words.set(id, moment.say(`views.domain.${CASE.possible.domains.get(id).kind}`));
  const place = (id) => {
    const service = moment.impact.system.services.get(id);
    return service ? FLOORS.indexOf(service.layer) : FLOORS.length + KINDS.indexOf(CASE.possible.domains.get(id).kind);
  };
  const found = [...words].sort(([one], [other]) => place(one) - place(other));
  return found.map(([id, word]) => ({ id, label: moment.label(id), alt: other.labels[id], word }));
};
const KINDS = ["site", "zone", "region", "link", "other"];

// --- switches ------------------------------------------------------------------------------------------------------
const switchRows = (moment) => {
  const { switches } = moment.texts;
  const filled = { lose: lossItem, read: readingItem, mitigate: mitigationItem, unify: unifyItem };
  const sections = switches.sections.map((section) => {
    const items = section.items.map((row) => filled[row.kind](moment, { ...row, info: row.info.map((note) => noteRow(moment, note)) }));
    // What is not there comes last and at the edge, or it would look like a part of something that can fail.
    const isThere = ({ id }) => moment.impact.system.domains.has(id);
    const place = (row) => CASE.tree.findIndex(([id]) => id === row.id) - (isThere(row) ? CASE.tree.length : 0);
    return { ...section, items: section.id === "fails" ? items.sort((one, other) => place(one) - place(other)) : items };
  });
  const services = switches.services.map((row) => ({ ...row, on: moment.scenario.losses.has(row.id) }));
  return { ...switches, ...moment.frame, sections, services };
};

/** A line of what a switch rests on; of a fact it holds the id alone. */
const noteRow = (moment, note) => {
  if (!note.fact) return note;
  const { text, source, url } = moment.texts.facts[note.fact];
  return { text: `${note.fact} · ${text} (${source})`, url };
};

const lossItem = (moment, row) => {
  const { system } = moment.impact;
  const domain = CASE.possible.domains.get(row.id);
  const isThere = system.domains.has(row.id);
  return {
    ...row,
    on: moment.scenario.losses.has(row.id),
    line: placeLine(moment, domain),
    note: isThere ? String(hostedIn(system, row.id).length) : moment.say("views.switches.not_there"),
    level: isThere ? Math.min(levelOf(row.id), DEEPEST_LEVEL) : 0,
  };
};
const levelOf = (id) => CASE.tree.find(([other]) => other === id)[1];

/** What a mere bundle consists of; nothing, if it also changes something itself. */
const membersOf = ({ id, changes, includes }) =>
  changes.length || !includes.length ? [] : expanded(CASE.system, [id]).map((each) => each.id).filter((other) => other !== id);

const mitigationItem = (moment, row) => {
  const members = membersOf(CASE.system.mitigations.get(row.id));
  const there = meeting(members, moment.inPlace).length;
  const on = moment.inPlace.has(row.id) || (members.length > 0 && there === members.length);
  return { ...row, on, mixed: !on && there > 0 };
};

/** A switch that is on while sign-in is unified. */
const unifyItem = (moment, row) => {
  const { on, mixed } = mitigationItem(moment, row);
  const changed = CASE.system.mitigations.get(row.id).changes;
  const ids = once(changed.filter((each) => each.op === "add_alternative" && each.kind === "login").map((each) => each.service));
  const names = ids.length ? moment.names(ids, 2) : moment.name(row.id);
  return { ...row, mixed, on: !on && !mixed, label: row.master ? row.label : moment.say("views.unify.member", { names }) };
};

const readingItem = (moment, row) => {
  const { readings } = CASE.system;
  const chosen = new Set([...moment.scenario.readings].filter((id) => readings.get(id).changes.length));
  const reading = readings.get(row.id);
  const on = reading.changes.length ? chosen.has(row.id) : !chosen.size;
  const summary = moment.texts.summaries[row.id];
  return { ...row, on, line: on ? summary : `${summary} ${difference(moment, reading)}`.trim() };
};

/** What would differ under another reading, in one sentence. */
const difference = (moment, reading) => {
  const other = impactUnder(moment, reading);
  if (!other) return moment.say("views.reading.impossible");
  const now = moment.impact.status;
  const differing = [...other.status].filter(([id, each]) => (now.get(id) ?? each) !== each).map(([id]) => id);
  if (!differing.length) return moment.say("views.reading.same");
  return moment.count("views.reading.differs", differing.length, { names: moment.names(differing) });
};

/** The same scenario under another reading; null if it cannot be. */
const impactUnder = (moment, reading) => {
  const readings = new Set(reading.changes.length ? [reading.id] : []);
  return moment.kept(`reading ${reading.id}`, () => {
    try {
      return { found: propagate(CASE.system, { ...moment.scenario, readings }) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { found: null };
    }
  }).found;
};

// --- details -------------------------------------------------------------------------------------------------------
const NO_DETAILS = ["label", "status", "word", "kind_label", "lost_switch", "why", "sign_in", "hurts", "facts", "assumed"];

const detailRows = (moment) => {
  const { selected: id, impact } = moment;
  const words = Object.fromEntries(["close", "sheet"].map((word) => [word, moment.say(`views.details.word.${word}`)]));
  const frame = { ...moment.frame, words, id, empty: moment.say("views.details.empty") };
  if (id === null) return { ...frame, ...Object.fromEntries(NO_DETAILS.map((name) => [name, null])) };
  const service = impact.system.services.get(id) ?? CASE.possible.services.get(id);
  if (service) return { ...frame, ...serviceDetails(moment, service) };
  return { ...frame, ...domainDetails(moment, impact.system.domains.get(id) ?? CASE.possible.domains.get(id)) };
};

const serviceDetails = (moment, service) => {
  const { id } = service;
  const status = moment.impact.status.get(id);
  const told = moment.explanation && sentencesOf(moment.impact, id, moment.explanation, moment.language);
  const placed = [...service.replicas, ...(service.failover ? [service.failover] : [])];
  return {
    label: moment.label(id),
    status: STATUS_WORDS[status] ?? null,
    word: status === undefined ? moment.say("views.building.absent") : moment.statusWord(status),
    kind_label: [moment.say(`views.layer_one.${service.layer}`), moment.texts.products[service.part_of]].filter(Boolean).join(" · "),
    lost_switch: lostSwitch(moment, id, "service"),
    why: told && { title: moment.say("views.details.why"), sentences: told.why.map(asRow), also: told.also.map(asRow) },
    sign_in: told?.signIn.length ? { title: moment.say("views.details.sign_in"), sentences: told.signIn.map(asRow) } : null,
    hurts: status === undefined ? null : hurtsRow(moment, id),
    facts: factRows(moment, [service, ...placed, ...service.needs]),
    assumed: assumedRows(moment, serviceAssumptions(moment, service)),
  };
};

const asRow = (sentence) => sentence.map((part) => (typeof part === "string" ? { text: part } : { text: part.text, id: part.id }));
const lostSwitch = (moment, id, kind) => ({ label: moment.say(`views.details.lose_${kind}`), on: moment.scenario.losses.has(id) });

const victimRow = (moment, id) => {
  const status = moment.impact.status.get(id) ?? UP;
  return { id, label: moment.label(id), status: STATUS_WORDS[status], word: moment.statusWord(status) };
};

const hurtsRow = (moment, id) => {
  const services = [...moment.impact.system.services.values()];
  const groups = ["hard", "login", "soft", "restart", "failover"].flatMap((kind) => {
    const hurt = services.filter((service) => edgesFrom(service).some(([target, of]) => target === id && of === kind));
    return hurt.length ? [{ label: moment.say(`views.hurts.${kind}`), items: hurt.map((each) => victimRow(moment, each.id)) }] : [];
  });
  return { title: moment.say("views.details.hurts"), groups, none: moment.say("views.details.hurts_nobody") };
};

const domainDetails = (moment, domain) => {
  const { impact } = moment;
  const { id } = domain;
  let word = "";
  if (!impact.system.domains.has(id)) word = moment.say("views.building.absent");
  else if (impact.settled.lostDomains.has(id)) word = moment.say(`views.building.${impact.scenario.losses.has(id) ? "lost" : "inside_lost"}`);
  const standing = hostedIn(impact.system, id).map((service) => victimRow(moment, service.id));
  return {
    label: moment.label(id),
    status: null,
    word,
    kind_label: moment.say(`views.domain.${domain.kind}`),
    lost_switch: lostSwitch(moment, id, "domain"),
    why: null,
    sign_in: null,
    hurts: {
      title: moment.say("views.details.stands_here"),
      groups: standing.length ? [{ label: moment.say("views.details.hosts"), items: standing }] : [],
      none: moment.say("views.details.nothing_here"),
    },
    facts: factRows(moment, [domain]),
    assumed: assumedRows(moment, [moment.tell(domain.assumed)]),
  };
};

const factRows = (moment, parts) => {
  const unknown = { text: "", kind: "", source: "", url: null };
  const items = once(parts.flatMap((part) => part.facts ?? [])).map((id) => ({ id, ...(moment.texts.facts[id] ?? unknown) }));
  return { title: moment.say("views.details.facts"), items };
};

const assumedRows = (moment, items) => ({ title: moment.say("views.details.assumed"), items: once(items.filter(Boolean)) });

/** What is assumed about a service: where it stands, each copy, waking, each need. */
const serviceAssumptions = (moment, service) => {
  const told = (part, label) => (part?.assumed ? [`${label()}: ${moment.tell(part.assumed)}`] : []);
  const label = ({ kind, on }) => {
    const names = plainText(listing(once(leavesOf(on)).map((id) => moment.name(id)), moment.language));
    return moment.say("views.details.need", { kind: moment.say(`views.need.${kind}`), names });
  };
  return [
    moment.tell(service.assumed),
    ...service.replicas.flatMap((copy) => told(copy, () => moment.label(copy.in))),
    ...told(service.failover, () => moment.say("views.need.failover")),
    ...service.needs.flatMap((need) => told(need, () => label(need))),
  ];
};
