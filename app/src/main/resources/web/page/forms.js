import { html, useEffect, useRef, useState } from './preact.js';
import { failureText, faultSentence, faultText, t } from './text.js';

let fields = 0;

/** What is being sent, and what was wrong with it; `submit` is for a form's `onSubmit`. */
export function useSubmit(action) {
  const [state, setState] = useState({ busy: false, failure: null });
  const form = useRef();
  useEffect(() => {
    if (state.failure) {
      (form.current?.querySelector('[aria-invalid=true]') ?? form.current?.querySelector('.failure'))?.focus();
    }
  }, [state.failure]);
  async function submit(event) {
    event.preventDefault();
    form.current = event.currentTarget;
    setState({ busy: true, failure: null });
    try {
      await action(Object.fromEntries(new FormData(form.current)), form.current);
      setState({ busy: false, failure: null });
    } catch (failure) {
      setState({ busy: false, failure });
    }
  }
  return { ...state, submit };
}

function faultsOf(failure, name) {
  return (failure?.errors ?? []).filter((fault) => fault.pointer === `/${name}`);
}

/** A labelled control with what is wrong with it; `children` is given the attributes that tie the control to both. */
export function Field({ name, label, hint, failure, children }) {
  const id = useRef();
  id.current ??= `field-${++fields}`;
  const faults = faultsOf(failure, name);
  const described = [hint && `${id.current}-hint`, faults.length > 0 && `${id.current}-fault`].filter(Boolean).join(' ');
  const attributes = { id: id.current, name, 'aria-describedby': described || undefined, 'aria-invalid': faults.length > 0 };
  return html`
    <div class="field">
      <label for=${id.current}>${label}</label>
      ${children(attributes)}
      ${hint && html`<p class="hint" id=${`${id.current}-hint`}>${hint}</p>`}
      ${faults.length > 0 && html`<p class="fault" id=${`${id.current}-fault`}>${faults.map(faultText).join('; ')}</p>`}
    </div>`;
}

/** A field whose text has a greatest length, in code points as the API counts them. */
export function TextField({ name, label, value = '', max, multiline, autofocus, failure }) {
  const [length, setLength] = useState([...value].length);
  const count = (event) => setLength([...event.currentTarget.value].length);
  const hint = html`<span class=${length > max ? 'over' : ''}>${t('length', { length, max })}</span>`;
  return html`
    <${Field} name=${name} label=${label} failure=${failure} hint=${hint}>
      ${(attributes) => (multiline
        ? html`<textarea ...${attributes} rows="4" onInput=${count} autofocus=${autofocus} defaultValue=${value}></textarea>`
        : html`<input ...${attributes} onInput=${count} autofocus=${autofocus} defaultValue=${value} autocomplete="off" />`)}
    <//>`;
}

/** What is wrong beyond the fields that are shown. */
export function Failure({ failure, fields: shown = [] }) {
  if (!failure) {
    return null;
  }
  const others = (failure.errors ?? []).filter((fault) => !shown.includes(fault.pointer?.slice(1)));
  if (failure.errors?.length > 0 && others.length === 0) {
    return null;
  }
  const sentence = others.length > 0
    ? others.map(faultSentence).join('; ')
    : failureText(failure);
  return html`<p class="failure" role="alert" tabindex="-1">${sentence}</p>`;
}
