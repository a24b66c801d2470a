import { basename } from 'node:path';
import { getInstallation } from '../../contract/installation.ts';
import { installationReport } from '../../engine/connection-report-installation.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { isoInstant } from '../../kernel/time.ts';
import { implement, type Place } from '../implement.ts';

export const installation = [
  implement(getInstallation, async ({ place }) => {
    const { organization, version, simulation, clock, dataDirectory } = place.installation;
    const [report, zone] = await Promise.all([installationReport(place.installation, place.configurationPath), zoneOf(place)]);
    const { connections, ...configuration } = report.configuration;
    return {
      organization: { ...organization },
      tickmark: version,
      simulated: simulation !== null,
      now: isoInstant(clock()),
      zone,
      dataDirectory: basename(dataDirectory),
      configuration,
      connections: connections.length,
      program: connections.some(({ connector }) => connector.id === 'records'),
      looks: report.looks,
      lastLook: report.lastLook,
      assessment: report.assessment,
      working: place.work.list().findLast(({ state }) => state === 'running' || state === 'waiting') ?? null,
    };
  }),
];

/** The program's; UTC until anybody has looked. */
async function zoneOf({ views }: Place): Promise<string> {
  try {
    return (await views.known({})).audits.zone;
  } catch (error) {
    if (error instanceof Refusal) return 'UTC';
    throw error;
  }
}
