import { get } from './api.js';
import { NewVideo } from './editing.js';
import { ListEnd, useList } from './list.js';
import { useLive } from './live.js';
import { Heading } from './parts.js';
import { html, useEffect, useState } from './preact.js';
import { address } from './route.js';
import { asQuery, Export, isFound, NEWEST, Order, Search, SORTS } from './search.js';
import { isAtLeast, session, useShared } from './state.js';
import { t } from './text.js';
import { VideoRow } from './video.js';

const PAGE = 50;

/** How many videos there are, asked for when the first of them are shown, and after writes. */
function useTotal(q, shown, writes) {
  const [total, setTotal] = useState(null);
  useEffect(() => {
    if (!shown) {
      return undefined;
    }
    const request = new AbortController();
    get(`/api/videos?${asQuery({ q, fields: 'id', limit: 1, count: 'true' })}`, { signal: request.signal })
      .then(({ body }) => setTotal(body.total), () => {});
    return () => request.abort();
  }, [q, shown, writes]);
  return total;
}

/**
 * The rows as a change of somebody's leaves them; a video that has come about is shown at the top where that is its place. What is
 * gone stays in the list, unseen, since somebody may be writing in it. What is shown may be newer than the change: one hears of one's
 * own writes last.
 */
function withChange(items, { kind, id, after }, atTop) {
  if (items.some((item) => item.id === id)) {
    return items.map((item) => (item.id !== id || after?.updatedAt < item.updatedAt ? item : { ...item, ...after, gone: kind === 'deleted' }));
  }
  return kind === 'created' && atTop ? [after, ...items] : items;
}

function Results({ list, q, total }) {
  const none = !list.busy && !list.failure && list.items.every((item) => item.gone);
  return html`
    <p class="count" role="status">
      ${none ? t(q ? 'videos.no-match' : 'videos.none', { q }) : total !== null && t('videos.count', { n: total })}
    </p>`;
}

/** The catalogue: search, the endless list, and what can be done with it. */
export function Videos({ query }) {
  const q = query.get('q') ?? '';
  const sort = SORTS.includes(query.get('sort')) ? query.get('sort') : NEWEST;
  const who = useShared(session);
  const list = useList(`/api/videos?${asQuery({ q, sort, limit: PAGE })}`);
  const [writes, setWrites] = useState(0);
  const total = useTotal(q, list.items.length > 0 || !list.busy, writes);
  const [adding, setAdding] = useState(false);
  const [created, setCreated] = useState([]);
  const atTop = sort === NEWEST && q === '';
  const missed = created.filter((video) => isFound(video, q) && !list.items.some((item) => item.id === video.id)).length;
  useEffect(() => setCreated([]), [q, sort]);
  useLive((changes) => {
    const videos = changes?.filter((change) => change.entity === 'videos');
    if (!videos || videos.length > PAGE) {
      list.reload();
    } else {
      list.change((items) => videos.reduce((rows, change) => withChange(rows, change, atTop), items));
      setCreated((known) => [...known, ...videos.filter(({ kind }) => kind === 'created' && !atTop).map(({ after }) => after)]);
    }
    setWrites((count) => count + 1);
  });
  const refresh = () => {
    setCreated([]);
    list.reload();
  };
  const show = (video) => list.change((items) => withChange(items, { kind: 'created', id: video.id, after: video }, true));
  const edits = isAtLeast(who, 'editor');
  return html`
    <div class="title-row">
      <${Heading}>${t('videos')}<//>
      <div class="buttons">
        ${edits && html`<button type="button" class="primary" onClick=${() => setAdding(true)}>${t('add')}</button>
          <a class="button" href=${address('import')}>${t('import')}</a>`}
        <${Export} q=${q} sort=${sort} />
      </div>
    </div>
    <${Search} q=${q} sort=${sort} />
    ${adding && html`<${NewVideo} onClose=${() => setAdding(false)} onCreated=${show} />`}
    <div class="above-list">
      <${Results} list=${list} q=${q} total=${total} />
      ${missed > 0 && html`<button type="button" class="quiet" onClick=${refresh}>${t('videos.missed', { n: missed })}</button>`}
      <${Order} q=${q} sort=${sort} />
    </div>
    <ul class="rows" aria-busy=${list.busy} aria-label=${t('videos')}>
      ${list.items.map((video) => html`<${VideoRow} key=${video.id} video=${video} list=${list} />`)}
    </ul>
    <${ListEnd} list=${list} />`;
}
