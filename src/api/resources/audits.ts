import { getDraft, listAudits } from '../../contract/audits.ts';
import { setDrafts } from '../../engine/drafts.ts';
import { auditsOf } from '../../engine/engagement-report-audits.ts';
import { implement } from '../implement.ts';

export const audits = [
  implement(listAudits, ({ place }) => auditsOf(place.installation)),
  implement(getDraft, async ({ place, params: { audit, draft }, query: { format, to } }) => {
    const { files } = await setDrafts(place.installation, { audit, names: [draft], format, ...(to !== undefined && { to }) });
    const [file] = files;
    if (file === undefined) throw new Error(`The draft ${draft} was set as no file`);
    return { media: format === 'pdf' ? 'application/pdf' : 'text/markdown; charset=utf-8', name: `${audit}-${file.name}`, body: file.content };
  }),
];
