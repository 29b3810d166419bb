import { get } from './api.js';
import { html, useEffect, useState } from './preact.js';
import { isAtLeast, session, useShared } from './state.js';
import { t } from './text.js';

const MOST_OFFERED = 200;
const names = new Map();
session.listen(() => names.clear());

function nameOf(id) {
  if (!names.has(id)) {
    names.set(id, get(`/api/users/${id}?fields=name`).then(({ body }) => body.name, () => {
      names.delete(id); // It may be had the next time.
      return null;
    }));
  }
  return names.get(id);
}

/** The name of a user. */
export function Person({ id }) {
  const [name, setName] = useState('');
  useEffect(() => {
    let current = true;
    nameOf(id).then((found) => current && setName(found ?? t('user.unknown', { id: String(id) })));
    return () => {
      current = false;
    };
  }, [id]);
  return html`<span class="person">${name}</span>`;
}

/** Users to choose an owner among, for those who may give a video to somebody. */
export function useOwners() {
  const who = useShared(session);
  const [owners, setOwners] = useState([]);
  const offered = isAtLeast(who, 'admin') || (isAtLeast(who, 'editor') && who.editsAll);
  useEffect(() => {
    if (offered) {
      get(`/api/users?sort=name&fields=id,name&limit=${MOST_OFFERED}`).then(({ body }) => setOwners(body.items), () => {});
    }
  }, [offered]);
  return offered ? owners : null;
}

/** Who has made a change, as its record says. */
export const author = (change) => change.by?.name ?? t('somebody');
