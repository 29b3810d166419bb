import { html, useEffect, useRef } from './preact.js';
import { replaceWith } from './route.js';
import { t } from './text.js';

const TYPING_MILLIS = 180;
// A syllable that is still being put together rarely begins a word that is there.
const COMPOSING_MILLIS = 450;
export const NEWEST = '-createdAt';
export const SORTS = [NEWEST, 'createdAt', '-updatedAt', 'name', '-name'];

export const asQuery = (parameters) => new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== ''));

const withSort = (sort) => (sort === NEWEST ? '' : sort);

/** Searches as somebody types. */
export function Search({ q, sort }) {
  const input = useRef();
  const timer = useRef();
  useEffect(() => {
    if (document.activeElement !== input.current) {
      input.current.value = q;
    }
  }, [q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (event) => {
    clearTimeout(timer.current);
    const text = event.currentTarget.value.trim();
    timer.current = setTimeout(() => replaceWith('videos', { q: text, sort: withSort(sort) }),
      event.isComposing ? COMPOSING_MILLIS : TYPING_MILLIS);
  };
  return html`
    <div class="search" role="search">
      <input type="search" ref=${input} aria-label=${t('search')} placeholder=${t('search')} onInput=${search} maxlength="200"
        autocomplete="off" spellcheck=${false} />
    </div>`;
}

export function Order({ q, sort }) {
  const choose = (event) => replaceWith('videos', { q, sort: withSort(event.currentTarget.value) });
  return html`
    <select aria-label=${t('sort')} value=${sort} onChange=${choose}>
      ${SORTS.map((name) => html`<option value=${name}>${t(`sort.${name}`)}</option>`)}
    </select>`;
}

/** Links to all that a search finds. */
export function Export({ q, sort }) {
  const menu = useRef();
  const close = () => {
    menu.current.open = false;
  };
  useEffect(() => {
    const closeFromOutside = (event) => menu.current.contains(event.target) || close();
    document.addEventListener('pointerdown', closeFromOutside);
    return () => document.removeEventListener('pointerdown', closeFromOutside);
  }, []);
  const escape = (event) => {
    if (event.key === 'Escape' && menu.current.open) {
      close();
      menu.current.firstElementChild.focus();
    }
  };
  const leave = (event) => menu.current.contains(event.relatedTarget) || close();
  const link = (format) => `/api/videos?${asQuery({ q, sort, format })}`;
  return html`
    <details class="menu" ref=${menu} onKeyDown=${escape} onFocusOut=${leave}>
      <summary>${t('export')}</summary>
      <div>
        ${['csv', 'ndjson'].map((format) => html`<a href=${link(format)} download=${`videos.${format}`} onClick=${close}>${t(`export.${format}`)}</a>`)}
      </div>
    </details>`;
}

const WORDS = /\p{sc=Han}|\p{sc=Hiragana}|\p{sc=Katakana}|[\p{L}\p{N}]+/gu;
const wordsOf = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().normalize('NFC').match(WORDS) ?? [];

/** Whether a search finds a video, much as the API judges it: only to offer to search again. */
export function isFound(video, q) {
  const words = wordsOf(`${video.name} ${video.description}`);
  return wordsOf(q).every((wanted) => words.some((word) => word.startsWith(wanted)));
}
