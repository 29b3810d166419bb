import { useEffect, useRef } from './preact.js';
import { session, shared } from './state.js';

const RETRY_MILLIS = 3_000;
// An import makes thousands of changes in a moment.
const GATHER_MILLIS = 250;

/** Whether changes arrive as they are made. */
export const live = shared(false);

const listeners = new Set();
let source = null;
let last = null;
// Whether the page has been there without having heard anything yet, so that nobody can tell it what it has missed.
let unheard = false;
let retry = null;
let gathered = [];
let delivery = null;

function deliver() {
  const changes = gathered;
  gathered = [];
  delivery = null;
  listeners.forEach((listener) => listener.current(changes));
}

function receive(event) {
  last = event.lastEventId || last;
  live.set(true);
  if (event.type === 'change') {
    gathered?.push(JSON.parse(event.data));
  } else if (event.type === 'reset' || unheard) {
    gathered = null;
    unheard = false;
  } else {
    return;
  }
  delivery ??= setTimeout(deliver, GATHER_MILLIS);
}

function open() {
  if (source || document.hidden || !session.get()) {
    return;
  }
  source = new EventSource(last === null ? '/api/events' : `/api/events?lastEventId=${encodeURIComponent(last)}`);
  ['ready', 'change', 'reset'].forEach((name) => source.addEventListener(name, receive));
  source.addEventListener('error', () => {
    live.set(false);
    unheard ||= last === null;
    if (source?.readyState === EventSource.CLOSED) {
      close();
      retry = setTimeout(open, RETRY_MILLIS);
    }
  });
}

function close() {
  clearTimeout(retry);
  source?.close();
  source = null;
  live.set(false);
}

// Browsers open six connections to a host, for all tabs together: one that nobody looks at must not keep one.
document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()));
session.listen((who) => {
  last = who ? last : null;
  close();
  open();
});

/** Has `listener` told of changes, a few at a time; null says that some were missed. */
export function useLive(listener) {
  const current = useRef();
  current.current = listener;
  useEffect(() => {
    listeners.add(current);
    open();
    return () => listeners.delete(current);
  }, []);
}
