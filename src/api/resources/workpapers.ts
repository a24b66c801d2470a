import { getWorkpapers } from '../../contract/engagements.ts';
import { workpaperFile } from '../../engine/engagement-report-files.ts';
import { implement } from '../implement.ts';
import { papersOf } from './engagements.ts';

const media = {
  json: 'application/json; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
} as const;

export const workpapers = [
  implement(getWorkpapers, async ({ place, params: { engagement, file }, query }) => {
    const body = await workpaperFile(await papersOf(place).read(engagement), { file, ...query });
    const kind = file.slice(file.lastIndexOf('.') + 1) as keyof typeof media;
    const name = file === 'test.csv' ? `${engagement}-${query.control}-${query.population}.csv` : `${engagement}-${file}`;
    return { media: media[kind], name, body };
  }),
];
