import type { Installation } from './installation.ts';
import type { ViewProgress, Views } from './views/views.ts';
import type { WorkState, Works } from './work.ts';

/** What happens on an installation, as it happens: each is a reason to look anew. */
export type Announcement =
  | { readonly type: 'work'; readonly work: WorkState }
  | ({ readonly type: 'view' } & ViewProgress)
  | { readonly type: 'changed'; readonly treeSize: number };

export interface Announcements {
  /** @returns what ends that */
  subscribe(listener: (announcement: Announcement) => void): () => void;
}

/** The installation, telling whenever the organization's log has grown. */
export function watched(installation: Installation, grown: (treeSize: number) => void): Installation {
  const { keeper, organization } = installation;
  let last = 0;
  return {
    ...installation,
    keeper: {
      ...keeper,
      async seal(log) {
        const made = await keeper.seal(log);
        if (log === organization.id && made.size !== last) {
          last = made.size;
          grown(made.size);
        }
        return made;
      },
    },
  };
}

/** One place to listen to for everything. */
export function openAnnouncements(work: Works, views: Views): Announcements & { grown(treeSize: number): void } {
  const listeners = new Set<(announcement: Announcement) => void>();
  const announce = (announcement: Announcement) => {
    for (const listener of listeners) listener(announcement);
  };
  work.subscribe((state) => announce({ type: 'work', work: state }));
  views.onProgress((progress) => announce({ type: 'view', ...progress }));
  return {
    grown: (treeSize) => announce({ type: 'changed', treeSize }),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
