import { getAssessment, getAssessmentReport, listAssessments } from './assessments.ts';
import { getDraft, listAudits } from './audits.ts';
import { getChange } from './changes.ts';
import { getCheck, getCheckItem, getCheckSettings, listCheckItems, listChecks } from './checks.ts';
import { draftProgramFiles, keepConnection, probeNew, probeSecret, testConnectionNow } from './connection-setup.ts';
import { getConnection, listConnections, listConnectors, listRuns } from './connections.ts';
import { getControl, listControls } from './controls.ts';
import { listCriteria } from './criteria.ts';
import { decideExclusion, listExclusions, requestExclusion, respondToException } from './decisions.ts';
import {
  addAuditor,
  askRequest,
  captureSettings,
  closeEngagement,
  commentRequest,
  drawSample,
  explainDifference,
  extendSample,
  freezePopulations,
  markItems,
  movePeriod,
  moveRequest,
  openEngagement,
  pinAgain,
} from './engagement-acts.ts';
import { getEngagement, getSampleSize, getWorkpapers, listEngagementItems, listEngagements, startReperform } from './engagements.ts';
import { getEvidence, getRaw, getReceived, getSheetPdf, getSheetPicture, getUses, listEvidence } from './evidence.ts';
import { listExceptions } from './exceptions.ts';
import { find } from './find.ts';
import { getInstallation } from './installation.ts';
import { getCheckpointNote, getLedger, listCheckpoints, verifyLedgerNow } from './ledger.ts';
import { getOverview } from './overview.ts';
import { downloadPackage, listPackages, startPackage, verifyPackageNow } from './packages.ts';
import { listPeople } from './people.ts';
import { getPolicy, getPolicyText, listPolicies } from './policies.ts';
import {
  downloadPopulationCsv,
  downloadPopulationJson,
  getPopulation,
  getPopulationItem,
  getPopulationSheet,
  listPopulationLooks,
  listPopulationRows,
  listPopulations,
} from './populations.ts';
import { getRecord, listRecordKinds, listRecords } from './records.ts';
import { getSession, makeLink } from './session.ts';
import { getView } from './view.ts';
import { cancelWork, getWork, listenEvents, listWork, startAssess, startCollect } from './work.ts';

/** Every endpoint. The API mounts them, the reference lists them, and clients are typed by them. */
export const contract = [
  getView,
  getOverview,
  listExceptions,
  listCriteria,
  listPeople,
  listControls,
  getControl,
  getChange,
  listEvidence,
  getEvidence,
  getReceived,
  getRaw,
  getUses,
  getSheetPdf,
  getSheetPicture,
  listPopulations,
  getPopulation,
  listPopulationRows,
  getPopulationItem,
  listPopulationLooks,
  getPopulationSheet,
  downloadPopulationCsv,
  downloadPopulationJson,
  find,
  listChecks,
  getCheck,
  listCheckItems,
  getCheckItem,
  getCheckSettings,
  listExclusions,
  requestExclusion,
  decideExclusion,
  respondToException,
  getLedger,
  listCheckpoints,
  getCheckpointNote,
  verifyLedgerNow,
  getInstallation,
  listConnectors,
  listConnections,
  getConnection,
  listRuns,
  testConnectionNow,
  probeNew,
  probeSecret,
  keepConnection,
  draftProgramFiles,
  listAssessments,
  getAssessment,
  getAssessmentReport,
  getDraft,
  listAudits,
  addAuditor,
  askRequest,
  captureSettings,
  closeEngagement,
  commentRequest,
  drawSample,
  explainDifference,
  extendSample,
  freezePopulations,
  getEngagement,
  getSampleSize,
  getWorkpapers,
  listEngagementItems,
  listEngagements,
  markItems,
  movePeriod,
  moveRequest,
  openEngagement,
  pinAgain,
  startReperform,
  downloadPackage,
  listPackages,
  startPackage,
  verifyPackageNow,
  getPolicy,
  getPolicyText,
  listPolicies,
  getRecord,
  listRecordKinds,
  listRecords,
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
