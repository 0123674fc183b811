// Sentences from the catalogues of both languages, as text/catalogue.py and text/korean.py make them.
// A sentence is a list of parts: text, and names {id, text} of which a page can make links.

let TEXTS = null; // the page's texts by language; set once, by openTexts
const LANGUAGES = ["ko", "en"];
const openTexts = (texts) => (TEXTS = Object.fromEntries(LANGUAGES.map((language, at) => [language, inOne(texts, at)])));

/** Rows in one language: what differs between the two stands as {"$": [Korean, English]}. */
const inOne = (rows, language) => {
  if (Array.isArray(rows)) return rows.map((row) => inOne(row, language));
  if (rows === null || typeof rows !== "object") return rows;
  if ("$" in rows) return rows.$[language];
  return Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, inOne(row, language)]));
};

const inLanguage = (both, language) => both?.[language] ?? "";
const plainText = (parts) => parts.map((part) => part.text ?? part).join("");
const asParts = (value) => (Array.isArray(value) ? value : [value?.text === undefined ? String(value) : value]);

/** Parts with neighbouring strings made one. */
const joinedUp = (parts) => {
  const joined = [];
  for (const part of parts) {
    if (typeof part === "string" && typeof joined.at(-1) === "string") joined[joined.length - 1] += part;
    else joined.push(part);
  }
  return joined;
};

/** An entry with its gaps filled, as parts: {name} takes text, a number, a name or parts; {name:은} adds the particle. */
const partsOfEntry = (key, language, values = {}) => {
  const template = TEXTS[language].catalogue[key];
  if (template === undefined) throw new Error(`the catalogue has no ${key}`);
  const found = [];
  let done = 0;
  for (const gap of template.matchAll(/\{(\w+)(?::([^}]*))?\}/g)) {
    if (gap.index > done) found.push(template.slice(done, gap.index));
    const value = asParts(values[gap[1]]);
    found.push(...value);
    if (gap[2] in PARTICLES) found.push(particle(plainText(value), gap[2]));
    done = gap.index + gap[0].length;
  }
  if (done < template.length) found.push(template.slice(done));
  return joinedUp(found);
};
const say = (key, language, values) => plainText(partsOfEntry(key, language, values));
const countOf = (key, n, language, values) => say(`${key}.${n === 1 ? "one" : "other"}`, language, { ...values, n });

/** An entry in both languages, its gaps filled with texts of both. */
const inBoth = (key, values = {}) => {
  const filled = (language) => Object.fromEntries(Object.entries(values).map(([name, both]) => [name, inLanguage(both, language)]));
  return { en: say(key, "en", filled("en")), ko: say(key, "ko", filled("ko")) };
};
const alike = (words) => ({ en: words, ko: words });

/** Names as a list in words: "a, b and c". */
const listing = (items, language, last = "and") =>
  joinedUp(
    items.flatMap((item, at) => {
      const between = at === 0 ? [] : [say(at === items.length - 1 ? `list.${last}` : "list.between", language)];
      return [...between, ...asParts(item)];
    }),
  );

const capital = (word) => {
  const [first = "", ...rest] = word;
  return first.toUpperCase() + rest.join("");
};

// --- Korean particles agree with the end of the word before them, as it is spoken -----------------------------
const PARTICLES = {
  은: ["은", "는"], 이: ["이", "가"], 을: ["을", "를"], 과: ["과", "와"], 으로: ["으로", "로"],
  이라: ["이라", "라"], 이나: ["이나", "나"], 이며: ["이며", "며"], 이었: ["이었", "였"],
};
const CLOSING = /(?:\s*\([^()]*\)|[\s"'”’»」』\]).,!?…·]+)+$/;
const DIGIT_FINAL = { 0: "ㅇ", 1: "ㄹ", 3: "ㅁ", 6: "ㄱ", 7: "ㄹ", 8: "ㄹ" };
const LETTER_FINAL = { l: "ㄹ", m: "ㅁ", n: "ㄴ", r: "ㄹ" };
const WORD_FINALS = [
  [/(hub|bit|loop|break|week)$/, ""],
  [/le$|l$/, "ㄹ"], [/ng$/, "ㅇ"], [/n$|ne$/, "ㄴ"], [/m$|me$/, "ㅁ"], [/lk$|[aeiou]c?k$|[aeiou]c$/, "ㄱ"],
  [/[aeiou]pp?$/, "ㅂ"], [/[aeiou]b$/, "ㅂ"], [/[^aeiou][aeiou]tt?$|^[aeiou]tt?$/, "ㅅ"],
];

const latinFinal = (word) => {
  const letters = word.split(/[&.'-]/).at(-1);
  const isUpper = letters.length > 0 && letters === letters.toUpperCase();
  if (isUpper || letters.length === 1) return LETTER_FINAL[letters.slice(-1).toLowerCase()] ?? "";
  return WORD_FINALS.find(([ending]) => ending.test(letters.toLowerCase()))?.[1] ?? "";
};
const finalConsonant = (word) => {
  const spoken = word.replace(CLOSING, "") || word;
  const last = [...spoken].at(-1) ?? "";
  if ("가" <= last && last <= "힣") {
    const ending = (last.codePointAt(0) - 0xac00) % 28;
    return ending === 0 ? "" : ending === 8 ? "ㄹ" : "ㄱ";
  }
  if (/^\d$/.test(last)) return DIGIT_FINAL[last] ?? "";
  const latin = spoken.match(/[A-Za-z][A-Za-z&.'-]*$/);
  return latin ? latinFinal(latin[0]) : "";
};
const particle = (word, kind) => {
  const [afterConsonant, afterVowel] = PARTICLES[kind];
  const final = finalConsonant(word);
  return final && !(kind === "으로" && final === "ㄹ") ? afterConsonant : afterVowel;
};
