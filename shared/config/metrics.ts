/**
 * Names of what we count in CloudWatch. The function and the ids of integrations are properties of each line and can be
 * searched; as dimensions they would make a metric each.
 */
export const metricsNamespace = 'BritePool/Integrations';

/** `stage` alone, so that alarms need no arithmetic, and beside it `stage` with `integrationType`, where that is known. */
export const metricDimensions = {
  stage: 'stage',
  integrationType: 'integrationType',
  /** Of `Bugs` alone, which are counted for each version of a function: a new one that has them is taken back. */
  functionName: 'functionName',
  version: 'version',
} as const;

export const countNames = [
  'Received',
  'Refused',
  /** Changes that came to an end, whatever it is; and below, which. */
  'Ended',
  'Applied',
  'Unchanged',
  'Echo',
  'Duplicate',
  'Superseded',
  'Held',
  'Conflict',
  'Rejected',
  'Dead',
  'FailedTries',
  /** Tries and requests that failed for a reason our code did not foresee. */
  'Bugs',
  'Parked',
  'RunsEnded',
  'RunsFailed',
  'VendorCalls',
  'VendorRefusals',
  'AlertsRaised',
  'BreakersOpened',
  /** Changes that were received and have no end. */
  'LedgerMissing',
  /** Differences between two sides that nothing explains. */
  'DriftUnexplained',
] as const;
export type CountName = (typeof countNames)[number];

/** From receipt to the write, in milliseconds, of what came by a webhook or an edit. */
export const timeNames = ['LagMs'] as const;
export type TimeName = (typeof timeNames)[number];
