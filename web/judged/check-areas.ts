/** What the first part of a check's id says. */
const titles: Readonly<Record<string, string>> = {
  access: 'Access reviews',
  account: 'Accounts on the code host',
  branch: 'Production branches',
  change: 'Changes and deployments',
  continuity: 'Continuity',
  'deploy-key': 'Deploy keys',
  governance: 'Policies',
  incident: 'Incident exercises',
  organization: 'Organizations on the code host',
  people: 'People',
  privileged: 'Privileged actions',
  record: 'Records that are to be made',
  repository: 'Repositories',
  secret: 'Leaked secrets',
  vulnerability: 'Vulnerabilities',
  webhook: 'Webhooks',
};

/** An area that this page does not know is called by its id. */
export function areaTitle(area: string): string {
  return Object.hasOwn(titles, area) ? (titles[area] as string) : area;
}
