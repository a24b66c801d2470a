/** A file of an export, as it is to be written: `path` relative to the folder of its export, `text` in UTF-8. */
export interface ExportedFile {
  readonly path: string;
  readonly text: string;
}

/** JSON with its members in the order in which they were told, a line each. */
export function jsonFile(path: string, value: unknown): ExportedFile {
  return { path, text: `${JSON.stringify(value, null, 2)}\n` };
}
