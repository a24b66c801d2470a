/** Where one item stands under a check. Ids may hold anything, so they are written so that a path may hold them. */
export function itemPath(check: string, item: string): string {
  return `${checkPath(check)}?item=${encodeURIComponent(item)}`;
}

export function checkPath(check: string): string {
  return `/checks/${encodeURIComponent(check)}`;
}

export function controlPath(control: string): string {
  return `/controls/${encodeURIComponent(control)}`;
}

export function populationPath(population: string): string {
  return `/populations/${encodeURIComponent(population)}`;
}

/** One exception: alone among those of its check, so that it is there however many there are. */
export function exceptionPath(check: string, item: string, from: string): string {
  return `/exceptions?check=${encodeURIComponent(check)}&exception=${encodeURIComponent(`${check} ${item} ${from}`)}`;
}
