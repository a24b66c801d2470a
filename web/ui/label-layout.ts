/** A label that wants to stand at a place of an axis. Places and widths in pixels. */
export interface WantedLabel {
  readonly at: number;
  readonly width: number;
}

/** Where each label stands so that none lies over another, or undefined where there is no room for it. They come in the order of their places. */
export function placeLabels(wanted: readonly WantedLabel[], width: number, apart = 12): readonly (number | undefined)[] {
  const places: (number | undefined)[] = [];
  let taken = 0;
  for (const label of wanted) {
    const left = Math.min(Math.max(label.at, taken), width - label.width);
    const fits = left >= taken && left >= 0;
    places.push(fits ? left : undefined);
    if (fits) taken = left + label.width + apart;
  }
  return places;
}

/** About how wide a text of the axis is: 11 pixels, semibold. Only for making room, never for cutting. */
export function textWidth(text: string, perCharacter = 6.1): number {
  return text.length * perCharacter;
}

/** On which side of a mark its sentence has room: to the right, unless the mark stands in the right part of the axis. */
export function roomySide(from: number, until = from): 'left' | 'right' {
  return from > 100 - until ? 'left' : 'right';
}
