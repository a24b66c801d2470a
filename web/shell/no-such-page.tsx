import { Go } from '../ui/go.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { usePlaces } from './places.ts';

/** For an address that no page has. */
export function NoSuchPage() {
  const first = usePlaces()[0];
  return (
    <PageHead
      title="There is no page at this address."
      sub={
        first !== undefined && (
          <>
            It may have been mistyped, or come from another version of Tickmark. <Go href={first.path}>Go to {first.title}</Go>.
          </>
        )
      }
    />
  );
}
