import type { SeenBy } from '../../program-report.ts';
import type { OscalFrom } from './from.ts';
import { line, type OscalObject } from './vocabulary.ts';

/** Tickmark, as the tool that assessed. */
export function assessmentAssets(from: OscalFrom): OscalObject {
  const tool = from.uuid('component', 'tickmark');
  return {
    components: [
      {
        uuid: tool,
        type: 'software',
        title: 'Tickmark',
        description: 'Keeps every version of every fact and asks every check of every item over the whole period.',
        props: [{ name: 'version', value: line(from.report.tickmark) }],
        status: { state: 'operational' },
      },
    ],
    'assessment-platforms': [{ uuid: from.uuid('platform'), title: 'Tickmark', 'uses-components': [{ 'component-uuid': tool }] }],
  };
}

/** Who found it: the tool, not a person. */
export function origins(from: OscalFrom): readonly OscalObject[] {
  return [{ actors: [{ type: 'tool', 'actor-uuid': from.uuid('component', 'tickmark') }] }];
}

/** What systems tell is tested; what people recorded is examined. */
export function methodOf(by: SeenBy | undefined): 'TEST' | 'EXAMINE' {
  return by === 'automated' ? 'TEST' : 'EXAMINE';
}
