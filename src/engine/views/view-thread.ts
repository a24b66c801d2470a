import { parentPort, workerData } from 'node:worker_threads';
import { connectDatabase } from '../../database/connect.ts';
import { instant } from '../../kernel/time.ts';
import { jsonText } from './json-text.ts';
import { questions } from './questions.ts';
import { type OpenView, readView } from './read-view.ts';
import { refusalOf } from './refusal-of.ts';
import type { FromThread, ThreadData, ToThread } from './thread-messages.ts';

/** The thread in which one view lives: it judges, keeps the rows, and answers questions until it is ended. */
const data = workerData as ThreadData;
const port = parentPort;
if (port === null) throw new Error('This module is the beginning of a thread.');
const tell = (message: FromThread): void => port.postMessage(message);

const opening = open();
let view = opening.then((opened) => opened.view);
view.then(
  () => tell({ type: 'ready' }),
  (error: unknown) => tell({ type: 'failed', refusal: refusalOf(error) }),
);

port.on('message', (message: ToThread) => void answer(message));

async function open(): Promise<OpenView> {
  const db = await connectDatabase(data.databaseUrl, data.instance, { connections: 2 });
  const { organization, dataDirectory, version, simulated, now, wanted } = data;
  return readView({ db, organization, dataDirectory, version, simulated, clock: () => instant(now) }, wanted, (sentence) =>
    tell({ type: 'progress', sentence }),
  );
}

async function answer(message: ToThread): Promise<void> {
  if (message.type === 'refresh') {
    view = opening.then((opened) => opened.refresh());
    view.catch((error: unknown) => tell({ type: 'failed', refusal: refusalOf(error) }));
    return;
  }
  const { id, question, input } = message;
  try {
    const ask = questions[question] as (of: unknown, input: unknown) => unknown;
    const { json, etag } = jsonText(ask(await view, input));
    tell({ type: 'answer', id, json, etag });
  } catch (error) {
    tell({ type: 'refused', id, refusal: refusalOf(error) });
  }
}
