const HEARTBEAT = 15_000;

/**
 * Server-sent events, until what tells them ends, the listener goes away, or the signal is aborted. A comment every fifteen seconds keeps the connection open.
 * @param cut ends the events' own waiting
 */
export function eventStream(events: AsyncIterable<unknown>, cut: AbortController): Response {
  const encoder = new TextEncoder();
  const iterator = events[Symbol.asyncIterator]();
  let heart: NodeJS.Timeout | undefined;
  let id = 0;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // A browser that lost its connection asks again; nothing is told twice, since every event is only a reason to look anew.
      controller.enqueue(encoder.encode('retry: 2000\n: hello\n\n'));
      // Whoever does not read is sent nothing more: it would be kept here, and grow.
      const beat = () => cut.signal.aborted || (controller.desiredSize ?? 0) <= 0 || controller.enqueue(encoder.encode(': still here\n\n'));
      heart = setInterval(beat, HEARTBEAT);
      const end = () => {
        clearInterval(heart);
        // Also where nobody reads on: what was subscribed to is let go.
        void iterator.return?.();
      };
      cut.signal.addEventListener('abort', end, { once: true });
    },
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (done !== true && !cut.signal.aborted) return controller.enqueue(encoder.encode(`id: ${++id}\ndata: ${JSON.stringify(value)}\n\n`));
      } catch (error) {
        cut.abort();
        throw error;
      }
      cut.abort();
      closeQuietly(controller);
    },
    cancel() {
      cut.abort();
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } });
}

/** A stream that its reader cancelled is closed already. */
function closeQuietly(controller: ReadableStreamDefaultController): void {
  try {
    controller.close();
  } catch {
    // Cancelled.
  }
}

/**
 * What a subscription tells, as something to iterate over. Told faster than it is read, the oldest are dropped: every event is only a reason to look anew.
 * @param subscribe is called once, and gives back what ends the subscription
 */
export async function* eventsFrom<T>(subscribe: (tell: (event: T) => void) => () => void, signal: AbortSignal): AsyncGenerator<T> {
  const waiting: T[] = [];
  let wake = Promise.withResolvers<void>();
  const stop = () => wake.resolve();
  const end = subscribe((event) => {
    waiting.push(event);
    if (waiting.length > MOST_WAITING) waiting.shift();
    wake.resolve();
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    while (!signal.aborted) {
      yield* waiting.splice(0);
      await wake.promise;
      wake = Promise.withResolvers<void>();
      if (signal.aborted) return;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    end();
  }
}

const MOST_WAITING = 1_000;
