import { useEffect, useState } from './preact.js';

/** A value that several parts of the page look at. */
export function shared(value) {
  const listeners = new Set();
  return {
    get: () => value,
    set(next) {
      value = next;
      listeners.forEach((listener) => listener(value));
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useShared(state) {
  const [value, setValue] = useState(state.get);
  useEffect(() => {
    setValue(state.get);
    return state.listen((next) => setValue(() => next));
  }, [state]);
  return value;
}

/** Whether the service could be reached when it was last asked for something. */
export const reachable = shared(true);

/** Who uses the page: undefined until it is known, null when only signing in is left to do. */
export const session = shared(undefined);

const NOBODY = { name: '', userId: null, role: 'viewer', editsAll: false, nobody: true };
const ROLES = ['viewer', 'editor', 'admin'];

export const publicReader = () => NOBODY;

export function isAtLeast(who, role) {
  return Boolean(who) && !who.nobody && ROLES.indexOf(who.role) >= ROLES.indexOf(role);
}

/** Whether somebody may write a video, or any row of an entity that editors write. */
export function mayWrite(who, video) {
  return isAtLeast(who, 'admin') || (isAtLeast(who, 'editor') && (who.editsAll || video.ownerId === who.userId));
}

export const rolesUpTo = (role) => ROLES.slice(0, ROLES.indexOf(role) + 1);

const SHOWN_MILLIS = 8_000;
const SHOWN_WITH_ACTION_MILLIS = 20_000;
let lastNotice = 0;

/** What the page says at its lower edge for a while. */
export const notices = shared([]);

/** Says something: `kind` is done or failed; `action` is what a button with `label` does. */
export function notify(text, { kind = 'done', label, action } = {}) {
  const notice = { id: ++lastNotice, text, kind, label, action, millis: action ? SHOWN_WITH_ACTION_MILLIS : SHOWN_MILLIS };
  notices.set([...notices.get().slice(-2), notice]);
}

export function dismiss(id) {
  notices.set(notices.get().filter((notice) => notice.id !== id));
}
