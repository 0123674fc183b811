// A system with readings and mitigations in place, as model/apply.py makes it. Python puts this text before workbench.js and
// evaluator.js (script.py); the three are the one place where JavaScript knows the model.
//
// A system is what handout/model.py writes: services and domains in file order, capacities as whole numbers of which
// `system.whole` make a full load, expressions as a case file writes them. Parts with the same `same` are equal in Python.

/** Thrown where a scenario cannot be; `quoted` holds the ids that Python's message names. */
class Refused extends Error {
  constructor(what, ...quoted) {
    super(what);
    this.quoted = quoted;
  }
}

const NEVER = { any_of: [] };
const partsOf = (on) => on.all_of ?? on.any_of ?? on.of;
const thresholdOf = (on) => (on.all_of ? on.all_of.length : on.any_of ? 1 : on.at_least);
const written = (on) => JSON.stringify(on);

/** Tell whether an expression is true, given which services are not DARK. */
const holds = (on, isUp) =>
  typeof on === "string" ? isUp(on) : partsOf(on).filter((part) => holds(part, isUp)).length >= thresholdOf(on);

const leavesOf = (on) => (typeof on === "string" ? [on] : partsOf(on).flatMap(leavesOf));

/** What must all be true: the parts of an all_of, else the expression itself. */
const conjunctsOf = (on) => (on.all_of ? on.all_of.flatMap(conjunctsOf) : [on]);

/** What is true when the old expression or the new alternative is. */
const either = (was, alternative) => {
  const parts = was.any_of ?? [was];
  return { any_of: parts.some((part) => written(part) === written(alternative)) ? parts : [...parts, alternative] };
};

/** An expression and every expression in it. */
const allParts = (on) => [on, ...(typeof on === "string" ? [] : partsOf(on).flatMap(allParts))];

const hasPart = (on, part) => allParts(on).some((each) => written(each) === written(part));

/** An expression in which every part that has alternatives is any of itself and these. */
const eased = (on, alternatives) => {
  let found = on;
  if (typeof on !== "string") {
    const parts = partsOf(on).map((part) => eased(part, alternatives));
    found = on.all_of ? { all_of: parts } : on.any_of ? { any_of: parts } : { at_least: on.at_least, of: parts };
  }
  return (alternatives.get(written(on)) ?? []).reduce(either, found);
};

/** An expression without the services that are not there: such a leaf is never true. */
const present = (on, services) => {
  if (leavesOf(on).every((leaf) => services.has(leaf))) return on;
  if (typeof on === "string") return NEVER;
  const parts = partsOf(on).map((part) => present(part, services));
  const left = parts.filter((part) => written(part) !== written(NEVER));
  if (on.all_of) return left.length === parts.length ? { all_of: parts } : NEVER;
  if (on.any_of) return { any_of: left };
  return on.at_least <= left.length ? { at_least: on.at_least, of: left } : NEVER;
};

/** Mitigations with the members of their bundles, each once, in file order. */
const expanded = (system, ids) => {
  const wanted = new Set();
  const waiting = [...ids];
  while (waiting.length) {
    const id = waiting.pop();
    if (wanted.has(id)) continue;
    wanted.add(id);
    waiting.push(...system.mitigations.get(id).includes);
  }
  return [...system.mitigations.values()].filter(({ id }) => wanted.has(id));
};

const checkBindings = (chosen) => {
  const ids = new Set(chosen.map(({ id }) => id));
  for (const { id, requires, excludes } of chosen) {
    for (const other of requires) if (!ids.has(other)) throw new Refused("requires", id, other);
    for (const other of excludes) if (ids.has(other)) throw new Refused("excludes", id, other);
  }
};

const relyingOn = (service, services) => ({
  ...service,
  failover: service.failover && { ...service.failover, needs: present(service.failover.needs, services) },
  needs: service.needs.map((need) => ({ ...need, on: present(need.on, services) })),
});

/** The system that a scenario supposes: its readings and mitigations in place. Throws `Refused` where they do not fit. */
const inPlace = (system, scenario) => {
  const { mitigations, readings } = scenario;
  if (!mitigations.size && !readings.size) return system;
  const name = written([[...mitigations].sort(), [...readings].sort()]);
  if (!system.placed.has(name)) {
    if (system.placed.size > 64) system.placed.clear();
    system.placed.set(name, applied(system, mitigations, readings));
  }
  return system.placed.get(name);
};

const applied = (system, mitigations, readings) => {
  const chosen = expanded(system, mitigations);
  checkBindings(chosen);
  const bench = new Workbench(system);
  bench.apply([...system.readings.values()].filter(({ id }) => readings.has(id)));
  bench.apply(chosen);
  return bench.system();
};

/** What is lost once containment is taken into account: a part instead of the whole. */
const effectiveLosses = (system, losses) => {
  const seen = new Set(losses);
  const found = [];
  for (const id of seen) {
    if (!system.contained.has(id)) found.push(id);
    else for (const part of system.contained.get(id)) seen.add(part); // a set grows while it is walked
  }
  return found;
};
