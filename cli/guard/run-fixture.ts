import { DicomError } from '../../shared/dicom/dicom-error.ts';
import { Part10Reader } from '../../shared/dicom/part10-reader.ts';
import type { Guard } from '../../shared/guard/guard.ts';
import { inspectInstance } from '../../shared/guard/inspect-instance.ts';
import type { Inspection } from '../../shared/guard/inspection.ts';
import type { PolicyFixture } from '../../shared/guard/policy/policy-document.ts';
import { rulesBehind } from '../../shared/guard/rules-behind.ts';
import type { Verdict } from '../../shared/guard/verdict.ts';
import { CommandFailure } from '../command-failure.ts';
import { fixtureInstance } from './fixture-instance.ts';

export interface FixtureResult {
  readonly fixture: PolicyFixture;
  readonly isMet: boolean;
  /** Undefined where no instance could be made of the fixture. */
  readonly verdict: Verdict | undefined;
  /** The rules that gave the verdict, or why there is none. */
  readonly because: string;
}

/** The instance is made, read and inspected as if it had been sent. */
export async function runFixture(guard: Guard, fixture: PolicyFixture): Promise<FixtureResult> {
  try {
    return judged(fixture, await inspected(guard, fixture));
  } catch (error) {
    if (!(error instanceof DicomError) && !(error instanceof CommandFailure)) throw error;
    return { fixture, isMet: false, verdict: undefined, because: error.message };
  }
}

async function inspected(guard: Guard, fixture: PolicyFixture): Promise<Inspection> {
  const reader = new Part10Reader({ capture: true });
  await reader.push(fixtureInstance(fixture));
  const header = await reader.finish();
  return (await inspectInstance(guard, { header, content: reader.content(), partHeaders: [] })).inspection;
}

function judged(fixture: PolicyFixture, inspection: Inspection): FixtureResult {
  const { verdict } = inspection;
  const rules = rulesBehind(inspection);
  const isMet = verdict === fixture.expect && (fixture.rule === undefined || rules.includes(fixture.rule));
  return { fixture, isMet, verdict, because: rules.join(', ') };
}
