import { html, useEffect, useRef, useState } from './preact.js';
import { get } from './api.js';
import { reachable, useShared } from './state.js';
import { failureText, t } from './text.js';

const NOTHING = { items: [], next: null, busy: true, failure: null };

function withoutTwins(items, key) {
  const seen = new Set();
  return items.filter((item) => !seen.has(item[key]) && seen.add(item[key]));
}

/**
 * The rows of a list that the API gives page by page. Another `first` address begins anew, and answers that come too late are
 * dropped; what is shown stays until the new rows are there.
 */
export function useList(first, key = 'id') {
  const [state, setState] = useState(NOTHING);
  const isReachable = useShared(reachable);
  const request = useRef();
  // What has been done to rows since a page was asked for, which may have come from before.
  const changes = useRef([]);

  async function load(path, isNext) {
    request.current?.abort();
    const current = (request.current = new AbortController());
    const meanwhile = (changes.current = []);
    setState((shown) => ({ ...shown, busy: true, failure: null }));
    try {
      const { body } = await get(path, { signal: current.signal });
      changes.current = null;
      setState(({ items }) => {
        const rows = withoutTwins(isNext ? [...items, ...body.items] : body.items, key);
        return { items: meanwhile.reduce((changed, change) => change(changed), rows), next: body.next, busy: false, failure: null };
      });
    } catch (failure) {
      if (!current.signal.aborted) {
        changes.current = null;
        setState((shown) => ({ ...shown, busy: false, failure, again: path, isNext }));
      }
    }
  }

  const reload = () => load(first, false);
  useEffect(() => {
    reload();
    return () => request.current.abort();
  }, [first]);
  useEffect(() => {
    if (isReachable && state.failure && !state.failure.status) {
      load(state.again, state.isNext);
    }
  }, [isReachable]);

  const change = (items) => {
    changes.current?.push(items);
    setState((shown) => ({ ...shown, items: items(shown.items) }));
  };
  const more = () => state.next && !state.busy && load(state.next, true);
  return { ...state, reload, more, change };
}

/** The list's end: loads the next page when it comes into sight, or says what went wrong. */
export function ListEnd({ list }) {
  const end = useRef();
  useEffect(() => {
    if (!list.next || list.failure) {
      return undefined;
    }
    const observer = new IntersectionObserver(([entry]) => entry.isIntersecting && list.more(), { rootMargin: '800px' });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [list.next, list.busy, list.failure]);
  return html`
    <div class="list-end" ref=${end}>
      ${list.failure && html`
        <p class="failure" role="alert">${failureText(list.failure)}</p>
        <button type="button" onClick=${list.reload}>${t('again')}</button>`}
      ${list.next && !list.failure && html`<button type="button" class="quiet" onClick=${list.more}>${t('more')}</button>`}
    </div>`;
}
