import { get, remove } from './api.js';
import { takeBackNewest } from './change.js';
import { EditVideo } from './editing.js';
import { Time, attempt } from './parts.js';
import { Person } from './people.js';
import { html, useRef, useState } from './preact.js';
import { address } from './route.js';
import { mayWrite, notify, session, useShared } from './state.js';
import { t } from './text.js';

/** A video in the list: shown, or being edited in its place. */
export function VideoRow({ video, list }) {
  const who = useShared(session);
  const [opened, setOpened] = useState(null);
  const row = useRef();
  const edit = () => attempt(async () => {
    const { body, etag } = await get(`/api/videos/${video.id}`);
    setOpened({ video: body, etag });
  });
  const close = () => {
    setOpened(null);
    requestAnimationFrame(() => row.current?.querySelector('.edit')?.focus());
  };
  const saved = (body) => {
    list.change((items) => items.map((item) => (item.id === body.id ? body : item)));
    close();
  };
  if (opened) {
    return html`<li class="row"><${EditVideo} opened=${opened} onSaved=${saved} onClose=${close} /></li>`;
  }
  if (video.gone) {
    return null;
  }
  return html`
    <li class="row" ref=${row} data-id=${video.id}>
      <div class="row-text">
        <h2>${video.name}</h2>
        <p class="description">${video.description}</p>
        <p class="meta">${video.ownerId && !who?.nobody && html`<${Person} id=${video.ownerId} /> · `}<${Time} at=${video.updatedAt} /></p>
      </div>
      <div class="row-actions">
        ${mayWrite(who, video) && html`
          <button type="button" class="quiet edit" aria-label=${t('edit.of', { name: video.name })} onClick=${edit}>${t('edit')}</button>
          <button type="button" class="quiet" aria-label=${t('delete.of', { name: video.name })}
            onClick=${() => deleteVideo(video, list, row.current)}>${t('delete')}</button>`}
        ${!who?.nobody && html`
          <a class="button quiet" href=${address(`videos/${video.id}/history`)} aria-label=${t('history.of', { name: video.name })}>${t('history')}</a>`}
      </div>
    </li>`;
}

// Only as it is shown: what somebody has just written is not to be deleted unseen.
async function deleteVideo(video, list, row) {
  const path = `/api/videos/${video.id}`;
  const neighbour = row.nextElementSibling ?? row.previousElementSibling;
  await attempt(async () => {
    const { body, etag } = await get(path);
    if (body.updatedAt !== video.updatedAt) {
      list.change((items) => items.map((item) => (item.id === body.id ? body : item)));
      notify(t('video.changed-meanwhile', { name: body.name }), { kind: 'failed' });
      return;
    }
    await remove(path, etag);
    (neighbour?.querySelector('button, a') ?? document.querySelector('h1')).focus();
    list.change((items) => items.filter((item) => item.id !== video.id));
    notify(t('video.deleted', { name: video.name }), { label: t('undo'), action: () => takeBackNewest(video.id, list.reload) });
  });
}
