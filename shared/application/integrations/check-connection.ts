import type { ConnectionReport } from '../../domain/external.ts';
import { type Fault, faultOf } from '../../domain/fault.ts';
import type { Integration } from '../../domain/integration.ts';
import type { SignIn } from '../../domain/sign-in.ts';
import type { Clock, Connectors, Credentials } from '../ports.ts';

/** Tries the connection. A vendor that cannot be reached at all is a failed first step, not an error of ours. */
export async function checkConnection(
  deps: { readonly connectors: Connectors; readonly clock: Clock },
  integration: Pick<Integration, 'type' | 'baseUrl' | 'authType' | 'settings'>,
  signIn: Credentials | SignIn,
): Promise<ConnectionReport> {
  try {
    const system = await deps.connectors.connect(integration, signIn);
    return await system.test();
  } catch (error) {
    return failedReport(faultOf(error));
  }
}

const failedReport = (fault: Fault): ConnectionReport => {
  const signIn = fault.kind === 'unauthorized' || fault.kind === 'forbidden';
  return {
    ok: false,
    steps: [
      {
        step: signIn ? 'signed-in' : 'reachable',
        ok: false,
        message: fault.message,
        cure: signIn ? 'Check the token or password and its permissions.' : 'Check the address of the API.',
      },
    ],
    responseTimeMs: 0,
    apiVersion: 'unknown',
  };
};
