import { getCheck, getCheckItem, getCheckSettings, listCheckItems, listChecks } from '../../contract/checks.ts';
import { settingsOverTime } from '../../engine/settings-over-time.ts';
import type { Told } from '../../engine/views/questions.ts';
import { implement } from '../implement.ts';
import { ofView } from './of-view.ts';

export const checks = [
  implement(listChecks, ({ place, query }) => {
    const [view, wanted] = ofView(query);
    return place.views.ask(view, 'checks', wanted);
  }),
  implement(getCheck, ({ place, params, query }) => place.views.ask(query, 'check', params)),
  implement(listCheckItems, ({ place, params, query }) => {
    const [view, wanted] = ofView(query);
    return place.views.ask(view, 'checkItems', { ...params, ...wanted });
  }),
  implement(getCheckItem, ({ place, params, query }) => place.views.ask(query, 'checkItem', params)),
  implement(getCheckSettings, async ({ place, params, query }) => {
    const { json } = await place.views.ask(query, 'checkSettings', params);
    const { names, from, until } = JSON.parse(json) as Told<'checkSettings'>;
    const { factSize, audits } = await place.views.known(query);
    const { db, organization } = place.installation;
    const wanted = { organization: organization.id, treeSize: factSize, zone: audits.zone, names, from, until };
    return { settings: await settingsOverTime(db, wanted) };
  }),
];
