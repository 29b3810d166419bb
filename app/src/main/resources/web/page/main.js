import { Account } from './account.js';
import { History, RecentChanges, Trash } from './changes.js';
import { recognise, SetUp, SignIn } from './entrance.js';
import { Import } from './import.js';
import { live } from './live.js';
import { Heading, Notices } from './parts.js';
import { html, render, useEffect } from './preact.js';
import { address, useRoute } from './route.js';
import { isAtLeast, reachable, session, useShared } from './state.js';
import { language, t } from './text.js';
import { Users } from './users.js';
import { Videos } from './videos.js';

function NotFound() {
  return html`<${Heading}>${t('not-found')}<//><p><a href=${address('videos')}>${t('videos')}</a></p>`;
}

/** What an address shows to those who may see it. */
function View({ route, who }) {
  const [name = 'videos', id, part] = route.path;
  if (who.nobody && (name !== 'videos' || id)) {
    return html`<${SignIn} />`;
  } else if (name === 'videos' && id && part === 'history') {
    return html`<${History} key=${id} id=${id} />`;
  } else if (id) {
    return html`<${NotFound} />`;
  }
  switch (name) {
    case 'videos': return html`<${Videos} query=${route.query} />`;
    case 'changes': return html`<${RecentChanges} />`;
    case 'trash': return html`<${Trash} />`;
    case 'import': return isAtLeast(who, 'editor') ? html`<${Import} />` : html`<${NotFound} />`;
    case 'users': return isAtLeast(who, 'admin') ? html`<${Users} />` : html`<${NotFound} />`;
    case 'account': return html`<${Account} />`;
    default: return html`<${NotFound} />`;
  }
}

function Links({ who, current }) {
  const names = ['videos', ...(who.nobody ? [] : ['changes', 'trash']), ...(isAtLeast(who, 'admin') ? ['users'] : [])];
  return html`
    <nav aria-label=${t('navigation')}>
      ${names.map((name) => html`<a href=${address(name)} aria-current=${name === current ? 'page' : undefined}>${t(name)}</a>`)}
    </nav>`;
}

function Header({ who, current }) {
  const isLive = useShared(live);
  return html`
    <header>
      <a class="brand" href=${address('videos')}><img src="/page/icon.svg" alt="" width="28" height="28" /> Video Catalog</a>
      ${who && html`<${Links} who=${who} current=${current} />`}
      <div class="header-end">
        ${isLive && html`<span class="live" title=${t('live.title')}>${t('live')}</span>`}
        ${who && html`
          <a class="account" href=${address('account')} aria-current=${current === 'account' ? 'page' : undefined}>
            ${who.nobody ? t('sign-in') : t('account')}</a>`}
      </div>
    </header>`;
}

function Page() {
  const route = useRoute();
  const who = useShared(session);
  const isReachable = useShared(reachable);
  const settingUp = route.path[0] === 'set-up';
  useEffect(() => {
    if (who === undefined && isReachable) {
      recognise().catch(() => {});
    }
  }, [who, isReachable]);
  const skip = (event) => {
    event.preventDefault();
    document.querySelector('h1')?.focus();
  };
  return html`
    <a class="skip" href="#main" onClick=${skip}>${t('skip')}</a>
    <${Header} who=${who} current=${route.path[0] ?? 'videos'} />
    <main id="main">
      ${who === undefined ? null : (!who || who.nobody) && settingUp ? html`<${SetUp} />` : who ? html`<${View} route=${route} who=${who} />` : html`<${SignIn} />`}
    </main>
    <footer><a href="/q/swagger-ui">${t('api')}</a></footer>
    <${Notices} />`;
}

document.documentElement.lang = language;
render(html`<${Page} />`, document.getElementById('page'));
