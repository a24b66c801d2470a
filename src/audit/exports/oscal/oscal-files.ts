import type { ProgramReport } from '../../program-report.ts';
import { type ExportedFile, jsonFile } from '../exported-file.ts';
import { assessmentPlan } from './assessment-plan.ts';
import { assessmentResults } from './assessment-results.ts';
import { catalog } from './catalog.ts';
import { componentDefinition } from './component-definition.ts';
import { files, type OscalVersion, oscalFrom } from './from.ts';
import { planOfAction } from './plan-of-action.ts';

/**
 * The results as OSCAL documents: catalog, component definition, assessment plan, assessment results, and a plan of action and milestones
 * where there is anything to plan. The same report gives the same bytes. Keep the files in one folder: they name each other.
 * @throws Refusal `export/oscal-year` where the period lies outside the years that OSCAL writes
 */
export function oscalFiles(report: ProgramReport, version: OscalVersion = '1.2.2'): readonly ExportedFile[] {
  const from = oscalFrom(report, version);
  const plan = planOfAction(from);
  return [
    jsonFile(files.catalog, { catalog: catalog(from) }),
    jsonFile(files.componentDefinition, { 'component-definition': componentDefinition(from) }),
    jsonFile(files.assessmentPlan, { 'assessment-plan': assessmentPlan(from) }),
    jsonFile(files.assessmentResults, { 'assessment-results': assessmentResults(from) }),
    ...(plan === null ? [] : [jsonFile(files.planOfAction, { 'plan-of-action-and-milestones': plan })]),
  ];
}
