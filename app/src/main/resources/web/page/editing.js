import { get, newKey, patch, post } from './api.js';
import { Conflict } from './conflict.js';
import { Failure, Field, TextField, useSubmit } from './forms.js';
import { useLive } from './live.js';
import { Time } from './parts.js';
import { author, useOwners } from './people.js';
import { html, useLayoutEffect, useRef, useState } from './preact.js';
import { notify } from './state.js';
import { t } from './text.js';

const NAME_MAX = 250;
const DESCRIPTION_MAX = 500;
const FIELDS = ['name', 'description', 'ownerId'];

function OwnerField({ owners, ownerId, failure }) {
  const unlisted = ownerId && !owners.some((owner) => owner.id === ownerId);
  return html`
    <${Field} name="ownerId" label=${t('owner')} failure=${failure}>
      ${(attributes) => html`
        <select ...${attributes}>
          <option value="">${t('owner.none')}</option>
          ${unlisted && html`<option value=${ownerId} selected>${t('user.unknown', { id: String(ownerId) })}</option>`}
          ${owners.map((owner) => html`<option value=${owner.id} selected=${owner.id === ownerId}>${owner.name}</option>`)}
        </select>`}
    <//>`;
}

/** A video's members to be written; `save` is given those that are not as they were. */
function VideoForm({ video, title, save, onClose, children }) {
  const owners = useOwners();
  const { busy, failure, submit } = useSubmit((values) => save(changed(values, video)));
  const form = useRef();
  // Before anybody can type: text must not land in another field.
  useLayoutEffect(() => form.current.querySelector('input').focus(), []);
  const keys = (event) => {
    if (event.key === 'Escape' && !event.isComposing && !event.target.closest('dialog')) {
      onClose();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      form.current.requestSubmit();
    }
  };
  return html`
    <form class="video-form" ref=${form} aria-label=${title} onSubmit=${submit} onKeyDown=${keys} novalidate>
      <${TextField} name="name" label=${t('name')} value=${video.name} max=${NAME_MAX} failure=${failure} />
      <${TextField} name="description" label=${t('description')} value=${video.description} max=${DESCRIPTION_MAX} multiline failure=${failure} />
      ${owners && html`<${OwnerField} owners=${owners} ownerId=${video.ownerId} failure=${failure} />`}
      <${Failure} failure=${failure} fields=${FIELDS} />
      <div class="buttons">
        <button type="submit" class="primary" disabled=${busy}>${t('save')}</button>
        <button type="button" onClick=${onClose}>${t('cancel')}</button>
      </div>
      ${children}
    </form>`;
}

function changed(values, video) {
  const given = { ...values };
  if ('ownerId' in given) {
    given.ownerId = given.ownerId === '' ? null : Number(given.ownerId);
  }
  return Object.fromEntries(Object.entries(given).filter(([name, value]) => value !== (video[name] ?? (name === 'ownerId' ? null : ''))));
}

/** The form of a video that is not there yet. */
export function NewVideo({ onClose, onCreated }) {
  const key = useRef(newKey());
  const save = async (members) => {
    try {
      const { body } = await post('/api/videos', members, key.current);
      onCreated(body);
      notify(t('video.added', { name: body.name }));
      onClose();
    } catch (failure) {
      if (failure.status) {
        key.current = newKey();
      }
      throw failure;
    }
  };
  return html`<div class="new-video"><${VideoForm} video=${{}} title=${t('add')} save=${save} onClose=${onClose} /></div>`;
}

// The newest of its changes may be the one that made it as it was opened.
const isOf = (video, change) => change.entity === 'videos' && change.id === video.id && change.after?.updatedAt !== video.updatedAt;

/** The form of a video as it was when it was opened; what others change meanwhile becomes a conflict to be settled. */
export function EditVideo({ opened, onSaved, onClose }) {
  const [conflict, setConflict] = useState(null);
  const [newer, setNewer] = useState(null);
  useLive((changes) => setNewer((known) => changes?.findLast((change) => isOf(opened.video, change)) ?? known));
  const path = `/api/videos/${opened.video.id}`;
  const finish = (video) => {
    notify(t('video.saved', { name: video.name }));
    onSaved(video);
  };
  const write = async (members, etag) => finish((await patch(path, members, etag)).body);
  const save = async (members) => {
    try {
      await write(members, opened.etag);
    } catch (failure) {
      if (failure.status !== 412) {
        throw failure;
      }
      setConflict({ mine: members, theirs: await get(path) });
    }
  };
  return html`
    <${VideoForm} video=${opened.video} title=${t('edit.of', { name: opened.video.name })} save=${save} onClose=${onClose}>
      ${newer && html`<p class="hint" role="status">${t(`newer.${newer.kind}`, { name: author(newer) })} · <${Time} at=${newer.at} /></p>`}
      ${conflict && html`
        <${Conflict} path=${path} mine=${conflict.mine} theirs=${conflict.theirs} write=${write} onTheirs=${() => onSaved(conflict.theirs.body)}
          onAgain=${(theirs) => setConflict({ mine: conflict.mine, theirs })} onClose=${() => setConflict(null)} />`}
    <//>`;
}
