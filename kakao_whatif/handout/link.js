// The scenario in the address, read and written as views/link.py does. Which keys there are, and what counts as a number,
// comes from there: `CASE.link`.

const LONGEST_LINK = 8000;
const LONGEST_SHOWN = 40;

const quoted = (value, safe = "") =>
  encodeURIComponent(value).replace(/[!'()*]|%2C|%3A/g, (sign) => {
    if (sign.length === 1) return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
    return safe.includes(decodeURIComponent(sign)) ? decodeURIComponent(sign) : sign;
  });
const quotedId = (id) => quoted(quoted(id)); // twice, so that an id may hold the signs that part ids
const unquoted = (value) => {
  try {
    return decodeURIComponent(value.trim());
  } catch {
    return value.trim();
  }
};
const shownPart = (words) => ([...words].length <= LONGEST_SHOWN ? words : `${[...words].slice(0, LONGEST_SHOWN).join("")}…`);

/** The address that shows what is shown, from the question mark on. */
const writeLink = ({ scenario, language, selected, passed }) => {
  const ids = (set) => sortedIds(set).map(quotedId).join(",");
  const { parameters } = scenario;
  const found = {
    case: quotedId(CASE.id),
    lose: ids(scenario.losses),
    with: ids(scenario.mitigations),
    read: ids(scenario.readings),
    set: sortedIds(Object.keys(parameters)).map((id) => `${quotedId(id)}:${quoted(String(parameters[id]))}`).join(","),
    ...Object.fromEntries(passed.map(([key, value]) => [key, quoted(value, ",:")])),
    view: quotedId(selected ?? ""),
    lang: language,
    v: quoted(CASE.version),
  };
  return `?${Object.entries(found).filter(([key, value]) => value || key === "lose").map(([key, value]) => `${key}=${value}`).join("&")}`;
};

/** The case that a link names, if it is not this page's (views/no_case.py). */
const missingCase = (query) => {
  const asked = unquoted(new URLSearchParams(query.slice(0, LONGEST_LINK)).get("case") ?? "");
  return asked && CASE.id && asked !== CASE.id ? asked : null;
};

/** What a link asks for, as far as it can be had: `{scenario, language, selected, told, passed}`. */
const readLink = (query) => {
  const told = [];
  const tell = (key, values) => told.push(inBoth(key, Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [name, alike(value)]))));
  if (query.length > LONGEST_LINK) tell("views.link.too_long");
  const found = fieldsOf(query.slice(0, LONGEST_LINK), tell);
  const known = (key, has) => {
    const asked = (found[key] ?? "").split(",").filter((id) => id.trim()).map(unquoted);
    for (const id of asked) if (!has(id)) tell("views.link.unknown", { id: shownPart(id) });
    return asked.filter(has);
  };
  const isPlace = (id) => CASE.possible.domains.has(id) || CASE.possible.services.has(id);
  let scenario = CASE.begin;
  if (CASE.link.scenario.some((key) => key in found)) {
    const asked = scenarioOf({
      losses: known("lose", isPlace),
      mitigations: known("with", (id) => CASE.system.mitigations.has(id)),
      readings: known("read", (id) => CASE.system.readings.has(id)),
      parameters: parametersOf(found.set ?? "", tell),
    });
    const [fits, gaveWay] = fitted(asked);
    scenario = fits;
    told.push(...gaveWay);
  }
  const [selected = null] = known("view", isPlace);
  const language = LANGUAGES.includes(found.lang) ? found.lang : null;
  if (found.lang && !language) tell("views.link.language", { value: shownPart(found.lang) });
  checkCase(found, tell);
  checkMoment(found, tell);
  if (told.length) told.push(keptOf(scenario));
  return { scenario, language, selected, told: once(told, written), passed: CASE.link.passed.filter((key) => key in found).map((key) => [key, found[key]]) };
};

/** The values of the link by key; lists that stand twice are joined. */
const fieldsOf = (query, tell) => {
  const found = {};
  const { scenario, passed, other, server } = CASE.link;
  for (const [key, value] of new URLSearchParams(query)) {
    if (server.includes(key)) continue;
    if (![...scenario, ...passed, ...other].includes(key)) tell("views.link.unknown_key", { part: shownPart(key) });
    else if (key in found && other.includes(key)) tell("views.link.twice", { part: shownPart(key), value: shownPart(value) });
    else found[key] = key in found ? `${found[key]},${value}` : value;
  }
  return found;
};

/** A number as links write it; NaN for what Python and JavaScript would read differently, or not at all. */
const numberOf = (words) => {
  const plain = words.trim();
  return new RegExp(`^(?:${CASE.link.number})$`).test(plain) ? Number(plain) : NaN;
};

const parametersOf = (asked, tell) => {
  const values = {};
  for (const entry of asked.split(",").filter(Boolean)) {
    const [written, number = ""] = entry.split(/:(.*)/s);
    const id = unquoted(written);
    const value = numberOf(number);
    if (!CASE.parameters.includes(id)) tell("views.link.unknown", { id: shownPart(id) });
    else if (!Number.isFinite(value)) tell("views.link.no_number", { id: shownPart(id), value: shownPart(number) });
    else values[id] = value;
  }
  return values;
};

/** Tell if the link was made for another case, or for another version of this one. */
const checkCase = ({ case: named = "", v: version }, tell) => {
  const asked = unquoted(named);
  if (asked && CASE.id && asked !== CASE.id) tell("views.link.other_case", { asked: shownPart(asked), case: CASE.id });
  else if (version && CASE.version && version !== CASE.version) {
    tell("views.link.other_version", { asked: shownPart(version), version: CASE.version });
  }
};

const checkMoment = (found, tell) => {
  const asked = (found.at ?? "").trim();
  if (!asked) return;
  if (Number.isFinite(numberOf(asked.replace(/h$/, "")))) return;
  tell("views.link.no_moment", { value: shownPart(asked) });
  delete found.at;
};

const keptOf = ({ losses, mitigations, readings, parameters }) => {
  const ids = [losses, mitigations, readings, Object.keys(parameters)].flatMap(sortedIds);
  return ids.length ? inBoth("views.link.kept", { names: namesOf(ids) }) : inBoth("views.link.kept_nothing");
};
