import { get, patch, post, put, remove } from './api.js';
import { Failure, Field, TextField, useSubmit } from './forms.js';
import { ListEnd, useList } from './list.js';
import { Confirmation, Dialog, Heading, attempt } from './parts.js';
import { html, useState } from './preact.js';
import { notify, rolesUpTo, session, useShared } from './state.js';
import { failureText, t } from './text.js';

const NAME_MAX = 50;
const EMAIL_MAX = 50;

function RoleFields({ user, failure }) {
  return html`
    <${Field} name="role" label=${t('member.role')} failure=${failure} hint=${t('role.hint')}>
      ${(attributes) => html`
        <select ...${attributes}>${rolesUpTo('admin').map((role) => html`<option value=${role} selected=${role === user.role}>${t(`role.${role}`)}</option>`)}</select>`}
    <//>
    <label class="check"><input type="checkbox" name="editsAll" defaultChecked=${user.editsAll} /> ${t('member.editsAll')}</label>`;
}

function PasswordField({ failure, hint }) {
  return html`
    <${Field} name="password" label=${t('member.password')} failure=${failure} hint=${hint}>
      ${(attributes) => html`<input ...${attributes} type="password" autocomplete="new-password" />`}
    <//>`;
}

function Buttons({ busy, onClose }) {
  return html`
    <div class="buttons">
      <button type="submit" class="primary" disabled=${busy}>${t('save')}</button>
      <button type="button" onClick=${onClose}>${t('cancel')}</button>
    </div>`;
}

/** A user to be made or changed. A password that the new user cannot have leaves the user there without one, and says so. */
function UserForm({ user, etag, onDone, onClose }) {
  const isNew = user.id === undefined;
  const { busy, failure, submit } = useSubmit(async ({ password, editsAll, ...members }) => {
    const given = { ...members, editsAll: editsAll === 'on' };
    const { body } = isNew ? await post('/api/users', given) : await patch(`/api/users/${user.id}`, given, etag);
    if (password) {
      await put(`/api/users/${body.id}/password`, { password }).catch((refused) => notify(`${body.name}: ${failureText(refused)}`, { kind: 'failed' }));
    }
    notify(t('user.saved', { name: body.name }));
    onDone();
  });
  return html`
    <${Dialog} title=${isNew ? t('user.new') : user.name} onClose=${onClose}>
      <form onSubmit=${submit} novalidate>
        <${TextField} name="name" label=${t('member.name')} value=${user.name} max=${NAME_MAX} failure=${failure} autofocus />
        <${TextField} name="email" label=${t('member.email')} value=${user.email} max=${EMAIL_MAX} failure=${failure} />
        <${RoleFields} user=${user} failure=${failure} />
        ${isNew && html`<${PasswordField} failure=${failure} hint=${t('user.password.hint')} />`}
        <${Failure} failure=${failure} fields=${['name', 'email', 'role', 'password']} />
        <${Buttons} busy=${busy} onClose=${onClose} />
      </form>
    <//>`;
}

function PasswordForm({ user, onClose }) {
  const { busy, failure, submit } = useSubmit(async ({ password }) => {
    await put(`/api/users/${user.id}/password`, { password });
    notify(t('user.password.set', { name: user.name }));
    onClose();
  });
  return html`
    <${Dialog} title=${t('user.password.of', { name: user.name })} onClose=${onClose}>
      <p>${t('user.password.text')}</p>
      <form onSubmit=${submit} novalidate>
        <${PasswordField} failure=${failure} hint=${t('password.hint')} />
        <${Failure} failure=${failure} fields=${['password']} />
        <${Buttons} busy=${busy} onClose=${onClose} />
      </form>
    <//>`;
}

function Row({ user, own, onOpen }) {
  const button = (action) => html`
    <button type="button" class="quiet" aria-label=${`${t(`user.${action}`)}: ${user.name}`} onClick=${() => onOpen(action, user)}>${t(`user.${action}`)}</button>`;
  return html`
    <li class="row">
      <div class="row-text">
        <h2>${user.name}</h2>
        <p class="meta">${user.email} · ${t(`role.${user.role}`)}${user.editsAll && user.role === 'editor' && ` · ${t('member.editsAll')}`}</p>
      </div>
      <div class="row-actions">${button('edit')}${!own && button('password')}${!own && button('delete')}</div>
    </li>`;
}

/** The accounts, for administrators. */
export function Users() {
  const who = useShared(session);
  const list = useList('/api/users?sort=name&limit=50');
  const [open, setOpen] = useState({});
  const close = () => setOpen({});
  const done = () => {
    close();
    list.reload();
  };
  const show = (action, user) => attempt(async () => {
    const { body, etag } = await get(`/api/users/${user.id}`);
    setOpen({ [action]: body, etag });
  });
  const erase = async () => {
    await attempt(async () => {
      await remove(`/api/users/${open.delete.id}`, open.etag);
      notify(t('user.deleted', { name: open.delete.name }));
    });
    done();
  };
  return html`
    <div class="title-row">
      <${Heading}>${t('users')}<//>
      <div class="buttons"><button type="button" class="primary" onClick=${() => setOpen({ edit: {} })}>${t('user.new')}</button></div>
    </div>
    <ul class="rows" aria-busy=${list.busy}>
      ${list.items.map((user) => html`<${Row} key=${user.id} user=${user} own=${user.id === who.userId} onOpen=${show} />`)}
    </ul>
    <${ListEnd} list=${list} />
    ${open.edit && html`<${UserForm} user=${open.edit} etag=${open.etag} onDone=${done} onClose=${close} />`}
    ${open.password && html`<${PasswordForm} user=${open.password} onClose=${close} />`}
    ${open.delete && html`
      <${Confirmation} title=${t('user.delete.of', { name: open.delete.name })} text=${t('user.delete.text')} label=${t('user.delete')} onConfirm=${erase}
        onClose=${close} />`}`;
}
