import { get, post } from './api.js';
import { Difference } from './difference.js';
import { Time, attempt } from './parts.js';
import { author, Person } from './people.js';
import { html } from './preact.js';
import { address } from './route.js';
import { isAtLeast, mayWrite, notify, session, useShared } from './state.js';
import { t } from './text.js';

const NOT_SHOWN = ['id', 'createdAt', 'updatedAt'];

/** Takes one change back, and says how that went. */
export const takeBack = (number, done) => attempt(async () => {
  await post(`/api/changes/${number}/revert`);
  notify(t('taken-back'));
  done?.();
});

/** Takes back what was done to a video last. */
export const takeBackNewest = (id, done) => attempt(async () => {
  const { body } = await get(`/api/videos/${id}/history?limit=1`);
  await takeBack(body.items[0].number, done);
});

/** Takes back everything that one request has changed. */
export const takeBackRequest = (requestId, done) => attempt(async () => {
  const { body } = await post('/api/changes/revert', { requestId });
  notify(t('taken-back.many', { n: body.reverted }));
  done?.();
});

export const state = (change) => change.after ?? change.before ?? {};
export const nameOf = (change) => state(change).name ?? `#${change.id}`;

/** Whether somebody may take a change back, as far as it can be told from here. */
export function mayTakeBack(who, change) {
  return change.entity === 'videos' ? mayWrite(who, state(change)) : isAtLeast(who, 'admin');
}

function Value({ name, value }) {
  if (name.endsWith('Id') && value) {
    return html`<${Person} id=${value} />`;
  }
  return value === null || value === undefined ? html`<span class="meta">${t('owner.none')}</span>` : String(value);
}

function Member({ name, before, after }) {
  const texts = typeof before === 'string' && typeof after === 'string';
  return html`
    <div>
      <dt>${t(`member.${name}`)}</dt>
      <dd>${texts ? html`<${Difference} before=${before} after=${after} />` : html`
        ${before !== undefined && html`<del><${Value} name=${name} value=${before} /></del> `}
        ${after !== undefined && html`<ins><${Value} name=${name} value=${after} /></ins>`}`}</dd>
    </div>`;
}

/** What a change has done to each member; of what has come or gone, the state without marks. */
function Members({ change, title }) {
  const { kind, before, after } = change;
  const names = Object.keys(state(change)).filter((name) => !NOT_SHOWN.includes(name));
  if (kind !== 'updated') {
    const given = names.filter((name) => state(change)[name] !== null && !(title && name === 'name'));
    return html`<dl class=${`members ${kind}`}>${given.map((name) => html`
      <div><dt>${t(`member.${name}`)}</dt><dd><${Value} name=${name} value=${state(change)[name]} /></dd></div>`)}</dl>`;
  }
  const differing = names.filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]));
  return html`<dl class="members">${differing.map((name) => html`
    <${Member} key=${name} name=${name} before=${before?.[name]} after=${after?.[name]} />`)}</dl>`;
}

/** A change in a list; `title` is left out where all are of one row. */
export function Change({ change, title, takeBackLabel, onTakeBack, children }) {
  const who = useShared(session);
  const history = change.entity === 'videos' ? address(`videos/${change.id}/history`) : null;
  return html`
    <li class="row change" data-number=${change.number}>
      <div class="row-text">
        <p class="change-line">
          <span class=${`kind ${change.kind}`}>${t(`kind.${change.kind}`)}</span>
          ${title && html` <strong>${history ? html`<a href=${history}>${nameOf(change)}</a>` : nameOf(change)}</strong>`}
          <span class="meta"> ${author(change)} · <${Time} at=${change.at} /></span>
        </p>
        <${Members} change=${change} title=${title} />
        ${children}
      </div>
      ${onTakeBack && mayTakeBack(who, change) && html`
        <div class="row-actions">
          <button type="button" class="quiet" aria-label=${`${takeBackLabel}: ${nameOf(change)}`}
            onClick=${() => takeBack(change.number, onTakeBack)}>${takeBackLabel}</button>
        </div>`}
    </li>`;
}
