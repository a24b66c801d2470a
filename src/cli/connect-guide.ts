import type { Permission } from '../connectors/kit/connector.ts';
import { GITHUB_INTRO, gitHubWays, type Way, type WaysFor } from '../engine/connection-setup-guide.ts';
import { type Page, paragraph } from './page.ts';

/** How to let Tickmark look at GitHub with as little as possible: three ways, the quickest first. */
export function gitHubGuide(page: Page, wanted: WaysFor): string {
  const { organization = 'ORG', url, permissions } = wanted;
  const heading = (text: string) => page.paint.bold(paragraph(page, 0, text));
  const step = (text: string) => `  - ${paragraph(page, 4, text).trimStart()}`;
  const command = `tickmark connect github ${organization}${url === undefined ? '' : ` --url ${url}`}`;
  const stepsOf = ({ begin, steps, gives }: Way) => [
    ...(begin === null ? [] : [begin]),
    ...steps,
    ...(gives === 'key' ? [`Then: ${command} --app APP-ID < KEY.pem`] : []),
  ];
  return [
    paragraph(page, 0, GITHUB_INTRO),
    '',
    ...gitHubWays(wanted).flatMap((way) => [heading(way.title), ...stepsOf(way).map(step), '']),
    heading('Permissions, and what is blind without each'),
    ...permissions.flatMap((one) => permissionLines(page, one)),
    '',
    heading('Then'),
    `  ${command}`,
    paragraph(page, 2, 'It asks for the token, or reads it from standard input. It never stands on the command line, where others could see it.'),
    '',
  ].join('\n');
}

export function permissionLines(page: Page, { name, why, feeds }: Permission): string[] {
  return [`  ${name}`, page.paint.dim(paragraph(page, 4, `${why} (${feeds.join(', ')})`))];
}
