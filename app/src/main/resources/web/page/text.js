import { Problem, Unreachable } from './api.js';
import en from './text/en.js';
import ko from './text/ko.js';

const LANGUAGES = { en, ko };
const UNITS = [['year', 31_536_000], ['month', 2_592_000], ['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]];

/** The first of the browser's languages that the page knows. */
export const language = navigator.languages.map((tag) => tag.split('-')[0]).find((tag) => LANGUAGES[tag]) ?? 'en';

const texts = LANGUAGES[language];
const plurals = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);
const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const moments = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
const days = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });

/** A text by its key, with `{name}` replaced by values; a number `n` chooses among plural forms. */
export function t(key, values = {}) {
  const found = texts[key] ?? en[key] ?? key;
  const form = typeof found === 'string' ? found : found[plurals.select(values.n)] ?? found.other;
  return form.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === 'number' ? numbers.format(values[name]) : values[name] ?? ''));
}

export const number = (value) => numbers.format(value);
export const moment = (time) => moments.format(new Date(time));
export const day = (time) => days.format(new Date(time));

export function ago(time) {
  const seconds = Math.min(0, Math.round((new Date(time) - Date.now()) / 1000));
  const [unit, size] = UNITS.find(([, length]) => -seconds >= length) ?? UNITS.at(-1);
  return relative.format(Math.trunc(seconds / size), unit);
}

/** One fault of a request in the page's language, where it knows how to put it, else in the API's words. */
export function faultText({ code, detail }) {
  const known = language === 'en' ? undefined : texts[`fault.${code}`];
  const found = detail.match(/\d[\d,]*/g) ?? [];
  const complete = known && [...known.matchAll(/\{(\d)\}/g)].every(([, index]) => found[index]);
  return complete ? known.replace(/\{(\d)\}/g, (_, index) => found[index]) : detail;
}

/** One fault with what is at fault: a member of a row, or a parameter. */
export function faultSentence(fault) {
  const name = fault.parameter ?? fault.pointer.slice(1);
  return `${texts[`member.${name}`] ?? name} ${faultText(fault)}`.trim();
}

/** What went wrong, as a sentence: where the language has none for a kind of problem, in the API's words. */
export function failureText(failure) {
  if (failure instanceof Unreachable) {
    return t('unreachable.write');
  }
  return failure instanceof Problem ? texts[`problem.${failure.kind}`] ?? failure.message : t('failed');
}
