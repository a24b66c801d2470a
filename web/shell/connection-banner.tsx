import { useConnection } from '../api-connection.ts';
import { useZone } from '../ui/moment.tsx';
import { timeText, zoneName } from '../ui/times.ts';

/** Said while nothing answers. The page stays as it is: what it shows was read before. */
export function ConnectionBanner() {
  const { lostSince } = useConnection();
  const zone = useZone();
  return (
    <div role="status">
      {lostSince !== null && (
        <p className="lost">
          Tickmark does not answer since {timeText(lostSince, zone)} {zoneName(lostSince, zone)}. What is shown was read before.
        </p>
      )}
    </div>
  );
}
