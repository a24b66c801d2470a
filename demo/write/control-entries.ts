import { written } from '../clock.ts';
import type { Complementary, ControlRecord, KeptControl, SystemDescription } from '../company/world-program.ts';
import { type Entry, type ProgramFile, type Writing, yamlText } from './program-file.ts';

/** As it was taken up, and again once its end was known. */
export function controlWritings(one: KeptControl): Writing[] {
  const { control, version, since, variant, owner, promise, why, recorded, ended } = one;
  const entry = (until: Entry, because: string): Entry => ({
    ...{ id: control, version, since },
    ...until,
    ...(variant === null ? {} : { variant }),
    owner,
    ...(promise === null ? {} : { promise }),
    why: because,
  });
  const taken = { at: recorded, entry: entry({}, why) };
  return ended === null ? [taken] : [taken, { at: ended.recorded, entry: entry({ until: ended.until }, ended.why) }];
}

export function controlRecordWritings(one: ControlRecord): Writing[] {
  const { id, record, due, done, by, notes, evidence, recorded, removed } = one;
  const entry: Entry = {
    ...{ id, record, due, done: written(done) },
    ...(by.length === 0 ? {} : { by }),
    ...(notes === null ? {} : { notes }),
    ...(evidence.length === 0 ? {} : { evidence }),
  };
  return [{ at: recorded, entry }, ...(removed === null ? [] : [{ at: removed, entry: null }])];
}

/** `records/description.yaml`: the whole of it anew with every version. */
export function descriptionFile(versions: readonly SystemDescription[], by: string): ProgramFile {
  return {
    path: 'records/description.yaml',
    commits: versions.map(({ recorded }) => ({ at: recorded, by })),
    textAt: (at) => {
      const version = versions.findLast(({ recorded }) => recorded <= at);
      return version === undefined ? null : descriptionText(version);
    },
  };
}

function descriptionText({ services, sections, subservice, customerControls, vendorControls }: SystemDescription): string {
  const complementary = ({ id, text, criteria }: Complementary): Entry => ({ id, text, criteria });
  return yamlText({
    description: {
      ...{ services, sections, subservice },
      'customer-controls': customerControls.map(complementary),
      'vendor-controls': vendorControls.map((one) => ({ ...complementary(one), vendor: one.vendor })),
    },
  });
}
