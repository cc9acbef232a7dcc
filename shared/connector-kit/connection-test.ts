import type { ConnectionReport } from '../domain/external.ts';
import { type Fault, faultOf } from '../domain/fault.ts';
import type { Call, Connector } from './connector.ts';

/** Tries the connection step by step; a refusal is a step that failed, with words and a cure. */
export async function runTest<Settings>(
  connector: Connector<Settings>,
  call: Call<Settings>,
  now: () => Date,
  authType: string,
): Promise<ConnectionReport> {
  const started = now().getTime();
  const reachable = { step: 'reachable' as const, ok: true, message: 'The address answers.' };
  try {
    const result = await connector.test(call);
    const steps = [reachable, ...result.steps];
    const account = result.account === undefined ? {} : { account: result.account };
    return {
      ok: steps.every((step) => step.ok),
      steps,
      responseTimeMs: now().getTime() - started,
      apiVersion: result.apiVersion,
      ...account,
    };
  } catch (error) {
    return {
      ...failedTest(error, connector.manifest.name, authType),
      responseTimeMs: now().getTime() - started,
    };
  }
}

function failedTest(
  error: unknown,
  name: string,
  authType: string,
): Omit<ConnectionReport, 'responseTimeMs'> {
  const fault = faultOf(error);
  return { ok: false, fault: fault.kind, steps: stepsOf(fault, name, authType), apiVersion: 'unknown' };
}

function stepsOf(fault: Fault, name: string, authType: string): ConnectionReport['steps'] {
  const reachable = { step: 'reachable' as const, ok: true, message: 'The address answers.' };
  const failed = (step: 'reachable' | 'signed-in' | 'may-read', cure: string) => ({
    step,
    ok: false,
    message: fault.message,
    cure,
  });
  const passes = cureOfWhatPasses(fault, name);
  if (passes !== undefined)
    return [...(fault.httpStatus === undefined ? [] : [reachable]), failed('may-read', passes)];
  if (fault.kind === 'unauthorized') {
    const again =
      authType === 'OAUTH2'
        ? `Sign in at ${name} again.`
        : `Create a new token at ${name} and paste it here.`;
    return [reachable, failed('signed-in', again)];
  }
  if (fault.httpStatus === undefined && fault.kind !== 'drifted') {
    const address =
      'Check the address of the API: it must begin with https:// and be reachable from the internet.';
    return [failed('reachable', address)];
  }
  return [
    reachable,
    failed('may-read', 'Check the address, the choices made and what the token is allowed to do.'),
  ];
}

/** Of a fault that goes away by itself: nothing that was entered is wrong. */
function cureOfWhatPasses({ kind, httpStatus, retryAfterSeconds }: Fault, name: string): string | undefined {
  if (kind === 'rate-limited') {
    const wait = retryAfterSeconds === undefined ? 'a minute' : `${Math.ceil(retryAfterSeconds)} seconds`;
    return `Nothing that you entered is wrong. Wait ${wait}, then test again.`;
  }
  return kind === 'unavailable' && httpStatus !== undefined
    ? `${name} has trouble at the moment. Wait some minutes, then test again.`
    : undefined;
}
