import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { type Role, roleClaim, roles } from '../../../shared/config/names.ts';
import { ProblemError } from './problem.ts';

/** Who calls, as the JWT authorizer verified it. */
export interface Caller {
  readonly id: string;
  readonly roles: readonly Role[];
}

/** The caller. The authorizer stands in front; without its claims nobody is let in here either. */
export function callerOf(event: APIGatewayProxyEventV2WithJWTAuthorizer): Caller {
  const claims = event.requestContext.authorizer?.jwt?.claims;
  const subject = claims?.sub;
  if (claims === undefined || typeof subject !== 'string') {
    throw new ProblemError(401, 'not-signed-in', 'You are not signed in', { hint: 'Sign in and try again.' });
  }
  return { id: subject, roles: rolesOf([claims[roleClaim], claims[groupClaim]]) };
}

/** Where the user pool that the stack makes keeps its roles. */
const groupClaim = 'cognito:groups';

/** API Gateway turns a list claim into the text `[A B]`. */
function rolesOf(claimed: readonly unknown[]): readonly Role[] {
  const named = claimed.flatMap((claim) =>
    String(claim ?? '')
      .replace(/^\[|\]$/g, '')
      .split(/[\s,]+/),
  );
  return roles.filter((role) => named.includes(role));
}

export function requireRole(caller: Caller, allowed: readonly Role[]): void {
  if (allowed.some((role) => caller.roles.includes(role))) return;
  throw new ProblemError(403, 'not-allowed', 'Your role does not allow this', {
    detail: `It needs one of: ${allowed.join(', ')}.`,
    hint: 'Ask a board chair to give you the role.',
  });
}
