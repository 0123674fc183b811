// The answer in figures and sentences (views/headline.py, changed.py).

const COUNTS = ["dark", "sign_in", "locked", "degraded", "up"];
const NEAR = 2; // points: a share has a word only if it is this near
const SHARES = [[10, "tenth"], [25, "quarter"], [33.3, "third"], [50, "half"], [66.7, "two_thirds"], [75, "three_quarters"]];

const meeting = (ids, set) => [...ids].filter((id) => set.has(id));
const apart = (ids, ...sets) => [...ids].filter((id) => !sets.some((set) => set.has(id)));

const headlineRows = (moment) => ({
  ...moment.frame,
  counts: COUNTS.map((id) => countRow(moment, id)),
  sentence: [headlineSentence(moment), ...underReadings(moment), ...invitation(moment), ...whereNothingChanges(moment)].join(" "),
  changed: whatChanged(moment),
  chips: chipRows(moment),
  problem: problemRow(moment),
  notes: notesOf(moment),
  facts_bar: factsBar(moment),
  announce: announcement(moment),
});

/** The services behind each figure, without those that only a mitigation adds. */
const figuresOf = (moment, impact) => {
  const own = moment.bare.system.services;
  const status = (wanted) => new Set([...impact.status].filter(([id, each]) => each === wanted && own.has(id)).map(([id]) => id));
  return {
    dark: status(DARK),
    sign_in: new Set(meeting(impact.signInLost, own)),
    locked: status(LOCKED),
    degraded: status(DEGRADED),
    up: status(UP),
  };
};

const headlineSentence = (moment) => {
  const now = figuresOf(moment, moment.impact);
  const total = moment.bare.system.services.size;
  const dark = now.dark.size;
  if (!total) return moment.say("views.headline.empty");
  const said = [moment.say(`views.headline.share.${shareWord(dark, total)}`, { n: dark, total })];
  const lost = now.sign_in.size;
  const both = meeting(now.sign_in, now.dark).length;
  if (lost && both === lost) said.push(moment.count("views.headline.no_sign_in_dark", lost));
  else if (lost && both) said.push(moment.count("views.headline.no_sign_in_both", lost, { dark: both, open: lost - both }));
  else if (lost) said.push(moment.count("views.headline.no_sign_in_open", lost));
  else if (dark < total) said.push(moment.say(`views.headline.${dark ? "others" : "all"}_sign_in`));
  return said.join(" ");
};

/** What to do where there is nothing to see yet. */
const invitation = (moment) =>
  moment.scenario.losses.size || !moment.bare.system.services.size ? [] : [moment.say("views.headline.begin")];

/** Why nothing changes, where none of the losses changes anything. */
const whereNothingChanges = (moment) => {
  const said = unchangedBy(moment);
  return said.length === moment.scenario.losses.size ? said : [];
};

/** How many are dark under each other reading, where that differs. */
const underReadings = (moment) => {
  const own = moment.bare.system.services;
  const darkIn = ({ settled }) => meeting(settled.dark, own).length;
  const used = [...moment.scenario.readings].filter((id) => CASE.system.readings.get(id).changes.length);
  return [...CASE.system.readings.values()].flatMap((reading) => {
    const wanted = reading.changes.length ? [reading.id] : [];
    if (written([...used].sort()) === written(wanted)) return [];
    const other = impactUnder(moment, reading);
    if (!other || darkIn(other) === darkIn(moment.impact)) return [];
    return [moment.count("views.headline.under_reading", darkIn(other), { reading: moment.texts.readings[reading.id] })];
  });
};

const shareWord = (part, total) => {
  if (part === 0) return "none";
  if (part === total) return total === 1 ? "only" : "all";
  if (part === 1) return "single";
  if (part * 2 === total) return "exactly_half";
  const percent = (100 * part) / total;
  const far = ([share]) => Math.abs(share - percent);
  const nearest = SHARES.reduce((one, other) => (far(other) < far(one) ? other : one));
  return far(nearest) <= NEAR ? nearest[1] : "exact";
};

const countRow = (moment, id) => {
  const now = figuresOf(moment, moment.impact);
  const n = now[id].size;
  const delta = moment.scenario.mitigations.size ? n - figuresOf(moment, moment.bare)[id].size : null;
  const both = meeting(now[id], now.dark).length;
  const added = moment.impact.settled.dark.size - n;
  let note = "";
  if (id === "sign_in" && both) note = moment.count("views.headline.of_them_dark", both);
  else if (id === "dark" && added) note = moment.count("views.headline.added_dark", added);
  return { id, n, word: moment.say(`views.count.${id}`), note, delta, delta_text: delta === null ? "" : signed(delta) };
};

const signed = (delta) => (delta > 0 ? `+${delta}` : delta ? `−${-delta}` : "±0");

const chipRows = (moment) => {
  const { scenario, texts } = moment;
  const { mitigations, readings } = CASE.system;
  const base = [...readings.values()].find(({ changes }) => !changes.length)?.id;
  const chips = sortedIds(scenario.losses).map((id) => ["lose", id, moment.label(id), id]);
  for (const id of mitigations.keys()) if (scenario.mitigations.has(id)) chips.push(["mitigate", id, moment.name(id), id]);
  for (const id of sortedIds(scenario.readings)) {
    if (readings.get(id).changes.length) chips.push(["read", id, texts.readings[id], base ?? id]);
  }
  return chips.map(([kind, of, name, id]) => ({
    kind,
    id,
    label: moment.say(`views.chip.${kind}`, { name }),
    remove: moment.say("views.chip.remove", { name }),
    of,
  }));
};

/** Why the last wish was refused, else what a link asked for in vain. */
const problemRow = (moment) => {
  if (moment.problem) return { title: moment.say("views.refusal.title"), text: moment.tell(moment.problem) };
  if (!moment.told.length) return null;
  return { title: moment.say("views.link.title"), text: moment.told.map((each) => moment.tell(each)).join(" ") };
};

/** What is said of each loss that changes nothing. */
const unchangedBy = (moment) => {
  const { system, scenario } = moment.impact;
  const { names } = moment.texts;
  const unlost = sortedIds(scenario.losses).filter((id) => !system.domains.has(id) && !system.services.has(id));
  return [
    ...unlost.map((id) => moment.say("note.no_effect", { name: names[id] })),
    ...moment.harmless.map(([id, why]) => moment.say(`note.harmless.${why}`, { name: names[id] })),
  ];
};

const notesOf = (moment) => {
  const { system } = moment.impact;
  const { names, mitigations, readings } = moment.texts;
  return [
    ...(moment.along ? [moment.tell(moment.along)] : []),
    ...(whereNothingChanges(moment).length ? [] : unchangedBy(moment)),
    ...system.idle.map(({ by, service }) => moment.say("note.idle", { name: mitigations[by] ?? readings[by], service: names[service] })),
    moment.say("note.contention"),
  ];
};

/** How much of what is shown is fact: where a service stands is one statement, each of its needs another. */
const factsBar = (moment) => {
  const services = [...moment.impact.system.services.values()];
  const says = (part) => Boolean(part.facts || part.assumed);
  if (!services.some((service) => says(service) || service.needs.some(says))) return null;
  const places = services.map((service) => isPlacementAssumed(service) || !service.facts);
  const needs = services.flatMap((service) => service.needs.map((need) => Boolean(need.assumed) || !need.facts));
  const doubtful = [...places, ...needs];
  const assumed = doubtful.filter(Boolean).length;
  const fact = doubtful.length - assumed;
  const key = places.every(Boolean) ? "views.facts.all_places_assumed" : "views.facts.label";
  return {
    fact,
    assumed,
    label: moment.say(key, { fact, total: doubtful.length }),
    switch_label: moment.say("views.facts.switch"),
    on: moment.showsAssumed,
  };
};

const announcement = (moment) => {
  if (moment.problem) return `${moment.say("views.refusal.title")}. ${moment.tell(moment.problem)}`;
  const now = figuresOf(moment, moment.impact);
  const counted = moment.say("views.headline.counted", Object.fromEntries(COUNTS.map((id) => [id, now[id].size])));
  return [moment.tell(moment.action), moment.tell(moment.along), counted].filter(Boolean).join(" ");
};

// --- what the switches changed, and what they did not --------------------------------------------------------------
const whatChanged = (moment) => {
  if (!moment.scenario.mitigations.size) return null;
  const said = [...better(moment), ...worse(moment)];
  if (said.length) said[0] = moment.say("views.changed.in_model", { said: said[0] });
  const rest = said.length ? unchanged(moment) : [nothingChanged(moment)];
  return [...said, ...rest, ...addedDark(moment)].join(" ");
};

const better = (moment) => {
  const { bare: was, impact: now } = moment;
  const said = [];
  const told = (key, ids) => ids.length && said.push(moment.count(`views.changed.${key}`, ids.length, { names: moment.names(ids) }));
  const back = apart(was.settled.dark, now.settled.dark);
  told("back", back);
  const opened = apart(was.signInLost, now.signInLost);
  const regained = apart(opened, now.settled.dark, new Set(back));
  told("regained", regained);
  told("in_vain", meeting(opened, now.settled.dark));
  const improved = [...was.status].filter(([id, status]) => now.status.get(id) < status).map(([id]) => id);
  told("improved", apart(improved, new Set(back), new Set(regained)));
  return said;
};

const worse = (moment) => {
  const { bare: was, impact: now } = moment;
  const ids = [...was.status].filter(([id, status]) => now.status.get(id) > status).map(([id]) => id);
  return ids.length ? [moment.count("views.changed.worse", ids.length, { names: moment.names(ids) })] : [];
};

const unchanged = (moment) => {
  const { bare: was, impact: now } = moment;
  const still = meeting(was.settled.dark, now.settled.dark).length;
  const shut = meeting(was.signInLost, new Set(moment.withStatus(LOCKED))).length;
  const key = still === was.settled.dark.size ? "none_back" : "still_dark";
  return [
    ...(still ? [moment.count(`views.changed.${key}`, still)] : []),
    ...(shut ? [moment.count("views.changed.still_locked", shut)] : []),
  ];
};

const nothingChanged = (moment) => {
  const [dark, lost] = [moment.bare.settled.dark.size, moment.bare.signInLost.size];
  return dark || lost ? moment.say("views.changed.nothing", { dark, lost }) : moment.say("views.changed.nothing_down");
};

const addedDark = (moment) => {
  const added = apart(moment.impact.system.services.keys(), moment.bare.system.services);
  const dark = meeting(added, moment.impact.settled.dark).length;
  if (!dark) return [];
  if (dark === added.length) return [moment.count("views.changed.added_all_dark", added.length)];
  return [moment.count("views.changed.added_dark", added.length, { dark })];
};
