/** A branch name as part of an id or scope: never an address, never a control character. */
export function escapeName(name: string): string {
  return name.replace(/[^A-Za-z0-9._/+-]/gu, (mark) => [...Buffer.from(mark)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
}
