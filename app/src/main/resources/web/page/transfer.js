import { lose, Problem, Unreachable } from './api.js';

const MEDIA_TYPES = { ndjson: 'application/x-ndjson', jsonl: 'application/x-ndjson', csv: 'text/csv', json: 'application/json' };

/** How a file is to be sent, by its name; nothing where the API cannot read it. */
export function formatOf(name) {
  const [, ending, zipped] = name.toLowerCase().match(/\.(\w+?)(\.gz)?$/) ?? [];
  return MEDIA_TYPES[ending] && { mediaType: MEDIA_TYPES[ending], zipped: Boolean(zipped) };
}

/**
 * Sends a file to be imported. `onProgress` is told the part of it that has been sent, and the lines of the report as they come.
 * Not by `fetch`, which does not tell how much has been sent.
 */
export function upload(file, options, onProgress) {
  const { mediaType, zipped } = formatOf(file.name);
  const request = new XMLHttpRequest();
  const report = { requestId: null, lines: [] };
  let parsed = 0;
  const read = () => {
    const end = request.responseText.lastIndexOf('\n') + 1;
    for (const line of request.responseText.slice(parsed, end).split('\n').filter(Boolean)) {
      report.lines.push(JSON.parse(line)); // One by one: a call takes some hundred thousand arguments at most.
    }
    parsed = Math.max(parsed, end);
  };
  const done = new Promise((resolve, reject) => {
    request.open('POST', `/api/videos/import?${new URLSearchParams(options)}`);
    request.setRequestHeader('Content-Type', mediaType);
    if (zipped) {
      request.setRequestHeader('Content-Encoding', 'gzip');
    }
    request.upload.onprogress = (event) => onProgress({ sent: event.loaded / event.total, report });
    request.onprogress = () => {
      if (request.status === 200) {
        read();
        onProgress({ sent: 1, report });
      }
    };
    request.onload = () => {
      report.requestId = request.getResponseHeader('X-Request-Id');
      if (request.status === 200) {
        read();
        resolve(report);
      } else {
        reject(new Problem(request.status, asJson(request.responseText)));
      }
    };
    request.onerror = () => {
      lose();
      reject(new Unreachable('import'));
    };
    request.onabort = () => reject(new DOMException('', 'AbortError'));
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
}

function asJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** The rows of a file that were rejected, as they stand in it, and the reasons: to be mended and sent again. */
export async function rejectedRows(file, rejected) {
  const reasons = new Map(rejected.map((row) => [row.line, row]));
  const stream = formatOf(file.name).zipped ? file.stream().pipeThrough(new DecompressionStream('gzip')) : file.stream();
  const lines = (await new Response(stream).text()).split('\n');
  return new Blob(lines.filter((_, index) => reasons.has(index + 1)).map((line) => `${line}\n`), { type: 'application/x-ndjson' });
}

/** Hands a file to the person at the browser. */
export function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
