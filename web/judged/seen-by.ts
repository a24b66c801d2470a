/** By what it is seen that a control operated. */
export type SeenBy = 'automated' | 'record' | 'document' | 'open';

export const waysOfSeeing: readonly SeenBy[] = ['automated', 'record', 'document', 'open'];

/** In a word, as it stands in a row. */
export const seenWord: Readonly<Record<SeenBy, string>> = {
  automated: 'automated',
  record: 'by record',
  document: 'by document alone',
  open: 'open',
};

export const seenSentence: Readonly<Record<SeenBy, string>> = {
  automated: 'It is seen by what systems tell.',
  record: 'It is seen by records that people make.',
  document: 'Only an adopted document says it; nothing shows that it is done.',
  open: 'Nothing shows it: no system, no record, no adopted document.',
};
