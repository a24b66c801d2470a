import { getControl, listControls } from './controls.ts';
import { listCriteria } from './criteria.ts';
import { listExceptions } from './exceptions.ts';
import { getOverview } from './overview.ts';
import { getSession, makeLink } from './session.ts';
import { getView } from './view.ts';
import { cancelWork, getWork, listenEvents, listWork, startAssess, startCollect } from './work.ts';

/** Every endpoint. The API mounts them, the reference lists them, and clients are typed by them. */
export const contract = [
  getView,
  getOverview,
  listExceptions,
  listCriteria,
  listControls,
  getControl,
  listWork,
  getWork,
  cancelWork,
  startCollect,
  startAssess,
  listenEvents,
  getSession,
  makeLink,
] as const;

export type Api = (typeof contract)[number];
