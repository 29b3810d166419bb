import { html, useEffect, useLayoutEffect, useRef, useState } from './preact.js';
import { dismiss, notices, notify, reachable, useShared } from './state.js';
import { ago, failureText, moment, t } from './text.js';

const MINUTE = 60_000;

/** A view's heading, which takes the focus when the view is opened. */
export function Heading({ children }) {
  const heading = useRef();
  useEffect(() => {
    document.title = `${heading.current.textContent} · Video Catalog`;
    if (document.documentElement.dataset.visited) {
      heading.current.focus();
    }
    document.documentElement.dataset.visited = 'yes';
  }, [children]);
  return html`<h1 tabindex="-1" ref=${heading}>${children}</h1>`;
}

/** Does something, and says so if it fails. */
export async function attempt(action) {
  try {
    await action();
  } catch (failure) {
    notify(failureText(failure), { kind: 'failed' });
  }
}

/** How long ago something was; the exact moment on pointing at it. */
export function Time({ at }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return html`<time dateTime=${at} title=${moment(at)}>${ago(at)}</time>`;
}

/** A dialog that is open as long as it is there; Escape and `onClose` end it. */
export function Dialog({ title, onClose, children }) {
  const dialog = useRef();
  const leaving = useRef(false);
  useLayoutEffect(() => {
    dialog.current.showModal();
    return () => {
      leaving.current = true;
      dialog.current?.close();
    };
  }, []);
  const cancel = (event) => {
    event.preventDefault();
    onClose();
  };
  return html`
    <dialog ref=${dialog} aria-labelledby="dialog-title" onCancel=${cancel} onClose=${() => leaving.current || onClose()}>
      <h2 id="dialog-title">${title}</h2>
      ${children}
    </dialog>`;
}

/** A question that is answered by one of two buttons. */
export function Confirmation({ title, text, label, onConfirm, onClose }) {
  return html`
    <${Dialog} title=${title} onClose=${onClose}>
      <p>${text}</p>
      <div class="buttons">
        <button type="button" class="danger" onClick=${onConfirm}>${label}</button>
        <button type="button" onClick=${onClose} autofocus>${t('cancel')}</button>
      </div>
    <//>`;
}

function Notice({ notice }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!held) {
      const timer = setTimeout(() => dismiss(notice.id), notice.millis);
      return () => clearTimeout(timer);
    }
  }, [held]);
  const act = () => {
    dismiss(notice.id);
    notice.action();
  };
  return html`
    <div class=${`notice ${notice.kind}`} onMouseEnter=${() => setHeld(true)} onMouseLeave=${() => setHeld(false)}
      onFocusIn=${() => setHeld(true)} onFocusOut=${() => setHeld(false)}>
      <span>${notice.text}</span>
      ${notice.action && html`<button type="button" onClick=${act}>${notice.label}</button>`}
      <button type="button" class="close" aria-label=${t('notice.close')} onClick=${() => dismiss(notice.id)}>×</button>
    </div>`;
}

// Ctrl+Z does what the newest notice offers, unless a text is being written.
function undoByKey(event) {
  const writing = event.target.closest?.('input, textarea, select, dialog');
  const newest = notices.get().filter((notice) => notice.action).at(-1);
  if (newest && !writing && (event.ctrlKey || event.metaKey) && event.key === 'z') {
    event.preventDefault();
    dismiss(newest.id);
    newest.action();
  }
}

/** What the page says: that something is done, or not, and that the service is away. */
export function Notices() {
  const shown = useShared(notices);
  const isReachable = useShared(reachable);
  useEffect(() => {
    addEventListener('keydown', undoByKey);
    return () => removeEventListener('keydown', undoByKey);
  }, []);
  return html`
    <div class="notices">
      <div role="log" aria-live="polite" aria-label=${t('notices')}>
        ${shown.map((notice) => html`<${Notice} key=${notice.id} notice=${notice} />`)}
      </div>
      <div role="alert">${!isReachable && html`<p class="notice failed">${t('unreachable')}</p>`}</div>
    </div>`;
}
