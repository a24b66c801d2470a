import { escapeHtml, mark, plainTokens } from '../plain-page.ts';
import type { OpenApi, Operation, Parameter } from './openapi.ts';
import { type JsonSchema, shapeText } from './schema.ts';
import { referenceStyle } from './style.ts';

export const pageStyle = `${plainTokens}${referenceStyle}`;

interface Listed {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** The reference as a page that needs no script: every endpoint of a document, grouped by what it is about. */
export function referencePage(document: OpenApi): string {
  const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  const tags = document.tags.map(({ name }) => name);
  const groups = tags.map((tag) =>
    group(
      tag,
      listed.filter(({ operation }) => operation.tags.includes(tag)),
    ),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API reference · Tickmark</title>
<style>${pageStyle}</style>
</head>
<body>
<header class="top"><a class="brand" href="/">${mark}<b>Tickmark</b></a><span>API reference</span><a class="raw" href="/api/openapi.json">OpenAPI 3.1</a></header>
<main>
<h1>${count(listed.length)} at <code>${escapeHtml(document.servers[0]?.url ?? '')}</code></h1>
${intro(document.info.version)}
<nav aria-label="Groups"><ul>${tags.map((tag) => `<li><a href="#${anchor(tag)}">${escapeHtml(tag)}</a></li>`).join('')}</ul></nav>
${groups.join('\n')}
</main>
</body>
</html>
`;
}

function count(endpoints: number): string {
  return `${endpoints} endpoint${endpoints === 1 ? '' : 's'}`;
}

function intro(version: string): string {
  return `<p class="lead">Tickmark ${escapeHtml(version)} answers on this machine only. Programs send the key of the installation, which stands in <code>keys/owner-token</code> of the data directory; a browser has its session.</p>
<pre class="call">curl -H "Authorization: Bearer $(cat .tickmark/keys/owner-token)" http://127.0.0.1:7460/api/v1/session</pre>
<dl class="rules">
<dt>Errors</dt><dd>Problem details (RFC 9457) with a <code>code</code> that stays the same, one sentence, and the id of the request.</dd>
<dt>What is judged</dt><dd><code>audit</code>, or <code>from</code> and <code>until</code>, choose the period; <code>at</code> the instant up to which is judged; <code>asKnownAt</code> answers from what was known then.</dd>
<dt>Caching</dt><dd>JSON answers have a strong <code>ETag</code>. With <code>If-None-Match</code>, what has not changed is answered with 304.</dd>
<dt>Strictness</dt><dd>Unknown parameters and fields are refused, so that a misspelt filter never answers too much. A list is a parameter several times.</dd>
</dl>`;
}

function group(tag: string, listed: readonly Listed[]): string {
  return `<section id="${anchor(tag)}"><h2>${escapeHtml(tag)}<span>${count(listed.length)}</span></h2>\n${listed.map(endpoint).join('\n')}</section>`;
}

function endpoint({ method, path, operation }: Listed): string {
  const { operationId, summary, parameters, requestBody, responses } = operation;
  const sent = requestBody?.content['application/json']?.schema;
  return `<article id="${operationId}">
<h3><a href="#${operationId}"><span class="method">${method}</span> <code>${pathText(path)}</code></a><span class="may">${operation['x-permission']}</span></h3>
<p>${prose(summary)}</p>
${parameterTable(parameters)}
${sent === undefined ? '' : shape('Body', sent)}
${Object.entries(responses)
  .filter(([status]) => status < '300')
  .map(([status, answer]) => answered(status, answer.content ?? {}))
  .join('')}
${refusals(operation)}
</article>`;
}

function pathText(path: string): string {
  return escapeHtml(path).replaceAll(/\{\w+\}/g, (one) => `<i>${one}</i>`);
}

/** What most endpoints take, and what is explained at the top of the page once. */
const VIEW = ['audit', 'from', 'until', 'at', 'asKnownAt'];

function parameterTable(parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return '';
  const judged = VIEW.every((name) => parameters.some((one) => one.name === name));
  const rows = parameters.filter(({ name }) => !judged || !VIEW.includes(name)).map(parameter);
  const view = `<tr><th scope="row">What is judged</th><td class="type" colspan="2">${VIEW.join(', ')}</td></tr>`;
  return `<table><tbody>${rows.join('')}${judged ? view : ''}</tbody></table>`;
}

function parameter({ name, in: place, required, schema, description }: Parameter): string {
  const fallback = schema['default'] === undefined ? '' : `; ${JSON.stringify(schema['default'])} when left out`;
  const needed = required ? 'needed' : '';
  const says = [description ?? '', place === 'path' ? 'in the path' : needed].filter((one) => one !== '').join(' · ');
  return `<tr><th scope="row"><code>${escapeHtml(name)}</code></th><td class="type">${escapeHtml(shapeText(schema) + fallback)}</td><td>${prose(says)}</td></tr>`;
}

/** A sentence in which names stand between backticks. */
function prose(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

function answered(status: string, content: Readonly<Record<string, { readonly schema?: JsonSchema }>>): string {
  return Object.entries(content)
    .map(([media, { schema }]) => {
      const title = `Answers ${status}${media === 'application/json' ? '' : `, ${media}`}`;
      return schema === undefined ? `<p class="file">${escapeHtml(title)}</p>` : shape(title, schema);
    })
    .join('');
}

function shape(title: string, schema: JsonSchema): string {
  return `<details><summary>${escapeHtml(title)}</summary><pre>${escapeHtml(shapeText(schema))}</pre></details>`;
}

function refusals({ responses }: Operation): string {
  const rows = Object.entries(responses).filter(([status]) => status >= '400');
  const own = rows.map(([status, { description }]) => `<li><b>${status}</b> ${prose(description)}</li>`);
  return `<details><summary>Refuses</summary><ul class="refuses">${own.join('')}</ul></details>`;
}

function anchor(tag: string): string {
  return tag.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
