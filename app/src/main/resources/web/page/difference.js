import { html } from './preact.js';

const WORDS = /\s+|[\p{L}\p{N}\p{M}_]+|[^]/gu;
// Texts with less than this in common are shown whole, one after the other.
const LEAST_COMMON = 0.4;

/** How a text has changed, word by word: parts that are kept, taken out and put in, in order. */
function parts(before, after) {
  const found = closest(before, after);
  const kept = found.filter(({ kind }) => kind === 'kept').reduce((length, { text }) => length + text.trim().length, 0);
  return kept < LEAST_COMMON * Math.max(before.length, after.length) ? [{ kind: 'del', text: before }, { kind: 'ins', text: after }] : found;
}

function closest(before, after) {
  const old = before.match(WORDS) ?? [];
  const young = after.match(WORDS) ?? [];
  const common = commonLengths(old, young);
  const found = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < young.length) {
    if (i < old.length && j < young.length && old[i] === young[j]) {
      add(found, 'kept', old[i++]);
      j++;
    } else if (j === young.length || (i < old.length && common[i + 1][j] >= common[i][j + 1])) {
      add(found, 'del', old[i++]);
    } else {
      add(found, 'ins', young[j++]);
    }
  }
  return found;
}

function commonLengths(old, young) {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(young.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = young.length - 1; j >= 0; j--) {
      lengths[i][j] = old[i] === young[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  return lengths;
}

function add(found, kind, text) {
  if (found.at(-1)?.kind === kind) {
    found.at(-1).text += text;
  } else {
    found.push({ kind, text });
  }
}

/** A text as it was and as it is, in one. */
export function Difference({ before, after }) {
  return html`<span class="difference">${parts(before, after).map(({ kind, text }) => (
    kind === 'kept' ? text : kind === 'del' ? html`<del>${text}</del>` : html`<ins>${text}</ins>`))}</span>`;
}
