import { get } from './api.js';
import { failureText, t } from './text.js';
import { author, Person } from './people.js';
import { Dialog, Time } from './parts.js';
import { html, useEffect, useState } from './preact.js';

/** Who has written the version that stands in the way, and when. */
function useNewestChange(path, version) {
  const [change, setChange] = useState(null);
  useEffect(() => {
    get(`${path}/history?limit=1`).then(({ body }) => setChange(body.items[0] ?? null), () => {});
  }, [path, version]);
  return change;
}

function shown(name, value) {
  return name === 'ownerId' && value ? html`<${Person} id=${value} />` : value ?? t('owner.none');
}

/** Somebody else was faster: shows both versions, and has the writer choose. */
export function Conflict({ path, mine, theirs, write, onTheirs, onAgain, onClose }) {
  const [failure, setFailure] = useState(null);
  const change = useNewestChange(path, theirs.etag);
  const keepMine = async () => {
    try {
      await write(mine, theirs.etag);
    } catch (refused) {
      if (refused.status === 412) {
        onAgain(await get(path));
      } else {
        setFailure(refused);
      }
    }
  };
  return html`
    <${Dialog} title=${t('conflict')} onClose=${onClose}>
      <p class="conflict-author">
        ${change ? t('conflict.by', { name: author(change) }) : t('conflict.by-somebody')}${' · '}<${Time} at=${theirs.body.updatedAt} />
      </p>
      <table class="versions">
        <thead><tr><td></td><th scope="col">${t('conflict.mine')}</th><th scope="col">${t('conflict.theirs')}</th></tr></thead>
        <tbody>
          ${Object.keys(mine).map((name) => html`
            <tr>
              <th scope="row">${t(`member.${name}`)}</th>
              <td data-label=${t('conflict.mine')}>${shown(name, mine[name])}</td>
              <td data-label=${t('conflict.theirs')}>${shown(name, theirs.body[name])}</td>
            </tr>`)}
        </tbody>
      </table>
      ${failure && html`<p class="failure" role="alert">${failureText(failure)}</p>`}
      <div class="buttons">
        <button type="button" class="primary" onClick=${keepMine}>${t('conflict.keep')}</button>
        <button type="button" onClick=${onTheirs}>${t('conflict.take')}</button>
        <button type="button" class="quiet" onClick=${onClose}>${t('conflict.back')}</button>
      </div>
    <//>`;
}
