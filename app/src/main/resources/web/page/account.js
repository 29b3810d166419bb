import { put, remove } from './api.js';
import { Failure, Field, useSubmit } from './forms.js';
import { Heading, attempt } from './parts.js';
import { html } from './preact.js';
import { notify, session, useShared } from './state.js';
import { t } from './text.js';
import { Tokens } from './tokens.js';

const signOut = () => attempt(async () => {
  await remove('/api/sessions/current');
  session.set(null);
});

function OwnPassword({ who }) {
  const { busy, failure, submit } = useSubmit(async (values, form) => {
    await put(`/api/users/${who.userId}/password`, values);
    form.reset();
    notify(t('password.changed'));
  });
  const field = (name, autocomplete, hint) => html`
    <${Field} name=${name} label=${t(`member.${name}.own`)} failure=${failure} hint=${hint}>
      ${(attributes) => html`<input ...${attributes} type="password" autocomplete=${autocomplete} required />`}
    <//>`;
  return html`
    <section class="card" aria-labelledby="password-heading">
      <h2 id="password-heading">${t('password.change')}</h2>
      <form onSubmit=${submit} novalidate>
        <input type="email" class="hidden" autocomplete="username" value=${who.name} readonly tabindex="-1" aria-hidden="true" />
        ${field('currentPassword', 'current-password')}
        ${field('password', 'new-password', t('password.hint'))}
        <${Failure} failure=${failure} fields=${['currentPassword', 'password']} />
        <div class="buttons"><button type="submit" class="primary" disabled=${busy}>${t('password.change')}</button></div>
      </form>
      <p class="hint">${t('password.ends')}</p>
    </section>`;
}

/** What somebody who has signed in sees to: the password, tokens, and signing out. */
export function Account() {
  const who = useShared(session);
  const isUser = who.userId !== null;
  return html`
    <div class="title-row">
      <${Heading}>${t('account')}<//>
      ${isUser && html`<div class="buttons"><button type="button" onClick=${signOut}>${t('sign-out')}</button></div>`}
    </div>
    <p>${isUser ? t('account.is', { name: who.name, role: t(`role.${who.role}`) }) : t('account.open')}</p>
    ${isUser && html`<${Tokens} who=${who} /><${OwnPassword} who=${who} />`}`;
}
