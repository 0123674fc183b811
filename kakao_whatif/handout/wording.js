// Explanations as sentences in both languages, as propagation/wording.py, speaker.py and copies.py say them.

const STATUS_WORDS = ["up", "degraded", "locked", "dark"];
const CALLED = { hard: "needs", login: "sign_in_takes", soft: "does_without" };
const ALTERNATIVES = { hard: ["needs_either", "needs_any"], login: ["ways_in_both", "ways_in_all"] };

/** An expression without gates around a single part. */
const bareNeed = (need) => (typeof need !== "string" && partsOf(need).length === 1 ? bareNeed(partsOf(need)[0]) : need);
const joinedBy = (phrases, between) => phrases.flatMap((phrase, at) => (at ? [...between, ...phrase] : phrase));
const capitalised = ([first, ...rest]) => [typeof first === "string" ? capital(first) : first, ...rest];

/** Says parts of sentences about one system in one language. */
class Speaker {
  constructor(system, language) {
    this.system = system;
    this.language = language;
  }

  say(key, values) {
    return partsOfEntry(`why.${key}`, this.language, values);
  }

  name(id) {
    return { id, text: TEXTS[this.language].names[id] ?? id };
  }

  names(ids, last = "and") {
    return listing(once(ids).map((id) => this.name(id)), this.language, last);
  }

  /** Where something stands: at sites, in a region, on a link. */
  places(domains) {
    const preposition = (id) => ({ region: "in_place", link: "on_place" })[this.system.domains.get(id).kind] ?? "at_place";
    return listing(once(domains).map((id) => this.say(preposition(id), { place: this.name(id) })), this.language);
  }

  /** That a service needs these, each of which is dark and would be missed alone. */
  needs(kind, ids) {
    const services = once(ids);
    return this.say(CALLED[kind] + ({ 1: "", 2: "_both" }[services.length] ?? "_all"), { services: this.names(services) });
  }

  /** Why one need of a service is not met. */
  need(cause) {
    if (!cause.because.length || cause.need === null) return this.say("needs_nothing");
    const need = bareNeed(cause.need);
    if (typeof need === "string") {
      const isOnlyWayIn = cause.kind === "login" && this.waysIn(cause.id) === 1;
      return isOnlyWayIn ? this.say("signs_in", { service: this.name(need) }) : this.needs(cause.kind, [need]);
    }
    const ids = once(leavesOf(need));
    if (thresholdOf(need) === 1 && partsOf(need).every((part) => typeof part === "string")) {
      if (cause.kind === "soft" || ids.length === 1) return this.needs(cause.kind, ids);
      const [both, any] = ALTERNATIVES[cause.kind];
      return this.say(ids.length === 2 ? both : any, { services: this.names(ids, cause.kind === "hard" ? "or" : "and") });
    }
    const dark = ids.filter((id) => cause.because.includes(id));
    const key = `${CALLED[cause.kind]}_gate${dark.length === 1 ? "" : "_many"}`;
    return this.say(key, { need: this.expression(need), services: this.names(dark) });
  }

  waysIn(id) {
    const needs = this.system.services.get(id).needs.filter((need) => need.kind === "login");
    return needs.flatMap((need) => conjunctsOf(need.on)).length;
  }

  /** An expression in words; what is nested stands in brackets. */
  expression(written, isInside = false) {
    const need = bareNeed(written);
    if (typeof need === "string") return [this.name(need)];
    const items = partsOf(need).map((part) => this.expression(part, true));
    const k = thresholdOf(need);
    const key = k === 1 ? "any_of" : k === items.length ? "all_of" : "at_least";
    const said = this.say(key, { k, services: listing(items, this.language, k === 1 ? "or" : "and") });
    return isInside ? ["(", ...said, ")"] : said;
  }
}

// --- copies that do not serve ------------------------------------------------------------------------------------
const hostingPhrase = (speaker, cause, waking) => {
  const service = speaker.system.services.get(cause.id);
  const lost = cause.copies.filter((copy) => copy.lostWith !== null);
  const asleep = cause.copies.filter((copy) => copy.lostWith === null);
  const left = copiesLeft(service, cause.copies);
  const phrases = [];
  if (lost.length) {
    let key = lostKey(lost, asleep.length > 0, left.length > 0);
    if (key === "only_copy" && speaker.system.domains.get(lost[0].in).kind === "link") key = "only_link";
    phrases.push(speaker.say(key, { places: speaker.places(lost.map((copy) => copy.lostWith)) }));
  }
  if (asleep.length) {
    const domains = once(asleep.map((copy) => copy.in));
    const key = domains.length === 1 ? "asleep" : "asleep_many";
    const places = speaker.places(domains);
    phrases.push(waking.length ? speaker.say(`${key}_because`, { places, reason: waking }) : speaker.say(key, { places }));
  }
  if (left.length) phrases.push(carriesPhrase(speaker, cause, service, left));
  return joinedBy(phrases, speaker.say("join"));
};

const copiesLeft = (service, out) => {
  const missing = [...out];
  return service.replicas.filter((copy) => {
    const at = missing.findIndex((other) => other.in === copy.in && other.role === copy.role);
    if (at >= 0) missing.splice(at, 1);
    return at < 0;
  });
};

const lostKey = (lost, isAnyAsleep, isAnyLeft) => {
  const areActive = lost.every((copy) => copy.role === "active");
  if (isAnyLeft) return lost.length > 1 ? "copies_lost" : areActive ? "active_lost" : "standby_lost";
  if (!isAnyAsleep) return { 1: "only_copy", 2: "both_copies" }[lost.length] ?? "all_copies";
  return areActive ? { 1: "only_active", 2: "both_active" }[lost.length] ?? "all_active" : "copies_lost";
};

/** What the other copies can carry, which is too little however many of them serve. */
const carriesPhrase = (speaker, cause, service, left) => {
  const { whole } = speaker.system;
  const places = speaker.places(left.map((copy) => copy.in));
  let who = speaker.say(left[0].role === "standby" ? "standby" : "copy", { places });
  if (left.length === service.replicas.length) who = speaker.say("its_copies");
  else if (left.length > 1) who = speaker.say("other_copies");
  const carried = left.reduce((sum, copy) => sum + copy.capacity, 0n);
  const have = percent(carried < whole ? carried : whole, whole);
  if (cause.status === DARK && service.min_capacity > 0n) {
    return speaker.say("carries_too_little", { who, have, need: percent(service.min_capacity, whole) });
  }
  return speaker.say("carries", { who, have });
};

/** A share of peak load, rounded down so that less than all never reads as all. */
const percent = (share, whole) => `${Number((share * 10000n) / whole) / 100}%`;

// --- reasons -------------------------------------------------------------------------------------------------------
/** Tells reasons, and remembers what has been told. */
class Teller {
  constructor(speaker) {
    this.speaker = speaker;
    this.told = new Set();
    this.rings = new Set();
  }

  /** A sentence for each service the reason rests on, unless it was told on the way. */
  story(reason) {
    const sentences = [];
    for (const [id, cause] of reason.causes) {
      if (this.told.has(id)) continue;
      this.told.add(id);
      const phrase = this.phrase(reason, cause);
      const values = { service: this.speaker.name(id), reason: phrase };
      sentences.push(capitalised(this.speaker.say(STATUS_WORDS[cause.status], values)), ...this.wayOut(cause), ...this.lostToo(cause));
    }
    return sentences;
  }

  /** That a hard need can be switched off by hand, if it can and is what failed. */
  wayOut(cause) {
    if (cause.kind !== "hard") return [];
    const needs = this.speaker.system.services.get(cause.id).needs;
    const isIt = (need) => need.kind === "hard" && need.detach_minutes !== undefined && written(need.on) === written(cause.need);
    const found = needs.find(isIt);
    return found ? [this.speaker.say("detach", { minutes: found.detach_minutes, service: this.speaker.name(cause.id) })] : [];
  }

  /** Where other copies are lost too, so that waking them would not help. */
  lostToo(cause) {
    return ["standby", "active"].flatMap((role) => {
      const places = cause.lostToo.filter((copy) => copy.role === role).map((copy) => copy.lostWith);
      if (!places.length) return [];
      const values = { service: this.speaker.name(cause.id), places: this.speaker.places(places) };
      return [capitalised(this.speaker.say(`${role}_lost_too.${places.length === 1 ? "one" : "other"}`, values))];
    });
  }

  /** What is wrong with one service, without its name. */
  phrase(reason, cause) {
    if (cause.kind === "lost") return this.speaker.say("lost");
    if (cause.kind === "hosting") return hostingPhrase(this.speaker, cause, this.waking(reason, cause));
    return this.speaker.need(cause);
  }

  /** Why the standbys could not be woken: a ring, and what else is dark. */
  waking(reason, cause) {
    if (cause.copies.every((copy) => copy.lostWith !== null)) return [];
    if (!cause.because.length) return this.speaker.say("never_woken");
    if (reason === null) {
      const names = this.speaker.names(cause.because);
      return this.speaker.say(cause.because.length === 1 ? "is_dark" : "are_dark", { service: names, services: names });
    }
    const ring = ringFrom(reason, cause.id);
    const others = cause.because.filter((id) => !ring.slice(0, 2).includes(id));
    const phrases = ring.length ? [this.ring(ring)] : [];
    if (others.length === 1) phrases.push(this.waker(reason.causes.get(others[0]), cause));
    else if (others.length) phrases.push(this.speaker.say("are_dark", { services: this.speaker.names(others) }));
    return joinedBy(phrases, this.speaker.say("and_because"));
  }

  /** That waking waits for itself; a ring is told once. */
  ring(ring) {
    const { speaker } = this;
    const key = written(sortedIds(ring));
    if (this.rings.has(key)) return speaker.say("same_ring");
    this.rings.add(key);
    if (ring.length === 1) return speaker.say("ring_of_one", { service: speaker.name(ring[0]) });
    const links = ring.map((one, at) =>
      speaker.say(at === 0 ? "waits_for" : "then_waits_for", { one: speaker.name(one), other: speaker.name(ring[(at + 1) % ring.length]) }),
    );
    return speaker.say("ring", { links: joinedBy(links, [", "]) });
  }

  /** Why one waker of a service is dark, if that is short; else only that it is. */
  waker(waker, cause) {
    const service = this.speaker.name(waker.id);
    if (waker.kind === "lost") {
      this.told.add(waker.id);
      return this.speaker.say("is_lost", { service });
    }
    const { replicas } = this.speaker.system.services.get(waker.id);
    if (waker.kind === "hosting" && waker.copies.length === replicas.length) {
      const homes = once(waker.copies.map((copy) => copy.lostWith));
      if (homes.length === 1 && homes[0] !== null) {
        this.told.add(waker.id);
        const isSaid = cause.copies.some((copy) => copy.lostWith === homes[0]);
        return this.speaker.say(isSaid ? "stood_only" : "stood_only_lost", { service, places: this.speaker.places(homes) });
      }
    }
    return this.speaker.say("is_dark", { service });
  }
}

/** The shortest way from a service over what it rests on back to itself, if there is one. */
const ringFrom = (reason, start) => {
  const cameFrom = new Map([[start, start]]);
  const waiting = [start];
  for (const id of waiting) {
    for (const other of reason.causes.get(id).because) {
      if (other === start) {
        const way = [id];
        while (way.at(-1) !== start) way.push(cameFrom.get(way.at(-1)));
        return way.reverse();
      }
      if (cameFrom.has(other)) continue;
      cameFrom.set(other, id);
      waiting.push(other);
    }
  }
  return [];
};

/** What is wrong, cause by cause, of pairs [cause, reason or null]; needs of one service each are said together. */
const phrasesOf = (speaker, causes) => {
  const plain = {};
  for (const [{ kind, need }] of causes) if (typeof need === "string") (plain[kind] ??= []).push(need);
  return causes.flatMap(([cause, reason]) => {
    const alone = typeof cause.need !== "string" || plain[cause.kind].length === 1;
    if (alone) return [new Teller(speaker).phrase(reason, cause)];
    return cause.need === plain[cause.kind][0] ? [speaker.needs(cause.kind, plain[cause.kind])] : [];
  });
};
const causeOf = (reason) => reason.causes.get(reason.id);
const unaided = (causes) => causes.map((cause) => [cause, null]);

/** That the same losses break a service on several ways. */
const waysOf = (speaker, reasons) =>
  reasons
    .filter(({ ways }) => ways.length)
    .map(({ id, losses, ways }) => {
      const reason = joinedBy(phrasesOf(speaker, unaided(ways)), speaker.say("join"));
      const values = { service: speaker.name(id), n: ways.length + 1, reason };
      if (!losses.size) return capitalised(speaker.say("ways_always", values));
      return capitalised(speaker.say("ways", { ...values, losses: speaker.names(sortedIds(losses)) }));
    });

/** What is said beside the main reason, which is the first of `reasons`. */
const alsoOf = (speaker, reasons, shared) => {
  const others = reasons.slice(1);
  const isFirst = (reason) => !isAmong(reasons.slice(0, reasons.indexOf(reason)).map(causeOf))(causeOf(reason));
  const first = others.filter(isFirst).map((reason) => [causeOf(reason), reason]);
  const again = others.filter((reason) => !isFirst(reason));
  return [
    ...waysOf(speaker, reasons.slice(0, 1)),
    ...phrasesOf(speaker, first).map((reason) => speaker.say("also", { reason })),
    ...again.map((reason) => {
      const phrase = new Teller(speaker).phrase(reason, causeOf(reason));
      return speaker.say("also_with", { losses: speaker.names(sortedIds(reason.losses)), reason: phrase });
    }),
    ...others.flatMap((reason) => new Teller(speaker).lostToo(causeOf(reason))),
    ...waysOf(speaker, others),
    ...phrasesOf(speaker, unaided(shared)).map((reason) => speaker.say("shared", { reason })),
  ];
};

/** Everything there is to say of a service: `{why, also, signIn}`, each a list of sentences. */
const sentencesOf = (impact, id, { reasons, shared, signIn }, language) => {
  const speaker = new Speaker(impact.system, language);
  const service = speaker.name(id);
  const shut = phrasesOf(speaker, signIn.map((reason) => [causeOf(reason), reason]));
  return {
    why: reasons.length ? new Teller(speaker).story(reasons[0]) : [capitalised(speaker.say("up", { service }))],
    also: alsoOf(speaker, reasons, shared),
    signIn: shut.map((reason) => capitalised(speaker.say("cannot_sign_in", { service, reason }))),
  };
};
