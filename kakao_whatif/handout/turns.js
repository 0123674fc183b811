// What a click comes to: scenarios made to fit, as views/fitting.py and dashboards/toggles.py have it.

const nameOf = (id) => {
  const both = (kind) => ({ en: TEXTS.en[kind][id] ?? id, ko: TEXTS.ko[kind][id] ?? id });
  if (CASE.system.mitigations.has(id)) return both("mitigations");
  return CASE.system.readings.has(id) ? both("readings") : both("names");
};
const namesOf = (ids) => {
  const found = [...ids].map(nameOf);
  const told = (language) => plainText(listing(found.map((name) => name[language]), language));
  return { en: told("en"), ko: told("ko") };
};
const idsOf = (mitigations) => new Set(expanded(CASE.system, mitigations).map(({ id }) => id));

/** Mitigations with everything they require. */
const required = (mitigations) => {
  const wanted = new Set(mitigations);
  for (;;) {
    const has = idsOf(wanted);
    const missing = expanded(CASE.system, wanted).flatMap(({ requires }) => requires.filter((id) => !has.has(id)));
    if (!missing.length) return wanted;
    for (const id of missing) wanted.add(id);
  }
};

/** Those mitigations of which everything required is there. */
const supported = (mitigations) => {
  let kept = new Set(mitigations);
  for (;;) {
    const has = idsOf(kept);
    const stays = [...kept].filter((id) => expanded(CASE.system, [id]).every(({ requires }) => requires.every((each) => has.has(each))));
    if (stays.length === kept.size) return kept;
    kept = new Set(stays);
  }
};

/** Mitigations without one, whose bundles are replaced by their other members. */
const brokenUp = (mitigations, member) => {
  const kept = new Set(mitigations);
  kept.delete(member);
  for (;;) {
    const bundles = [...kept].filter((id) => idsOf([id]).has(member));
    if (!bundles.length) return kept;
    for (const bundle of bundles) {
      kept.delete(bundle);
      for (const id of CASE.system.mitigations.get(bundle).includes) if (id !== member) kept.add(id);
    }
  }
};

/** Why a scenario was refused, in both languages. */
const refusalOf = (scenario, error) => {
  const chosen = expanded(CASE.system, scenario.mitigations);
  const has = new Set(chosen.map(({ id }) => id));
  for (const { id, excludes, requires } of chosen) {
    for (const other of excludes) if (has.has(other)) return inBoth("views.refusal.together", { names: namesOf([id, other]) });
    for (const other of requires) if (!has.has(other)) return inBoth("views.refusal.requires", { name: nameOf(id), other: nameOf(other) });
  }
  const named = once(error.quoted).filter((id) => CASE.system.mitigations.has(id));
  if (named.length > 1) return inBoth("views.refusal.together", { names: namesOf(named) });
  return inBoth("views.refusal.other", { names: namesOf(named.length ? named : sortedIds(scenario.mitigations)) });
};

/** Why a scenario cannot be; null if it can. */
const refused = (scenario) => {
  try {
    inPlace(CASE.system, scenario);
    return null;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
};

/** The scenario nearest to one whose ids are known, and what had to give way: `[scenario, told]`. */
const fitted = (asked) => {
  const told = [];
  const complete = required(asked.mitigations);
  const added = apart(complete, asked.mitigations);
  if (added.length) told.push(inBoth("views.link.required", { names: namesOf(sortedIds(added)) }));
  const wanted = { ...asked, mitigations: complete };
  const error = refused(wanted);
  if (!error) return [wanted, told];
  told.push(refusalOf(wanted, error));
  let kept = { ...asked, mitigations: new Set() };
  if (refused(kept)) kept = { ...kept, readings: new Set() };
  for (const id of sortedIds(complete)) {
    const more = { ...kept, mitigations: required([...kept.mitigations, id]) };
    if (!refused(more)) kept = more;
  }
  const leftOut = new Set([...apart(complete, kept.mitigations), ...apart(asked.readings, kept.readings)]);
  told.push(inBoth("views.link.left_out", { names: namesOf(sortedIds(leftOut)) }));
  return [kept, told];
};

// --- clicks: each gives {scenario, action, along} ------------------------------------------------------------------
const isMereBundle = ({ changes, includes }) => includes.length > 0 && !changes.length;
const mereBundles = () => [...CASE.system.mitigations.values()].filter(isMereBundle);
const restOf = (id) => without(idsOf([id]), id);

/** Mitigations in their shortest form: a mere bundle instead of all its members. */
const folded = (mitigations) => {
  const kept = new Set(mitigations);
  const whole = mereBundles().filter(({ includes }) => includes.every((id) => mitigations.has(id)));
  for (const { id } of whole) kept.add(id);
  for (const { id } of mereBundles()) if (kept.has(id)) for (const member of restOf(id)) kept.delete(member);
  return kept;
};

/** What is in place: a mere bundle counts as well once all its members do. */
const standing = (mitigations) => {
  const has = idsOf(mitigations);
  const whole = mereBundles().filter(({ id }) => [...restOf(id)].every((member) => has.has(member)));
  return new Set([...has, ...whole.map(({ id }) => id)]);
};

const takenOut = (mitigations, id) => {
  let kept = without(mitigations, id);
  if (!standing(kept).has(id)) return kept;
  const members = sortedIds(restOf(id));
  for (const member of members.length ? members : [id]) kept = brokenUp(kept, member);
  return brokenUp(kept, id);
};

const toggledLoss = (scenario, id) => {
  const isLost = scenario.losses.has(id);
  const losses = isLost ? without(scenario.losses, id) : new Set([...scenario.losses, id]);
  return { scenario: { ...scenario, losses }, action: inBoth(`views.action.${isLost ? "restore" : "lose"}`, { name: nameOf(id) }), along: null };
};

const toggledMitigation = (scenario, id) => {
  const was = folded(scenario.mitigations);
  const isOn = !standing(was).has(id);
  const now = folded(isOn ? required([...was, id]) : supported(takenOut(was, id)));
  const members = restOf(id);
  const differing = apart(isOn ? now : was, isOn ? was : now, members, new Set([id]));
  // A bundle that is made up or broken up around this switch was not switched itself.
  const others = [...CASE.system.mitigations.keys()].filter((other) => differing.includes(other) && !restOf(other).has(id));
  const [way, reverse] = isOn ? ["on", "off"] : ["off", "on"];
  const isMaster = id === CASE.unification.master; // that switch reads the other way round
  return {
    scenario: { ...scenario, mitigations: now },
    action: isMaster ? inBoth(`views.action.${reverse}`, { name: inBoth("views.unify.label") }) : inBoth(`views.action.${way}`, { name: nameOf(id) }),
    along: others.length ? inBoth(`views.along.${way}`, { names: namesOf(others) }) : null,
  };
};

const chosenReading = (scenario, id) => {
  const { readings } = CASE.system;
  const hasBase = [...readings.values()].some(({ changes }) => !changes.length);
  const isAgain = scenario.readings.has(id) && !hasBase;
  const chosen = readings.get(id).changes.length && !isAgain ? [id] : [];
  return { scenario: { ...scenario, readings: new Set(chosen) }, action: inBoth("views.action.read", { name: nameOf(id) }), along: null };
};
