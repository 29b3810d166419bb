import { Change, mayTakeBack, nameOf, takeBackRequest } from './change.js';
import { ListEnd, useList } from './list.js';
import { useLive } from './live.js';
import { Confirmation, Heading } from './parts.js';
import { html, useState } from './preact.js';
import { address } from './route.js';
import { session, useShared } from './state.js';
import { t } from './text.js';

const PAGE = 30;

/** Has a list read anew when something happens that `concerns` it. */
function useFresh(list, concerns) {
  useLive((changes) => (!changes || changes.some(concerns)) && list.reload());
}

function Changes({ list, none, children }) {
  return html`
    <div role="status">${!list.busy && !list.failure && list.items.length === 0 && html`<p class="none">${none}</p>`}</div>
    <ul class="rows" aria-busy=${list.busy}>${children}</ul>
    <${ListEnd} list=${list} />`;
}

/** What has happened to one video, newest first; only that can be taken back. */
export function History({ id }) {
  const list = useList(`/api/videos/${id}/history?limit=${PAGE}`, 'number');
  useFresh(list, (change) => change.entity === 'videos' && String(change.id) === id);
  const [last] = list.items;
  return html`
    <p class="back"><a href=${address('videos')}>${t('videos')}</a></p>
    <${Heading}>${last ? t('history.of', { name: nameOf(last) }) : t('history')}<//>
    ${last?.kind === 'deleted' && html`<p class="hint">${t('history.deleted')}</p>`}
    <${Changes} list=${list} none=${t('history.none')}>
      ${list.items.map((change) => html`
        <${Change} key=${change.number} change=${change} onTakeBack=${change === last ? list.reload : null}
          takeBackLabel=${t(change.kind === 'deleted' ? 'restore' : 'take-back')} />`)}
    <//>`;
}

/** What has been deleted, and can be had back. */
export function Trash() {
  const list = useList(`/api/trash?limit=${PAGE}`, 'number');
  useFresh(list, () => true);
  return html`
    <${Heading}>${t('trash')}<//>
    <p class="hint">${t('trash.hint')}</p>
    <${Changes} list=${list} none=${t('trash.none')}>
      ${list.items.map((change) => html`
        <${Change} key=${change.number} change=${change} title onTakeBack=${list.reload} takeBackLabel=${t('restore')} />`)}
    <//>`;
}

/** Changes that one request has made one after the other, as an import does, stand together. */
function grouped(changes) {
  const groups = [];
  for (const change of changes) {
    const last = groups.at(-1);
    if (last && change.requestId && last[0].requestId === change.requestId) {
      last.push(change);
    } else {
      groups.push([change]);
    }
  }
  return groups;
}

/** Those of the changes, newest first, that no later one stands on: only they can be taken back alone. */
function newest(changes) {
  const rows = new Map();
  changes.forEach((change) => rows.has(`${change.entity}/${change.id}`) || rows.set(`${change.entity}/${change.id}`, change));
  return new Set(rows.values());
}

function Group({ group, onTakeBack, isNewest }) {
  const who = useShared(session);
  const [asked, setAsked] = useState(false);
  const [first, ...others] = group;
  const confirm = () => {
    setAsked(false);
    takeBackRequest(first.requestId, onTakeBack);
  };
  return html`
    <${Change} change=${first} title takeBackLabel=${t('take-back')} onTakeBack=${others.length === 0 && isNewest ? onTakeBack : null}>
      ${others.length > 0 && html`
        <div class="group">
          <span>${t('changes.others', { n: others.length })}</span>
          ${mayTakeBack(who, first) && html`<button type="button" class="quiet" onClick=${() => setAsked(true)}>${t('take-back.all')}</button>`}
        </div>`}
      ${asked && html`
        <${Confirmation} title=${t('take-back.all')} text=${t('take-back.all.text')} label=${t('take-back.all')} onConfirm=${confirm}
          onClose=${() => setAsked(false)} />`}
    <//>`;
}

/** Everything that has happened, newest first. */
export function RecentChanges() {
  const list = useList(`/api/changes?sort=-number&limit=${PAGE}`, 'number');
  const free = newest(list.items);
  useFresh(list, () => true);
  return html`
    <${Heading}>${t('changes')}<//>
    <${Changes} list=${list} none=${t('changes.none')}>
      ${grouped(list.items).map((group) => html`
        <${Group} key=${group[0].number} group=${group} onTakeBack=${list.reload} isNewest=${free.has(group[0])} />`)}
    <//>`;
}
