import type { ConnectionReport } from '../domain/external.ts';
import { faultOf } from '../domain/fault.ts';
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
  const reachable = { step: 'reachable' as const, ok: true, message: 'The address answers.' };
  const failed = (step: 'reachable' | 'signed-in' | 'may-read', cure: string) => ({
    step,
    ok: false,
    message: fault.message,
    cure,
  });
  const refusedSignIn = fault.kind === 'unauthorized';
  const steps =
    fault.httpStatus === undefined && fault.kind !== 'drifted' && !refusedSignIn
      ? [
          failed(
            'reachable',
            'Check the address of the API: it must begin with https:// and be reachable from the internet.',
          ),
        ]
      : refusedSignIn
        ? [
            reachable,
            failed(
              'signed-in',
              authType === 'OAUTH2'
                ? `Sign in at ${name} again.`
                : `Create a new token at ${name} and paste it here.`,
            ),
          ]
        : [
            reachable,
            failed('may-read', 'Check the address, the choices made and what the token is allowed to do.'),
          ];
  return { ok: false, fault: fault.kind, steps, apiVersion: 'unknown' };
}
