/** A document that is served: its place in the folder `docs`, without the ending. */
export type DocumentName = `guides/${string}` | `spec/${string}`;

export interface GuideGroup {
  readonly title: string;
  readonly documents: readonly DocumentName[];
}

/** Every document that is served, in the order in which it is listed. */
export const guideGroups: readonly GuideGroup[] = [
  { title: 'To begin', documents: ['guides/engineer', 'guides/tour', 'guides/github'] },
  { title: 'For auditors', documents: ['guides/auditor-reperform', 'guides/auditor-populations', 'guides/auditor-package'] },
  { title: 'To extend it', documents: ['guides/author-control', 'guides/author-check', 'guides/author-connector'] },
  {
    title: 'Formats and exact meanings',
    documents: [
      'spec/findings',
      'spec/findings-code-host',
      'spec/program-as-code',
      'spec/criteria-mapping',
      'spec/workflows',
      'spec/sampling',
      'spec/ledger',
      'spec/package',
    ],
  },
];

/** Where a document is read: a guide at `/guides/<name>`, a format at `/guides/spec/<name>`. */
export function addressOfDocument(name: DocumentName): string {
  return name.startsWith('guides/') ? `/${name}` : `/guides/${name}`;
}

/** The document that is read at an address; null: none. */
export function documentAt(pathname: string): DocumentName | null {
  return guideGroups.flatMap(({ documents }) => documents).find((name) => addressOfDocument(name) === pathname) ?? null;
}
