import { reachable, session } from './state.js';

/** What the API has refused, in its words (RFC 9457). */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? String(status));
    this.status = status;
    this.kind = body.type?.replace('/problems/', '');
    this.errors = body.errors ?? [];
  }
}

/** The service cannot be reached. */
export class Unreachable extends Error {}

const RETRY_MILLIS = 2_000;

/** Sends a request; answers with `body`, `etag` and `requestId`. */
async function send(method, path, { body, etag, key, signal } = {}) {
  const headers = { Accept: 'application/json' };
  if (body !== undefined) {
    headers['Content-Type'] = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  }
  if (etag) {
    headers['If-Match'] = etag;
  }
  if (key) {
    headers['Idempotency-Key'] = key;
  }
  const response = await reach(path, { method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body) });
  const answer = await read(response);
  if (!response.ok) {
    forgetSession(response.status, path);
    throw new Problem(response.status, answer ?? {});
  }
  return { body: answer, etag: response.headers.get('ETag'), requestId: response.headers.get('X-Request-Id') };
}

async function reach(path, options) {
  try {
    const response = await fetch(path, options);
    reachable.set(true);
    return response;
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    lose();
    throw new Unreachable(failure.message);
  }
}

async function read(response) {
  const text = await response.text();
  return text === '' || !response.headers.get('Content-Type')?.includes('json') ? null : JSON.parse(text);
}

// Whoever was let in is not any more; a wrong password says nothing of that.
function forgetSession(status, path) {
  if (status === 401 && path !== '/api/sessions' && session.get() && !session.get().nobody) {
    session.set(null);
  }
}

/** Says that the service is away, and asks for it until it is back. */
export function lose() {
  if (reachable.get()) {
    reachable.set(false);
    setTimeout(ask, RETRY_MILLIS);
  }
}

// For the page itself, which every proxy passes on, and which needs no database.
async function ask() {
  const answer = await fetch('/', { cache: 'no-store' }).catch(() => null);
  if (answer?.ok) {
    reachable.set(true);
  } else {
    setTimeout(ask, RETRY_MILLIS);
  }
}

/** A key by which a creation that is sent again, because no answer came, is carried out once. */
export const newKey = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16)).join('-');

export const get = (path, options) => send('GET', path, options);
export const post = (path, body, key) => send('POST', path, { body, key });
export const put = (path, body) => send('PUT', path, { body });
export const patch = (path, body, etag) => send('PATCH', path, { body, etag });
export const remove = (path, etag) => send('DELETE', path, { etag });
