import { useEffect, useState } from './preact.js';

/** The address behind `#`: the parts of its path, and its query. */
function read() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  return { path: path.split('/').filter(Boolean), query: new URLSearchParams(query) };
}

export function useRoute() {
  const [route, setRoute] = useState(read);
  useEffect(() => {
    const update = () => setRoute(read());
    addEventListener('hashchange', update);
    return () => removeEventListener('hashchange', update);
  }, []);
  return route;
}

export function address(path, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return `#/${path}${given.length ? `?${new URLSearchParams(given)}` : ''}`;
}

export function goTo(path, parameters) {
  location.hash = address(path, parameters);
}

/** Changes the address without a new entry in the browser's history. */
export function replaceWith(path, parameters) {
  history.replaceState(null, '', address(path, parameters));
  dispatchEvent(new HashChangeEvent('hashchange'));
}
