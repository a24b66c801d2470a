import { type DrawnSpan, MINIMUM } from './spans-at-zoom.ts';
import { rank, type SpanState } from './states.ts';

/** The colours of tokens.css that spans are painted with, resolved for the scheme in force. */
export type Tokens = Readonly<Record<(typeof names)[number], string>>;

const names = ['pass-shape', 'fail-shape', 'fail-gap', 'unknown-shape', 'unknown-tint', 'excluded-shape', 'bg', 'accent', 'ink-3', 'hair'] as const;

/** Reads the tokens as they are where the element stands. A custom property is not resolved by itself, so a colour is asked for. */
export function tokensOf(element: HTMLElement): Tokens {
  const probe = document.createElement('i');
  element.parentElement?.append(probe);
  const read = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const tokens = Object.fromEntries(names.map((name) => [name, read(name)])) as Record<(typeof names)[number], string>;
  probe.remove();
  return tokens;
}

/** Heights by state, as in tokens.css: pass runs low, fail stands up. */
const heights: Record<SpanState, number> = { pass: 5, fail: 17, unknown: 17, excluded: 9, 'not-owed': 1, 'no-items': 0, needed: 5, grace: 9 };

/** Paints a strip. `chosen` is selected, `focus` is where the keyboard is; both are indexes into `drawn`. */
export function paintSpans(
  canvas: HTMLCanvasElement,
  drawn: readonly DrawnSpan[],
  tokens: Tokens,
  marks: { chosen: number; focus: number | undefined },
): void {
  const { clientWidth: width, clientHeight: height } = canvas;
  const context = canvas.getContext('2d');
  if (context === null || width === 0) return;
  const scale = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  context.scale(scale, scale);
  const fills = fillsOf(context, tokens);
  const order = [...drawn.keys()].sort((a, b) => rank(drawn[a]?.state ?? 'pass') - rank(drawn[b]?.state ?? 'pass'));
  for (const index of order) {
    const one = drawn[index];
    if (one !== undefined) paintOne(context, one, boxOf(one, width, height), fills, tokens);
  }
  for (const index of [marks.chosen, marks.focus ?? -1]) {
    const one = drawn[index];
    if (one === undefined) continue;
    const box = boxOf(one, width, height);
    context.strokeStyle = tokens.accent;
    context.lineWidth = 2;
    context.strokeRect(box.x - 3, box.y - 3, box.w + 6, box.h + 6);
  }
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

function boxOf(one: DrawnSpan, width: number, height: number): Box {
  const x = (one.a / 100) * width;
  const h = heights[one.state];
  return { x, y: (height - h) / 2, w: Math.max(MINIMUM, ((one.b - one.a) / 100) * width), h };
}

type Fills = Readonly<Record<SpanState, string | CanvasPattern>>;

function fillsOf(context: CanvasRenderingContext2D, tokens: Tokens): Fills {
  const dots = tile(context, 4, 4, (tileContext) => {
    tileContext.fillStyle = tokens['unknown-tint'];
    tileContext.fillRect(0, 0, 4, 4);
    tileContext.fillStyle = tokens['unknown-shape'];
    tileContext.beginPath();
    tileContext.arc(2, 2, 1.1, 0, Math.PI * 2);
    tileContext.fill();
  });
  const hatch = tile(context, 8, 8, (tileContext) => {
    tileContext.fillStyle = tokens['fail-shape'];
    tileContext.fillRect(0, 0, 8, 8);
    tileContext.strokeStyle = tokens['fail-gap'];
    tileContext.lineWidth = 1.5;
    tileContext.beginPath();
    for (const shift of [-8, 0, 8]) {
      tileContext.moveTo(shift, 8);
      tileContext.lineTo(shift + 8, 0);
    }
    tileContext.stroke();
  });
  return {
    pass: tokens['pass-shape'],
    fail: hatch ?? tokens['fail-shape'],
    unknown: dots ?? tokens['unknown-shape'],
    excluded: tokens.bg,
    'not-owed': tokens['ink-3'],
    'no-items': 'transparent',
    needed: tokens['ink-3'],
    grace: tokens.hair,
  };
}

function tile(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  paint: (context: CanvasRenderingContext2D) => void,
): CanvasPattern | null {
  const small = document.createElement('canvas');
  small.width = width;
  small.height = height;
  const inside = small.getContext('2d');
  if (inside === null) return null;
  paint(inside);
  return context.createPattern(small, 'repeat');
}

function paintOne(context: CanvasRenderingContext2D, one: DrawnSpan, box: Box, fills: Fills, tokens: Tokens): void {
  context.fillStyle = fills[one.state];
  context.fillRect(box.x, box.y, box.w, box.h);
  context.lineWidth = 1;
  switch (one.state) {
    case 'fail':
      context.strokeStyle = tokens['fail-shape'];
      context.strokeRect(box.x + 0.5, box.y + 0.5, box.w - 1, box.h - 1);
      break;
    case 'unknown':
      context.fillStyle = tokens['unknown-shape'];
      context.fillRect(box.x, box.y, box.w, 1);
      context.fillRect(box.x, box.y + box.h - 1, box.w, 1);
      break;
    case 'excluded':
      context.strokeStyle = tokens['excluded-shape'];
      context.strokeRect(box.x + 0.5, box.y + 0.5, box.w - 1, box.h - 1);
      context.fillStyle = tokens['excluded-shape'];
      context.fillRect(box.x, box.y + box.h / 2 - 0.5, box.w, 1);
      break;
    default:
      break;
  }
  if (one.open && one.state === 'fail') {
    const tip = box.x + box.w;
    const middle = box.y + box.h / 2;
    context.fillStyle = tokens['fail-shape'];
    context.beginPath();
    context.moveTo(tip, middle - 4);
    context.lineTo(tip + 5, middle);
    context.lineTo(tip, middle + 4);
    context.fill();
  }
}
