// What goes dark: the meaning of a system (design: rings stand, waking is founded), as propagation/engine.py has it.
// It is written as the definition is, and Python's engine says of ten thousand scenarios what it must answer.

const UP = 0, DEGRADED = 1, LOCKED = 2, DARK = 3;

/** A system as it stands in the page, with its parts by id and its capacities as whole numbers of any size. */
const openSystem = (data) => {
  const sized = (service) => ({
    ...service,
    min_capacity: BigInt(service.min_capacity),
    replicas: service.replicas.map(sizedCopy),
  });
  const sizedCopy = (copy) => ({ ...copy, capacity: BigInt(copy.capacity) });
  const sizedChange = (change) => {
    if (change.op === "add_service") return { ...change, new: sized(change.new) };
    if (change.op === "add_replica") return { ...change, replica: sizedCopy(change.replica) };
    return change.op === "raise_capacity" ? { ...change, to: BigInt(change.to) } : change;
  };
  const byId = (parts) => new Map(parts.map((part) => [part.id, part]));
  const changing = (parts) => byId(parts.map((part) => ({ ...part, changes: part.changes.map(sizedChange) })));
  return {
    ...data,
    whole: BigInt(data.whole),
    domains: byId(data.domains),
    services: byId(data.services.map(sized)),
    mitigations: changing(data.mitigations),
    readings: changing(data.readings),
    contained: new Map(data.contained),
    idle: [],
    placed: new Map(),
  };
};

const hasStandby = (service) => service.replicas.some(({ role }) => role === "standby");

/** The lost domains: those that losses name, and all that stands in them. */
const lostDomains = (system, losses) => {
  const named = new Set(effectiveLosses(system, losses));
  const isLost = (id) => id !== null && (named.has(id) || isLost(system.domains.get(id).parent));
  return new Set([...system.domains.keys()].filter(isLost));
};

/** The share of a full load that the copies in service carry, at most `system.whole`. */
const capacityOf = (system, service, settled) => {
  let carried = 0n;
  for (const copy of service.replicas) {
    const serves = copy.role === "active" || !settled.asleep.has(service.id);
    if (serves && !settled.lostDomains.has(copy.in)) carried += copy.capacity;
  }
  return carried < system.whole ? carried : system.whole;
};

const isHosted = (system, service, settled) => {
  if (!service.replicas.length) return true;
  const capacity = capacityOf(system, service, settled);
  return capacity > 0n && capacity >= service.min_capacity;
};

const isMet = (service, kind, isUp) => service.needs.every((need) => need.kind !== kind || holds(need.on, isUp));

/** What is dark for a given set of sleepers: all stand at first, and what cannot is taken away until nothing changes. */
const fallen = (system, settled) => {
  const dark = new Set(settled.lostServices);
  for (const service of system.services.values()) if (!isHosted(system, service, settled)) dark.add(service.id);
  const isUp = (id) => !dark.has(id);
  for (let before = -1; before !== dark.size; ) {
    before = dark.size;
    for (const service of system.services.values()) {
      if (isUp(service.id) && !isMet(service, "hard", isUp)) dark.add(service.id);
    }
  }
  return dark;
};

/** What losses come to, once every failover that can happen has happened: nothing is awake at first. */
const settle = (system, losses) => {
  const settled = {
    lostDomains: lostDomains(system, losses),
    lostServices: new Set([...losses].filter((id) => system.services.has(id))),
    asleep: new Set([...system.services.values()].filter(hasStandby).map(({ id }) => id)),
    dark: new Set(),
  };
  for (;;) {
    settled.dark = fallen(system, settled);
    const isUp = (id) => !settled.dark.has(id);
    const waking = [...settled.asleep].filter((id) => holds(system.services.get(id).failover.needs, isUp));
    if (!waking.length) return settled;
    for (const id of waking) settled.asleep.delete(id);
  }
};

const statusOf = (system, service, settled) => {
  const isUp = (id) => !settled.dark.has(id);
  if (!isUp(service.id)) return DARK;
  if (!isMet(service, "login", isUp)) return LOCKED;
  if (!isMet(service, "soft", isUp)) return DEGRADED;
  return service.replicas.length && capacityOf(system, service, settled) < system.whole ? DEGRADED : UP;
};

const MOST_HARMLESS = 20;

/** Losses that all together change nothing beside the others, each with the reason: [id, reason] (propagation/harmless.py). */
const harmlessLosses = ({ system, scenario, settled, status }) => {
  if (scenario.losses.size > MOST_HARMLESS) return [];
  const depth = (place) => (place === null ? 0 : 1 + depth(system.domains.get(place).parent));
  const order = (id) => (system.domains.has(id) ? depth(id) : Infinity);
  const there = sortedIds(scenario.losses).filter((id) => system.domains.has(id) || system.services.has(id));
  const found = new Map();
  for (const id of there.sort((one, other) => order(other) - order(one) || 0)) {
    const without = settle(system, new Set([...scenario.losses].filter((each) => each !== id && !found.has(each))));
    const isSame = [...system.services.values()].every((service) => statusOf(system, service, without) === status.get(service.id));
    if (isSame) found.set(id, system.services.has(id) ? "service" : whyHarmless(system, id, settled, without));
  }
  return sortedIds(found.keys()).map((id) => [id, found.get(id)]);
};

const whyHarmless = (system, id, settled, without) => {
  if (without.lostDomains.has(id)) return "inside";
  const isIn = (domain) => domain !== null && (domain === id || isIn(system.domains.get(domain).parent));
  const copies = [...system.services.values()].flatMap((service) => service.replicas.map((copy) => [service.id, copy]));
  const inside = copies.filter(([, copy]) => isIn(copy.in));
  const hit = inside.filter(([, copy]) => settled.lostDomains.has(copy.in));
  if (!hit.length) return inside.length ? "contained" : "empty";
  const reasons = new Set(hit.map(([service, copy]) => whyCopy(service, copy, without)));
  return reasons.size > 1 ? "mixed" : [...reasons][0];
};

const whyCopy = (service, copy, without) => {
  if (without.lostDomains.has(copy.in)) return "lost";
  if (copy.role === "standby" && without.asleep.has(service)) return "asleep";
  return without.dark.has(service) ? "dark" : "copies";
};

/** What a scenario does to every service. Throws `Refused` if its readings and mitigations do not fit together. */
const propagate = (base, scenario) => {
  const system = inPlace(base, scenario);
  const settled = settle(system, scenario.losses);
  const services = [...system.services.values()];
  const isUp = (id) => !settled.dark.has(id);
  return {
    system,
    scenario,
    settled,
    status: new Map(services.map((service) => [service.id, statusOf(system, service, settled)])),
    signInLost: new Set(services.filter((service) => !isMet(service, "login", isUp)).map(({ id }) => id)),
  };
};
