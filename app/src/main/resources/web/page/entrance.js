import { get, post } from './api.js';
import { Failure, Field, useSubmit } from './forms.js';
import { Heading } from './parts.js';
import { html } from './preact.js';
import { address, goTo } from './route.js';
import { publicReader, session } from './state.js';
import { t } from './text.js';

/** Finds out who uses the page, and whether those who have not signed in may read. */
export async function recognise() {
  try {
    session.set((await get('/api/sessions/current')).body);
  } catch (failure) {
    if (failure.status !== 401) {
      throw failure;
    }
    session.set(await get('/api/videos?limit=1').then(publicReader, () => null));
  }
}

async function signIn({ email, password }) {
  const { body } = await post('/api/sessions', { email, password });
  session.set(body);
}

function Text({ name, type = 'text', failure, autocomplete, hint }) {
  return html`
    <${Field} name=${name} label=${t(`member.${name}`)} failure=${failure} hint=${hint}>
      ${(attributes) => html`<input ...${attributes} type=${type} autocomplete=${autocomplete} required />`}
    <//>`;
}

/** Asks for address and password; whoever is let in sees what was asked for. */
export function SignIn() {
  const { busy, failure, submit } = useSubmit(signIn);
  return html`
    <div class="entrance card">
      <${Heading}>${t('sign-in')}<//>
      <form onSubmit=${submit} novalidate>
        <${Text} name="email" type="email" autocomplete="username" failure=${failure} />
        <${Text} name="password" type="password" autocomplete="current-password" failure=${failure} />
        <${Failure} failure=${failure} fields=${['email', 'password']} />
        <div class="buttons"><button type="submit" class="primary" disabled=${busy}>${t('sign-in')}</button></div>
      </form>
      <p class="hint"><a href=${address('set-up')}>${t('set-up.link')}</a></p>
    </div>`;
}

/** Makes the first administrator, who is then signed in. */
export function SetUp() {
  const { busy, failure, submit } = useSubmit(async (values) => {
    await post('/api/setup', values);
    await signIn(values);
    goTo('videos');
  });
  return html`
    <div class="entrance card">
      <${Heading}>${t('set-up')}<//>
      <p>${t('set-up.text')}</p>
      <form onSubmit=${submit} novalidate>
        <${Text} name="code" autocomplete="off" failure=${failure} />
        <${Text} name="name" autocomplete="name" failure=${failure} />
        <${Text} name="email" type="email" autocomplete="username" failure=${failure} />
        <${Text} name="password" type="password" autocomplete="new-password" hint=${t('password.hint')} failure=${failure} />
        <${Failure} failure=${failure} fields=${['code', 'name', 'email', 'password']} />
        <div class="buttons">
          <button type="submit" class="primary" disabled=${busy}>${t('set-up.do')}</button>
          <a class="button" href=${address('videos')}>${t('cancel')}</a>
        </div>
      </form>
    </div>`;
}
