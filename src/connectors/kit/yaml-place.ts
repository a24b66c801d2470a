import { type Document, isMap } from 'yaml';

/** Keys and positions that lead to a value. */
export type YamlPath = readonly (string | number)[];

/** Where in the text a value (or its key) stands; of one that is missing, the nearest thing around it. */
export function placeOf(document: Document, path: YamlPath): number {
  for (let length = path.length; length > 0; length--) {
    const place = exactPlace(document, path.slice(0, length));
    if (place !== null) return place;
  }
  return rangeStart(document.contents) ?? 0;
}

function exactPlace(document: Document, path: YamlPath): number | null {
  const last = path[path.length - 1];
  const around = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const pair = isMap(around) ? around.items.find((one) => String(one.key) === String(last)) : undefined;
  return rangeStart(pair ? pair.key : document.getIn(path, true));
}

function rangeStart(node: unknown): number | null {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return null;
  return typeof node.range[0] === 'number' ? node.range[0] : null;
}
