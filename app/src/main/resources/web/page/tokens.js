import { post, remove } from './api.js';
import { Failure, Field, TextField, useSubmit } from './forms.js';
import { ListEnd, useList } from './list.js';
import { Confirmation, Dialog, Time, attempt } from './parts.js';
import { html, useState } from './preact.js';
import { notify, rolesUpTo } from './state.js';
import { day, t } from './text.js';

const NAME_MAX = 100;
const DAYS = [7, 30, 90, 365];
const DAY_MILLIS = 86_400_000;

function NewToken({ who, onCreated, onClose }) {
  const { busy, failure, submit } = useSubmit(async ({ name, scope, days }) => {
    const expiresAt = new Date(Date.now() + days * DAY_MILLIS).toISOString();
    onCreated((await post('/api/tokens', { name, scope, expiresAt })).body);
  });
  return html`
    <${Dialog} title=${t('token.new')} onClose=${onClose}>
      <form onSubmit=${submit} novalidate>
        <${TextField} name="name" label=${t('token.name')} max=${NAME_MAX} failure=${failure} autofocus />
        <${Field} name="scope" label=${t('token.scope')} failure=${failure}>
          ${(attributes) => html`<select ...${attributes}>${rolesUpTo(who.role).map((role) => html`<option value=${role}>${t(`role.${role}`)}</option>`)}</select>`}
        <//>
        <${Field} name="days" label=${t('token.lifetime')} failure=${failure}>
          ${(attributes) => html`<select ...${attributes}>${DAYS.map((n) => html`<option value=${n} selected=${n === 90}>${t('days', { n })}</option>`)}</select>`}
        <//>
        <${Failure} failure=${failure} fields=${['name', 'scope']} />
        <div class="buttons">
          <button type="submit" class="primary" disabled=${busy}>${t('token.create')}</button>
          <button type="button" onClick=${onClose}>${t('cancel')}</button>
        </div>
      </form>
    <//>`;
}

function Secret({ token, onClose }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(token.token);
      notify(t('copied'));
    } catch {
      getSelection().selectAllChildren(document.querySelector('.secret'));
    }
  };
  return html`
    <${Dialog} title=${token.name} onClose=${onClose}>
      <p>${t('token.once')}</p>
      <p class="secret" tabindex="0" aria-label=${t('token.secret')} role="textbox" aria-readonly="true">${token.token}</p>
      <div class="buttons">
        <button type="button" class="primary" onClick=${copy} autofocus>${t('copy')}</button>
        <button type="button" onClick=${onClose}>${t('close')}</button>
      </div>
    <//>`;
}

function Row({ token, onRevoke }) {
  return html`
    <li class="row">
      <div class="row-text">
        <h3>${token.name}</h3>
        <p class="meta">
          ${t(`token.${token.kind}`)}${token.kind === 'program' && ` · ${t(`role.${token.scope}`)}`} · ${t('token.until', { day: day(token.expiresAt) })}
          ${token.lastUsedAt && html` · ${t('token.used')} <${Time} at=${token.lastUsedAt} />`}
        </p>
      </div>
      <div class="row-actions">
        <button type="button" class="quiet" aria-label=${t('token.revoke.of', { name: token.name })} onClick=${onRevoke}>${t('token.revoke')}</button>
      </div>
    </li>`;
}

/** One's own tokens and sessions. */
export function Tokens({ who }) {
  const list = useList(`/api/tokens?sort=-createdAt&limit=50&userId=${who.userId}`);
  const [open, setOpen] = useState({});
  const created = (token) => {
    setOpen({ secret: token });
    list.reload();
  };
  const revoke = async () => {
    await attempt(async () => {
      await remove(`/api/tokens/${open.revoked.id}`);
      notify(t('token.gone', { name: open.revoked.name }));
      list.reload();
    });
    setOpen({});
  };
  const close = () => setOpen({});
  return html`
    <section class="card" aria-labelledby="tokens-heading">
      <div class="title-row">
        <h2 id="tokens-heading">${t('tokens')}</h2>
        <button type="button" onClick=${() => setOpen({ creating: true })}>${t('token.new')}</button>
      </div>
      <p class="hint">${t('tokens.hint')}</p>
      <ul class="rows">${list.items.map((token) => html`<${Row} key=${token.id} token=${token} onRevoke=${() => setOpen({ revoked: token })} />`)}</ul>
      <${ListEnd} list=${list} />
      ${open.creating && html`<${NewToken} who=${who} onCreated=${created} onClose=${close} />`}
      ${open.secret && html`<${Secret} token=${open.secret} onClose=${close} />`}
      ${open.revoked && html`
        <${Confirmation} title=${t('token.revoke.of', { name: open.revoked.name })} text=${t('token.revoke.text')} label=${t('token.revoke')}
          onConfirm=${revoke} onClose=${close} />`}
    </section>`;
}
