import { takeBackRequest } from './change.js';
import { Heading } from './parts.js';
import { html, useEffect, useRef, useState } from './preact.js';
import { address } from './route.js';
import { failureText, faultSentence, number, t } from './text.js';
import { download, formatOf, rejectedRows, upload } from './transfer.js';

const ACCEPTED = '.ndjson,.jsonl,.csv,.json,.gz';
const SHOWN = 20;
const OPTIONS = ['upsert', 'truncate', 'atomic', 'dryRun'];

function asParameters(form) {
  const { upsert, ...others } = Object.fromEntries(OPTIONS.filter((name) => form.elements[name].checked).map((name) => [name, 'true']));
  return upsert ? { mode: 'upsert', ...others } : others;
}

const rejectedOf = (report) => report.lines.filter((line) => line.errors);
const summaryOf = (report) => report.lines.findLast((line) => 'created' in line);
const progressOf = (report) => report.lines.findLast((line) => line.progress)?.progress;

function Chooser({ onFile, busy }) {
  const [over, setOver] = useState(false);
  const drag = (inside) => (event) => {
    event.preventDefault();
    setOver(inside);
  };
  const drop = (event) => {
    drag(false)(event);
    if (event.dataTransfer.files[0] && !busy) {
      onFile(event.dataTransfer.files[0]);
    }
  };
  const choose = (event) => {
    onFile(event.currentTarget.files[0]);
    event.currentTarget.value = '';
  };
  return html`
    <div class=${`drop ${over ? 'over' : ''}`} onDragOver=${drag(true)} onDragLeave=${drag(false)} onDrop=${drop}>
      <p>${t('import.drop')}</p>
      <label class="button primary">${t('import.choose')}<input type="file" accept=${ACCEPTED} onChange=${choose} disabled=${busy} /></label>
      <p class="hint">${t('import.formats')}</p>
    </div>`;
}

function Rejected({ file, rejected }) {
  const isNdjson = formatOf(file.name).mediaType === 'application/x-ndjson';
  const base = file.name.replace(/\.\w+(\.gz)?$/, '');
  const saveReasons = () => download(new Blob(rejected.map((row) => `${JSON.stringify(row)}\n`), { type: 'application/x-ndjson' }), `${base}.reasons.ndjson`);
  const saveRows = async () => download(await rejectedRows(file, rejected), `${base}.rejected.ndjson`);
  return html`
    <h2>${t('import.rejected', { n: rejected.length })}</h2>
    <div class="buttons">
      ${isNdjson && html`<button type="button" onClick=${saveRows}>${t('import.save-rows')}</button>`}
      <button type="button" onClick=${saveReasons}>${t('import.save-reasons')}</button>
    </div>
    <div class="scroll" tabindex="0" role="region" aria-label=${t('import.rejected', { n: rejected.length })}>
      <table>
        <thead><tr><th scope="col">${t('import.line')}</th><th scope="col">${t('import.reason')}</th></tr></thead>
        <tbody>${rejected.slice(0, SHOWN).map((row) => html`
          <tr><td>${number(row.line)}</td><td>${row.errors.map(faultSentence).join('; ')}</td></tr>`)}</tbody>
      </table>
    </div>
    ${rejected.length > SHOWN && html`<p class="hint">${t('import.more-rejected', { n: rejected.length - SHOWN })}</p>`}`;
}

function Outcome({ file, report, dryRun }) {
  const [gone, setGone] = useState(false);
  const [going, setGoing] = useState(false);
  const takeBack = async () => {
    setGoing(true);
    await takeBackRequest(report.requestId, () => setGone(true));
    setGoing(false);
  };
  const summary = summaryOf(report);
  const rejected = rejectedOf(report);
  const wrote = !gone && !dryRun && summary && summary.created + summary.updated > 0;
  return html`
    <section class="card" aria-labelledby="outcome">
      <h2 id="outcome">${file.name}</h2>
      ${summary && html`<p class="outcome">${t(dryRun ? 'import.would' : 'import.done', summary)}</p>`}
      ${summary?.truncated > 0 && html`<p class="hint">${t('import.cut', { n: summary.truncated })}</p>`}
      ${summary?.error && html`<p class="failure" role="alert">${summary.error.detail}</p>`}
      <div class="buttons">
        <a class="button" href=${address('videos')}>${t('import.see')}</a>
        ${wrote && html`<button type="button" class="danger" onClick=${takeBack} disabled=${going}>${t('import.take-back')}</button>`}
      </div>
      ${rejected.length > 0 && html`<${Rejected} file=${file} rejected=${rejected} />`}
    </section>`;
}

// What is sent is not yet taken in: from then on nobody knows how much is left.
function Running({ file, progress, onCancel }) {
  const counts = progress.report && progressOf(progress.report);
  return html`
    <section class="card">
      <p id="importing">${t('import.running', { name: file.name })}</p>
      <progress aria-labelledby="importing" max="1" value=${progress.sent < 1 ? progress.sent : undefined}></progress>
      <p class="hint" role="status">${counts && t('import.progress', counts)}</p>
      <button type="button" onClick=${onCancel}>${t('import.stop')}</button>
    </section>`;
}

/** Takes a file in, row by row, and tells what came of it. */
export function Import() {
  const [state, setState] = useState({});
  const form = useRef();
  const running = useRef();
  useEffect(() => () => running.current?.cancel(), []);
  const start = async (file) => {
    if (!formatOf(file.name)) {
      setState({ failure: t('import.unknown-format', { name: file.name }) });
      return;
    }
    const options = asParameters(form.current);
    setState({ file, progress: { sent: 0 } });
    running.current = upload(file, options, (progress) => setState({ file, progress }));
    try {
      setState({ file, report: await running.current.done, dryRun: 'dryRun' in options });
    } catch (failure) {
      setState({ failure: failure.name === 'AbortError' ? t('import.stopped') : failureText(failure) });
    }
    running.current = null;
  };
  return html`
    <p class="back"><a href=${address('videos')}>${t('videos')}</a></p>
    <${Heading}>${t('import')}<//>
    <form ref=${form} onSubmit=${(event) => event.preventDefault()}>
      <${Chooser} onFile=${start} busy=${Boolean(state.progress)} />
      <fieldset class="options">
        <legend>${t('import.options')}</legend>
        ${OPTIONS.map((name) => html`<label><input type="checkbox" name=${name} disabled=${Boolean(state.progress)} /> ${t(`import.${name}`)}</label>`)}
      </fieldset>
    </form>
    ${state.failure && html`<p class="failure" role="alert">${state.failure}</p>`}
    ${state.progress && html`<${Running} file=${state.file} progress=${state.progress} onCancel=${() => running.current.cancel()} />`}
    ${state.report && html`<${Outcome} file=${state.file} report=${state.report} dryRun=${state.dryRun} />`}`;
}
